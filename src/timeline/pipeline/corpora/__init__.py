"""A language's corpora against its rules: each case passes, fails, or is a known gap; each rule wants a case of its own."""

from timeline import languages
from timeline.errors import LanguageDataError, UsageError

from .actors import ACTORS
from .events import TRIGGERS
from .outcome import Corpus, Outcome, Verdict
from .texts import BLOCKS, SENTENCES
from .times import TIMES

__all__ = ["CORPORA", "Corpus", "Outcome", "Verdict", "check"]

CORPORA = (BLOCKS, SENTENCES, TIMES, ACTORS, TRIGGERS)
"""Every part of a language that has a corpus. A new part is a runner and a line here."""


def check(language: str) -> dict[str, tuple[list[Outcome], list[str]]]:
    """Outcomes and unattested rules of every corpus of a language, by part. A part without its files fails.

    Raises UsageError for a language that has no rules.
    """
    if language not in languages.available():
        raise UsageError(f"language {language!r}: there are rules for {', '.join(languages.available())} only")
    return {corpus.part: _checked(corpus, language) for corpus in CORPORA}


def _checked(corpus: Corpus, language: str) -> tuple[list[Outcome], list[str]]:
    try:
        return list(corpus.run(language)), list(corpus.unattested(language))
    except LanguageDataError as error:
        return [Outcome(case=corpus.part, verdict=Verdict.FAILED, message=str(error))], []
