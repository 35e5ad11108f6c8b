"""Within one article: what is one event, and what is not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from timeline.link import chain
from timeline.link.chain import strands
from timeline.records import Basis

SATURDAY, SUNDAY, MONDAY = date(2024, 3, 9), date(2024, 3, 10), date(2024, 3, 11)
BOTH = ("Anna Berg", "Luc Morel")


def groups(story: Any) -> list[set[int]]:
    return [{mention.sentence for mention, _ in group} for group in strands(story.article, story.mentions)]


def dates(story: Any) -> list[tuple[date | None, str]]:
    return [(one.first, one.basis.value) for one in chain(story.article, story.mentions)]


def test_other_words_for_one_deed_link_where_they_name_the_same_sufferer(story: Callable[..., Any]) -> None:
    told = (
        story("other words")
        .tell("Gunmen kidnapped Luc Morel.", "kidnapped", "ASSAULT", recipients=("Luc Morel",), first=SATURDAY)
        .tell("Luc Morel was taken hostage near the port.", "taken hostage", "ASSAULT", recipients=("Luc Morel",))
        .tell("Luc Morel was beaten near the port.", "beaten", "ASSAULT", recipients=("Luc Morel",))
    )
    assert groups(told) == [{0, 1}, {2}]


def test_one_doer_does_not_make_two_bans_one(story: Callable[..., Any]) -> None:
    told = (
        story("two bans")
        .tell("Norway blocked aid to the valley.", "blocked", "SANCTION", actors=("Norway",))
        .tell("Norway banned an agency.", "banned", "SANCTION", actors=("Norway",))
    )
    assert groups(told) == [{0}, {1}]


def test_a_meeting_may_be_called_talks(story: Callable[..., Any]) -> None:
    told = (
        story("talks")
        .tell("Anna Berg met Luc Morel.", "met", "CONSULT", actors=BOTH, mode="meeting")
        .tell("The talks between Anna Berg and Luc Morel were brief.", "talks", "CONSULT", actors=BOTH, mode="talks")
        .tell("Anna Berg will phone Ilse Krol.", "phone", "CONSULT", actors=("Anna Berg", "Ilse Krol"), mode="phone")
    )
    assert groups(told) == [{0, 1}, {2}]


def test_the_end_of_a_drill_is_of_the_drill_but_a_plan_takes_no_day_of_a_fact(story: Callable[..., Any]) -> None:
    told = (
        story("drill")
        .tell("Norway and France began joint exercises on Saturday.", "exercises", "COOPERATE",
              actors=("Norway", "France"), first=SATURDAY)
        .tell("They are to end the exercises soon.", "exercises", "MOBILIZE", status="planned")
        .tell("A drill is planned elsewhere.", "drill", "MOBILIZE", status="planned")
    )  # fmt: skip
    assert groups(told) == [{0, 1}, {2}]
    assert [first for first, _ in dates(told)] == [SATURDAY, None, None]


def test_a_call_told_four_times_is_one_event_with_the_finest_date(story: Callable[..., Any]) -> None:
    told = (
        story("call", "fr")
        .tell("Anna Berg s'est entretenue ce week-end avec Luc Morel.", "s'est entretenue", "CONSULT",
              actors=BOTH, first=SATURDAY, last=SUNDAY, grain="weekend", block="lead")
        .tell("Lors de son entretien de samedi avec M. Morel, elle a insisté.", "entretien", "CONSULT",
              actors=(("M. Morel", "Luc Morel"),), first=SATURDAY)
        .tell("M. Morel avait discuté avec Mme Berg des navires.", "avait discuté", "CONSULT",
              actors=(("M. Morel", "Luc Morel"), ("Mme Berg", "Anna Berg")))
        .tell("Cet entretien survient en pleine crise.", "entretien", "CONSULT")
    )  # fmt: skip
    assert groups(told) == [{0, 1, 2, 3}]
    mended = chain(told.article, told.mentions)
    assert [(one.first, one.last) for one in mended] == [(SATURDAY, SUNDAY)] + 3 * [(SATURDAY, SATURDAY)]
    assert mended[3].basis is Basis.INHERITED
    assert "entretien" in mended[3].why
    assert chain(told.article, mended) == mended


def test_two_calls_with_other_partners_stay_two_and_the_noun_goes_to_the_nearer(story: Callable[..., Any]) -> None:
    told = (
        story("calls")
        .tell("Anna Berg spoke with Luc Morel on Saturday.", "spoke", "CONSULT", actors=BOTH, first=SATURDAY)
        .tell(
            "Anna Berg spoke with Ilse Krol on Monday.",
            "spoke",
            "CONSULT",
            actors=("Anna Berg", "Ilse Krol"),
            first=MONDAY,
        )
        .tell("That conversation was short.", "conversation", "CONSULT")
    )
    assert groups(told) == [{0}, {1, 2}]
    assert dates(told)[2] == (MONDAY, "inherited")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"first": SATURDAY}, {"first": SUNDAY}),
        ({"actors": ("Norway",)}, {"actors": ("France",)}),
        ({"recipients": ("Norway",)}, {"recipients": ("France",)}),
        ({"status": "denied"}, {}),
        ({"status": "planned"}, {}),
        ({"place": ("Norway", "NOR")}, {"place": ("France", "FRA")}),
    ],
)
def test_a_contradiction_keeps_two_mentions_apart(
    story: Callable[..., Any], first: dict[str, Any], second: dict[str, Any]
) -> None:
    told = (
        story("apart")
        .tell("Planes bombed the old port of Norway or France, with forty dead.", "bombed", "ASSAULT", **first)
        .tell("Planes bombed the old port of Norway or France, with forty dead.", "bombed", "ASSAULT", **second)
    )
    assert groups(told) == [{0}, {1}]


def test_who_and_when_alone_do_not_make_one_event(story: Callable[..., Any]) -> None:
    told = (
        story("edicts")
        .tell(
            "Norway announced a curfew on Saturday.", "announced a curfew", "COERCE", actors=("Norway",), first=SATURDAY
        )
        .tell("Norway closed its borders on Saturday.", "closed", "COERCE", actors=("Norway",), first=SATURDAY)
    )
    assert groups(told) == [{0}, {1}]


def test_a_related_headline_joins_the_event_without_its_date(story: Callable[..., Any]) -> None:
    told = (
        story("ban", "fr")
        .tell("Oslo suspend une livraison de canons à la France", "suspend", "SANCTION",
              actors=("Oslo",), recipients=("la France",), block="related")
        .tell("Samedi, la Norvège a décidé de suspendre l'envoi de 40 canons à la France.", "suspendre", "SANCTION",
              actors=("la Norvège",), recipients=("la France",), first=SATURDAY, count=("40 canons", 40, "canon"))
        .tell("Cette suspension doit durer.", "suspension", "SANCTION")
    )  # fmt: skip
    assert groups(told) == [{0, 1, 2}]
    assert dates(told) == [(None, "published"), (SATURDAY, "resolved"), (SATURDAY, "inherited")]


def test_a_definite_noun_with_nothing_of_its_own_means_what_was_told(story: Callable[..., Any]) -> None:
    told = (
        story("raid", "fr")
        .tell("Des avions ont frappé samedi le port.", "ont frappé", "ASSAULT", first=SATURDAY)
        .tell("La France a condamné l'attaque.", "attaque", "ASSAULT")
        .tell("Une attaque serait une folie.", "attaque", "ASSAULT", status="conditional")
    )
    assert groups(told) == [{0, 1}, {2}]
    assert dates(told)[2] == (None, "published")


def test_neither_order_nor_repetition_of_the_input_matters(story: Callable[..., Any]) -> None:
    told = (
        story("order")
        .tell("Anna Berg met Luc Morel on Saturday.", "met", "CONSULT", actors=BOTH, first=SATURDAY)
        .tell("The meeting lasted an hour.", "meeting", "CONSULT")
        .tell("Norway sent forty ships.", "sent", "MOBILIZE", actors=("Norway",))
    )
    mentions = told.mentions
    assert chain(told.article, [*reversed(mentions), *mentions]) == chain(told.article, mentions)


def test_no_publication_date_and_no_date_leaves_all_as_it_was(story: Callable[..., Any]) -> None:
    told = story("none", published=None).tell("Norway sent forty ships.", "sent", "MOBILIZE")
    assert chain(told.article, told.mentions) == told.mentions
    assert chain(told.article, []) == []


def test_a_headline_and_its_lead_are_one_event_even_if_the_recipient_was_misread(story: Callable[..., Any]) -> None:
    told = (
        story("heads")
        .tell(
            "Norway warns France over ships",
            "warns",
            "THREATEN",
            actors=("Norway",),
            recipients=("France",),
            block="headline",
        )
        .tell(
            "Norway warned on Saturday that Ilse Krol would get no more ships.",
            "warned",
            "THREATEN",
            actors=("Norway",),
            recipients=("Ilse Krol",),
            first=SATURDAY,
            block="lead",
        )
        .tell("Norway warned Luc Morel, too.", "warned", "THREATEN", actors=("Norway",), recipients=("Luc Morel",))
    )
    assert groups(told) == [{0, 1}, {2}]
    assert dates(told)[0] == (SATURDAY, "inherited")


def test_a_lone_headline_joins_the_only_event_of_its_type_in_the_lead(story: Callable[..., Any]) -> None:
    told = (
        story("title", "fr")
        .tell("Bergen bombardée au petit matin", "bombardée", "ASSAULT", recipients=("Bergen",), block="headline")
        .tell("Des missiles ont frappé samedi le port de Bergen.", "ont frappé", "ASSAULT", first=SATURDAY,
              place=("Bergen", "NOR"), block="lead")
    )  # fmt: skip
    assert groups(told) == [{0, 1}]


def test_what_lasts_for_days_is_another_event_than_one_of_its_days(story: Callable[..., Any]) -> None:
    told = (
        story("lasting")
        .tell("Protests have gone on in Bergen since Saturday.", "Protests", "PROTEST", mode="demo",
              first=SATURDAY, last=MONDAY, place=("Bergen", "NOR"))
        .tell("Students held protests in Bergen on Sunday.", "protests", "PROTEST", mode="demo", first=SUNDAY,
              place=("Bergen", "NOR"))
    )  # fmt: skip
    assert groups(told) == [{0}, {1}]


def test_a_march_is_no_strike(story: Callable[..., Any]) -> None:
    told = (
        story("strike", "fr")
        .tell(
            "Des milliers de gens ont défilé samedi.",
            "ont défilé",
            "PROTEST",
            mode="demo",
            first=SATURDAY,
            block="lead",
        )
        .tell("La grève a duré.", "grève", "PROTEST", mode="strike")
        .tell("Ce défilé a duré.", "défilé", "PROTEST", mode="demo")
    )
    assert groups(told) == [{0, 2}, {1}]


def test_two_verbs_of_one_sentence_tell_of_two_events(story: Callable[..., Any]) -> None:
    told = story("verbs").tell(
        "Norway seized the port of Bergen and closed the port of Bergen.", "seized", "COERCE", actors=("Norway",)
    )
    again = dict(told.told[0], trigger="closed")
    told.told.append(again)
    mentions = [one.model_copy(update={"sentence": 0}) for one in told.mentions]
    assert [len(group) for group in strands(told.article, mentions)] == [1, 1]


def test_news_without_a_date_does_not_inherit_from_years_ago(story: Callable[..., Any]) -> None:
    told = (
        story("memory")
        .tell("Rebels attacked Bergen in 1979.", "attacked", "ASSAULT", first=date(1979, 1, 1), last=date(1979, 12, 31),
              grain="year", place=("Bergen", "NOR"))
        .tell("Rebels attacked the port of Bergen.", "attacked", "ASSAULT", place=("Bergen", "NOR"))
        .tell("That attack is not forgotten.", "attack", "ASSAULT")
    )  # fmt: skip
    assert [{0} <= group for group in groups(told)] == [True, False]
    assert dates(told)[1] == (None, "published")


def test_the_same_verb_alone_does_not_make_one_event(story: Callable[..., Any]) -> None:
    told = (
        story("ruins")
        .tell("The school was destroyed.", "destroyed", "ASSAULT", mode="destroy")
        .tell("A mill further north was destroyed too.", "destroyed", "ASSAULT", mode="destroy")
    )
    assert groups(told) == [{0}, {1}]


def test_actors_may_be_called_after_the_event(story: Callable[..., Any]) -> None:
    told = (
        story("agents", "fr")
        .tell("Une manifestation a eu lieu samedi à Bergen.", "manifestation", "PROTEST", first=SATURDAY, place=("Bergen", "NOR"))
        .tell("À Bergen, les manifestants ont brûlé un drapeau.", "brûlé", "PROTEST",
              actors=("les manifestants",), place=("Bergen", "NOR"))
    )  # fmt: skip
    assert groups(told) == [{0, 1}]


def test_what_only_points_back_passes_no_date_on(story: Callable[..., Any]) -> None:
    told = (
        story("drills")
        .tell("Norway and France launched joint exercises on Saturday.", "exercises", "MOBILIZE",
              actors=("Norway", "France"), first=SATURDAY)
        .tell("Ilse Krol watched huge drills near Bergen.", "drills", "MOBILIZE", actors=("Ilse Krol",))
        .tell("The drills were long.", "drills", "MOBILIZE")
        .tell("The war games began on Saturday.", "war games", "MOBILIZE", first=SATURDAY)
    )  # fmt: skip
    assert dates(told)[1] == (None, "published")


def test_a_fact_inherits_no_day_after_publication(story: Callable[..., Any]) -> None:
    told = (
        story("debate")
        .tell("Anna Berg met Luc Morel.", "met", "CONSULT", actors=BOTH)
        .tell("Anna Berg met Luc Morel on the 20th.", "met", "CONSULT", actors=BOTH, first=date(2024, 3, 20))
    )
    assert groups(told) == [{0, 1}]
    assert dates(told)[0] == (None, "published")


def test_an_end_takes_its_beginning_from_another_mention(story: Callable[..., Any]) -> None:
    told = (
        story("curfew")
        .tell("Norway imposed a curfew on Bergen on Saturday.", "imposed a curfew", "COERCE", actors=("Norway",), first=SATURDAY)
        .tell("The curfew of Norway in Bergen runs until the 20th.", "curfew", "COERCE", actors=("Norway",),
              first=None, last=date(2024, 3, 20), basis="resolved", grain="day")
    )  # fmt: skip
    ended = chain(told.article, told.mentions)[1]
    assert (ended.first, ended.last, ended.edtf) == (SATURDAY, date(2024, 3, 20), "2024-03-09/2024-03-20")
    assert "It began on 2024-03-09" in ended.why


def test_a_noun_with_a_day_of_its_own_dates_no_other_word(story: Callable[..., Any]) -> None:
    told = (
        story("games")
        .tell("Norway held huge drills near Bergen.", "drills", "MOBILIZE", mode="troops", actors=("Norway",))
        .tell("The war games began on Saturday.", "war games", "MOBILIZE", mode="troops", first=SATURDAY)
    )
    assert dates(told)[0] == (None, "published")
