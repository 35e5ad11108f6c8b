"""The build of the sample, from nothing and again, and the memory that it takes."""

import sys
import tempfile
from pathlib import Path
from time import perf_counter

import timeline

from .common import SAMPLE, peak, tell


def timed(out: Path) -> tuple[float, timeline.BuildSummary]:
    begun = perf_counter()
    summary = timeline.build(SAMPLE, out=out / "processed", reports=out / "reports")
    return perf_counter() - begun, summary


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        first, summary = timed(Path(name))
        again, second = timed(Path(name))
        if "failed" in summary.rejects:
            sys.exit("articles were lost to a fault of timeline, so that the figures would mean nothing")
        if second.changed:
            sys.exit("the second build of the same articles changed the dataset")
    slowest = max(summary.seconds, key=lambda stage: summary.seconds[stage])
    tell(
        [
            {
                "what": f"build of the sample, {summary.articles} articles, models loaded on the way",
                "ours": f"{first:.2f} s, most of it {slowest} ({summary.seconds[slowest]:.2f} s)",
            },
            {
                "what": "the same again, in the same process",
                "ours": f"{again:.2f} s",
                "yardstick": f"{first:.2f} s, the first build",
                "ratio": f"{again / first:.2f} x",
            },
            {"what": "build, memory peak", "ours": f"{peak():,.0f} MB"},
        ]
    )


if __name__ == "__main__":
    main()
