"""A short line that names an event in a table: a headline, or the clause of the mention that names who did it."""

import re
from collections.abc import Sequence

from timeline.languages.link_schema import LinkWords, link_words
from timeline.records import ActorKind, Article, BlockKind, EventMention

from .words import fold

LONGEST = 100
"""Characters of a label, with the sign that it goes on."""
SHORTEST = 15
EDGE = re.compile(r"[,;:!?()\[\]«»“”\"]|\s[–—-]\s|\.\s|\n")
"""Punctuation at which a clause may begin or end."""
TRIM = " \t\n,;:–—-«»“”\"'.>()"

Telling = tuple[EventMention, Article]


def label_of(tellings: Sequence[Telling], language: str | None) -> str:
    """At most 100 characters, in `language` where a mention is in it. `tellings` come in the order of publication.

    A headline speaks for itself; else the clause around the trigger of the mention that names most parties, with pronouns
    and short names of persons replaced by the full name.
    """
    spoken = [one for one in tellings if one[1].language == language] or list(tellings)
    for mention, article in spoken:
        if mention.block is BlockKind.HEADLINE:
            line = _sentence(mention, article)
            if len(line) <= LONGEST:
                return line
    best = max(spoken, key=lambda one: _worth(*one))
    return shorten(_clause(*best))


def shorten(line: str) -> str:
    """`line`, cut at a word's end to at most 100 characters."""
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(TRIM) + "…"


def _sentence(mention: EventMention, article: Article) -> str:
    return " ".join(article.text[mention.sentence_start : mention.sentence_end].split()).strip(" >•-–—")


def _worth(mention: EventMention, article: Article) -> tuple[int, ...]:
    """How well a mention's clause would do as a label."""
    pronouns = link_words(article.language).pronoun
    plain = [actor for actor in mention.actors if fold(actor.text) not in pronouns]
    inside = [actor for actor in plain if mention.sentence_start <= actor.start and actor.end <= mention.sentence_end]
    return (
        mention.block in {BlockKind.LEAD, BlockKind.BODY, BlockKind.HEADLINE},
        min(len({actor.name for actor in inside}), 2),
        bool(mention.quantities),
        -abs(len(_clause(mention, article)) - 70),
    )


def _clause(mention: EventMention, article: Article) -> str:
    """The words from the clause's start, or from the actor named before, to the first edge after all that belongs to it."""
    words = link_words(article.language)
    start, end = mention.sentence_start, mention.sentence_end
    parts = [actor for actor in mention.actors if start <= actor.start and actor.end <= end]
    near = [actor.start for actor in parts if actor.end <= mention.start and mention.start - actor.start <= LONGEST]
    first = min([mention.start, *near])
    far = [one.end for one in (*parts, *(quantity.span for quantity in mention.quantities)) if one.start >= mention.end]
    last = max([mention.end, *(one for one in far if one - first <= LONGEST)])
    left = max([start, *(found.end() + start for found in EDGE.finditer(article.text[start:first]))])
    right = min([end, *(found.start() + last for found in EDGE.finditer(article.text[last:end]))])
    right = min([right, *_breaks(article.text, last, right, words)])
    line = _named(mention, article.text, left, right)
    return line if len(line) >= SHORTEST else _sentence(mention, article)


def _breaks(text: str, start: int, end: int, words: LinkWords) -> list[int]:
    """Where a conjunction opens another clause between `start` and `end`."""
    if not words.breaks:
        return []
    either = "|".join(re.escape(word) for word in sorted(words.breaks, key=len, reverse=True))
    folded = [fold(letter)[:1] or " " for letter in text[start:end]]
    return [start + found.start() for found in re.finditer(rf"\s(?:{either})\s", "".join(folded))]


def _named(mention: EventMention, text: str, left: int, right: int) -> str:
    """`text[left:right]` with the full name of each person who is meant by a pronoun, a title or a surname."""
    pieces, at = [], left
    for actor in sorted(mention.actors, key=lambda one: one.start):
        known = actor.kind is ActorKind.PERSON and actor.name and fold(actor.name) not in fold(actor.text)
        if known and at <= actor.start and actor.end <= right:
            pieces += [text[at : actor.start], actor.name]
            at = actor.end
    line = " ".join("".join([*pieces, text[at:right]]).split()).strip(TRIM)
    return line[:1].upper() + line[1:]
