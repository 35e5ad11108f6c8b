"""The corpus of triggers: the events that a sentence must give, and no others."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from timeline.languages.triggers_schema import ExpectedEvent, TriggerCase, trigger_corpus, triggers
from timeline.pipeline.analysis import find_events
from timeline.records import EventMention, EventType, Role

from .outcome import Corpus, Outcome, outcome

PUBLISHED = "2024-05-13"
"""When a case was published that does not say so."""


def run(language: str) -> Iterator[Outcome]:
    """Each text gives just the expected events. Mere statements count only where a case expects one."""
    for case in trigger_corpus(language).case:
        yield outcome(case.text, "; ".join(mismatches(language, case)), case.xfail)


def mismatches(language: str, case: TriggerCase) -> Iterator[str]:
    """What is missing, otherwise, or too much."""
    statements = any(expected.type is EventType.STATEMENT for expected in case.expect)
    left = [
        mention for mention in _found(case, language) if statements or mention.event_type is not EventType.STATEMENT
    ]
    for expected in case.expect:
        near = [one for one in left if one.event_type is expected.type and _alike(expected.trigger, one.text)]
        if not near:
            yield f"missing {expected.type} {expected.trigger!r}"
            continue
        best = min(near, key=lambda mention: len(list(differences(expected, mention))))
        yield from (f"{expected.type} {expected.trigger!r}: {told}" for told in differences(expected, best))
        left.remove(best)
    yield from (f"found {mention.event_type} {mention.text!r} by {mention.rule}" for mention in left)


def differences(expected: ExpectedEvent, found: EventMention) -> Iterator[str]:
    """What a mention says otherwise than the case. Names are alike if one contains the other."""
    texts = (
        ("mode", expected.mode, found.mode),
        ("status", expected.status, found.status.value),
        ("time", expected.time, found.time.text if found.time else None),
        ("place", expected.place, found.place.name if found.place else None),
    )
    for name, wanted, got in texts:
        if wanted is not None and not _alike(wanted, got or ""):
            yield f"{name} {got!r}, expected {wanted!r}"
    for role, names in ((Role.ACTOR, expected.actors), (Role.RECIPIENT, expected.recipients)):
        parties = [actor.text for actor in found.actors if actor.role is role]
        if names is not None and not _all_alike(names, parties):
            yield f"{role}s {parties}, expected {list(names)}"
    values = sorted(quantity.value for quantity in found.quantities)
    if expected.quantities is not None and values != sorted(expected.quantities):
        yield f"quantities {values}, expected {sorted(expected.quantities)}"


def unattested(language: str) -> Iterator[str]:
    """Triggers that speak in no case."""
    spoken = {mention.rule for case in trigger_corpus(language).case for mention in _found(case, language)}
    yield from (trigger.id for trigger in triggers(language).trigger if trigger.id not in spoken)


@cache
def _found(case: TriggerCase, language: str) -> tuple[EventMention, ...]:
    published = date.fromisoformat(case.published or PUBLISHED)
    return tuple(find_events(case.text, published=published, language=language))


def _alike(wanted: str, got: str) -> bool:
    one, other = (text.casefold().replace("’", "'") for text in (wanted, got))
    return bool(other) and (one in other or other in one)


def _all_alike(wanted: Iterable[str], got: Iterable[str]) -> bool:
    left = list(got)
    for name in wanted:
        hit = next((party for party in left if _alike(name, party)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


TRIGGERS = Corpus("triggers", run, unattested)
