"""Runs the corpus of triggers of each language: what each sentence must give, and nothing else."""

import re
from datetime import date

import pytest

from timeline.extract.lexicon import lexicon
from timeline.languages.triggers_schema import TriggerCase, trigger_corpus, triggers
from timeline.pipeline.analysis import find_events
from timeline.pipeline.corpora.events import PUBLISHED, mismatches
from timeline.syntax import noun_lemma, verb_lemma

LANGUAGES = ("fr", "en")
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def cases() -> list[object]:
    return [
        pytest.param(language, case, id=f"{language}-{number:03d}", marks=_marks(case))
        for language in LANGUAGES
        for number, case in enumerate(trigger_corpus(language).case)
    ]


def _marks(case: TriggerCase) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(reason=case.xfail, strict=True),) if case.xfail else ()


@pytest.mark.parametrize(("language", "case"), cases())
def test_case(language: str, case: TriggerCase) -> None:
    assert not list(mismatches(language, case)), case.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_named_by_a_case_exists(language: str) -> None:
    attested = {rule for case in trigger_corpus(language).case for rule in case.rules}
    assert attested <= {trigger.id for trigger in triggers(language).trigger}


def spoken(language: str, case: TriggerCase) -> set[str]:
    published = date.fromisoformat(case.published or PUBLISHED)
    return {mention.rule for mention in find_events(case.text, published=published, language=language)}


def tried(language: str, text: str) -> set[str]:
    """Triggers of which a text holds the head and every word beside it."""
    made = lexicon(language)
    words = WORD.findall(text.lower())
    forms = {form for word in words for form in (word, verb_lemma(word, language), noun_lemma(word, language))}
    patterns = [p for group in (made.verbs, made.nouns) for head in forms & set(group) for p in group[head]]
    return {p.trigger.id for p in patterns if forms.issuperset((*p.before, *p.after))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trigger_has_a_near_miss(language: str) -> None:
    """A case that passes and names the trigger, or holds its words, where the trigger does not speak."""
    missed: set[str] = set()
    for case in trigger_corpus(language).case:
        if not case.xfail:
            missed |= (set(case.rules) | tried(language, case.text)) - spoken(language, case)
    assert not [trigger.id for trigger in triggers(language).trigger if trigger.id not in missed]
