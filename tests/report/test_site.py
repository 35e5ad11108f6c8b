"""The pages beside the index: which there are, what each holds, and that old ones go."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from timeline.errors import UsageError
from timeline.records import Basis, EventType
from timeline.report import render, write
from timeline.report.cuts import cut
from timeline.report.spare import SIGNS, packed
from timeline.report.view import part, view
from timeline.report.words import plain

from .conftest import Desk, crowded


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.rglob("*") if one.is_file()}


def test_nothing_stands_beside_a_small_index(desk: Desk, tmp_path: Path) -> None:
    write(tmp_path, *desk.rows())
    assert names(tmp_path) == {"index.html"}


def test_pages_that_are_no_longer_asked_for_go(desk: Desk, tmp_path: Path) -> None:
    write(tmp_path, *desk.rows(), by=["topic", "actor"], embed=[desk.events[0].event_id])
    assert {"topic-protest.html", "actor-org-port.html", f"{desk.events[0].event_id}.html"} < names(tmp_path)
    write(tmp_path, *desk.rows(), by=["month"])
    assert names(tmp_path) == {"index.html", "2024-05.html"}
    write(tmp_path, *desk.rows())
    assert names(tmp_path) == {"index.html"}


def test_what_cannot_be_written_is_refused_before_anything_is(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there are actor, topic, month"):
        write(tmp_path, *desk.rows(), by=["weather"])
    with pytest.raises(UsageError, match="5 events have an id that begins so"):
        write(tmp_path, *desk.rows(), embed=["e"])
    assert not names(tmp_path)


def test_each_event_is_on_one_page_by_month(desk: Desk) -> None:
    article = desk.article("Rien ne dit quand. On a négocié.", published=None)
    desk.event(desk.mention(article, "négocié", EventType.CONSULT, basis=Basis.NONE), label="négocier")
    shown = view(*desk.rows())
    months = cut(shown, "month")
    listed = [one.event.event_id for piece in months.parts for one in piece.events]
    assert sorted(listed) == sorted(event.event_id for event in desk.events)
    assert [piece.name for piece in months.parts] == ["2024-05", "undated"]
    assert plain(months.parts[0].heading["fr"]) == "mai 2024"


def test_an_actor_has_a_page_from_two_events_on(desk: Desk) -> None:
    actors = cut(view(*desk.rows()), "actor")
    assert {piece.name: len(piece.events) for piece in actors.parts} == {"actor-org-port": 2}
    assert actors.left_out == 1


def test_a_part_shows_its_own_articles_only(desk: Desk) -> None:
    shown = view(*desk.rows())
    lifted = [one for one in shown.events if one.event.event_type is EventType.RETREAT]
    assert [one.article.language for one in part(shown, lifted).articles] == ["en"]


def test_a_month_of_too_many_events_is_parted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.report.cuts.FULL", 2)
    assert [(one.name, len(one.events)) for one in cut(view(*desk.rows()), "month").parts] == [
        ("2024-05", 2), ("2024-05-2", 2), ("2024-05-3", 1)
    ]  # fmt: skip


def test_a_large_page_holds_every_word_of_its_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.report.page.FULL", 10)
    page = render(*crowded(30).rows())
    assert page.count("<article ") == 30
    assert "<blockquote" not in page.partition("id=store")[0]
    runs = json.loads(page.partition("id=runs>")[2].partition("</script>")[0])
    lines = page.partition("id=store>")[2].partition("</script>")[0].split("\n")
    whole = [unpacked(line, runs) for line in lines]
    assert len(whole) == 30
    assert all(line.count("\t") == 3 for line in whole)
    assert all("<mark class=trigger>manifesté</mark>" in line for line in whole)


def unpacked(line: str, runs: list[str]) -> str:
    return "".join(runs[SIGNS.index(letter)] if letter in SIGNS else letter for letter in line)


@given(st.lists(st.text(st.characters(exclude_characters=SIGNS + "\n")).map(Markup)))
def test_packing_loses_nothing(lines: list[Markup]) -> None:
    tagged = [Markup('<p class=x><span data-i=1></span></p>{}<b class="y">').format(line) for line in lines]
    runs, store = packed(tagged)
    assert unpacked(str(store), runs) == "\n".join(tagged)


def test_the_words_for_a_party_are_the_readers_own() -> None:
    desk = Desk()
    article = desk.article("Russia met Rostec on Monday.", language="en")
    mention = desk.mention(article, "met", EventType.CONSULT, actors=["Russia", "Rostec"])
    russia = mention.actors[0].model_copy(update={"actor_id": "state:RUS"})
    mention = mention.model_copy(update={"actors": (russia, mention.actors[1])})
    desk.mentions[:] = [mention]
    desk.event(mention, label="Russia met Rostec", actors=("state:RUS",))
    (one,) = view(*desk.rows()).events
    assert [(who.key, plain(who.name["fr"])) for who in one.actors] == [("state:RUS", "Russie"), ("Rostec", "Rostec")]
