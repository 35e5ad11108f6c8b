"""`python -m bench.pages FOLDER`: real pages: their text beside that of trafilatura alone, their day beside the true one.

FOLDER holds pages (.html or .html.gz) and manifest.jsonl, a line a page: `file`, `url` and `published` (the true day, or null).
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

import trafilatura

import timeline
from timeline.records import Article, BlockKind

WORD = re.compile(r"\w+")
OURS = {BlockKind.HEADLINE, BlockKind.CAPTION}
"""Blocks that trafilatura leaves out and we put back."""


def pages(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of the manifest, with the page itself as `raw`."""
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        page = json.loads(line)
        raw = (folder / page["file"]).read_bytes()
        yield page | {"raw": gzip.decompress(raw) if page["file"].endswith(".gz") else raw}


def f1(one: str, other: str) -> float:
    """How well two texts agree, as bags of words."""
    first, second = (Counter(WORD.findall(text.lower())) for text in (one, other))
    return 2 * (first & second).total() / max(1, first.total() + second.total())


def main(folder: Path) -> None:
    """Prints the figures of a folder."""
    agreement, days, seconds = [], Counter[str](), 0.0
    for page in pages(folder):
        begun = process_time()
        found = next(timeline.read_articles(page["raw"], url=page.get("url"), media_type="text/html"))
        seconds += process_time() - begun
        if not isinstance(found, Article):
            days["refused"] += 1
            continue
        text = "".join(found.text[one.start : one.end] + "\n" for one in found.blocks if one.kind not in OURS)
        agreement.append(f1(text, trafilatura.extract(page["raw"], url=page.get("url"), include_comments=False) or ""))
        if page["published"]:
            day = str(found.published.date()) if found.published else None
            days["missing" if day is None else "exact" if day == page["published"] else "wrong"] += 1
    print(
        f"{folder.name}: text F1 {sum(agreement) / max(1, len(agreement)):.3f} of {len(agreement)}, days {dict(days)}"
    )
    print(f"{(len(agreement) + days['refused']) / seconds:.0f} pages a second of processor time")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
