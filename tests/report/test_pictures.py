"""The pictures: what they count, and that each has its table."""

import re

from timeline.records import EventType, Finding, FindingCode, Grain, Severity
from timeline.report.pictures.activity import activity, countable
from timeline.report.pictures.lag import lag
from timeline.report.pictures.pairs import pairs
from timeline.report.pictures.quality import quality
from timeline.report.pictures.worldmap import world_map
from timeline.report.strings import Strings
from timeline.report.view import View, view
from timeline.report.words import plain

from .conftest import Desk, crowded


def shown(desk: Desk) -> View:
    return view(*desk.rows())


def test_a_wide_date_is_not_counted_on_its_first_day(desk: Desk) -> None:
    article = desk.articles[0]
    year = desk.time(article, "port", "2024-01-01", "2024-12-31", grain=Grain.YEAR)
    desk.event(desk.mention(article, "resté", EventType.CONCEDE, time=year), label="rester")
    kept, unit = countable(shown(desk).dated)
    assert unit == "week"
    assert "rester" not in {one.event.label for one in kept}
    made = activity(shown(desk).dated, Strings("fr"))
    assert made
    assert made.coarser == 2
    assert sum(sum(numbers) for _, numbers in made.rows) == len(kept) == 3


def test_bars_are_of_weeks_months_or_years_by_the_length_of_time(empty_desk) -> None:
    for span, unit in ((200, "week"), (2000, "month"), (9000, "year")):
        desk = empty_desk()
        for year in (2024 - span // 366, 2024):
            article = desk.article(f"En {year}, on a défilé.", published=f"{year}-05-13")
            time = desk.time(article, str(year), f"{year}-0{5 if year == 2024 else 1}-11")
            desk.event(desk.mention(article, "défilé", EventType.PROTEST, time=time), label=f"défiler {year}")
        assert countable(shown(desk).dated)[1] == unit


def test_the_lag_is_that_of_known_past_days(desk: Desk) -> None:
    desk.events[:] = [event.model_copy(update={"first_published": desk.articles[0].published}) for event in desk.events]
    made = lag(shown(desk).events)
    assert made
    assert {plain(row.words["en"]): row.number for row in made.rows} == {"two days": 2}, (
        "neither the plan nor the month"
    )


def test_pairs_are_of_identified_actors() -> None:
    assert pairs(shown(crowded(20)).events, linked=True) is None, "unions without an id"
    desk = Desk()
    for n, (who, whom) in enumerate(
        [("Les dockers", "le port"), ("Les dockers", "le port"), ("Dockers", "la direction")]
    ):
        article = desk.article(f"{who} ont bloqué {whom} le {n} du mois.")
        mention = desk.mention(article, "bloqué", EventType.PROTEST, actors=[who], recipients=[whom])
        desk.event(mention, label=f"{who} {n}")
    assert pairs(shown(desk).events, linked=True) is None, "one pair is no matrix"
    article = desk.article("Dockers ont vu Rostec.")
    mention = desk.mention(article, "vu", EventType.CONSULT, actors=["Dockers", "Rostec"])
    known = mention.actors[1].model_copy(update={"actor_id": "org:rostec"})
    mention = mention.model_copy(update={"actors": (mention.actors[0], known)})
    desk.mentions[-1] = mention
    desk.event(mention, label="voir", actors=("org:dockers", "org:rostec"))
    made = pairs(shown(desk).events, linked=True)
    assert made
    assert [(pair.number, dict(pair.kinds)) for pair in made.rows] == [
        (3, {"conflict_deeds": 3}),
        (1, {"cooperation_words": 1}),
    ]
    assert made.rows[0].link == "#chronology?pair=org%3Adockers%7Corg%3Aport"
    assert all(made.cells[n][n][1] == 0 for n in range(len(made.actors)))


def test_the_map_holds_each_place_once(desk: Desk) -> None:
    made = world_map(shown(desk).events, Strings("fr"), linked=True)
    assert made
    assert [(spot.name, spot.number) for spot in made.spots] == [("Sète", 1)]
    assert made.without == len(desk.events) - 1
    x, y = (float(value) for value in re.findall(r'c[xy]="([^"]*)"', made.drawing))
    assert 0 < x < 1040
    assert 0 < y < 520
    assert "http" not in made.drawing
    assert world_map([], Strings("fr"), linked=True) is None


def test_the_quality_of_dates_is_counted(desk: Desk) -> None:
    found = Finding(
        code=FindingCode.COPY, severity=Severity.NOTE, article_id="a", source="s", place="article", message="copied"
    )
    tables = quality(view(*desk.rows(), [found]))
    said = {plain(one.heading["en"]): {plain(row.words["en"]): row.number for row in one.rows} for one in tables}
    assert said["Where dates come from"] == {
        "counted from publication": 3, "taken from another sentence": 1, "bounded by publication": 1
    }  # fmt: skip
    assert said["Noticed about the articles"] == {"article copied from another: one source": 1}
    assert said["What was refused"] == {"binary": 1}
