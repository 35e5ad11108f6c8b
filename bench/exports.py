"""Exports of a large dataset in every format: processor seconds, beside those of plain JSON Lines."""

import tempfile
from pathlib import Path

from timeline import store
from timeline.export import FORMATS, export

from .common import once, peak, tell
from .crowd import crowd

EVENTS = 20_000


def main() -> None:
    made = crowd(EVENTS)
    data = store.Dataset(articles=made.articles, mentions=made.mentions, events=made.events, event_of=made.event_of)
    taken: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        store.write(Path(name) / "data", data)
        for form in sorted(FORMATS):
            target = Path(name) / form
            taken[form] = once(lambda form=form, target=target: export(form, target, Path(name) / "data"))  # type: ignore[misc]
    plain = taken["jsonl"]
    rows = [
        {
            "what": f"export of {EVENTS:,} events, {form}",
            "ours": f"{seconds:.1f} s",
            "yardstick": f"{plain:.1f} s, jsonl",
            "ratio": f"{seconds / plain:.1f} x",
        }
        for form, seconds in taken.items()
        if form != "jsonl"
    ]
    tell([*rows, {"what": "exports, memory peak", "ours": f"{peak():,.0f} MB"}])


if __name__ == "__main__":
    main()
