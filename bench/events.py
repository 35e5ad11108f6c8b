"""`find_events` against the bare parser: sentences a second over the same stream of articles, in the same run.

Two yardsticks. *As shipped*: the model with all components that its package loads by default, given each article whole. *Parser
alone*: the same without the components that timeline leaves out (entities, lemmas). Neither finds an event; `find_events` does
all of it: blocks, sentences, times, parses of the sentences that may hold an event, and coding. Sentences are counted as
timeline cuts them, for all three.
"""

import spacy

from timeline.pipeline import analyse
from timeline.pipeline.analysis import segment
from timeline.records import Article
from timeline.syntax.models import NOT_NEEDED, PACKAGES

from .common import best, peak, sample, tell

REPEATED = 2
"""How often the sample goes by in one round: a stream of articles."""


def compare(language: str) -> list[dict[str, str]]:
    stream = sample(language) * REPEATED
    sentences = sum(len(segment(article)) for article in stream)
    kept = [name for name in NOT_NEEDED if name != "tokenizer"]
    shipped, alone = spacy.load(PACKAGES[language]), spacy.load(PACKAGES[language], exclude=kept)
    mine = sentences / quickest(lambda: [analyse(article) for article in stream])
    rows = []
    for parser, name in ((shipped, "as shipped"), (alone, "parser alone")):
        other = sentences / quickest(lambda parser=parser: list(parser.pipe(texts(stream))))  # type: ignore[misc]
        rows.append(
            {
                "what": f"find_events, {language}, stream of {len(stream)} articles, {sentences} sentences",
                "ours": f"{mine:,.0f} sentences/s",
                "yardstick": f"{other:,.0f} {PACKAGES[language]}, {name}",
                "ratio": f"{mine / other:.2f} x",
            }
        )
    return rows


def quickest(work: object) -> float:
    """Seconds of the quickest of three rounds, after one to warm up."""
    assert callable(work)
    best(work, rounds=1)
    return best(work)


def texts(articles: list[Article]) -> list[str]:
    return [article.text for article in articles]


if __name__ == "__main__":
    rows = [row for language in ("fr", "en") for row in compare(language)]
    tell([*rows, {"what": "find_events, memory peak, both models twice", "ours": f"{peak():,.0f} MB"}])
