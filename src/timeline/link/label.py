"""A short line that names an event in a table: a headline, or the clause of the mention that names who did it."""

import re
from collections.abc import Sequence

from timeline.languages.link_schema import LinkWords, link_words
from timeline.records import Actor, ActorKind, Article, BlockKind, EventMention

from .words import fold

LONGEST = 100
"""Characters of a label, with the sign that it goes on."""
SHORTEST = 15
EDGE = re.compile(r"[,;:!?]\s|\s[–—-]\s|\s[(\[]|\n")
"""Punctuation at which a clause may begin or end."""
WORDS = re.compile(r"\w+")
DETERMINER = re.compile(r"\b(?:[lL]['’]|(?:le|la|les|the|Le|La|Les|The)\s)$")
"""Before a phrase that a person's name replaces: articles of the languages that have rules."""
WORD = re.compile(r"(\w+)(?:['’]|\s+)")
TRIM = " \t\n,;:–—-'.>"

Telling = tuple[EventMention, Article]


def label_of(tellings: Sequence[Telling], language: str | None) -> str:
    """At most 100 characters, in `language` where a mention is in it. `tellings` come in the order of publication.

    A headline speaks for itself; else the clause around the trigger of the mention that names most parties, with pronouns
    and short names of persons replaced by the full name.
    """
    spoken = [one for one in tellings if one[1].language == language] or list(tellings)
    mention, article = max(spoken, key=lambda one: _worth(*one))
    if mention.block is BlockKind.HEADLINE and len(line := _sentence(mention, article)) <= LONGEST:
        return line
    return shorten(_clause(mention, article))


def shorten(line: str) -> str:
    """`line`, cut at a word's end to at most 100 characters."""
    if len(line) <= LONGEST:
        return line
    kept = line[: LONGEST - 1].split(" ")[:-1]
    while len(kept) > 3 and len(kept[-1]) < 4:
        kept.pop()
    return " ".join(kept).rstrip(TRIM) + "…"


def _sentence(mention: EventMention, article: Article) -> str:
    return " ".join(article.text[mention.sentence_start : mention.sentence_end].split()).strip(" >•-–—")


def _worth(mention: EventMention, article: Article) -> tuple[int, ...]:
    """How well a mention would do as a label: it names who, and says it shortly, as headlines do."""
    named = len(
        {actor.name for actor in _inside(mention) if fold(actor.text) not in link_words(article.language).pronoun}
    )
    return (
        mention.block in {BlockKind.LEAD, BlockKind.BODY, BlockKind.HEADLINE},
        named > 0,
        mention.block is BlockKind.HEADLINE,
        min(named, 2) + bool(mention.quantities),
        mention.block is BlockKind.LEAD,
        -abs(len(_clause(mention, article)) - 70),
    )


def _inside(mention: EventMention) -> list[Actor]:
    """The parties that stand in the mention's own sentence."""
    return [
        actor for actor in mention.actors if mention.sentence_start <= actor.start and actor.end <= mention.sentence_end
    ]


def _clause(mention: EventMention, article: Article) -> str:
    """From the party named before the trigger, or the trigger's noun phrase, or its clause's start, to the end of that clause."""
    text, small_words, end = article.text, link_words(article.language), mention.sentence_end
    parts = _inside(mention)
    left = _left(mention, text, small_words, parts)
    ends = [
        one.end for one in (*parts, *(quantity.span for quantity in mention.quantities)) if one.start >= mention.end
    ]
    last = max([mention.end, *(one for one in ends if one - left <= LONGEST)])
    right = min([end, *(found.start() + last for found in EDGE.finditer(text[last:end]))])
    right = min([right, *_breaks(text, last, right, small_words)])
    line = _tidy(_named(mention, text, left, right), small_words)
    return line if len(line) >= SHORTEST else _sentence(mention, article)


def _left(mention: EventMention, text: str, small_words: LinkWords, parts: Sequence[Actor]) -> int:
    """Where the label begins: at who acts, else at the trigger's noun phrase, else where the clause begins."""
    near = [one for one in parts if one.end <= mention.start and mention.start - one.start <= LONGEST]
    determiners = small_words.definite | small_words.demonstrative | small_words.indefinite
    low = mention.sentence_start
    if near:
        start = _subject(min(near, key=lambda one: one.start), text, low, small_words)
        joined = fold((WORDS.findall(text[low:start]) or [""])[-1]) in small_words.also
        return _edge(text, low, start) if joined else start
    phrase = _phrase(text, low, mention.start, determiners)
    return _edge(text, low, mention.start) if phrase is None else phrase


def _edge(text: str, low: int, at: int) -> int:
    """Where the clause that holds `at` begins."""
    return max([low, *(low + found.end() for found in EDGE.finditer(text[low:at]))])


def _subject(actor: Actor, text: str, low: int, small_words: LinkWords) -> int:
    """Where the noun phrase of an actor begins: with its determiner, and with the noun of which the actor is the owner."""
    determiners = small_words.definite | small_words.demonstrative | small_words.indefinite
    before = WORDS.findall(text[low : actor.start])
    owner = bool({fold(word) for word in before[-1:]} & small_words.of)
    if not owner and before and fold(before[-1]) in determiners:
        return text.rindex(before[-1], low, actor.start)
    adjective = actor.text[0].islower() and fold(WORDS.findall(actor.text)[0]) not in determiners
    start = _phrase(text, low, actor.start, determiners, owner) if adjective or owner else None
    return actor.start if start is None else start


def _phrase(text: str, low: int, at: int, determiners: frozenset[str], owner: bool = False) -> int | None:
    """Where the noun phrase begins whose noun (or, for an owner, whose "of X") stands at `at`.

    At a determiner at most two words before, not counting the one of the owner itself; None if there is none.
    """
    found = list(WORDS.finditer(text, low, at))
    near = found[-4:-1] if owner else found[-3:]
    return next((one.start() for one in reversed(near) if fold(one.group()) in determiners), None)


def _tidy(line: str, small_words: LinkWords) -> str:
    """`line` without what only its sentence needed: a conjunction in front, half a pair of quotation marks."""
    while (head := WORD.match(line)) and fold(head.group(1)) in small_words.opening and head.end() < len(line):
        line = line[head.end() :]
    for opening, closing in ("«»", "“”", "()", "[]"):
        if (opening in line) != (closing in line):
            line = line.replace(opening, "").replace(closing, "")
    if line.count('"') % 2:
        line = line.replace('"', "")
    line = " ".join(line.split()).strip(TRIM)
    return line[:1].upper() + line[1:]


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
        if at <= actor.start and actor.end <= right:
            known = actor.kind is ActorKind.PERSON and actor.name and fold(actor.name) not in fold(actor.text)
            before = text[at : actor.start]
            pieces += [DETERMINER.sub("", before) if known else before, actor.name if known else actor.text]
            at = actor.end
            if text[at : at + 2] == ", " and "," not in text[at + 1 : mention.start] and at < mention.start:
                at += 1
    return "".join([*pieces, text[at:right]])
