"""Where the sources of one event disagree. Every value is kept with its articles; nothing is averaged."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from timeline.records import Conflict, ConflictValue, EventMention, Quantity

from .days import OWN, days_of
from .words import cognate, fold

Values = Mapping[str, set[str]]
Count = tuple[float, str]
"""A number and the place where it was counted, empty where none is told."""


def conflicts(mentions: Sequence[EventMention]) -> tuple[Conflict, ...]:
    """The fields on which articles contradict each other: date, quantities, country of the place, status."""
    found = [_dates(mentions), *_quantities(mentions), _places(mentions), _statuses(mentions)]
    return tuple(one for one in found if one)


def _dates(mentions: Sequence[EventMention]) -> Conflict | None:
    """Dates of which two share no day."""
    dated = [(days, one) for one in mentions if (days := days_of(one, OWN))]
    clashing = [one for days, one in dated if any(not days.overlaps(other) for other, _ in dated)]
    return _conflict("date", clashing, lambda one: one.edtf or f"{one.first or '..'}/{one.last or '..'}")


def _quantities(mentions: Sequence[EventMention]) -> list[Conflict]:
    """Counts of one thing that no two articles share: an article may count a whole and its parts, and what is counted in one
    place is no rival of what is counted in another."""
    kinds: list[tuple[str, str]] = []
    told: dict[tuple[str, str], dict[str, set[Count]]] = {}
    for mention in mentions:
        for quantity in mention.quantities:
            kind = next((known for known in kinds if _is(quantity, known)), None)
            if kind is None:
                kind = (quantity.role or "", fold(quantity.unit))
                kinds.append(kind)
            place = fold(mention.place.name) if mention.place else ""
            told.setdefault(kind, {}).setdefault(mention.article_id, set()).add((quantity.value, place))
    found = []
    for kind in kinds:
        articles = told[kind]
        if any(_clash(ours, theirs) for ours in articles.values() for theirs in articles.values()):
            values: dict[str, set[str]] = {}
            for article, counts in articles.items():
                for number in sorted({value for value, _ in counts}):
                    values.setdefault(f"{number:.15g}", set()).add(article)
            found.append(_from_values(f"quantity: {kind[0] or kind[1]}", values))
    return [one for one in found if one]


def _clash(ours: set[Count], theirs: set[Count]) -> bool:
    """Whether two articles count the same, as far as their places tell, and agree on nothing."""
    rivals = [(a, b) for a, here in ours for b, there in theirs if here == there or not (here and there)]
    return bool(rivals) and all(a != b for a, b in rivals)


def _is(quantity: Quantity, kind: tuple[str, str]) -> bool:
    role, unit = kind
    if quantity.role or role:
        return quantity.role == role
    return cognate(fold(quantity.unit), unit)


def _places(mentions: Sequence[EventMention]) -> Conflict | None:
    """Places in more than one country."""
    placed = [one for one in mentions if one.place and one.place.country]
    if len({one.place.country for one in placed if one.place}) < 2:
        return None
    return _conflict("place", placed, lambda one: one.place.name if one.place else "")


def _statuses(mentions: Sequence[EventMention]) -> Conflict | None:
    """A fact here, denied there. A plan that came true is no conflict."""
    if len({one.status for one in mentions if one.status in {"happened", "ongoing", "denied"}} & {"denied"}) == 0:
        return None
    return _conflict("status", mentions, lambda one: one.status.value)


def _conflict(field: str, mentions: Iterable[EventMention], value: Callable[[EventMention], str]) -> Conflict | None:
    values: dict[str, set[str]] = {}
    for one in mentions:
        values.setdefault(value(one), set()).add(one.article_id)
    return _from_values(field, values)


def _from_values(field: str, values: Values) -> Conflict | None:
    """A conflict, if there is more than one value."""
    if len(values) < 2:
        return None
    return Conflict(
        field=field,
        values=tuple(
            ConflictValue(value=value, articles=tuple(sorted(articles))) for value, articles in sorted(values.items())
        ),
    )
