"""The tables hold what they promise, and say where they are wrong."""

import pytest

from timeline.errors import OntologyError
from timeline.ontology import actors as actors_module
from timeline.ontology import (
    areas,
    centre,
    event_kinds,
    fold,
    fold_key,
    given_names,
    known_actors,
    lookup,
    place_names,
    tables,
)
from timeline.records import ActorKind, EventType


def test_there_are_enough_of_each_kind() -> None:
    known = known_actors().values()
    count = {kind: sum(k.kind is kind for k in known) for kind in ActorKind}
    assert count[ActorKind.STATE] >= 195
    assert count[ActorKind.ORGANISATION] >= 200
    assert count[ActorKind.ARMED_GROUP] >= 150
    assert sum(len(names) for k in known for names in k.metonyms.values()) >= 160
    assert sum(k.media for k in known) >= 80


def test_every_event_type_has_a_gloss_in_both_languages() -> None:
    kinds = event_kinds()
    assert set(kinds) == set(EventType)
    assert all(set(k.gloss) == set(k.label) == {"en", "fr"} for k in kinds.values())
    assert "ceasefire" in kinds[EventType.RETREAT].modes
    assert kinds[EventType.STATEMENT].modes == ()


def test_ids_fit_kinds_and_countries_are_codes() -> None:
    prefix = {ActorKind.STATE: "state:", ActorKind.ORGANISATION: "org:", ActorKind.ARMED_GROUP: "group:"}
    for known in known_actors().values():
        assert known.actor_id.startswith(prefix[known.kind])
        assert known.country is None or (len(known.country) == 3 and known.country.isupper())


@pytest.mark.parametrize(
    ("name", "country"), [("Alep", "SYR"), ("Le Caire", "EGY"), ("Kiev", "UKR"), ("Londres", "GBR")]
)
def test_french_names_of_towns(name: str, country: str) -> None:
    assert lookup(name)[0].country == country


@pytest.mark.parametrize(
    ("name", "country", "french"),
    [("Cairo", "EGY", "Le Caire"), ("Ethiopia", "ETH", "Éthiopie"), ("Gaza Strip", "PSE", "Bande de Gaza"), ("Sète", "FRA", None),
     ("Vienna", "USA", None), ("Tripoli", "LBY", None)],
)  # fmt: skip
def test_a_place_has_the_name_of_the_readers_language(name: str, country: str, french: str | None) -> None:
    assert place_names(name, country).get("fr") == french
    assert place_names(name, country).get("en", name) == name


def test_every_other_name_is_that_of_a_town() -> None:
    places = {tuple(cells[1:3]) for _, cells in tables.rows("places.tsv", 6)}
    for number, (name, country, french) in tables.rows("exonyms.tsv", 3):
        assert (name, country) in places, number
        assert french != name, number


def test_places_lie_on_earth_and_capitals_are_there() -> None:
    for area in areas():
        assert -90 <= area.town.latitude <= 90
        assert -180 <= area.town.longitude <= 180
    for capital in ("Kabul", "Ouagadougou", "Bujumbura", "Podgorica", "Thimphu", "Port Moresby", "Nukuʻalofa"):
        assert lookup(capital), capital
    assert centre("FRA").country == "FRA"
    assert centre("XYZ") is None


def test_fold_keeps_length() -> None:
    text = "L’Élysée — İstanbul, Straße, œuvre, Ł, 日本"
    assert len(fold(text)) == len(text)
    assert fold_key("Saint-Jean-d’Acre") == "saint jean d acre"


def test_given_names_know_both_genders() -> None:
    names = given_names()
    assert names["sophie"] == "f"
    assert names["yoav"] == "m"
    assert len(names) > 700


def test_a_broken_row_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(table: str, width: int):
        if table == "media.tsv":
            raise OntologyError(f"{table}:7: 3 cells, {width} wanted. Separate the cells by tabs")
        yield from tables.rows(table, width)

    known_actors.cache_clear()
    monkeypatch.setattr(actors_module, "rows", broken)
    with pytest.raises(OntologyError, match=r"media\.tsv:7"):
        known_actors()
    known_actors.cache_clear()


def test_an_unknown_country_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(table: str, width: int):
        yield from tables.rows(table, width)
        if table == "armed_groups.tsv":
            yield 999, ["group:nowhere", "ZZZ", "Nowhere Army", ""]

    known_actors.cache_clear()
    monkeypatch.setattr(actors_module, "rows", wrong)
    with pytest.raises(OntologyError, match="ZZZ"):
        known_actors()
    known_actors.cache_clear()


def test_a_missing_table_is_named() -> None:
    with pytest.raises(OntologyError, match=r"nosuch\.tsv"):
        list(tables.rows("nosuch.tsv", 2))
