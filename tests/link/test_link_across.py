"""Across articles: one row for what several tell, stable ids, and disagreements kept."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.digest import identity
from timeline.errors import StageError
from timeline.link import Linked, chain, link
from timeline.records import EventMention, Status

WEDNESDAY, THURSDAY, FRIDAY = date(2024, 3, 13), date(2024, 3, 14), date(2024, 3, 15)
PORT = ("Bergen", "NOR")


def linked(*stories: Any) -> Linked:
    mentions = [one for story in stories for one in chain(story.article, story.mentions)]
    return link(mentions, [story.article for story in stories])


@pytest.fixture
def guns(story: Callable[..., Any]) -> list[Any]:
    """A ban told in French and in English, a day apart, by two publishers, and a copy of the first by a third."""
    french = (
        story("fr", "fr", THURSDAY, "Agence")
        .tell("Oslo suspend l'envoi de canons à la France", "suspend", "SANCTION", mode="discontinue", block="headline",
              actors=(("Oslo", "la Norvège"),), recipients=("la France",))
        .tell("La Norvège a suspendu mercredi l'envoi de 40 canons à la France.", "a suspendu", "SANCTION",
              mode="discontinue", actors=(("La Norvège", "la Norvège"),), recipients=("la France",), first=WEDNESDAY,
              count=("40 canons", 40, "canon"))
    )  # fmt: skip
    english = story("en", "en", FRIDAY, "Wire").tell(
        "On Wednesday Norway suspended a shipment of 42 cannons to France, officials said.",
        "suspended",
        "SANCTION",
        mode="discontinue",
        actors=("Norway",),
        recipients=("France",),
        first=WEDNESDAY,
        count=("42 cannons", 42, "cannon"),
    )
    copy = story("copy", "fr", FRIDAY, "Reprise", french.article.article_id)
    copy.text, copy.told = french.text, french.told
    return [french, english, copy]


def test_one_event_of_two_languages_and_a_copy(guns: list[Any]) -> None:
    result = linked(*guns)
    (event,) = result.events
    assert (event.n_mentions, event.n_articles, event.n_publishers) == (5, 3, 2)
    assert (event.first, event.last, event.basis) == (WEDNESDAY, WEDNESDAY, "resolved")
    assert event.actors == ("state:NOR",)
    assert event.recipients == ("state:FRA",)
    assert event.countries == ("NOR", "FRA")
    assert event.label == "Oslo suspend l'envoi de canons à la France"
    assert event.quote in " ".join(guns[0].text.split())
    assert event.quote_article_id == guns[0].article.article_id
    assert event.first_published.date() == THURSDAY
    assert event.last_published.date() == FRIDAY
    (conflict,) = event.conflicts
    assert conflict.field == "quantity: canon"
    assert [value.value for value in conflict.values] == ["40", "42"]
    assert [len(value.articles) for value in conflict.values] == [2, 1]
    assert {quantity.value for quantity in event.quantities} == {40, 42}
    assert set(result.event_of.values()) == {event.event_id}


def test_the_id_is_the_founding_mentions_and_growth_keeps_it(guns: list[Any]) -> None:
    french, english, _ = guns
    alone = linked(french).events[0]
    assert alone.event_id == identity("e", min(one.mention_id for one in french.mentions))
    assert linked(french, english).events[0].event_id == alone.event_id
    assert linked(*guns).events[0].event_id == alone.event_id
    assert linked(english).events[0].event_id != alone.event_id


def test_an_article_twice_adds_nothing(guns: list[Any]) -> None:
    assert linked(*guns, guns[1], guns[0]) == linked(*guns)


def test_sources_may_disagree_by_a_day_on_what_is_clearly_one_event(story: Callable[..., Any]) -> None:
    def ousting(name: str, publisher: str, when: date) -> Any:
        return story(name, "en", FRIDAY, publisher).tell(
            "Anna Berg dismissed 150 officers of Luc Morel in Bergen.",
            "dismissed",
            "COERCE",
            actors=("Anna Berg",),
            recipients=("Luc Morel",),
            first=when,
            place=PORT,
            count=("150 officers", 150, "officer"),
        )

    near = linked(ousting("a", "A", WEDNESDAY), ousting("b", "B", THURSDAY))
    (event,) = near.events
    assert event.first == event.last
    assert [one.field for one in event.conflicts] == ["date"]
    assert [value.value for value in event.conflicts[0].values] == ["2024-03-13", "2024-03-14"]
    assert len(linked(ousting("a", "A", WEDNESDAY - timedelta(days=3)), ousting("b", "B", THURSDAY)).events) == 2


def test_daily_attacks_and_calls_stay_apart(story: Callable[..., Any]) -> None:
    def call(name: str, day: date) -> Any:
        return story(name, "en", FRIDAY, name).tell(
            "Anna Berg called Luc Morel.", "called", "CONSULT", actors=("Anna Berg", "Luc Morel"), first=day
        )

    assert len(linked(call("a", WEDNESDAY), call("b", THURSDAY)).events) == 2


def test_a_plan_that_came_true_is_one_event_and_a_fact(story: Callable[..., Any]) -> None:
    plan = story("plan", "en", WEDNESDAY, "A").tell(
        "Anna Berg will meet Luc Morel on Thursday in Bergen.", "meet", "CONSULT", mode="meeting",
        actors=("Anna Berg", "Luc Morel"), first=THURSDAY, status="planned", place=PORT,
    )  # fmt: skip
    fact = story("fact", "en", FRIDAY, "B").tell(
        "Anna Berg met Luc Morel on Thursday in Bergen.", "met", "CONSULT", mode="meeting",
        actors=("Anna Berg", "Luc Morel"), first=THURSDAY, place=PORT,
    )  # fmt: skip
    (event,) = linked(plan, fact).events
    assert event.status is Status.HAPPENED
    assert event.conflicts == ()
    denied = story("denied", "en", FRIDAY, "C").tell(
        "Anna Berg did not meet Luc Morel on Thursday in Bergen.", "meet", "CONSULT", mode="meeting",
        actors=("Anna Berg", "Luc Morel"), first=THURSDAY, status="denied", place=PORT,
    )  # fmt: skip
    assert len(linked(plan, fact, denied).events) == 2


def test_speech_of_one_day_needs_to_be_about_one_thing(story: Callable[..., Any]) -> None:
    def speech(name: str, text: str, trigger: str) -> Any:
        return story(name, "en", FRIDAY, name).tell(text, trigger, "ACCUSE", actors=("Anna Berg",), first=THURSDAY)

    bombing = speech("a", "Anna Berg condemned the bombing of the northern harbour.", "condemned")
    again = speech("b", "Anna Berg condemned the bombing of a northern harbour.", "condemned")
    budget = speech("c", "Anna Berg criticised cuts to hospital budgets.", "criticised")
    assert len(linked(bombing, again, budget).events) == 2


def test_the_label_names_persons_in_full_and_stays_short(story: Callable[..., Any]) -> None:
    told = (
        story("label")
        .tell("She met Mr Morel on Thursday, after weeks of silence.", "met", "CONSULT",
              actors=(("She", "Anna Berg"), ("Mr Morel", "Luc Morel")), first=THURSDAY)
        .tell(
            "Norway, which had waited for months, announced " + "very " * 30 + "long plans.",
            "announced",
            "AGREE",
            actors=("Norway",),
        )
    )  # fmt: skip
    labels = [event.label for event in linked(told).events]
    assert labels[0] == "Anna Berg met Luc Morel on Thursday"
    assert all(0 < len(label) <= 100 for label in labels)


def test_a_mention_without_its_article_is_a_stage_error(guns: list[Any]) -> None:
    with pytest.raises(StageError, match="without it"):
        link(guns[0].mentions, [])


def test_nothing_in_nothing_out() -> None:
    assert link([], []) == Linked(events=(), event_of={})


TEMPLATES = [
    ("Norway suspended arms sales to France.", "suspended", "SANCTION", ("Norway",), ("France",)),
    ("Anna Berg met Luc Morel in Bergen.", "met", "CONSULT", ("Anna Berg", "Luc Morel"), ()),
    ("That meeting was long.", "meeting", "CONSULT", (), ()),
    ("France bombed Bergen.", "bombed", "ASSAULT", ("France",), ()),
    ("The attack killed nobody.", "attack", "ASSAULT", (), ()),
    ("Ilse Krol met Anna Berg.", "met", "CONSULT", ("Ilse Krol", "Anna Berg"), ()),
]
SENTENCES = st.tuples(
    st.sampled_from(TEMPLATES),
    st.sampled_from([None, WEDNESDAY, THURSDAY, FRIDAY]),
    st.sampled_from(["happened", "planned", "denied"]),
)
DRAFTS = st.lists(
    st.tuples(st.sampled_from([WEDNESDAY, FRIDAY, None]), st.lists(SENTENCES, min_size=1, max_size=4)),
    min_size=1,
    max_size=5,
)


def told(make: Callable[..., Any], drafts: list[Any]) -> list[Any]:
    stories = []
    for number, (published, sentences) in enumerate(drafts):
        one = make(f"s{number}", "en", published, f"P{number % 3}")
        for (sentence, trigger, kind, actors, recipients), day, status in sentences:
            one.tell(sentence, trigger, kind, actors=actors, recipients=recipients, first=day, status=status)
        stories.append(one)
    return stories


def parts(result: Linked) -> set[frozenset[str]]:
    return {frozenset(event.mentions) for event in result.events}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts=DRAFTS, order=st.randoms(use_true_random=False))
def test_events_do_not_depend_on_order_or_repetition(story: Callable[..., Any], drafts: list[Any], order: Any) -> None:
    stories = told(story, drafts)
    mentions = [one for each in stories for one in chain(each.article, each.mentions)]
    articles = [each.article for each in stories]
    shuffled, mixed = [*mentions, *mentions[:2]], list(articles)
    order.shuffle(shuffled)
    order.shuffle(mixed)
    assert link(shuffled, mixed) == link(mentions, articles)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts=DRAFTS)
def test_every_mention_has_one_event_and_no_event_hides_a_contradiction(
    story: Callable[..., Any], drafts: list[Any]
) -> None:
    stories = told(story, drafts)
    result = linked(*stories)
    mentions: dict[str, EventMention] = {one.mention_id: one for each in stories for one in each.mentions}
    assert result.event_of.keys() == mentions.keys()
    assert [len(event.mentions) for event in result.events] == [event.n_mentions for event in result.events]
    for event in result.events:
        found = [mentions[one] for one in event.mentions]
        assert all(result.event_of[one.mention_id] == event.event_id for one in found)
        days = {one.first for one in found if one.first}
        assert len(days) <= 1 or any(conflict.field == "date" for conflict in event.conflicts)
        assert not any({"happened", "denied"} == {a.status.value, b.status.value} for a, b in combinations(found, 2))
        assert event.first is None or event.first in days


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts=DRAFTS, at=st.integers(0, 5))
def test_the_same_cluster_has_the_same_id_in_any_batch(story: Callable[..., Any], drafts: list[Any], at: int) -> None:
    stories = told(story, drafts)
    whole = {frozenset(event.mentions): event.event_id for event in linked(*stories).events}
    for batch in (stories[:at], stories[at:]):
        for event in linked(*batch).events:
            assert whole.get(frozenset(event.mentions), event.event_id) == event.event_id


def test_a_day_long_past_is_known_by_itself(story: Callable[..., Any]) -> None:
    def memory(name: str, language: str, text: str, trigger: str, day: date) -> Any:
        return story(name, language, THURSDAY, name).tell(text, trigger, "ASSAULT", first=day, basis="stated")

    long_ago = date(2023, 10, 2)
    french = memory("a", "fr", "Depuis l'attaque du 2 octobre, tout a changé.", "attaque", long_ago)
    english = memory("b", "en", "All has changed since the attack of October 2.", "attack", long_ago)
    assert len(linked(french, english).events) == 1
    french = memory("c", "fr", "Depuis l'attaque de mercredi, tout a changé.", "attaque", WEDNESDAY)
    english = memory("d", "en", "All has changed since Wednesday's attack.", "attack", WEDNESDAY)
    assert len(linked(french, english).events) == 2


def test_a_seizure_of_power_told_of_two_days_is_one_event_with_a_conflict(story: Callable[..., Any]) -> None:
    def seized(name: str, day: date, mode: str, verb: str) -> Any:
        told = story(name, "en", THURSDAY, name)
        return told.tell(f"Soldiers {verb} Norway that day.", verb, "COERCE", mode=mode, recipients=("Norway",),
                         place=("Norway", "NOR"), first=day)  # fmt: skip

    (event,) = linked(seized("a", WEDNESDAY, "seize", "seized"), seized("b", THURSDAY, "seize", "seized")).events
    assert [one.field for one in event.conflicts] == ["date"]
    again = linked(seized("c", WEDNESDAY, "restrict", "shut"), seized("d", THURSDAY, "restrict", "shut"))
    assert len(again.events) == 2


def test_what_is_counted_in_one_place_is_no_rival_of_another(story: Callable[..., Any]) -> None:
    def counted(name: str, number: int, place: str) -> Any:
        return story(name, "en", THURSDAY, name).tell(
            f"In {place}, {number} people marched against the new law on Wednesday.", "marched", "PROTEST", mode="demo",
            place=(place, "NOR"), first=WEDNESDAY, count=(f"{number} people", number, "people"),
        )  # fmt: skip

    (event,) = linked(counted("a", 1000, "Bergen"), counted("b", 5000, "Norway")).events
    assert event.conflicts == ()
    (event,) = linked(counted("c", 1000, "Bergen"), counted("d", 5000, "Bergen")).events
    assert [one.field for one in event.conflicts] == ["quantity: people"]


def test_the_label_holds_the_whole_subject(story: Callable[..., Any]) -> None:
    told = (
        story("subject", "fr")
        .tell("Samedi, la Norvège et la France ont signé un pacte.", "ont signé", "SUPPORT", actors=("la France",))
        .tell(
            "Des avions de la France ont survolé le port.", "ont survolé", "MOBILIZE", actors=(("la France", "France"),)
        )
    )
    labels = {event.event_type.value: event.label for event in linked(told).events}
    assert labels["SUPPORT"] == "La Norvège et la France ont signé un pacte"


def label(told: Any) -> str:
    (event,) = linked(told).events
    return event.label


def test_an_enumeration_keeps_its_commas(story: Callable[..., Any]) -> None:
    told = story("three").tell(
        "On Sunday, Norway, France and Spain condemned the raid.", "condemned", "ACCUSE", actors=("Norway",)
    )
    assert label(told) == "Norway, France and Spain condemned the raid"


def test_a_number_belongs_to_what_it_counts(story: Callable[..., Any]) -> None:
    told = story("ten").tell(
        "After talks, ten Danes were freed near the old harbour, officials said.", "freed", "RETREAT", actors=("Danes",)
    )
    assert label(told) == "Ten Danes were freed near the old harbour"


def test_a_long_title_gives_way_to_the_name(story: Callable[..., Any]) -> None:
    told = story("title").tell(
        "The long serving minister of fisheries and coastal affairs, Anna Berg, met trawler owners in the capital on Sunday.",
        "met", "CONSULT", actors=(("The long serving minister of fisheries and coastal affairs, Anna Berg", "Anna Berg"),),
    )  # fmt: skip
    assert label(told) == "Anna Berg met trawler owners in the capital on Sunday"


def test_who_is_told_to_act_does_not_begin_the_label(story: Callable[..., Any]) -> None:
    told = story("told", "fr").tell(
        "Un accord permet à la Norvège d'exporter du poisson.", "exporter", "COOPERATE", actors=("la Norvège",)
    )
    assert label(told) == "Un accord permet à la Norvège d'exporter du poisson"


def test_a_quotation_is_not_cut(story: Callable[..., Any]) -> None:
    told = story("quoted", "fr").tell(
        "« Nous tiendrons jusqu'au bout de cette grève », a lancé Anna Berg devant la foule du port, puis elle est partie.",
        "grève", "PROTEST",
    )  # fmt: skip
    assert label(told) == "« Nous tiendrons jusqu'au bout de cette grève »"
