"""`find_events` against the bare parser: sentences a second over the same text."""

import importlib
from pathlib import Path

import spacy

from timeline.pipeline import analyse
from timeline.pipeline.analysis import segment
from timeline.syntax.models import PACKAGES

from .common import best, peak, sample, tell


def bare(language: str) -> "spacy.language.Language":
    """The model as its makers ship it."""
    root = Path(str(importlib.import_module(PACKAGES[language]).__file__)).parent
    return spacy.load(next(path.parent for path in sorted(root.glob("*/config.cfg"))))


def compare(language: str) -> dict[str, str]:
    articles = sample(language)
    sentences = [len(segment(article)) for article in articles]
    parser = bare(language)

    def ours() -> None:
        for article in articles:
            analyse(article)

    def theirs() -> None:
        list(parser.pipe([article.text for article in articles]))

    best(ours, rounds=1)
    best(theirs, rounds=1)
    mine, other = sum(sentences) / best(ours), sum(sentences) / best(theirs)
    return {
        "what": f"find_events, {language}, {len(articles)} articles, {sum(sentences)} sentences, warm",
        "ours": f"{mine:,.0f} sentences/s",
        "yardstick": f"{other:,.0f} {PACKAGES[language]} as shipped",
        "ratio": f"{mine / other:.2f} x",
    }


if __name__ == "__main__":
    tell(
        [
            compare("fr"),
            compare("en"),
            {"what": "find_events, memory peak, shipped models included", "ours": f"{peak():,.0f} MB"},
        ]
    )
