"""What the measures share: the sample articles, a stopwatch, and the way back to the table."""

import json
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter, process_time

import timeline
from timeline.records import Article

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "raw"


def sample(language: str) -> list[Article]:
    """The sample articles of one language."""
    found = (item for item in timeline.read_articles(SAMPLE) if isinstance(item, Article))
    return [article for article in found if article.language == language]


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """Seconds of the quickest of some rounds."""
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return min(times)


def once(work: Callable[[], object]) -> float:
    """Processor seconds of a single round, for work that is long; what else the machine does takes no part."""
    begun = process_time()
    work()
    return process_time() - begun


def peak() -> float:
    """Megabytes that this process held at most."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (1024 * 1024 if sys.platform == "darwin" else 1024)


def tell(rows: Sequence[dict[str, str]]) -> None:
    """Hands the rows to the table."""
    sys.stdout.write(json.dumps(list(rows)))
