"""Where places are: towns of GeoNames, centres of countries, and our own table of regions and areas."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from timeline.errors import OntologyError

from .tables import rows
from .text import fold_key


@dataclass(frozen=True, slots=True)
class Town:
    """A place with coordinates in WGS 84 degrees. `country` is None for what no one country holds (the Sahel);
    `people` in thousands, 0 where it does not matter."""

    name: str
    country: str | None
    latitude: float
    longitude: float
    people: int


@cache
def _towns() -> dict[str, list[str]]:
    text = files(__package__).joinpath("places.tsv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.split("\n"):
        if line and line[0] != "#":
            found.setdefault(line[: line.index("\t")], []).append(line)
    return found


@dataclass(frozen=True, slots=True)
class Area:
    """A region, a sea or another part of the earth, with its English and French names."""

    town: Town
    names: dict[str, tuple[str, ...]]


@cache
def areas() -> tuple[Area, ...]:
    """The table of areas. Raises OntologyError."""
    found = []
    for number, (english, french, country, latitude, longitude) in rows("areas.tsv", 5):
        names = {"en": tuple(english.split("|")), "fr": tuple(french.split("|"))}
        try:
            town = Town(names["en"][0], country or None, float(latitude), float(longitude), 1000)
        except ValueError as error:
            raise OntologyError(f"areas.tsv:{number}: {error}. Write degrees as 12.34") from error
        found.append(Area(town, names))
    return tuple(found)


@cache
def _areas_by_key() -> dict[str, Town]:
    return {fold_key(name): area.town for area in reversed(areas()) for names in area.names.values() for name in names}


def area(name: str) -> Town | None:
    """The area of this name; None where the table has none."""
    return _areas_by_key().get(fold_key(name))


def lookup(name: str) -> tuple[Town, ...]:
    """All towns and areas of this name, largest first; empty where there is none."""
    key = fold_key(name)
    area = _areas_by_key().get(key)
    found = {_town(line) for line in _towns().get(key, ())}
    towns = sorted(found, key=lambda t: (-t.people, t.country or "", t.name, t.latitude))
    return (area, *towns) if area else tuple(towns)


def centre(country: str) -> Town | None:
    """Where the people of a country live on average; None for a country without towns."""
    lines = _towns().get(f"={country.lower()}")
    return _town(lines[0]) if lines else None


def _town(line: str) -> Town:
    _, name, country, latitude, longitude, people = line.split("\t")
    return Town(name, country, float(latitude), float(longitude), int(people))
