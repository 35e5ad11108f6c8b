"""Events that are dated by another: "three days after the attack", "la veille du sommet", "hours before the announcement"."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from timeline.languages.dating_schema import dating_words
from timeline.records import Article, Basis, EventMention, Grain, Status

from .words import fold

LENGTH = re.compile(r"P(T?)(\d+|X)([DWHMS])")
REACH = 60
"""Characters between the expression and the event that it counts from, at most."""
SOME_DAYS = 7
"""How far away "a few days" may be."""
UNREAL = {Status.CONDITIONAL, Status.DENIED}

Span = tuple[date, date, Grain, bool]
"""First and last day, the grain, and whether it is approximate."""


def counted(article: Article, mentions: Sequence[EventMention]) -> list[EventMention]:
    """The mentions, where undated ones that are told to lie before or after a dated one of their sentence have its date with
    that distance. A vague number of hours is that day, of days the month that holds them."""
    return [_counted(article, one, mentions) for one in mentions]


def _counted(article: Article, one: EventMention, mentions: Sequence[EventMention]) -> EventMention:
    time = one.time
    open_ = one.basis in {Basis.PUBLISHED, Basis.NONE} and one.status not in UNREAL
    if not open_ or time is None or time.first or time.last:
        return one
    sign = _direction(article, time.end)
    length = LENGTH.fullmatch(time.value)
    if not sign or length is None:
        return one
    near = (
        other
        for other in mentions
        if other.sentence == one.sentence
        and other.mention_id != one.mention_id
        and 0 <= other.start - time.end <= REACH
    )
    anchor = next(near, None)
    if anchor is None or anchor.first is None or anchor.first != anchor.last:
        return one
    try:
        found = _shifted(anchor.first, sign, *length.groups())
    except OverflowError:  # so long that no calendar holds it
        return one
    if found is None:
        return one
    first, last, grain, approximate = found
    edtf = f"{first:%Y-%m}~" if grain is Grain.MONTH else f"{first}" + "~" * approximate
    way = "after" if sign > 0 else "before"
    return one.model_copy(
        update={
            "first": first, "last": last, "grain": grain, "approximate": approximate, "edtf": edtf,
            "basis": Basis.ANAPHORIC,
            "why": f"{one.why} It lies {time.value} {way} “{anchor.text}” of {anchor.first}: {first} to {last}.",
        }
    )  # fmt: skip


def _direction(article: Article, end: int) -> int:
    """1 if a word for "after" follows, -1 for "before", 0 for neither."""
    words = dating_words((article.language or "").partition("-")[0])
    following = re.match(r"\s+([^\W\d_]+)", article.text[end : end + REACH])
    word = fold(following.group(1)) if following else ""
    return int(word in map(fold, words.after)) - int(word in map(fold, words.before))


def _shifted(anchor: date, sign: int, clock: str, amount: str, unit: str) -> Span | None:
    if clock or unit in "HS":
        day = anchor if amount == "X" or int(amount) < 24 else anchor + sign * timedelta(days=int(amount) // 24)
        return day, day, Grain.DAY, True
    if amount == "X":
        some, next_ = anchor + sign * timedelta(days=SOME_DAYS), anchor + sign * timedelta(days=1)
        if unit != "D" or (some.year, some.month) != (next_.year, next_.month):
            return None
        last = monthrange(some.year, some.month)[1]
        return some.replace(day=1), some.replace(day=last), Grain.MONTH, True
    if unit == "D":
        day = anchor + sign * timedelta(days=int(amount))
        return day, day, Grain.DAY, False
    if unit == "W":
        day = anchor + sign * timedelta(weeks=int(amount))
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6), Grain.WEEK, True
    return None
