"""The still drawing of the timeline: nothing in it collides, certain and uncertain dates differ, and it is safe."""

import itertools
import re
from collections import defaultdict
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.records import Basis, Event, EventType, Grain, Status
from timeline.report.event import EventView
from timeline.report.frieze import LIMIT, frieze
from timeline.report.layout import GAP, WIDTH, Side, extent, periods, text_width
from timeline.report.strings import Strings
from timeline.report.view import view
from timeline.report.words import plain


def event(first: int, length: int, kind: EventType, name: str) -> EventView:
    start, end = date.fromordinal(first), date.fromordinal(first + length)
    made = Event(
        event_id=f"e{first}{name}", event_type=kind, label=name, status=Status.HAPPENED, first=start, last=end,
        grain=Grain.DAY if length == 0 else Grain.MONTH, basis=Basis.STATED, mentions=("m",), n_mentions=1, n_articles=1,
        n_publishers=1, quote="", quote_article_id="a", why="",
    )  # fmt: skip
    return EventView(made, (), {})


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


def drawn(desk, language: str = "fr") -> str:
    return "".join(str(picture) for _, picture in frieze(view(*desk.rows()).dated, Strings(language)))


def marks(drawing: str) -> dict[str, str]:
    """The marks by their labels."""
    return {re.findall(r"<text[^>]*>([^<]*)", mark)[-1]: mark for mark in re.findall(r"<a .*?</a>", drawing)}


def test_certain_and_uncertain_dates_look_different(desk) -> None:
    found = marks(drawn(desk, "en"))
    assert 'class="range"' in found["la direction – suspendre – les primes"]
    assert 'class="known"' in found["blockade lifted"]
    assert 'data-s="planned"' in found["rencontre (planned)"]


def test_months_are_in_the_language_of_the_page(desk) -> None:
    assert ">6 mai<" in drawn(desk, "fr")
    assert ">6 May<" in drawn(desk, "en")
    ((title, _),) = frieze(view(*desk.rows()).dated, Strings("fr"))
    assert (plain(title["fr"]), plain(title["en"])) == ("Mai 2024", "May 2024")


def test_an_open_end_has_an_arrow(desk) -> None:
    time = desk.time(desk.articles[0], "port", "2024-05-10", None)
    desk.event(desk.mention(desk.articles[0], "resté", EventType.CONCEDE, time=time), label="rester fermé")
    assert {label for label, mark in marks(drawn(desk)).items() if 'class="arrow"' in mark} == {"rester fermé"}


def test_marks_lead_to_the_cards_and_nothing_is_asked_of_a_host(desk) -> None:
    drawing = drawn(desk)
    assert all(f'href="#{one.event.event_id}"' in drawing for one in view(*desk.rows()).dated)
    assert "http" not in drawing
    assert "style=" not in drawing


def test_too_many_events_are_not_drawn_one_by_one(desk) -> None:
    one = view(*desk.rows()).dated[0]
    assert frieze([one] * LIMIT, Strings("fr"))
    assert not frieze([one] * (LIMIT + 1), Strings("fr"))
    assert not frieze([], Strings("fr"))
