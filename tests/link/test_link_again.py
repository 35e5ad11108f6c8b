"""Linking again: what was worked out before is not worked out again, and the events are those of linking from nothing."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.kept import NOTHING, Kept
from timeline.link import Linked, chain, link, linking, strand

MONDAY = date(2024, 3, 11)
ACTORS = ("Anna Berg", "Luc Morel", "Norway", "France")
SAID = (
    ("{} met {} in the capital to speak about fishing and grain.", "met", "CONSULT"),
    ("{} accused {} of breaking the agreement about grain exports.", "accused", "ACCUSE"),
    ("{} suspended a shipment of cannons to {} after the accident.", "suspended", "SANCTION"),
)


class Shelf(dict[str, bytes]):
    """A `Kept` in memory."""

    def put(self, about: str, body: bytes) -> None:
        self[about] = body


def teller(story: Callable[..., Any], plot: tuple[int, ...]) -> Any:
    """A story: its number and its variant, and for each sentence who says what, and on which day."""
    number, variant, *sentences = plot
    told = story(f"s{number}", "en", MONDAY + timedelta(days=number % 3), ("Wire", "Post")[variant % 2])
    if variant == 2 and number:
        told.duplicate_of = story("s0", "en", MONDAY, "Wire").article.article_id
    for sentence in sentences:
        template, trigger, kind = SAID[sentence % 3]
        one, other = ACTORS[sentence % 4], ACTORS[(sentence // 4) % 4]
        dated = MONDAY + timedelta(days=sentence % 2) if sentence % 5 else None
        told = told.tell(template.format(one, other), trigger, kind, actors=(one,), recipients=(other,), first=dated)
    return told


def linked(stories: list[Any], kept: Kept = NOTHING) -> Linked:
    mentions = [one for told in stories for one in chain(told.article, told.mentions)]
    return link(mentions, [told.article for told in stories], kept)


plots = st.tuples(st.integers(0, 2), *[st.integers(0, 11)] * 3)
editions = st.lists(st.dictionaries(st.integers(0, 5), plots, min_size=1), min_size=2, max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(editions=editions)
def test_any_row_of_editions_is_linked_as_from_nothing(
    story: Callable[..., Any], editions: list[dict[int, tuple[int, ...]]]
) -> None:
    shelf = Shelf()
    for edition in editions:
        stories = [teller(story, (number, *plot)) for number, plot in edition.items()]
        assert linked(stories, shelf) == linked(stories)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often articles were taken apart, pairs weighed, and events made."""
    count: Counter[str] = Counter()

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            count[name] += 1
            return real(*given)

        return call

    for module, name in ((strand, "strands"), (linking, "weigh"), (linking, "may_share"), (linking, "event_from")):
        monkeypatch.setattr(module, name, counted(name, getattr(module, name)))
    return count


def test_only_what_is_new_is_worked_out(story: Callable[..., Any], done: Counter[str]) -> None:
    shelf = Shelf()
    plots = [(number, 0, 2, 7 + number % 2, 4) for number in range(6)]
    stories = [teller(story, plot) for plot in plots]
    first = linked(stories, shelf)
    pairs = done["weigh"]
    assert done == {"strands": 6, "weigh": pairs, "may_share": done["may_share"], "event_from": len(first.events)}
    assert pairs > 10 < done["may_share"], "the stories are about the same"
    done.clear()
    assert linked(stories, shelf) == first
    assert done == {}
    stories[5] = teller(story, (5, 0, 2, 7, 9))
    again = linked(stories, shelf)
    assert 0 < done["weigh"] < pairs
    assert 0 < done["event_from"] == len(set(again.events) - set(first.events))


def test_another_publisher_or_a_copy_makes_the_event_anew_and_weighs_nothing(
    story: Callable[..., Any], done: Counter[str]
) -> None:
    shelf = Shelf()
    stories = [teller(story, (number, 0, 2)) for number in range(2)]
    assert [event.n_publishers for event in linked(stories, shelf).events] == [1]
    done.clear()
    stories[1].duplicate_of = stories[0].article.article_id
    assert linked(stories, shelf) == linked(stories)
    assert (done["weigh"], done["event_from"]) == (1, 2), "once each without the shelf, the event once with it"
