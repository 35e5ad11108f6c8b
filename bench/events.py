"""`find_events` against the bare parser: sentences a second over the same stream of articles, in the same run.

Two yardsticks. *As shipped*: the model with all components that its package loads by default, given each article whole. *Parser
alone*: the same without the components that timeline leaves out (entities, lemmas). Neither finds an event; `find_events` does
all of it: blocks, sentences, times, parses of the sentences that may hold an event, and coding. Sentences are counted as
timeline cuts them, for all three.
"""

from collections.abc import Callable

import spacy

from timeline.pipeline.analysis import analyse
from timeline.pipeline.texts import segment
from timeline.records import Article
from timeline.syntax.models import NOT_NEEDED, PACKAGES

from .common import best, peak, sample, tell

ROUNDS = 5
REPEATED = 2
"""How often the sample goes by in one round: a stream of articles."""


def compare(language: str) -> list[dict[str, str]]:
    stream = sample(language) * REPEATED
    sentences = sum(len(segment(article)) for article in stream)
    kept = [name for name in NOT_NEEDED if name != "tokenizer"]
    shipped, alone = spacy.load(PACKAGES[language]), spacy.load(PACKAGES[language], exclude=kept)
    mine, whole, bare = quickest(
        lambda: [analyse(article) for article in stream],
        lambda: list(shipped.pipe(texts(stream))),
        lambda: list(alone.pipe(texts(stream))),
    )
    return [
        {
            "what": f"find_events, {language}, stream of {len(stream)} articles, {sentences} sentences",
            "ours": f"{sentences / mine:,.0f} sentences/s",
            "yardstick": f"{sentences / other:,.0f} {PACKAGES[language]}, {name}",
            "ratio": f"{other / mine:.2f} x",
        }
        for other, name in ((whole, "as shipped"), (bare, "parser alone"))
    ]


def quickest(*works: Callable[[], object]) -> list[float]:
    """Seconds of the quickest round of each: they take turns, so that what else the machine does hits all of them."""
    for work in works:
        work()
    rounds = [[best(work, rounds=1) for work in works] for _ in range(ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def texts(articles: list[Article]) -> list[str]:
    return [article.text for article in articles]


if __name__ == "__main__":
    rows = [row for language in ("fr", "en") for row in compare(language)]
    tell([*rows, {"what": "find_events, memory peak, both models twice", "ours": f"{peak():,.0f} MB"}])
