"""Runs the corpus of triggers of each language: what each sentence must give, and nothing else."""

from datetime import UTC, datetime
from functools import cache

import pytest

from timeline.languages.triggers_schema import ExpectedEvent, TriggerCase, trigger_corpus, triggers
from timeline.records import Article, EventMention, EventType, PublishedBasis
from timeline.temporal import find
from timeline.text import blocks, sentences

PUBLISHED = "2024-05-13"
LANGUAGES = ("fr", "en")


def cases() -> list[object]:
    return [
        pytest.param(language, case, id=f"{language}-{number:03d}", marks=_marks(case))
        for language in LANGUAGES
        for number, case in enumerate(trigger_corpus(language).case)
    ]


def _marks(case: TriggerCase) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(reason=case.xfail, strict=True),) if case.xfail else ()


def events(language: str, case: TriggerCase) -> list[EventMention]:
    from timeline.extract import mentions

    day = datetime.fromisoformat(case.published or PUBLISHED).replace(tzinfo=UTC)
    parts = blocks(case.text, language)
    article = Article(
        article_id="a0",
        source="case",
        text=case.text,
        language=language,
        published=day,
        published_basis=PublishedBasis.SIDECAR,
        blocks=parts,
    )
    lines = sentences(case.text, language, parts)
    times = find(case.text, language, day.date(), sentences=lines)
    return [
        m for m in mentions(article, lines, times) if m.event_type is not EventType.STATEMENT or _wants_statement(case)
    ]


def _wants_statement(case: TriggerCase) -> bool:
    return any(expected.type is EventType.STATEMENT for expected in case.expect)


def differences(expected: ExpectedEvent, found: EventMention) -> list[str]:
    """What a mention says otherwise than a case. Names and places match if one contains the other."""
    wrong = []
    checks = {
        "mode": (expected.mode, found.mode),
        "status": (expected.status, found.status.value),
        "time": (expected.time, found.time.text if found.time else None),
        "place": (expected.place, found.place.name if found.place else None),
    }
    for name, (wanted, got) in checks.items():
        if wanted is not None and not _alike(wanted, got or ""):
            wrong.append(f"{name}: wanted {wanted!r}, found {got!r}")
    for role, names in (("actor", expected.actors), ("recipient", expected.recipients)):
        got_names = [a.text for a in found.actors if a.role.value == role]
        if names is not None and not _same(names, got_names):
            wrong.append(f"{role}s: wanted {list(names)}, found {got_names}")
    if expected.quantities is not None and sorted(expected.quantities) != sorted(q.value for q in found.quantities):
        wrong.append(f"quantities: wanted {expected.quantities}, found {[q.value for q in found.quantities]}")
    return wrong


def _alike(wanted: str, got: str) -> bool:
    a, b = wanted.casefold().replace("’", "'"), got.casefold().replace("’", "'")
    return bool(b) and (a in b or b in a)


def _same(wanted: tuple[str, ...], got: list[str]) -> bool:
    left = list(got)
    for name in wanted:
        hit = next((g for g in left if _alike(name, g)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def mismatches(language: str, case: TriggerCase) -> list[str]:
    left, wrong = events(language, case), []
    for expected in case.expect:
        near = [m for m in left if m.event_type is expected.type and _alike(expected.trigger, m.text)]
        if not near:
            wrong.append(f"missing {expected.type} {expected.trigger!r}")
            continue
        best = min(near, key=lambda m: len(differences(expected, m)))
        wrong += [f"{expected.type} {expected.trigger!r}: {d}" for d in differences(expected, best)]
        left.remove(best)
    return wrong + [f"extra {m.event_type} {m.text!r} by {m.rule}" for m in left]


@pytest.mark.parametrize(("language", "case"), cases())
def test_case(language: str, case: TriggerCase) -> None:
    assert not mismatches(language, case), case.text


@cache
def attested(language: str) -> frozenset[str]:
    return frozenset(rule for case in trigger_corpus(language).case for rule in case.rules)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_named_by_a_case_exists(language: str) -> None:
    assert attested(language) <= {t.id for t in triggers(language).trigger}
