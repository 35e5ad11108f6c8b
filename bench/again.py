"""The build of many articles: from nothing, again with nothing changed, and again with one article changed.

Each is a process of its own, start and report included, as on the command line. The articles are those of the file or folder
that TIMELINE_VOLUME names, else the sample many times over with other numbers in it.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from timeline import readers
from timeline.records import Draft

from .common import SAMPLE, tell

VOLUME = "TIMELINE_VOLUME"
TIMES = 12
"""How often the sample is taken where nothing else is named."""
DAY = "2024-12-31"


def rows() -> Iterator[dict[str, object]]:
    """The articles, one row of JSON each."""
    named = os.environ.get(VOLUME)
    found = [one for one in readers.read(Path(named) if named else SAMPLE) if isinstance(one, Draft)]
    for turn in range(1 if named else TIMES):
        for one in found:
            days = [clue.value.isoformat() for clue in one.clues]
            yield one.model_dump(include={"title", "language", "publisher", "url"}) | {
                "text": one.text if named else other(one.text, turn),
                "published": days[0] if days else None,
            }


def other(text: str, turn: int) -> str:
    """The text with other numbers of two digits."""
    return re.sub(r"\b\d\d\b", lambda found: str(10 + (int(found[0]) + turn) % 80), text)


def timed(folder: Path) -> tuple[float, float, dict[str, object]]:
    """Seconds on the clock, seconds of processors, and the summary of one build."""
    line = [sys.executable, "-m", "timeline", "build", str(folder / "raw"), "--out", str(folder / "out")]
    line += ["--reports", str(folder / "reports"), "--as-of", DAY, "--json", "--quiet"]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    took, after = perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, used, json.loads(done.stdout)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "raw").mkdir()
        articles = list(rows())
        path = folder / "raw" / "articles.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in articles), encoding="utf-8")
        first, first_used, summary = timed(folder)
        same, same_used, again = timed(folder)
        middle = articles[len(articles) // 2]
        middle["text"] = f"{middle['text']}\nThe minister resigned on Tuesday."
        path.write_text("".join(json.dumps(row) + "\n" for row in articles), encoding="utf-8")
        one, one_used, changed = timed(folder)
    if again["changed"] or not changed["changed"] or changed["articles"] != summary["articles"]:
        sys.exit("a build again did not do what is new and nothing else, so that the figures would mean nothing")
    yardstick = f"{first:.1f} s from nothing ({first_used:.1f} of processors)"
    tell(
        [
            {
                "what": f"build again, {summary['articles']} articles, {what}",
                "ours": f"{took:.1f} s ({used:.1f} of processors)",
                "yardstick": yardstick,
                "ratio": f"{took / first:.1%} ({used / first_used:.1%})",
            }
            for what, took, used in (("nothing changed", same, same_used), ("one article changed", one, one_used))
        ]
    )


if __name__ == "__main__":
    main()
