"""The corpora of both languages, case by case, and that every rule has a case that it matches and a near miss."""

from collections.abc import Iterator
from functools import cache

import pytest

from timeline.languages import available
from timeline.languages.temporal_schema import Case, corpus, grammar
from timeline.pipeline.corpora.times import problems
from timeline.records import TimeMention
from timeline.temporal import find
from timeline.temporal.compiled import FIGURE, WORD, compiled
from timeline.temporal.fold import fold

LANGUAGES = available()


def cases() -> Iterator[object]:
    for language in LANGUAGES:
        for number, case in enumerate(corpus(language).case):
            marks = [pytest.mark.xfail(reason=case.xfail, strict=True)] if case.xfail else []
            yield pytest.param(language, case, id=f"{language}-{number}-{case.text[:40]}", marks=marks)


@cache
def found(language: str, case: Case) -> tuple[TimeMention, ...]:
    return tuple(find(case.text, language, case.published))


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_case(language: str, case: Case) -> None:
    assert not list(problems(case, found(language, case)))


def tried(language: str, text: str) -> set[str]:
    """Rules that a text puts to the test: it holds a word that triggers them."""
    made = compiled(language)
    out = set()
    for word in WORD.findall(fold(text)):
        names = (*made.triggers.get(word, ()), *((FIGURE,) if word[0].isdigit() else ()))
        out |= {pattern.rule.id for name in names for pattern in made.rules.get(name, ())}
    return out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_hit_and_a_near_miss(language: str) -> None:
    hits: set[str] = set()
    misses: set[str] = set()
    for case in corpus(language).case:
        used = {word for m in found(language, case) for word in m.derivation[0].replace(",", " ").split()}
        used |= {m.rule for m in found(language, case)}
        hits |= used
        misses |= (tried(language, case.text) - used) | set(case.misses)
    rules = grammar(language).rule
    silent = {rule.id for rule in rules if rule.emit["kind"] == "nothing"}
    assert not sorted({rule.id for rule in rules} - silent - hits), "without a case that they match"
    assert not sorted({rule.id for rule in rules} - misses), "without a near miss"
    edges = [edge.id for edge in grammar(language).edge] + [join.id for join in grammar(language).join]
    assert not sorted(set(edges) - hits), "words around and joins without a case"


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_unique_and_named_for_their_language(language: str) -> None:
    data = grammar(language)
    ids = [item.id for item in (*data.rule, *data.edge, *data.join)]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"{language}.") for name in ids)
