"""What a place is called in each language: countries, areas and towns have one name in the records, the same in every article."""

from collections.abc import Mapping
from functools import cache

from .actors import known_actors
from .tables import rows
from .towns import areas


@cache
def place_names(name: str, country: str | None) -> Mapping[str, str]:
    """The names of a place by language, from its name in the tables and its country (ISO 3166-1 alpha-3; None for an area of no
    one country). Empty where no language has a name of its own, or where the tables do not know the place.

    >>> place_names("Cairo", "EGY")["fr"]
    'Le Caire'
    """
    state = known_actors().get(f"state:{country}")
    if state is not None and name == state.name("en"):
        return {code: state.name(code) for code in state.names}
    french = _areas().get((name, country)) or _exonyms().get((name, country))
    return {"fr": french, "en": name} if french else {}


@cache
def _areas() -> dict[tuple[str, str | None], str]:
    """French names of areas, with a capital, as they stand alone."""
    named = ((one.town, one.names["fr"][0]) for one in areas())
    return {(town.name, town.country): french[:1].upper() + french[1:] for town, french in named}


@cache
def _exonyms() -> dict[tuple[str, str | None], str]:
    return {(name, country): french for _, (name, country, french) in rows("exonyms.tsv", 3)}
