"""Tokens of a parsed sentence, as `syntax` hands them to `extract`: no parser's own type crosses that border."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One word. Offsets are code points of the article. `head` is the index of its governor within the sentence, its own
    index for the root. `pos` and `dep` are Universal Dependencies labels for every language; `morph` is "Feat=Value|…";
    `lemma` is lower case; `entity` is PER, LOC, ORG, MISC or ""."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    morph: str
    dep: str
    head: int
    entity: str
