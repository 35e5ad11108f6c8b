"""`find_times` on long and on hostile texts: processor time must grow as length does."""

from collections.abc import Callable
from itertools import cycle, islice

import timeline

from .common import once, peak, sample, tell
from .times import MONTHS, PUBLISHED

MEGABYTE = 1_000_000
HOSTILE: dict[str, Callable[[int], str]] = {
    "digits": lambda size: "1234567890" * (size // 10),
    "digits and spaces": lambda size: "12 30 2024 " * (size // 11),
    "dashes": lambda size: "-" * size,
    "dates run together by dashes": lambda size: "2024-" * (size // 5),
    "month names": lambda size: " ".join(islice(cycle(MONTHS["fr"]), size // 8)),
    "nested parentheses": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "accents": lambda size: "é" * size,
    "decomposed accents": lambda size: "e\u0301" * (size // 2),
}


def seconds(text: str, language: str) -> float:
    return once(lambda: timeline.find_times(text, published=PUBLISHED, language=language))


def news(language: str, size: int) -> str:
    """Wire stories one after another, up to so many characters."""
    text = "\n\n".join(article.text for article in sample(language)) + "\n\n"
    return (text * (size // len(text) + 1))[:size]


def long(language: str, size: int, times: int) -> dict[str, str]:
    short = seconds(news(language, size), language)
    whole = seconds(news(language, size * times), language)
    return {
        "what": f"find_times, {language}, one text of {size * times / MEGABYTE:.0f} MB",
        "ours": f"{whole:.1f} s, {size * times / whole:,.0f} characters/s",
        "yardstick": f"{short:.1f} s for {size / MEGABYTE:.1f} MB",
        "ratio": f"{whole / short:.1f} x the time, {times} x the text",
    }


def hostile(kind: str) -> dict[str, str]:
    make = HOSTILE[kind]
    tenth, whole = seconds(make(MEGABYTE // 10), "fr"), seconds(make(MEGABYTE), "fr")
    return {
        "what": f"find_times, fr, 1 MB of {kind}",
        "ours": f"{whole:.2f} s",
        "yardstick": f"{tenth:.2f} s for 0.1 MB",
        "ratio": f"{whole / max(tenth, 1e-6):.1f} x the time, 10 x the text",
    }


if __name__ == "__main__":
    seconds(news("fr", 10_000), "fr")
    seconds(news("en", 10_000), "en")
    rows = [*map(hostile, HOSTILE), long("en", MEGABYTE // 10, 10), long("fr", MEGABYTE, 10)]
    tell([*rows, {"what": "find_times, memory peak, on 10 MB", "ours": f"{peak():,.0f} MB"}])
