"""The catalogues: both languages say everything, with the same holes to fill."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from timeline.records import EventType, PublishedBasis, Status
from timeline.report.words import HOLE, LANGUAGES, Catalogue, Quote, catalogue, fill, plain


def raw(language: str) -> dict[str, object]:
    path = files("timeline.report").joinpath("catalogue", f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def leaves(table: dict[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{above}{key}.")
        else:
            yield above + key, value


def test_all_catalogues_have_the_same_keys() -> None:
    keys = [dict(leaves(raw(code))).keys() for code in LANGUAGES]
    assert all(one == keys[0] for one in keys)
    assert raw("fr").keys() >= set(Catalogue.model_fields)


def test_all_catalogues_fill_the_same_holes() -> None:
    said = [dict(leaves(raw(code))) for code in LANGUAGES]
    for key, value in said[0].items():
        if isinstance(value, str) and not key.startswith("calendar."):
            holes = [set(HOLE.findall(str(one[key]))) for one in said]
            assert all(one == holes[0] for one in holes), key


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_empty_and_every_kind_has_a_word(code: str) -> None:
    assert all(value not in ("", []) for _, value in leaves(raw(code)))
    words = catalogue(code)
    assert (set(words.types), set(words.statuses), set(words.bases)) == (
        set(EventType),
        set(Status),
        set(PublishedBasis),
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_modes_of_the_ontology_have_a_word(code: str) -> None:
    from timeline.ontology import event_kinds

    modes = {mode for kind in event_kinds().values() for mode in kind.modes}
    assert modes <= catalogue(code).modes.keys()


def test_counting() -> None:
    fr, en = catalogue("fr"), catalogue("en")
    assert [fr.count(n, "event") for n in (0, 1, 2)] == ["0\u00a0événement", "1\u00a0événement", "2\u00a0événements"]
    assert [en.count(n, "event") for n in (0, 1, 2)] == ["0\u00a0events", "1\u00a0event", "2\u00a0events"]
    assert (fr.number(3500), en.number(3500), fr.number(2.5)) == ("3\u202f500", "3,500", "2,5")


def test_filling_keeps_quotations_apart() -> None:
    text = fill("{phrase} is {date}.", phrase=Quote("lundi", "fr"), date="13 May")
    assert text == (Quote("lundi", "fr"), " is 13 May.")
    assert plain(text) == "lundi is 13 May."
    with pytest.raises(KeyError):
        fill("{phrase}", date="13 May")


@pytest.mark.parametrize("code", LANGUAGES)
def test_roles_of_quantities_have_a_word(code: str) -> None:
    path = files("timeline.languages").joinpath(code, "numbers.toml")
    numbers = tomllib.loads(path.read_text(encoding="utf-8"))
    roles = {*numbers["unit_role"], *numbers["trigger_role"]}
    assert roles <= catalogue(code).conflict_fields.keys()
