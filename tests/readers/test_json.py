"""JSON in: the shapes in which news are really dumped."""

import json
from typing import Any

import pytest

from .support import BODY, MORE, PARAGRAPHS, codes, day, drafts, everything, one, refused

JSON = "application/json"
LINES = "application/x-ndjson"
URL = "https://example.org/a"
WHEN = "2024-05-13T10:00:00Z"

SHAPES: dict[str, dict[str, Any]] = {
    "newspaper": {
        "title": "Un",
        "text": BODY,
        "publish_date": WHEN,
        "authors": ["Ann Lee"],
        "source_url": "https://example.org",
        "url": URL,
    },
    "news-please": {
        "title": "Un",
        "maintext": BODY,
        "date_publish": "2024-05-13 10:00:00",
        "date_download": "2025-01-01 00:00:00",
        "authors": ["Ann Lee"],
        "url": URL,
        "source_domain": "example.org",
        "language": "fr",
    },
    "MediaCloud": {
        "title": "Un",
        "text": BODY,
        "publish_date": "2024-05-13",
        "indexed_date": "2025-01-01",
        "media_name": "Le Journal",
        "url": URL,
        "authors": "Ann Lee",
    },
    "Webhose": {
        "thread": {"site": "example.org"},
        "title": "Un",
        "text": BODY,
        "published": "2024-05-13T10:00:00.000+03:00",
        "crawled": "2025-01-01T00:00:00Z",
        "author": "Ann Lee",
        "language": "french",
        "url": URL,
    },
    "NewsAPI": {
        "source": {"id": None, "name": "Le Journal"},
        "author": "Ann Lee",
        "title": "Un",
        "description": "x",
        "content": BODY,
        "publishedAt": WHEN,
        "url": URL,
    },
    "Event Registry": {
        "title": "Un",
        "body": BODY,
        "dateTimePub": WHEN,
        "lang": "fra",
        "source": {"title": "Le Journal"},
        "authors": [{"name": "Ann Lee"}],
        "url": URL,
    },
    "WordPress": {
        "title": {"rendered": "Un"},
        "content": {"rendered": f"<p>{BODY}</p>"},
        "date_gmt": "2024-05-13T10:00:00",
        "modified_gmt": "2025-01-01T00:00:00",
        "link": URL,
        "author": "Ann Lee",
    },
    "Guardian": {
        "webTitle": "Un",
        "webUrl": URL,
        "webPublicationDate": WHEN,
        "fields": {"bodyText": BODY, "byline": "Ann Lee"},
    },
    "New York Times": {
        "headline": {"main": "Un"},
        "lead_paragraph": BODY,
        "pub_date": WHEN,
        "web_url": URL,
        "byline": {"original": "By Ann Lee"},
    },
    "schema.org": {
        "@type": "NewsArticle",
        "headline": "Un",
        "articleBody": BODY,
        "datePublished": WHEN,
        "author": {"name": "Ann Lee"},
        "url": URL,
    },
    "JSON Feed": {
        "title": "Un",
        "content_html": f"<p>{BODY}</p>",
        "date_published": WHEN,
        "authors": [{"name": "Ann Lee"}],
        "url": URL,
    },
    "Elasticsearch": {
        "_index": "n",
        "_source": {"title": "Un", "content": BODY, "date": WHEN, "url": URL, "author": "Ann Lee"},
    },
    "a headline set": {
        "headline": "Un",
        "short_description": BODY,
        "date": "2024-05-13",
        "link": URL,
        "authors": "Ann Lee",
    },
    "français": {
        "titre": "Un",
        "texte": BODY,
        "date_publication": "13/05/2024",
        "auteur": "Ann Lee",
        "journal": "Le Journal",
        "lien": URL,
    },
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shapes_of_dumps(shape: str) -> None:
    found = one(json.dumps(SHAPES[shape]) + "\n", LINES)
    assert (found.title, found.text, found.url) == ("Un", f"Un\n\n{BODY}", URL)
    assert day(found) == "2024-05-13"
    assert "Ann Lee" in (*found.authors, (found.byline or "").removeprefix("By "))


@pytest.mark.parametrize(
    "name", ["timestamp", "crawled", "date_download", "seendate", "updated", "indexed_date", "fetched_at"]
)
def test_the_day_of_the_crawl_is_no_day_of_publication(name: str) -> None:
    assert one(json.dumps({"title": "Un", "text": BODY, name: WHEN}), JSON).clues == ()


@pytest.mark.parametrize(
    "around", ["articles", "response.results", "hits.hits", "posts", "response.docs", "articles.results", "value"]
)
def test_a_list_inside(around: str) -> None:
    value: Any = [{"title": "Un", "text": BODY}, {"title": "Deux", "text": MORE}]
    for name in reversed(around.split(".")):
        value = {"status": "ok", "total": 2, name: value}
    assert [draft.source for draft in drafts(everything(json.dumps(value), JSON))] == ["memory#1", "memory#2"]


def test_json_lines_under_the_name_of_json() -> None:
    lines = "".join(json.dumps({"title": title, "text": BODY}) + "\n" for title in ("Un", "Deux"))
    assert len(drafts(everything(lines, JSON))) == 2
    assert len(drafts(everything(lines.encode()))) == 2, "known by its looks"


def test_fields_can_be_mapped() -> None:
    record = json.dumps({"meta": {"quand": "2024-05-13"}, "quoi": BODY, "text": "autre chose"})
    found = one(record, JSON, fields={"text": ("rien", "quoi"), "published": ("meta.quand",)})
    assert (found.text, day(found)) == (BODY, "2024-05-13")
    refusal = refused(json.dumps({"title": "x", "text": BODY}), JSON, fields={"text": ("corps",)})
    assert refusal.code == "no_text" and "corps, as [readers.fields]" in refusal.message


def test_html_in_a_field_becomes_paragraphs_and_a_title_stays_what_it_is() -> None:
    found = one(
        json.dumps({"title": "<script>alert(1)</script>", "content": PARAGRAPHS + "<script>x()</script>"}), JSON
    )
    assert found.title == "<script>alert(1)</script>" and "x()" not in found.text and f"{BODY}\n\n{MORE}" in found.text


def test_an_object_that_is_no_article() -> None:
    assert refused(json.dumps({"title": "a package", "description": BODY}), JSON).code == "no_text"


def test_a_line_of_many_megabytes_is_one_reject() -> None:
    long = json.dumps({"text": "a" * 5_000_000})
    found = everything(f"{long}\n{json.dumps({'text': BODY})}\n", LINES, limits={"article_bytes": 1_000_000})
    assert [(one.line, one.code) for one in found if not hasattr(one, "text")] == [(1, "too_large")]
    assert [draft.source for draft in drafts(found)] == ["memory#2"]
    assert codes(found)


def test_a_file_with_more_than_it_may_hold_ends() -> None:
    found = everything((json.dumps({"text": BODY}) + "\n") * 100, LINES, limits={"file_bytes": 2000})
    assert codes(found) == [("memory", "too_large")] and 5 < len(drafts(found)) < 30
