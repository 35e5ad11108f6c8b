"""Copies: a wire story that ten papers print is one source. Found by MinHash, then verified word by word.

An article is a copy of an earlier one if most of its sequences of five words stand there. MinHash with banding (Broder 1997;
Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3) only proposes pairs; the exact sets decide. Neither the order
of the input nor its division into batches plays a part.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations
from typing import NamedTuple

from rensa import RMinHash

from timeline.kept import NOTHING, Kept
from timeline.ontology import fold
from timeline.records import Article, Record

LENGTH = 5
"""Words in a sequence."""
MOST = 0.6
"""Share of an article's sequences that stand in an earlier one, from which on it is a copy."""
FEW = 20
"""Sequences below which a text is a copy only if all of them stand there."""
DAYS = 31
"""Days between publications beyond which like texts are not copies: forms that come back every year are none."""
BANDS, ROWS = 64, 2
"""Of the MinHash: a pair that shares a fifth of its sequences is proposed in 93 of 100 cases, a third in nearly all."""
SEED = 1
NEVER = datetime.max.replace(tzinfo=UTC)
WORD = re.compile(r"\w+")


class Signature(Record):
    """What is left of an article's words to find its copies by: one number for each band of its MinHash. Empty without words."""

    bands: tuple[int, ...] = ()


UNSIGNED = Signature()
"""Of an article that nobody compares with others."""


class Copy(NamedTuple):
    """Of what an article is a copy, in the end (`founder`) and directly (`model`), and how much of it stands there (0 to 1)."""

    founder: str
    model: str
    share: float


def sign(article: Article) -> Signature:
    """The signature of an article's text; it depends on nothing else."""
    found = sequences(article.text)
    if not found:
        return Signature()
    hashed = RMinHash(BANDS * ROWS, SEED)
    hashed.update(sorted(found))
    digest = hashed.digest()
    return Signature(bands=tuple(digest[at] << 32 | digest[at + 1] for at in range(0, BANDS * ROWS, ROWS)))


def sequences(text: str) -> frozenset[str]:
    """All runs of five words, without accents and capitals; of a shorter text its words."""
    words = WORD.findall(fold(text))
    if len(words) < LENGTH:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(" ".join(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1))


def copies(articles: Iterable[Article], signatures: Mapping[str, Signature], kept: Kept = NOTHING) -> dict[str, Copy]:
    """The articles that are copies, and of what: the founder is the earliest published of a family, then the smallest id.

    A copy of a copy belongs to the family of the first. `kept` is what is known of pairs: an article's id stands for its text.
    """
    ordered = sorted(articles, key=lambda one: (one.published or NEVER, one.article_id))
    place = {one.article_id: n for n, one in enumerate(ordered)}
    earlier: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in _proposed(signatures, place):
        earlier[max(one, other)].add(min(one, other))
    words: dict[int, frozenset[str]] = {}

    def of(at: int) -> frozenset[str]:
        if at not in words:
            words[at] = sequences(ordered[at].text)
        return words[at]

    def taken(at: int, model: int) -> float:
        about = f"{ordered[at].article_id} {ordered[model].article_id}"
        body = kept.get(about)
        if body is None:
            body = str(_taken(of(at), of(model))).encode()
            kept.put(about, body)
        return float(body)

    found: dict[str, Copy] = {}
    for at in sorted(earlier):
        for model in sorted(earlier[at]):
            share = taken(at, model) if _near(ordered[model], ordered[at]) else 0.0
            if share:
                name = ordered[model].article_id
                founder = found[name].founder if name in found else name
                found[ordered[at].article_id] = Copy(founder, name, share)
                break
    return found


def _proposed(signatures: Mapping[str, Signature], place: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Pairs that agree in a band."""
    signed = [(at, signatures[name].bands) for name, at in place.items() if signatures[name].bands]
    for band in range(BANDS):
        buckets: defaultdict[int, list[int]] = defaultdict(list)
        for at, bands in signed:
            buckets[bands[band]].append(at)
        for members in buckets.values():
            if len(members) > 1:
                yield from combinations(members, 2)


def _taken(copy: frozenset[str], model: frozenset[str]) -> float:
    """The share of `copy` that stands in `model`, 0 where that is too little for a copy."""
    share = len(copy & model) / len(copy)
    return share if share >= (MOST if len(copy) >= FEW else 1.0) else 0.0


def _near(one: Article, other: Article) -> bool:
    """Whether they were published within a month of each other, as far as is known."""
    if one.published is None or other.published is None:
        return True
    return abs((one.published - other.published).days) <= DAYS


def families(articles: Sequence[Article], found: Mapping[str, Copy]) -> dict[str, str]:
    """The founder of each article's family: itself, where it is no copy."""
    return {
        one.article_id: found[one.article_id].founder if one.article_id in found else one.article_id for one in articles
    }
