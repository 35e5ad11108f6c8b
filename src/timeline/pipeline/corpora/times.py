"""The corpus of time expressions: all that a sentence must give, in its order, and no others."""

from collections.abc import Iterator, Sequence
from functools import cache

from timeline.languages.temporal_schema import Case, Expected, corpus, grammar
from timeline.pipeline.texts import find_times
from timeline.records import TimeMention
from timeline.temporal.fold import fold
from timeline.temporal.recognise import withheld

from .outcome import Corpus, Outcome, outcome

OPEN = "open"
"""What a case writes for a bound that must be None."""


def run(language: str) -> Iterator[Outcome]:
    """Each text gives just the expected expressions, with the fields that the case names."""
    for case in corpus(language).case:
        yield outcome(case.text, "; ".join(problems(case, _found(case, language))), case.xfail)


@cache
def _found(case: Case, language: str) -> tuple[TimeMention, ...]:
    return tuple(find_times(case.text, published=case.published, language=language))


def problems(case: Case, found: Sequence[TimeMention]) -> Iterator[str]:
    """What the mentions of a case's text lack, have too much, or say otherwise than the case."""
    surfaces, wanted = [time.text for time in found], [expected.surface for expected in case.expect]
    if surfaces != wanted:
        yield f"expected {wanted}, found {surfaces}"
        return
    for expected, time in zip(case.expect, found, strict=True):
        yield from _differences(expected, time)
    yield from (f"near miss {time.rule} hit {time.text!r}" for time in found if time.rule in case.misses)


def _differences(expected: Expected, time: TimeMention) -> Iterator[str]:
    for name, wanted in expected:
        if name != "surface" and wanted is not None:
            got = getattr(time, name)
            if got != (None if wanted == OPEN else wanted):
                yield f"{time.text!r}: {name} {got}, expected {wanted}; by {time.rule}: {time.derivation}"


def unattested(language: str) -> Iterator[str]:
    """Rules, words around and joins of the grammar that no case makes speak, nor a rule for what is no time makes silent."""
    spoken: set[str] = set()
    for case in corpus(language).case:
        spoken |= withheld(fold(case.text), language)
        for time in _found(case, language):
            spoken |= {time.rule, *time.derivation[0].split()}
    known = grammar(language)
    ids = [rule.id for rule in known.rule] + [edge.id for edge in known.edge] + [join.id for join in known.join]
    yield from (name for name in ids if name not in spoken)


TIMES = Corpus("times", run, unattested)
