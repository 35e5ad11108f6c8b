"""Scores mentions against labels.

A label is answered by a mention of the same article whose trigger lies inside the label's quote and whose type is one that the
label allows; each mention answers one label, asked labels choose first. Optional labels may be answered or not. STATEMENT is
not counted on either side. All other measures are taken over the answered labels.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.records import EventMention, EventType, Record, Role

from .figures import Figures, Share
from .labels import OWN, Label


@dataclass(frozen=True, slots=True)
class Found:
    """A mention, the name of its article as the labels have it, and the event that it belongs to."""

    article: str
    mention: EventMention
    event_id: str | None


Pairs = Sequence[tuple[Label, Found]]


class Score(Record):
    """How well mentions answer labels.

    `date`: of the answers to labels that the text itself dates, those with just these days. `invented`: of all answers, those
    with a first day that the label does not have. `time`: the expression bound to the trigger. `actor`: parties in their
    roles. `link`: pairs of mentions said to be one event. `by_type`: mentions by the type that was found, or else asked for.
    """

    mention: Figures
    by_type: dict[str, Figures]
    date: Share
    invented: Share
    status: Share
    time: Figures
    actor: Figures
    link: Figures

    def measures(self) -> dict[str, float | None]:
        """By name, all that a floor can be set for; `invented` is the one of which less is better."""
        return {
            "mention": self.mention.f1,
            "precision": self.mention.precision,
            "recall": self.mention.recall,
            "date": self.date.share,
            "invented": self.invented.share,
            "status": self.status.share,
            "time": self.time.f1,
            "actor": self.actor.f1,
            "link": self.link.f1,
        }


MEASURES = ("mention", "precision", "recall", "date", "invented", "status", "time", "actor", "link")
"""The names of the measures."""


def score(labels: Sequence[Label], found: Iterable[Found]) -> Score:
    """How well `found` answers `labels`."""
    events = [one for one in found if one.mention.event_type is not EventType.STATEMENT]
    pairs = answers(labels, events)
    own = [(label, one.mention) for label, one in pairs if label.basis in OWN]
    return Score(
        mention=_mentions(labels, events, pairs),
        by_type=_by_type(labels, events, pairs),
        date=Share(right=sum(_days(label) == (one.first, one.last) for label, one in own), of=len(own)),
        invented=Share(right=sum(_invents(label, one) for label, one in pairs), of=len(pairs)),
        status=Share(right=sum(label.status is one.mention.status for label, one in pairs), of=len(pairs)),
        time=_times(pairs),
        actor=_actors(pairs),
        link=_links(pairs),
    )


def answers(labels: Sequence[Label], found: Sequence[Found]) -> list[tuple[Label, Found]]:
    """Pairs of label and mention; each label takes, of what it may take, the mention that shares most of its trigger."""
    taken: set[int] = set()
    pairs = []
    for label in sorted(labels, key=lambda one: not one.asked):
        fits = [
            (_overlap(label, one), -index)
            for index, one in enumerate(found)
            if index not in taken and _fits(label, one)
        ]
        if fits:
            index = -max(fits)[1]
            taken.add(index)
            pairs.append((label, found[index]))
    return pairs


def _fits(label: Label, one: Found) -> bool:
    inside = label.quote_start <= one.mention.start and one.mention.end <= label.quote_end
    return inside and one.article == label.article and one.mention.event_type in label.types


def _overlap(label: Label, one: Found) -> int:
    return min(label.start + len(label.trigger), one.mention.end) - max(label.start, one.mention.start)


def _mentions(labels: Sequence[Label], events: Sequence[Found], pairs: Pairs) -> Figures:
    hits = sum(label.asked for label, _ in pairs)
    spare = len(pairs) - hits
    return Figures(right=hits, found=len(events) - spare, wanted=sum(label.asked for label in labels))


def _by_type(labels: Sequence[Label], events: Sequence[Found], pairs: Pairs) -> dict[str, Figures]:
    asked = [(label, one) for label, one in pairs if label.asked]
    right = Counter(one.mention.event_type for _, one in asked)
    answered = {id(label) for label, _ in asked}
    missed = (label for label in labels if label.asked and id(label) not in answered)
    wanted = right + Counter(next(kind for kind in label.types if kind is not EventType.STATEMENT) for label in missed)
    spare = Counter(one.mention.event_type for label, one in pairs if not label.asked)
    found = Counter(one.mention.event_type for one in events) - spare
    return {
        kind.value: Figures(right=right[kind], found=found[kind], wanted=wanted[kind])
        for kind in EventType
        if found[kind] or wanted[kind]
    }


def _days(label: Label) -> tuple[object, object]:
    return label.first, label.last


def _invents(label: Label, one: Found) -> bool:
    """A first day although the label has none, or another day than the one that another mention gives it."""
    dated = one.mention.first is not None
    return label.basis not in OWN and dated and (one.mention.first, one.mention.last) != _days(label)


def _times(pairs: Pairs) -> Figures:
    bound = [(label.time_text, one.mention.time) for label, one in pairs]
    return Figures(
        right=sum(bool(wanted and time and alike(wanted, time.text)) for wanted, time in bound),
        found=sum(time is not None for _, time in bound),
        wanted=sum(wanted is not None for wanted, _ in bound),
    )


def _actors(pairs: Pairs) -> Figures:
    right = found = wanted = 0
    for label, one in pairs:
        for role, names in ((Role.ACTOR, label.actors), (Role.RECIPIENT, label.recipients)):
            parties = [(party.text, party.name) for party in one.mention.actors if party.role is role]
            right += len(list(_matched(names, parties)))
            found, wanted = found + len(parties), wanted + len(names)
    return Figures(right=right, found=found, wanted=wanted)


def _matched(names: Iterable[str], parties: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The names that have a party of their own, by its words or by its full name."""
    left = list(parties)
    for name in names:
        hit = next((party for party in left if any(alike(name, told) for told in party)), None)
        if hit is not None:
            left.remove(hit)
            yield name


def alike(one: str, other: str) -> bool:
    """Whether two wordings are the same but for capitals and apostrophes, or one holds the other as whole words."""
    first, second = (
        f" {' '.join(text.casefold().replace('’', ' ').replace(chr(39), ' ').split())} " for text in (one, other)
    )
    return bool(first.strip() and second.strip()) and (first in second or second in first)


def _links(pairs: Pairs) -> Figures:
    """Pairs of answered labels that are, and are said to be, one event."""
    said = [
        (label.cluster, one.event_id or index) for index, (label, one) in enumerate(pairs) if label.cluster is not None
    ]
    return Figures(
        right=_couples(said),
        found=_couples(event for _, event in said),
        wanted=_couples(cluster for cluster, _ in said),
    )


def _couples(keys: Iterable[Hashable]) -> int:
    """How many pairs of them are equal."""
    return sum(count * (count - 1) // 2 for count in Counter(keys).values())
