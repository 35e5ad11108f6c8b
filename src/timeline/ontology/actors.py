"""Who exists: countries, organisations, armed groups and media, with their English and French names."""

import re
from dataclasses import dataclass
from functools import cache

from timeline.errors import OntologyError
from timeline.records import ActorKind

from .tables import rows

_ID = re.compile(r"(state|org|group):[A-Za-z0-9][A-Za-z0-9-]*")
_TABLES = (
    ("organisations.tsv", "org", ActorKind.ORGANISATION, False),
    ("armed_groups.tsv", "group", ActorKind.ARMED_GROUP, False),
    ("media.tsv", "org", ActorKind.ORGANISATION, True),
)


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the tables. `country` is ISO 3166-1 alpha-3, None for what belongs to no one country. `names` holds all
    names by language, the usual one first; `metonyms` the seats that stand for it. `media`: a source, seldom an actor."""

    actor_id: str
    kind: ActorKind
    country: str | None
    names: dict[str, tuple[str, ...]]
    metonyms: dict[str, tuple[str, ...]]
    media: bool = False

    def name(self, language: str) -> str:
        """The usual name in a language, else in English, else the id."""
        names = self.names.get(language) or self.names.get("en") or self.names.get("fr") or (self.actor_id,)
        return names[0]


@cache
def known_actors() -> dict[str, Known]:
    """All actors of the tables by id, countries first. Raises OntologyError that names table, row and problem."""
    found: dict[str, Known] = {}
    seats = _metonyms()
    for number, (code, english, french, _) in rows("countries.tsv", 4):
        actor_id = f"state:{code}"
        _check("countries.tsv", number, actor_id, "state", found)
        found[actor_id] = Known(
            actor_id, ActorKind.STATE, code, {"en": (english,), "fr": (french,)}, seats.pop(actor_id, {})
        )
    codes = {known.country for known in found.values()}
    for table, prefix, kind, media in _TABLES:
        for number, (actor_id, country, english, french) in rows(table, 4):
            _check(table, number, actor_id, prefix, found)
            if country and country not in codes:
                raise OntologyError(f"{table}:{number}: {actor_id}: no country {country!r}. Use ISO 3166-1 alpha-3")
            names = {"en": _names(english), "fr": _names(french)}
            if not any(names.values()):
                raise OntologyError(f"{table}:{number}: {actor_id}: no name. Give one in English or French")
            found[actor_id] = Known(actor_id, kind, country or None, names, seats.pop(actor_id, {}), media)
    if seats:
        raise OntologyError(f"metonyms.tsv: {sorted(seats)[0]}: no such actor. Add it to a table, or correct the id")
    return found


def _metonyms() -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        actor_id: {"en": _names(english), "fr": _names(french)}
        for _, (actor_id, english, french) in rows("metonyms.tsv", 3)
    }


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("|") if name)


def _check(table: str, number: int, actor_id: str, prefix: str, found: dict[str, Known]) -> None:
    if not _ID.fullmatch(actor_id) or not actor_id.startswith(f"{prefix}:"):
        raise OntologyError(f"{table}:{number}: {actor_id!r} is no id. Write {prefix}:some-name")
    if actor_id in found:
        raise OntologyError(f"{table}:{number}: {actor_id} stands twice. Merge the two rows")
