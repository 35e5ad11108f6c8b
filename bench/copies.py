"""Finding copies among many articles: the signature of each, and the look at all of them, beside the reading of one's events."""

import random

import timeline
from timeline.quality import Part, review, sign
from timeline.records import Article
from timeline.text import sentences

from .common import once, peak, sample, tell

ARTICLES = 5_000
COPIED = 10
"""One article in so many is a copy of another with a few words changed."""


def crowd() -> list[Article]:
    """Articles of the sample's words in another order; every tenth repeats the one before."""
    words = [word for one in sample("en") for word in one.text.split()]
    chance = random.Random(1)
    made: list[Article] = []
    for number in range(ARTICLES):
        if number % COPIED == 1:
            said = made[-1].text.split()
            said[number % len(said)] = "elsewhere"
        else:
            said = chance.choices(words, k=400)
        made.append(Article(article_id=f"a{number:05}", source=f"{number}.txt", text=" ".join(said), language="en"))
    return made


def main() -> None:
    articles = crowd()
    signatures = {}
    signing = once(lambda: signatures.update({one.article_id: sign(one) for one in articles}))
    parts = [Part(one, sentences(one.text, "en", one.blocks), (), (), signatures[one.article_id]) for one in articles]
    found: list[int] = []
    sifting = once(lambda: found.append(sum(one.article.duplicate_of is not None for one in review(parts).parts)))
    some = sample("en")
    timeline.find_events(some[0].text, language="en")
    reading = once(lambda: [timeline.find_events(one.text, language="en") for one in some]) / len(some)
    tell(
        [
            {
                "what": f"signature of an article ({ARTICLES:,} of 400 words)",
                "ours": f"{1000 * signing / ARTICLES:.2f} ms",
                "yardstick": f"{1000 * reading:.0f} ms, its events",
                "ratio": f"{signing / ARTICLES / reading:.3f} x",
            },
            {
                "what": f"sifting of all, {found[0]:,} copies of {ARTICLES // COPIED:,} found",
                "ours": f"{1000 * sifting / ARTICLES:.2f} ms an article",
                "yardstick": f"{1000 * reading:.0f} ms, its events",
                "ratio": f"{sifting / ARTICLES / reading:.3f} x",
            },
            {"what": "copies, memory peak", "ours": f"{peak():,.0f} MB"},
        ]
    )


if __name__ == "__main__":
    main()
