"""Furniture of a site: sentences that stand word for word in many articles of one publisher. They report nothing.

A sidebar that names a day puts that day into every article beside it. Copies of one article count once, so that a story printed
in ten editions does not look like furniture.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from timeline.records import Article, Sentence

ENOUGH, SHARE = 5, 0.2
"""Families of one publisher, and the share of all its families, in which a sentence stands that is furniture."""
MANY = 10
"""Families in which a sentence stands that is furniture whatever their share."""
SHORTEST = 15
"""Characters below which a sentence is too common to mean anything."""


def furniture(
    parts: Iterable[tuple[Article, Sequence[Sentence]]], family: Mapping[str, str]
) -> dict[str, list[tuple[Sentence, int]]]:
    """By article the sentences that are furniture, each with the number of articles (copies once) that it stands in."""
    known = [
        (article, publisher(article), [(_words(article, one), one) for one in sentences])
        for article, sentences in parts
    ]
    where: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    houses: defaultdict[str, set[str]] = defaultdict(set)
    for article, house, said in known:
        houses[house].add(family[article.article_id])
        for words, _ in said:
            where[house, words].add(family[article.article_id])
    often = {
        key: len(found)
        for key, found in where.items()
        if len(found) >= ENOUGH and len(found) >= min(MANY, SHARE * len(houses[key[0]]))
    }
    found: dict[str, list[tuple[Sentence, int]]] = {}
    for article, house, said in known:
        for words, sentence in said:
            number = often.get((house, words))
            if number and sentence.end - sentence.start >= SHORTEST:
                found.setdefault(article.article_id, []).append((sentence, number))
    return found


def publisher(article: Article) -> str:
    """Who published it, else the host of its address, else nobody: all unsigned articles are taken together."""
    return article.publisher or urlsplit(article.url or "").hostname or ""


def _words(article: Article, sentence: Sentence) -> str:
    return " ".join(article.text[sentence.start : sentence.end].split())
