"""Whatever an article or an analyst writes, each format holds it, as far as the format can."""

import csv
import io

import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from timeline.export.flat import harmless
from timeline.export.ics import _escaped, _folded
from timeline.export.timeml import FORBIDDEN, document
from timeline.records import Article, TimeMention

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@settings(deadline=None)
@given(TEXT)
@example("a;b,c\\n\\;d\ne")
@example("é" * 90)
@example("\\" * 80)
def test_a_calendar_gives_the_words_back(text: str) -> None:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        f"SUMMARY:{_escaped(text)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    raw = b"".join(_folded(line) for line in lines)
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert str(event["SUMMARY"]) == "".join(one for one in text if (one >= " " or one == "\n") and one != "\x7f")


@settings(deadline=None)
@given(TEXT, st.lists(st.tuples(st.integers(0, 200), st.integers(1, 20)), max_size=5))
@example("a<b>&amp;]]>\r\n\x00", [(0, 3), (2, 4)])
def test_a_timeml_document_holds_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    times = [
        TimeMention(start=a, end=a + n, text=text[a : a + n], type="DATE", value='2024"&<', basis="stated", rule="x")
        for a, n in spans
        if a + n <= len(text)
    ]
    said, _ = document(Article(article_id="a", source="a", text=text, title=text), times, [])
    root = etree.fromstring(said.encode("utf-8"))
    assert "".join(root.find("TEXT").itertext()) == FORBIDDEN.sub("\ufffd", text)
    assert all(one.get("value") == '2024"&<' for one in root.iter("TIMEX3"))


@settings(deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_a_csv_gives_the_words_back_and_computes_nothing(texts: list[str]) -> None:
    said = harmless(pl.DataFrame({"a": texts, "b": "x"})).write_csv()
    cells = [row[0] for row in list(csv.reader(io.StringIO(said, newline="")))[1:]]
    for text, cell in zip(texts, cells, strict=True):
        assert cell in {text, f"'{text}"}
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))
