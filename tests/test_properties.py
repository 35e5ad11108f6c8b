"""What holds whatever the text: of sentences put together at random, and of every sentence of the corpora."""

import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline
from timeline.languages import available
from timeline.languages.temporal_schema import corpus
from timeline.languages.triggers_schema import trigger_corpus
from timeline.records import EventMention, Record, Span, TimeMention

PUBLISHED = date(2024, 5, 13)
WEEK = timedelta(days=7)
CLAUSES = {
    "fr": [
        "Le ministre a rencontré son homologue à Genève", "Les dockers ont manifesté", "L'armée a bombardé la ville",
        "la délégation se rendra à Oslo", "le gouvernement avait rejeté la demande", "Téhéran dément avoir tiré",
        "une trêve aurait été signée", "deux personnes ont été tuées",
    ],
    "en": [
        "The minister met his counterpart in Geneva", "Dockers marched", "the army shelled the city",
        "the delegation will travel to Oslo", "the government had rejected the request", "Tehran denies firing",
        "a truce may have been signed", "two people were killed",
    ],
}  # fmt: skip
WHEN = {
    "fr": [
        "lundi", "mardi dernier", "jeudi prochain", "hier", "demain soir", "la semaine dernière", "ce week-end",
        "le 3 mars 2021", "le 5 mai", "en 2019", "à l'été 2022", "il y a trois jours", "deux jours plus tard",
        "le lendemain", "à 14 h 30", "le mois prochain", "entre le 3 et le 5 juin", "depuis janvier", "",
    ],
    "en": [
        "on Monday", "last Tuesday", "next Thursday", "yesterday", "tomorrow evening", "last week", "this weekend",
        "on March 3, 2021", "on May 5", "in 2019", "in the summer of 2022", "three days ago", "two days later",
        "the next day", "at 2:30 p.m.", "next month", "between June 3 and June 5", "since January", "",
    ],
}  # fmt: skip
WEEKLY = {
    "fr": ["lundi", "mardi dernier", "jeudi prochain", "dimanche soir", "vendredi en huit", "samedi matin"],
    "en": ["on Monday", "last Tuesday", "next Thursday", "on Sunday evening", "a week from Friday", "Saturday morning"],
}
"""Times that nothing but a weekday and the day of publication tells."""
ENDS = [". ", "; ", ", ", ".\n\n", "…\n"]

thoroughly = settings(max_examples=60, deadline=None, derandomize=True)
days = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def sentences(language: str, when: dict[str, list[str]] = WHEN) -> st.SearchStrategy[str]:
    """Clauses with times, one after another."""
    clause = st.tuples(st.sampled_from(CLAUSES[language]), st.sampled_from(when[language]), st.sampled_from(ENDS))
    return st.lists(clause, min_size=1, max_size=5).map(
        lambda parts: "".join(f"{what} {time}".strip() + end for what, time, end in parts)
    )


def cases() -> list[tuple[str, str, date | None]]:
    """(language, text, publication) of every sentence of the corpora of times and of triggers."""
    found: list[tuple[str, str, date | None]] = []
    for language in available():
        found += [(language, case.text, case.published) for case in corpus(language).case]
        found += [
            (language, case.text, date.fromisoformat(case.published) if case.published else PUBLISHED)
            for case in trigger_corpus(language).case
        ]
    return found


def spans(record: Record) -> Iterator[Span]:
    """A record's span and those inside it."""
    if isinstance(record, Span):
        yield record
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record):
                yield from spans(item)


def hold(text: str, found: list[TimeMention] | list[EventMention]) -> None:
    """What must be true of all mentions of a text."""
    for mention in found:
        assert mention.text
        for span in spans(mention):
            assert text[span.start : span.end] == span.text
        if mention.first and mention.last:
            assert mention.first <= mention.last
        if mention.edtf:
            edtf.parse_edtf(mention.edtf)
        if isinstance(mention, EventMention):
            assert mention.sentence_start <= mention.start < mention.end <= mention.sentence_end


@pytest.mark.parametrize("language", available())
def test_mentions_of_sentences_put_together(language: str) -> None:
    @thoroughly
    @given(text=sentences(language), published=st.none() | days)
    def holds(text: str, published: date | None) -> None:
        times = timeline.find_times(text, published=published, language=language)
        hold(text, times)
        assert times == sorted(times, key=lambda time: time.start)
        assert all(one.end <= two.start for one, two in pairwise(times))
        hold(text, timeline.find_events(text, published=published, language=language))

    holds()


@pytest.mark.parametrize("language", available())
def test_a_week_later_what_a_weekday_tells_is_a_week_later(language: str) -> None:
    @thoroughly
    @given(text=sentences(language, WEEKLY), published=days)
    def shifts(text: str, published: date) -> None:
        here = timeline.find_times(text, published=published, language=language)
        there = timeline.find_times(text, published=published + WEEK, language=language)
        assert here
        assert [dates(time, WEEK) for time in here] == [dates(time) for time in there]

    shifts()


def dates(time: TimeMention, later: timedelta = timedelta()) -> tuple[object, ...]:
    return time.start, time.rule, *(day and day + later for day in (time.first, time.last, time.anchor))


@pytest.mark.parametrize("language", available())
def test_without_publication_date_nothing_is_counted_from_one(language: str) -> None:
    @thoroughly
    @given(text=sentences(language))
    def counts_nothing(text: str) -> None:
        for time in timeline.find_times(text, language=language):
            assert time.basis in {"stated", "anaphoric"} or time.first is None, time

    counts_nothing()


@pytest.mark.parametrize("language", available())
def test_decomposed_accents_change_nothing_but_offsets(language: str) -> None:
    @thoroughly
    @given(text=sentences(language), published=days)
    def same(text: str, published: date) -> None:
        apart = unicodedata.normalize("NFD", text).replace("\n", "\r\n")
        for find in (timeline.find_times, timeline.find_events):
            plain, found = (find(form, published=published, language=language) for form in (text, apart))
            hold(apart, found)  # type: ignore[arg-type]
            assert [shown(mention.text) for mention in found] == [mention.text for mention in plain]
            assert [(m.first, m.last, m.basis) for m in found] == [(m.first, m.last, m.basis) for m in plain]

    same()


def shown(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n")


def test_every_sentence_of_the_corpora() -> None:
    wrong: list[str] = []
    weekly = 0
    for language, text, published in cases():
        times = timeline.find_times(text, published=published, language=language)
        hold(text, times)
        if published is None or not any(is_weekly(time, published) for time in times):
            continue
        there = {t.start: t for t in timeline.find_times(text, published=published + WEEK, language=language)}
        for time in times:
            if is_weekly(time, published):
                weekly += 1
                if time.start not in there or dates(there[time.start]) != dates(time, WEEK):
                    wrong.append(f"{language} {published} {time.text!r} in {text!r}")
    assert weekly > 100
    assert not wrong, "\n".join(wrong)


def is_weekly(time: TimeMention, published: date) -> bool:
    """Whether a weekday and the day of publication alone make the date ("the first Sunday of June" needs a month)."""
    return (
        ".weekday." in time.rule and ".nth_" not in time.rule and time.basis == "resolved" and time.anchor == published
    )
