"""A short line that names an event in a table: a headline, or the clause of the mention that names who did it."""

import re
from collections.abc import Sequence
from functools import cache

from timeline.languages.link_schema import LinkWords, link_words
from timeline.languages.loader import available
from timeline.languages.numbers_schema import numbers
from timeline.records import Actor, ActorKind, Article, BlockKind, EventMention

from .words import fold

LONGEST = 100
"""Characters of a label, with the sign that it goes on."""
USUAL = 70
"""Characters of a good label: of mentions that would do equally well, the nearest to it is taken."""
SHORTEST = 15
FARTHEST = 160
"""Characters between who acts and the trigger: a title and a name may stand between them."""
BARE = 30
"""Characters below which a short sentence is the better label."""
EDGE = re.compile(r"[,;:!?]\s|\s[–—-]\s|\s[(\[]|\n")
"""Punctuation at which a clause may begin or end."""
ASIDE = re.compile(r"^([^,]{8,}), ([^,]+),( .+)$")
"""Who acts, an apposition between commas, and what they do."""
STRONG = re.compile(r"[;:!?]\s|\s[–—]\s|\n")
"""Punctuation at which a sentence's parts begin that stand by themselves."""
WORDS = re.compile(r"\w+")
DETERMINER = re.compile(r"\b(?:[lL]['’]|(?:le|la|les|the|Le|La|Les|The)\s)$")
"""Before a phrase that a person's name replaces: articles of the languages that have rules."""
WORD = re.compile(r"(\w+)(?:['’]|\s+)")
SPACED = re.compile(r"\s([,.])(?=\s|$)")
TRIM = " \t\n,;:–—-'.>"

Telling = tuple[EventMention, Article]


def label_of(tellings: Sequence[Telling], language: str | None) -> str:
    """At most 100 characters, in `language` where a mention is in it. `tellings` come in the order of publication.

    A headline speaks for itself; else the clause around the trigger of the mention that names most parties, with pronouns
    and short names of persons replaced by the full name.
    """
    spoken = [one for one in tellings if one[1].language == language] or list(tellings)
    worth = [_worth(*one) for one in spoken] if len(spoken) > 1 else [()]
    best = [one for one, its in zip(spoken, worth, strict=True) if its == max(worth)]
    mention, article = min(best, key=lambda one: abs(len(_clause(*one)) - USUAL)) if len(best) > 1 else best[0]
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
    """How well a mention would do as a label: it names who, as headlines do."""
    named = len(
        {actor.name for actor in _inside(mention) if fold(actor.text) not in link_words(article.language).pronoun}
    )
    return (
        mention.block in {BlockKind.LEAD, BlockKind.BODY, BlockKind.HEADLINE},
        named > 0,
        mention.block is BlockKind.HEADLINE,
        min(named, 2) + bool(mention.quantities),
        mention.block is BlockKind.LEAD,
    )


def _inside(mention: EventMention) -> list[Actor]:
    """The parties that stand in the mention's own sentence."""
    return [
        actor for actor in mention.actors if mention.sentence_start <= actor.start and actor.end <= mention.sentence_end
    ]


def _clause(mention: EventMention, article: Article) -> str:
    """What of the sentence tells this event: from the party that acts, or from the trigger's noun phrase, to the clause's end.

    The whole sentence, if it is short, where that would not stand by itself.
    """
    text, small_words, end = article.text, link_words(article.language), mention.sentence_end
    parts = _inside(mention)
    left, stands = _left(mention, article, parts)
    ends = [
        one.end for one in (*parts, *(quantity.span for quantity in mention.quantities)) if one.start >= mention.end
    ]
    last = max([mention.end, *(one for one in ends if one - left <= LONGEST)])
    right = min([end, *(found.start() + last for found in EDGE.finditer(text[last:end]))])
    right = min([right, *_breaks(text, last, right, small_words)])
    left = _whole_quotation(text, mention.sentence_start, left, right)
    line = _tidy(_named(mention, article, left, right), small_words)
    if len(line) > LONGEST:
        line = _without_aside(line, mention)
    if stands and len(line) >= BARE:
        return line
    sentence = _tidy(_named(mention, article, mention.sentence_start, end), small_words)
    return sentence if len(line) < SHORTEST or len(sentence) <= LONGEST else line


def _without_aside(line: str, mention: EventMention) -> str:
    """`line` without the apposition between who acts and the trigger, if there is one; of a title and a name the name stays."""
    found = ASIDE.match(line)
    if found is None or mention.text not in found.group(3):
        return line
    who, aside, rest = found.groups()
    return (aside if aside in {actor.name for actor in mention.actors} else who) + rest


def _left(mention: EventMention, article: Article, parts: Sequence[Actor]) -> tuple[int, bool]:
    """Where the label begins, and whether it can stand by itself from there.

    At who acts, else at the trigger's noun phrase, else where the sentence, or the part of it behind a colon, begins.
    Who only receives an infinitive ("told Kiev to …") does not act, and a pronoun names nobody.
    """
    text, low, small_words = article.text, mention.sentence_start, link_words(article.language)
    near = [one for one in parts if one.end <= mention.start and mention.start - one.start <= FARTHEST]
    acting = [
        one
        for one in near
        if fold((WORDS.findall(text[one.end : mention.start]) or [""])[0]) not in small_words.infinitive
    ]
    if acting:
        first = min(acting, key=lambda one: one.start)
        start = _counted(text, low, _subject(first, text, low, small_words), article.language)
        joined = fold((WORDS.findall(text[low:start]) or [""])[-1]) in small_words.also
        nobody = fold(first.text) in small_words.pronoun and first.kind is not ActorKind.PERSON
        return (_edge(text, low, start) if joined else start), not nobody
    determiners = small_words.definite | small_words.demonstrative | small_words.indefinite
    phrase = None if near else _phrase(text, low, mention.start, determiners)
    if phrase is not None:
        return phrase, True
    start = _edge(text, low, mention.start, STRONG)
    return (start if mention.start - start <= LONGEST else _edge(text, low, mention.start)), False


def _whole_quotation(text: str, low: int, left: int, right: int) -> int:
    """`left`, or where the clause begins that holds the quotation which `left` would cut and `right` would close."""
    for opening, closing in (("«", "»"), ("“", "”")):
        at = text.rfind(opening, low, left)
        if at >= 0 and closing not in text[at:left] and closing in text[left:right]:
            return _edge(text, low, at)
    return left


def _counted(text: str, low: int, start: int, language: str | None) -> int:
    """`start`, or where the number begins that counts the noun there ("ten hostages", "39 prisonniers")."""
    before = list(WORDS.finditer(text, low, start))[-1:]
    known = numbers(language.split("-")[0]).words if language and language.split("-")[0] in available() else {}
    if (
        before
        and text[before[0].end() : start].isspace()
        and (before[0].group().isdigit() or before[0].group().lower() in known)
    ):
        return before[0].start()
    return start


def _edge(text: str, low: int, at: int, edge: re.Pattern[str] = EDGE) -> int:
    """Where the clause that holds `at` begins, or what else stands between edges of a kind."""
    return max([low, *(low + found.end() for found in edge.finditer(text[low:at]))])


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
    line = SPACED.sub(r"\1", " ".join(line.split())).strip(TRIM)
    return line[:1].upper() + line[1:]


def _breaks(text: str, start: int, end: int, words: LinkWords) -> list[int]:
    """Where a conjunction opens another clause between `start` and `end`."""
    if not words.breaks:
        return []
    line = text[start:end]
    folded = line.lower() if line.isascii() else "".join(fold(letter)[:1] or " " for letter in line)
    return [start + found.start() for found in _breaking(words.breaks).finditer(folded)]


@cache
def _breaking(words: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\s(?:{either})\s")


def _named(mention: EventMention, article: Article, left: int, right: int) -> str:
    """The text from `left` to `right`, with the full name of each person whom a pronoun, a title or a surname means."""
    text, also = article.text, link_words(article.language).also
    pieces, at = [], left
    for actor in sorted(mention.actors, key=lambda one: one.start):
        if at <= actor.start and actor.end <= right:
            known = actor.kind is ActorKind.PERSON and actor.name and fold(actor.name) not in fold(actor.text)
            before = text[at : actor.start]
            pieces += [DETERMINER.sub("", before) if known else before, actor.name if known else actor.text]
            at = actor.end
            rest = text[at + 1 : mention.start]
            alone = "," not in rest and also.isdisjoint(fold(word) for word in WORDS.findall(rest))
            closed = alone and text[at : at + 1] == ","
            if closed and pieces[0] == "" and len(pieces) == 2 and text[:left].rstrip().endswith(","):
                at += 1  # the end of an apposition whose beginning is left out
    return "".join([*pieces, text[at:right]])
