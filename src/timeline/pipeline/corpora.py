"""A language's corpora against its rules: each case passes, fails, or is a known gap; each rule wants a case of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from timeline import languages, text
from timeline.errors import UsageError
from timeline.languages.blocks_schema import block_corpus, block_rules
from timeline.languages.info_schema import sentence_corpus
from timeline.languages.triggers_schema import ExpectedEvent, trigger_corpus, triggers
from timeline.records import EventMention, Record, Role

from .analysis import find_events


class Verdict(StrEnum):
    """How a case went. A closed gap is a case marked `xfail` that passes: the mark has to go."""

    PASSED = "passed"
    FAILED = "failed"
    GAP = "gap"
    CLOSED = "closed gap"


class Outcome(Record):
    """One case, and what was found where it is not what was expected."""

    case: str
    verdict: Verdict
    message: str = ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A part of a language that has a corpus: how to run it, and which of its rules no case attests."""

    part: str
    run: Callable[[str], Iterator[Outcome]]
    unattested: Callable[[str], Iterator[str]]


def check(language: str) -> dict[str, tuple[list[Outcome], list[str]]]:
    """Outcomes and unattested rules of every corpus of a language, by part. Raises UsageError for an unknown language."""
    if language not in languages.available():
        raise UsageError(f"language {language!r}: there are rules for {', '.join(languages.available())} only")
    return {corpus.part: (list(corpus.run(language)), list(corpus.unattested(language))) for corpus in CORPORA}


def outcome(case: str, problem: str, xfail: str | None) -> Outcome:
    """The outcome of a case: `problem` is "" where it went as expected."""
    if xfail is None:
        return Outcome(case=case, verdict=Verdict.FAILED if problem else Verdict.PASSED, message=problem)
    if problem:
        return Outcome(case=case, verdict=Verdict.GAP, message=xfail)
    return Outcome(case=case, verdict=Verdict.CLOSED, message="passes now: take the xfail away")


def _sentences(language: str) -> Iterator[Outcome]:
    for case in sentence_corpus(language).case:
        found = text.sentences(case.text, language, text.blocks(case.text, language))
        cut = tuple(case.text[one.start : one.end] for one in found)
        yield outcome(case.text, "" if cut == case.expect else f"expected {case.expect}, found {cut}", case.xfail)


def _blocks(language: str) -> Iterator[Outcome]:
    for case in block_corpus(language).case:
        kinds = tuple(block.kind for block in text.blocks(case.text, language, title=case.title))
        expected = ", ".join(case.expect)
        problem = "" if kinds == case.expect else f"expected {expected}, found {', '.join(kinds)}"
        yield outcome(case.text, problem, case.xfail)


def _triggers(language: str) -> Iterator[Outcome]:
    for case in trigger_corpus(language).case:
        published = date.fromisoformat(case.published) if case.published else None
        found = find_events(case.text, published=published, language=language)
        yield outcome(case.text, _difference(case.expect, found), case.xfail)


def _difference(expected: tuple[ExpectedEvent, ...], found: list[EventMention]) -> str:
    """What is missing and what is too much; "" where both agree."""
    left = list(found)
    missing = []
    for wanted in expected:
        match = next((mention for mention in left if _fits(wanted, mention)), None)
        if match is None:
            missing.append(f"{wanted.type} {wanted.trigger!r}")
        else:
            left.remove(match)
    extra = [f"{mention.event_type} {mention.text!r} ({mention.status})" for mention in left]
    told = [f"missing {', '.join(missing)}"] if missing else []
    return "; ".join(told + ([f"found {', '.join(extra)}"] if extra else []))


def _fits(wanted: ExpectedEvent, mention: EventMention) -> bool:
    names = {role: tuple(actor.text for actor in mention.actors if actor.role is role) for role in Role}
    asked = (
        (wanted.mode, mention.mode),
        (wanted.status, mention.status),
        (wanted.actors, names[Role.ACTOR]),
        (wanted.recipients, names[Role.RECIPIENT]),
        (wanted.place, mention.place.name if mention.place else None),
        (wanted.time, mention.time.text if mention.time else None),
        (wanted.quantities, tuple(quantity.value for quantity in mention.quantities)),
    )
    same = wanted.type is mention.event_type and (wanted.trigger in mention.text or mention.text in wanted.trigger)
    return same and all(want is None or want == have for want, have in asked)


def _no_rules(_: str) -> Iterator[str]:
    yield from ()


def _unattested_blocks(language: str) -> Iterator[str]:
    attested = {rule for case in block_corpus(language).case for rule in case.rules}
    yield from (rule.id for rule in block_rules(language).rule if rule.id not in attested)


def _unattested_triggers(language: str) -> Iterator[str]:
    attested = {rule for case in trigger_corpus(language).case for rule in case.rules}
    yield from (trigger.id for trigger in triggers(language).trigger if trigger.id not in attested)


CORPORA = (
    Corpus("sentences", _sentences, _no_rules),
    Corpus("blocks", _blocks, _unattested_blocks),
    Corpus("triggers", _triggers, _unattested_triggers),
)
"""Every part of a language that has a corpus. A new part is a runner and a line here."""
