"""How a case of a corpus went."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from timeline.records import Record


class Verdict(StrEnum):
    """A closed gap is a case marked `xfail` that passes: the mark has to go."""

    PASSED = "passed"
    FAILED = "failed"
    GAP = "known gap"
    CLOSED = "closed gap"


class Outcome(Record):
    """One case, and what was found where it is not what was expected."""

    case: str
    verdict: Verdict
    message: str = ""


def no_rules(_: str) -> Iterator[str]:
    """For a part whose data are words, not rules that a case could attest."""
    yield from ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """A part of a language that has a corpus: how to run it, and which of its rules no case attests."""

    part: str
    run: Callable[[str], Iterator[Outcome]]
    unattested: Callable[[str], Iterator[str]] = no_rules


def outcome(case: str, problem: str, xfail: str | None) -> Outcome:
    """The outcome of a case: `problem` is "" where it went as expected."""
    if xfail is None:
        return Outcome(case=case, verdict=Verdict.FAILED if problem else Verdict.PASSED, message=problem)
    if problem:
        return Outcome(case=case, verdict=Verdict.GAP, message=xfail)
    return Outcome(case=case, verdict=Verdict.CLOSED, message="passes now: take the xfail away")
