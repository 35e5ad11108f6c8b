"""An event's own date: which expression belongs to which trigger, and what it says of it."""

from datetime import date

import pytest

from timeline import find_events
from timeline.records import Basis

PUBLISHED = date(2023, 11, 5)  # a Sunday
OPEN = None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else OPEN


def ranges(text: str, language: str) -> dict[str, tuple[date | None, date | None]]:
    """First and last day by trigger; without those that only the publication bounds."""
    found = find_events(text, language=language, published=PUBLISHED)
    return {one.text: (one.first, one.last) for one in found if one.basis not in {Basis.PUBLISHED, Basis.NONE}}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # a time inside another noun phrase dates that noun
        ("en", "The United States withdrew from the 2015 nuclear agreement.", {}),
        ("fr", "Les ministres ont critiqué vendredi l'attaque de lundi.",
         {"critiqué": ("2023-11-03", "2023-11-03"), "attaque": ("2023-10-30", "2023-10-30")}),
        ("en", "Some 240 people were abducted in the attack of October 7.",
         {"abducted": ("2023-10-07", "2023-10-07"), "attack": ("2023-10-07", "2023-10-07")}),
        ("en", "The May 3 attack ended the truce.", {"attack": ("2023-05-03", "2023-05-03")}),
        # comparisons date nothing, counts do
        ("en", "The army bombed Rafah for the first time since 2014.", {}),
        ("fr", "L'armée a bombardé la ville mardi, la plus violente attaque depuis 2014.",
         {"bombardé": ("2023-10-31", "2023-10-31")}),
        ("en", "At least 9,000 people have been killed since October 7.", {"killed": ("2023-10-07", "2023-11-05")}),
        # since, until, ranges, nights
        ("fr", "Les manifestants occupent la place depuis mardi.", {"occupent": ("2023-10-31", "2023-11-05")}),
        ("fr", "Israël bombarde Gaza depuis l'attaque du Hamas le 7 octobre.",
         {"bombarde": ("2023-10-07", "2023-11-05"), "attaque": ("2023-10-07", "2023-10-07")}),
        ("en", "The joint US-French exercises, which run until November 20, come after a collision between two ships.",
         {"exercises": (None, "2023-11-20")}),
        ("en", "Police arrested 300 people from Monday to Wednesday.", {"arrested": ("2023-10-30", "2023-11-01")}),
        ("en", "Police arrested ten men Friday night.", {"arrested": ("2023-11-03", "2023-11-03")}),
        ("fr", "Des hommes armés ont attaqué le village dans la nuit de vendredi à samedi.",
         {"attaqué": ("2023-11-03", "2023-11-04")}),
        # the time of saying stays with the saying, unless to say is to do
        ("fr", "La radio a rapporté lundi que les troupes avaient attaqué le village.", {}),
        ("en", "Ukraine said on Monday that its forces attacked the bridge on Friday.",
         {"attacked": ("2023-11-03", "2023-11-03")}),
        ("en", "On Tuesday, Hamas said that it accepted a truce proposal by Egypt.", {"accepted": ("2023-10-31", "2023-10-31")}),
        # coordination, clauses about a noun, subjects
        ("en", "On Monday, troops attacked the village and arrested ten men.",
         {"attacked": ("2023-10-30", "2023-10-30"), "arrested": ("2023-10-30", "2023-10-30")}),
        ("fr", "Le ministre, arrivé lundi à Paris, a rencontré M. Macron.",
         {"arrivé lundi à": ("2023-10-30", "2023-10-30")}),
        ("en", "Monday's attack killed 12 people.", {"killed": ("2023-10-30", "2023-10-30")}),
        ("fr", "Dans un communiqué publié lundi, le ministère a condamné l'attentat.",
         {"condamné": ("2023-10-30", "2023-10-30")}),
        # verbs above that cannot mean it: what only begins, what is put in, a purpose of what is over
        ("en", "Rebels will release five hostages starting Monday.", {"release": ("2023-11-06", "2023-11-06")}),
        ("fr", "La police a arrêté dix hommes hier, a indiqué samedi le ministère.",
         {"arrêté": ("2023-11-04", "2023-11-04")}),
        ("en", "Troops bombed the town to put pressure on the opposition last week.", {"bombed": ("2023-10-30", "2023-11-05")}),
        ("en", "Troops plan to bomb the town to prevent a march next week.", {}),
        # "it was on Tuesday that …" dates what is told of it
        ("en", "It was on Tuesday that police arrested ten men.", {"arrested": ("2023-10-31", "2023-10-31")}),
        ("fr", "C'est mardi que la police a arrêté dix hommes.", {"arrêté": ("2023-10-31", "2023-10-31")}),
        ("fr", "C'est un lundi que le maire a appris que la police avait arrêté dix hommes.", {}),
        # what stands between an event noun and its verb is the noun's; what comes of an event later is not
        ("en", "The release of five hostages on Tuesday sparked joy.", {"release": ("2023-10-31", "2023-10-31")}),
        ("en", "The kidnapping of two priests, which took place on Tuesday, sparked anger.",
         {"kidnapping": ("2023-10-31", "2023-10-31")}),
        ("fr", "Le bombardement du marché a provoqué un incendie jeudi.",
         {"bombardement": ("2023-11-02", "2023-11-02")}),
        ("fr", "Le bombardement du marché a provoqué une vague de réactions jeudi.", {}),
        # a verb that carries a noun may have a day of its own, and one may tell only when it was
        ("fr", "L'attentat contre le marché a été revendiqué jeudi par un groupe inconnu.", {}),
        ("fr", "L'attentat contre le marché a été commis jeudi par un groupe inconnu.",
         {"attentat": ("2023-11-02", "2023-11-02")}),
        ("en", "The ministry announced on Thursday the arrest of three activists.", {}),
        ("en", "Refinery workers plan a longer walkout next week, a union official said on Friday.",
         {"walkout": ("2023-11-06", "2023-11-12")}),
        ("en", "The attack on the market came on Thursday.", {"attack": ("2023-11-02", "2023-11-02")}),
        ("en", "The attack on the market came a day after the vote.", {}),
        # part of an event, but not by a role in it nor by what has lasted since
        ("en", "Police arrested three activists over their role in the 2019 war.", {}),
        ("fr", "La police a arrêté trois militants lors d'un procès qui durait depuis 2019.", {}),
        (
            "en",
            "Police have been on strike since Tuesday's attack on a convoy.",
            {"been on strike": ("2023-10-31", "2023-11-05"), "attack": ("2023-10-31", "2023-10-31")},
        ),
        # right behind a verb of saying, however the parser reads on
        ("en", "The ministry said Tuesday the army bombed a market.", {}),
        # a time behind a noun that a deed is told against is the noun's, also where the parser hangs it higher
        ("en", "Police arrested three activists after the vote on Sunday.", {}),
        ("en", "Police arrested three activists on Sunday after the vote.", {"arrested": ("2023-11-05", "2023-11-05")}),
        # what went on at the time has the same day; what lies further back or only contrasts has not
        ("en", "Ten soldiers were killed when a gas pipe burst on Monday.", {"killed": ("2023-10-30", "2023-10-30")}),
        ("en", "Rebels released the priests when the army had moved on Monday.", {}),
        ("fr", "La conductrice a été agressée alors qu'elle se trouvait vendredi devant un dépôt.",
         {"agressée": ("2023-11-03", "2023-11-03")}),
        ("fr", "Berlin a expulsé quatre diplomates alors que le ministre se trouvait vendredi à Paris.", {}),
        # who says that he will strike threatens on the day of saying it; a decision is taken on its own day
        ("en", "On Tuesday, the premier said his country would keep blocking aid to the island.",
         {"blocking": ("2023-10-31", "2023-10-31")}),
        ("en", "Anger followed Sudan's decision in April to block aid to the valley.", {"block": ("2023-04-01", "2023-04-30")}),
        # the stamp of an article is no time of a deed
        ("en", "Sunday 5 November 2023 13.55 GMT Chadian forces have released ten prisoners.", {}),
        # the day that opens a line of a chronology
        ("en", "- May 3 - Police arrested three activists.", {"arrested": ("2023-05-03", "2023-05-03")}),
        ("en", "May 3: A soldier was killed when a patrol was ambushed.",
         {"killed": ("2023-05-03", "2023-05-03"), "ambushed": ("2023-05-03", "2023-05-03")}),
        ("en", "On May 3: Police arrested three activists.", {"arrested": ("2023-05-03", "2023-05-03")}),
        ("fr", "– 3 mai : la police a arrêté trois militants.", {"arrêté": ("2023-05-03", "2023-05-03")}),
        ("fr", "Le maire le répète depuis le 3 mai : la police a arrêté trois militants.", {}),
        # two days side by side; a length up to now
        ("fr", "Dix hommes ont été arrêtés lundi et mardi.", {"arrêtés": ("2023-10-30", "2023-10-31")}),
        ("en", "Rebels have been bombing the town for three days.", {"bombing": ("2023-11-02", "2023-11-05")}),
        ("en", "Rebels bombed the town for three days.", {}),
        # told as a fact: a weekday is the one before
        ("fr", "Jeudi soir, les syndicats ont appelé à une nouvelle grève.", {"appelé à": ("2023-11-02", "2023-11-02")}),
    ],
)  # fmt: skip
def test_dates(language: str, text: str, expected: dict[str, tuple[str | None, str | None]]) -> None:
    found = ranges(text, language)
    wanted = {trigger: (day(first), day(last)) for trigger, (first, last) in expected.items()}
    assert found == wanted


def test_today_in_a_quotation_is_the_day_of_its_saying() -> None:
    found = ranges("« Nous condamnons aujourd'hui cette attaque », a dit le ministre jeudi.", "fr")
    assert found["condamnons"] == (date(2023, 11, 2), date(2023, 11, 2))
    untold = ranges("« Nous condamnons aujourd'hui cette attaque », a dit le ministre.", "fr")
    assert "condamnons" not in untold


def test_why_names_the_expression_and_its_path() -> None:
    (event,) = find_events("Police arrested ten men from Monday to Wednesday.", language="en", published=PUBLISHED)
    assert "'Monday' (its own)" in event.why
    assert "through 'Wednesday'" in event.why
    assert event.edtf == "2023-10-30/2023-11-01"


def test_a_length_before_or_after_an_event_counts_from_that_event() -> None:
    text = (
        "The army withdrew from the town on October 3. "
        "Rebels seized the town two days after the army withdrew from the town."
    )
    (seized,) = [one for one in find_events(text, language="en", published=PUBLISHED) if one.text == "seized"]
    assert (seized.first, seized.last, seized.basis) == (date(2023, 10, 5), date(2023, 10, 5), Basis.ANAPHORIC)
    assert "P2D after" in seized.why
