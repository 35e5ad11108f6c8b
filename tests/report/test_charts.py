"""The drawn timeline: what the spec says, and that nothing in it collides."""

import itertools
import json
from collections import defaultdict
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.records import Basis, Event, EventType, Grain, Status
from timeline.report.charts import bucket_unit, countable, overview_spec, timeline_spec
from timeline.report.dates import When
from timeline.report.drawing import svg
from timeline.report.layout import GAP, WIDTH, Side, extent, periods, text_width
from timeline.report.view import KIND_OF, EventView, dated_words, view
from timeline.report.words import catalogue

WIDTH_OF = {"day": 10, "month": 7, "year": 4}
SNAPSHOT = Path(__file__).parent / "snapshots" / "timeline.vl.json"


def event(first: int, length: int, kind: EventType, name: str) -> EventView:
    start, end = date.fromordinal(first), date.fromordinal(first + length)
    when = When(start, end, Grain.DAY if length == 0 else Grain.MONTH)
    made = Event(
        event_id=f"e{first}{name}", event_type=kind, label=name, status=Status.HAPPENED, first=start, last=end,
        basis=Basis.STATED, mentions=("m",), n_mentions=1, n_articles=1, n_publishers=1, quote="", quote_article_id="a", why="",
    )  # fmt: skip
    return EventView(
        event=made, when=when, words=dated_words(when), kind=KIND_OF[kind], precision="exact", language=None,
        quote_language=None, publishers=(), quantities=(), why=None, quoted=None, mentions=(), conflicts=(),
    )  # fmt: skip


EVENTS = st.lists(
    st.builds(
        event,
        st.integers(730_000, 731_000),
        st.sampled_from([0, 0, 0, 2, 9, 30, 364]),
        st.sampled_from([EventType.ASSAULT, EventType.CONSULT, EventType.AID]),
        st.text("abc MWil–é", min_size=1, max_size=60),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_no_bar_or_label_touches_another(events: list[EventView]) -> None:
    ordered = sorted(events, key=lambda one: one.when.order)
    drawn = periods(ordered, [one.event.label for one in ordered])
    assert sum(len(period.items) for period in drawn) == len(events)
    for period in drawn:
        rows = defaultdict(list)
        scale = WIDTH / (period.end - period.start).days
        for item in period.items:
            assert period.rows[item.row] == item.event.event.event_type
            assert (item.start, item.end) == extent(item.event)
            x0, x1 = (item.start - period.start).days * scale, (item.end - period.start).days * scale
            width = text_width(item.label) + GAP
            low = x0 - width if item.side is Side.LEFT else x0
            high = x1 + width if item.side is Side.RIGHT else x1
            assert low >= -1
            assert x1 <= WIDTH + 1
            rows[item.row].append((low, high))
        for spans in rows.values():
            spans.sort()
            assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_a_wide_date_is_not_counted_on_its_first_day() -> None:
    events = [event(738_000, 0, EventType.AID, "day"), event(738_001, 364, EventType.AID, "year")]
    assert [one.event.label for one in countable(events)] == ["day"]
    ages = [
        event(738_000, 0, EventType.AID, "now"),
        event(737_060, 364, EventType.AID, "2019"),
        event(700_000, 9000, EventType.AID, "ages"),
    ]
    assert [one.event.label for one in countable(ages)] == ["now"]


@given(EVENTS)
def test_what_is_counted_fits_its_bar(events: list[EventView]) -> None:
    counted = countable(events)
    unit = bucket_unit(counted) if counted else "day"
    assert all(str(one.when.first)[: WIDTH_OF[unit]] == str(one.when.last)[: WIDTH_OF[unit]] for one in counted)


def test_spec_of_a_small_set(desk) -> None:
    spec = timeline_spec(view(*desk.rows()).dated, catalogue("fr"))
    spec.pop("$schema")
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == json.loads(json.dumps(spec))


def test_certain_and_uncertain_dates_look_different(desk) -> None:
    spec = timeline_spec(view(*desk.rows()).dated, catalogue("en"))
    rows = [
        (row["label"], "strokeDash" in layer["mark"])
        for panel in spec["vconcat"]
        for layer in panel["layer"]
        if layer["mark"]["type"] == "rect"
        for row in spec["datasets"][layer["data"]["name"]]
    ]
    dashed = dict(rows)
    assert dashed["la direction – suspendre – les primes"]
    assert not dashed["blockade lifted"]
    assert "rencontre (planned)" in dashed


def test_months_are_in_the_language_of_the_page(desk) -> None:
    dated = view(*desk.rows()).dated
    french, english = (svg(timeline_spec(dated, catalogue(code)), code) for code in ("fr", "en"))
    assert "Mai 2024" in french
    assert ">6 mai<" in french
    assert "May 2024" in english
    assert ">6 May<" in english


def test_drawing_links_to_the_cards_and_names_no_host(desk) -> None:
    shown = view(*desk.rows())
    drawn = svg(timeline_spec(shown.dated, catalogue("fr")), "fr") + svg(
        overview_spec(shown.dated, catalogue("fr")), "fr"
    )
    assert all(f'<a href="#{one.event.event_id}"' in drawn for one in shown.dated)
    assert "http" not in drawn
    assert "style=" not in drawn
    assert "<script" not in drawn
