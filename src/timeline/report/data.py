"""What the page's script works with: a column for each field of the events, and the words that it says by itself."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from timeline.ontology import known_actors
from timeline.records import Basis, Grain, Status

from .event import KIND_OF, KINDS, PRECISIONS, TYPES, EventView
from .parties import usual
from .phrases import same
from .strings import Strings
from .view import View
from .words import LANGUAGES, Phrase, catalogue, plain

EPOCH = date(1970, 1, 1).toordinal()
LISTS: Mapping[str, tuple[str, ...]] = {
    "type": tuple(str(one) for one in TYPES),
    "status": tuple(str(one) for one in Status),
    "precision": PRECISIONS,
    "grain": tuple(str(one) for one in Grain),
    "basis": tuple(str(one) for one in Basis),
}
"""Fields with few values: a column holds the value's number."""
NUMBER = {name: {value: number for number, value in enumerate(values)} for name, values in LISTS.items()}
SAID = (
    *("shown", "none_shown", "group_mark", "remove", "more_values", "and_more", "nothing_here", "others", "nearby"),
    *("no_place", "no_actor", "no_publisher", "span_shown", "loose", "since", "until_day"),
)
"""Strings of the catalogue that the script says."""


def as_json(value: object) -> Markup:
    """JSON that cannot end the script element that holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


@dataclass
class _Names:
    """Names by number, each once."""

    numbers: dict[str, int] = field(default_factory=dict)

    def __call__(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))

    def all(self, names: Iterable[str]) -> list[int]:
        return [self(name) for name in dict.fromkeys(names)]


def data(shown: View, strings: Strings, *, where: Mapping[str, str] | None = None) -> Markup:
    """The JSON of a page. Called by the template last, when the table of strings is whole.

    `where` is for an index without events: the ids that each page beside it holds, cut short, one behind the other.
    """
    names, actors, places = _Names(), _actors(shown), _places(shown)
    events = _columns(shown.events, names, strings) if where is None else {}
    return as_json(
        {
            "lang": shown.language,
            "where": where,
            "lists": LISTS,
            "kinds": {str(event_type): kind for event_type, kind in KIND_OF.items()},
            "words": {code: _words(code, shown, actors, places) for code in LANGUAGES},
            "names": list(names.numbers),
            "events": events,
            "strings": strings.table,
        }
    )


def _columns(events: Iterable[EventView], names: _Names, strings: Strings) -> dict[str, list[Any]]:
    rows = [_row(one, names, strings) for one in events]
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def _row(one: EventView, names: _Names, strings: Strings) -> dict[str, Any]:
    """One event. Days count from 1970; `sure`: its days are known, they do not merely bound it; `dated`: by the text."""
    event, when = one.event, one.when
    return {
        "id": event.event_id,
        "type": NUMBER["type"][event.event_type],
        "mode": event.mode,
        "status": NUMBER["status"][event.status],
        "precision": NUMBER["precision"][one.precision],
        "grain": NUMBER["grain"][event.grain] if event.grain else None,
        "basis": NUMBER["basis"][event.basis],
        "first": _day(when.first),
        "last": _day(when.last),
        "sure": int(when.exact or when.lasting),
        "dated": int(when.dated),
        "approximate": int(event.approximate),
        "edtf": event.edtf,
        "words": strings.place(one.words),
        "actors": names.all(who.key for who in one.actors),
        "recipients": names.all(who.key for who in one.recipients),
        "countries": names.all(event.countries),
        "place": names(event.place_name) if event.place_name else None,
        "publishers": names.all(one.publishers),
        "articles": event.n_articles,
        "sources": event.n_publishers,
    }


def _day(day: date | None) -> int | None:
    return day.toordinal() - EPOCH if day else None


def _actors(shown: View) -> dict[str, Phrase]:
    """The name of each party by its key: the usual one of a known actor, else the one that most events give it."""
    parties = (who for one in shown.events for who in (*one.actors, *one.recipients))
    count = Counter((who.key, plain(who.name[shown.language])) for who in parties)
    best: dict[str, tuple[int, str]] = {}
    for (key, name), number in count.items():
        best[key] = min(best.get(key, (0, "")), (-number, name))
    return {key: usual(key, name) for key, (_, name) in best.items()}


def _places(shown: View) -> dict[str, Phrase]:
    """What each place is called, by its name in the records; that name, where places in two countries have it."""
    found: dict[str, Phrase] = {}
    for one in shown.events:
        name, words = one.event.place_name, one.place
        if name and words and found.setdefault(name, words) != words:
            found[name] = same(name)
    return found


def _words(code: str, shown: View, actors: Mapping[str, Phrase], places: Mapping[str, Phrase]) -> dict[str, Any]:
    words = catalogue(code)
    used = {country for one in shown.events for country in one.event.countries}
    countries = {one: known_actors()[f"state:{one}"] for one in sorted(used) if f"state:{one}" in known_actors()}
    return {
        **{name: getattr(words, name) for name in SAID},
        "kind": {kind: getattr(words, kind) for kind in KINDS},
        "type": {str(key): word for key, word in words.types.items()},
        "status": {str(key): word for key, word in words.statuses.items()},
        "precision": words.precisions,
        "grain": {str(key): word for key, word in words.grains.items()},
        "basis": {str(key): word for key, word in words.date_bases.items()},
        "actor": {key: name for key, said in actors.items() if (name := plain(said[code])) != key},
        "place": {key: name for key, said in places.items() if (name := plain(said[code])) != key},
        "country": {key: known.name(code) for key, known in countries.items()},
        "months": words.calendar.months,
        "short": words.calendar.months_short,
        "first_day": words.calendar.first_day,
    }
