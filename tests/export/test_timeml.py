"""TimeML documents are valid, and what they mark is where the dataset says."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from lxml import etree

import timeline
from timeline.export import Selection, export
from timeline.export.timeml import FORBIDDEN, document
from timeline.records import Article

from .conftest import DATES, TEXT, dataset, mention

SCHEMA = Path(__file__).with_name("timeml.dtd")


def opened(path: Path) -> Any:
    """The root of a document that keeps the schema."""
    tree = etree.parse(path, etree.XMLParser(resolve_entities=False))
    with SCHEMA.open("rb") as stream:
        schema = etree.DTD(stream)
    assert schema.validate(tree), schema.error_log.filter_from_errors()
    return tree.getroot()


def marked(root: Any, name: str) -> list[tuple[int, int, dict[str, str]]]:
    """Where the elements of one name stand in the text."""
    text = root.find("TEXT")
    at, found = len(text.text or ""), []
    for child in text:
        end = at + len(child.text)
        if child.tag == name:
            found.append((at, end, dict(child.attrib)))
        at = end + len(child.tail or "")
    return found


@pytest.fixture(scope="module")
def documents(sample: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("timeml") / "out"
    export("timeml", folder, sample.processed)
    return {path.stem: opened(path) for path in folder.glob("*.tml")}


def test_one_document_for_each_article_with_its_text(documents: dict[str, Any], sample: Any) -> None:
    texts = dict(timeline.load(sample.processed, "articles").select("article_id", "text").iter_rows())
    assert documents.keys() == texts.keys()
    for name, root in documents.items():
        assert "".join(root.find("TEXT").itertext()) == texts[name]
        assert root.findtext("DOCID") == name


def test_times_stand_where_they_were_found(documents: dict[str, Any], sample: Any) -> None:
    times = timeline.load(sample.processed, "time_mentions").select(
        "article_id", "start", "end", "type", "value", "mod"
    )
    wanted = {row[:3]: row[3:] for row in times.iter_rows()}
    for name, root in documents.items():
        for start, end, given in marked(root, "TIMEX3"):
            assert wanted.pop((name, start, end)) == (given["type"], given["value"], given.get("mod"))
    assert not wanted


def test_events_and_their_dates(documents: dict[str, Any], sample: Any) -> None:
    mentions = timeline.load(sample.processed, "event_mentions")
    spans = set(mentions.select("article_id", "start", "end").iter_rows())
    dated = {
        row[:3]: row[3:]
        for row in mentions.filter(pl.col("first") == pl.col("time_first"), pl.col("last") == pl.col("time_last"))
        .select("article_id", "start", "end", "time_start", "time_end")
        .iter_rows()
    }
    linked = 0
    for name, root in documents.items():
        events = {given["eid"]: (name, start, end) for start, end, given in marked(root, "EVENT")}
        assert set(events.values()) <= spans
        times = {given["tid"]: (start, end) for start, end, given in marked(root, "TIMEX3")}
        instances = {one.get("eiid"): one.get("eventID") for one in root.iter("MAKEINSTANCE")}
        assert set(instances.values()) == set(events)
        for link in root.iter("TLINK"):
            assert times[link.get("relatedToTime")] == dated[events[instances[link.get("eventInstanceID")]]]
            linked += 1
    assert linked > 30


def test_the_publication_day_is_the_creation_time(documents: dict[str, Any], sample: Any) -> None:
    published = dict(timeline.load(sample.processed, "articles").select("article_id", "published").iter_rows())
    for name, root in documents.items():
        (day,) = root.find("DCT")
        assert day.get("value") == published[name].date().isoformat()
        assert day.get("functionInDocument") == "CREATION_TIME"


def test_what_xml_cannot_hold_and_what_overlaps() -> None:
    data = dataset()
    article = data.articles[0]
    over = mention("over", 0).model_copy(update={"start": 28, "end": 45, "text": TEXT[28:45]})
    twice = mention("twice", 0, status="planned")
    said, lost = document(article, [row.time for row in data.times[:2]], [*data.mentions, over, twice])
    root = etree.fromstring(said.encode("utf-8"))
    assert "".join(root.find("TEXT").itertext()) == FORBIDDEN.sub("\ufffd", TEXT)
    assert lost == 1
    assert len(marked(root, "EVENT")) == 3
    assert len(root.findall("MAKEINSTANCE")) == len(DATES) + 1
    assert {one.get("polarity") for one in root.iter("MAKEINSTANCE")} == {"POS", "NEG"}


def test_an_article_without_a_day_has_an_empty_creation_time(tmp_path: Path) -> None:
    said, _ = document(Article(article_id="a", source="a.txt", text="Rien."), [], [])
    (tmp_path / "a.tml").write_text(said, encoding="utf-8")
    assert opened(tmp_path / "a.tml").find("DCT").text is None


def test_with_a_filter_only_the_chosen_events_are_marked(tmp_path: Path, data: Path) -> None:
    told = export("timeml", tmp_path / "t", data, Selection(statuses=("planned",)))
    assert told.written == 1
    assert len(opened(tmp_path / "t" / "a1.tml").findall("MAKEINSTANCE")) == 1
