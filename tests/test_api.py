"""The public names: what they are, what they cost, and what they promise."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import timeline
from timeline.errors import InputError, UsageError
from timeline.records import Article, Reject

CONTRACT = {"build", "find_events", "find_times", "load", "read_articles", "scan"}
HEAVY = ("polars", "pydantic", "spacy", "altair", "trafilatura", "dateparser", "jinja2")
TEXT = "Le ministre français a rencontré son homologue lundi à Genève. Il avait dénoncé l'accord le 3 février 2024."


def test_names() -> None:
    assert timeline.__all__ == sorted(timeline.__all__)
    assert set(timeline.__all__) >= CONTRACT
    assert all(getattr(timeline, name).__doc__ for name in timeline.__all__)
    assert dir(timeline) == timeline.__all__
    with pytest.raises(AttributeError, match="find_time'"):
        timeline.find_time  # type: ignore[attr-defined]  # noqa: B018


def test_the_import_is_light() -> None:
    code = f"import sys, timeline; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_times_need_no_parser() -> None:
    heavy = sorted({*HEAVY} - {"pydantic", "dateparser"})
    code = f"import sys, timeline; timeline.find_times({TEXT!r}); print([n for n in {heavy!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_find_times_slices_back_and_counts_from_publication() -> None:
    times = timeline.find_times(TEXT, published=date(2024, 5, 14), language="fr")
    assert all(TEXT[time.start : time.end] == time.text for time in times)
    assert {time.value for time in times} == {"2024-05-13", "2024-02-03"}


def test_a_moment_counts_as_the_day_it_names() -> None:
    day = timeline.find_times(TEXT, published=date(2024, 5, 14), language="fr")
    for moment in (datetime(2024, 5, 14, 23, 59), datetime(2024, 5, 14, tzinfo=UTC)):
        assert timeline.find_times(TEXT, published=moment, language="fr") == day


def test_nothing_relative_is_dated_without_a_publication_date() -> None:
    dated = {time.text: time.first for time in timeline.find_times(TEXT, language="fr")}
    assert date(2024, 2, 3) in dated.values()
    assert all(first is None for text, first in dated.items() if "lundi" in text)


def test_the_language_is_detected_and_its_region_ignored() -> None:
    stated = timeline.find_events(TEXT, published=date(2024, 5, 14), language="fr")
    assert stated
    assert timeline.find_events(TEXT, published=date(2024, 5, 14)) == stated
    assert timeline.find_events(TEXT, published=date(2024, 5, 14), language="fr-CA") == stated


@pytest.mark.parametrize(("text", "value"), [("12 mars 2024", "2024-03-12"), ("lundi 13 mai 2024", "2024-05-13")])
def test_a_text_too_short_to_tell_its_language(text: str, value: str) -> None:
    assert [time.value for time in timeline.find_times(text)] == [value]


def test_find_events_slices_back() -> None:
    for event in timeline.find_events(TEXT, published=date(2024, 5, 14), language="fr", title="Une rencontre"):
        spans = [event, *event.actors, *(quantity.span for quantity in event.quantities)]
        spans += [event.time] if event.time else []
        spans += [event.place.span] if event.place else []
        assert all(TEXT[span.start : span.end] == span.text for span in spans)
        assert event.sentence_start <= event.start < event.end <= event.sentence_end


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "وقع الاتفاق في 15 مارس 2023 في بغداد"),
        ("de", "Der Minister telefonierte gestern. Der Vertrag trat am 15. März 2023 in Kraft."),
        ("es", "El ministro habló el lunes. El acuerdo se firmó el 15 de marzo de 2023."),
        ("it", "Il ministro ha parlato lunedì. L'accordo è stato firmato il 15 marzo 2023."),
        ("pt", "O ministro falou na segunda-feira. O acordo foi assinado em 15 de março de 2023."),
    ],
)
def test_of_a_foreign_text_absolute_dates_are_read(language: str, text: str) -> None:
    for stated in (language, f"{language}-XX", None):
        (time,) = timeline.find_times(text, published=date(2024, 5, 14), language=stated)
        assert (time.value, time.basis, text[time.start : time.end]) == ("2023-03-15", "stated", time.text)
        assert timeline.find_events(text, published=date(2024, 5, 14), language=stated) == []


def test_a_language_that_is_not_read() -> None:
    for find in (timeline.find_times, timeline.find_events):
        with pytest.raises(UsageError, match="en, fr; absolute dates for ar"):
            find("外務大臣は電話で会談した。", language="ja")
        assert find("外務大臣は月曜日に電話で会談した。協定は2023年3月15日に署名された。") == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "é" * 10, "e\u0301t\u00e9 2024\r\n\r\nlundi"])
def test_any_text_is_borne(text: str) -> None:
    for time in timeline.find_times(text, language="fr"):
        assert text[time.start : time.end] == time.text
    timeline.find_events(text, language="en")


def test_read_articles_from_path_bytes_and_text(tmp_path: Path) -> None:
    path = tmp_path / "un.txt"
    path.write_text(f"Rencontre à Genève\n\n{TEXT}\n", encoding="utf-8")
    (from_path,) = timeline.read_articles(path)
    (from_folder,) = timeline.read_articles(str(tmp_path))
    (from_bytes,) = timeline.read_articles(path.read_bytes(), media_type="text/plain")
    assert isinstance(from_path, Article)
    assert isinstance(from_bytes, Article)
    assert from_path == from_folder
    assert from_path.language == "fr"
    assert from_path.article_id == from_bytes.article_id


def test_read_articles_gives_rejects_and_errors(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (refused,) = timeline.read_articles(tmp_path)
    assert isinstance(refused, Reject)
    with pytest.raises(InputError):
        list(timeline.read_articles(tmp_path / "none"))


def test_half_characters_keep_their_places() -> None:
    text = "Lundi \ud800 13 mai 2024, il a rencontré \udcff son homologue à Genève."
    times = timeline.find_times(text, published=date(2024, 5, 14), language="fr")
    assert times and all(text[time.start : time.end] == time.text for time in times)
    for event in timeline.find_events(text, published=date(2024, 5, 14), title="\ud800"):
        assert text[event.start : event.end] == event.text


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_on_which_nothing_was_printed(published: date) -> None:
    with pytest.raises(UsageError, match="1500 to 2999"):
        timeline.find_times("lundi", published=published, language="fr")
