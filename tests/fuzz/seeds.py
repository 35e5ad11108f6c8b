"""What the fuzzing starts from: a small good file of each format, and the sentences of our own corpora."""

import bz2
import gzip
import io
import json
from functools import cache

import polars as pl
import zstandard

from timeline.languages import available
from timeline.languages.temporal_schema import corpus
from timeline.languages.triggers_schema import trigger_corpus

from ..readers.support import BODY, LAST, MORE, PAGE, PARAGRAPHS
from ..readers.test_archive import tarred, zipped
from ..readers.test_feed import ATOM, FEED, ITEM
from ..readers.test_html import LD
from ..readers.test_json import SHAPES
from ..readers.test_mail import letter
from ..readers.test_markdown import YAML
from ..readers.test_warc import GOOD, archive

RECORD = {"title": "L'usine ferme", "text": f"{BODY}\n\n{MORE}", "date": "2024-05-13", "url": "https://example.org/a"}
TEXT = f"L'usine ferme\n\nLILLE, 13 mai 2024 (AFP) - {BODY}\n\n{MORE}\n\n"
TEXT += f"Photo : Anne Exemple\n\nLire aussi : La marche\n\n{LAST}\n"
RICH = PAGE.replace(
    "<h1>",
    f"{LD.replace('%s', 'x')}<time datetime='2024-05-13'>13 mai</time><figure><figcaption>Vue.</figcaption></figure><h1>",
)


def _parquet() -> bytes:
    target = io.BytesIO()
    pl.DataFrame([RECORD]).write_parquet(target)
    return target.getvalue()


@cache
def files() -> tuple[tuple[str, bytes, int], ...]:
    """(media type, content, weight) of each seed. Cheap formats weigh more."""
    lines = "".join(json.dumps(shape) + "\n" for shape in SHAPES.values())
    table = f'title;text;date\n"Un";"{BODY}";13/05/2024\n"Deux";"{MORE}";2024-05-14\n'
    entry = "<entry><title>Un</title><updated>2024-05-14T08:00:00Z</updated>"
    entry += f"<content type='html'>&lt;p&gt;{BODY}</content></entry>"
    held: dict[str, bytes | str] = {"a/b.txt": TEXT, "a/b.meta.toml": 'title = "x"\n', "c.jsonl": json.dumps(RECORD)}
    return (
        ("text/plain", TEXT.encode(), 8),
        ("text/plain", TEXT.encode("cp1252"), 3),
        ("text/plain", TEXT.encode("utf-16"), 2),
        ("text/markdown", YAML.encode(), 8),
        (
            "text/markdown",
            f"# Un\n\n{BODY}\n\n> {MORE}\n\n* a\n  1. b\n\n| a | b |\n|---|---|\n| c | d |\n".encode(),
            6,
        ),
        ("application/json", json.dumps([RECORD, RECORD]).encode(), 6),
        ("application/json", json.dumps({"hits": {"hits": [{"_source": RECORD}]}}).encode(), 5),
        ("application/x-ndjson", lines.encode(), 3),
        ("text/csv", table.encode(), 8),
        ("text/tab-separated-values", table.replace(";", "\t").encode("cp1252"), 3),
        ("application/vnd.apache.parquet", _parquet(), 4),
        ("application/rss+xml", (FEED % ITEM).encode(), 4),
        ("application/atom+xml", (ATOM % entry).encode(), 4),
        ("message/rfc822", letter(BODY, f"<html><body>{PARAGRAPHS}</body></html>"), 5),
        ("application/mbox", b"From a\n" + letter() + b"\n\nFrom b\n" + letter(MORE), 4),
        ("multipart/related", letter(None, PAGE, Snapshot_Content_Location="https://example.org/a"), 2),
        ("application/warc", archive(GOOD, packed=False), 2),
        ("application/warc", archive(GOOD), 2),
        ("application/zip", zipped(held), 5),
        ("application/x-tar", tarred(held), 5),
        ("application/x-tar", gzip.compress(tarred(held)), 2),
        ("text/plain", gzip.compress(TEXT.encode()), 3),
        ("text/plain", bz2.compress(TEXT.encode()), 2),
        ("text/plain", zstandard.ZstdCompressor().compress(TEXT.encode()), 2),
        ("text/html", RICH.encode(), 7),
    )


@cache
def sentences(language: str) -> tuple[str, ...]:
    """The texts of a language's cases, for times and for events."""
    return (*(case.text for case in corpus(language).case), *(case.text for case in trigger_corpus(language).case))


def languages() -> tuple[str, ...]:
    return available()
