"""Tells what each unit of an article is, by the patterns of its language, by its place, and by what the format marked."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from timeline.languages import available
from timeline.languages.blocks_schema import BlockRule, block_rules
from timeline.records import Block, BlockKind

from .units import Unit, units

DEFAULT = "en"
"""The language whose rules stand in where an article's own has none."""
NEAR_TOP = 5
LONGEST_HEADLINE = 200
LONGEST_TEASER = 250
QUOTED = 0.8
"""The share of a paragraph that must stand in quotation marks to make it a quotation."""

SENTENCE_END = re.compile(r"[^.][.…][\"»”’)\]\s]*$")
QUOTATION = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|(?<!\w)‘[^‘’]*(?:’(?=\w)[^‘’]*)*’(?!\w)")
OPENING = '«“"‘'

Kinds = list[BlockKind | None]


def blocks(
    text: str, language: str | None, *, title: str | None = None, hints: Iterable[Block] = ()
) -> tuple[Block, ...]:
    """The blocks of `text` in their order: one a paragraph, together all that is not white space.

    `title` finds the headline; without it the first line is one if it looks so. `hints` are blocks that the format itself
    marks, and are believed. A language without rules is read by the English ones.
    """
    parts = list(units(text))
    marked = tuple(hints)
    kinds: Kinds = [_hinted(part, marked) for part in parts]
    if title:
        _find_title(text, parts, kinds, title)
    _apply_rules(text, parts, kinds, compiled(language if language in available() else DEFAULT))
    if BlockKind.HEADLINE not in kinds:
        _find_headline(text, parts, kinds)
    return tuple(
        Block(kind=kind, start=part.start, end=part.end)
        for part, kind in zip(parts, _rest(text, parts, kinds), strict=True)
    )


@cache
def compiled(language: str) -> tuple[tuple[BlockRule, re.Pattern[str]], ...]:
    """The rules for articles in a language: its own, then those of others that hold everywhere."""
    own = block_rules(language).rule
    others = [rule for code in available() if code != language for rule in block_rules(code).rule if rule.everywhere]
    return tuple((rule, re.compile(rule.pattern)) for rule in (*own, *others))


def matching(line: str, rules: Sequence[tuple[BlockRule, re.Pattern[str]]]) -> BlockRule | None:
    """The first rule that knows this line."""
    return next((rule for rule, pattern in rules if len(line) <= rule.longest and pattern.match(line)), None)


def _hinted(part: Unit, hints: Sequence[Block]) -> BlockKind | None:
    return next((hint.kind for hint in hints if hint.start <= part.start and part.end <= hint.end), None)


def _find_title(text: str, parts: Sequence[Unit], kinds: Kinds, title: str) -> None:
    """The line near the top that is the title is the headline; punctuation and case may differ."""
    for at, part in enumerate(parts[:NEAR_TOP]):
        if kinds[at] is None and _plain(text[part.start : part.end]) == _plain(title):
            kinds[at] = BlockKind.HEADLINE
            return


def _find_headline(text: str, parts: Sequence[Unit], kinds: Kinds) -> None:
    """The first line, dates and bylines aside, is the headline if it is short, without a full stop, and not alone."""
    at = next((at for at, kind in enumerate(kinds[:NEAR_TOP]) if kind is None), None)
    if at is None or at + 1 >= len(parts):
        return
    line, after = text[parts[at].start : parts[at].end], parts[at + 1]
    apart = after.chunk != parts[at].chunk or after.end - after.start > len(line)
    if apart and len(line) <= LONGEST_HEADLINE and not SENTENCE_END.search(line):
        kinds[at] = BlockKind.HEADLINE


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _apply_rules(
    text: str, parts: Sequence[Unit], kinds: Kinds, rules: Sequence[tuple[BlockRule, re.Pattern[str]]]
) -> None:
    """Fills in the kinds that the patterns tell, with the lines that a heading opens and those that a credit closes."""
    opened: BlockKind | None = None
    for at, part in enumerate(parts):
        line = text[part.start : part.end]
        if kinds[at] is not None:
            opened = None
            continue
        rule = matching(line, rules)
        if rule is not None:
            kinds[at] = rule.kind
            opened = (
                rule.kind if (rule.opens and line.rstrip().endswith((":", "…"))) or _is_heading(line, rule) else None
            )
            if rule.closes and at and part.siblings in {2, 3} and parts[at - 1].chunk == part.chunk:
                kinds[at - 1] = rule.kind if kinds[at - 1] is None else kinds[at - 1]
        elif opened is not None and len(line) <= LONGEST_TEASER and not SENTENCE_END.search(line):
            kinds[at] = opened
        else:
            opened = None


def _is_heading(line: str, rule: BlockRule) -> bool:
    """Whether the pattern took the line whole, so that it can only announce what follows."""
    found = re.match(rule.pattern, line)
    return rule.opens and found is not None and found.end() >= len(line.rstrip())


def _rest(text: str, parts: Sequence[Unit], kinds: Kinds) -> Iterable[BlockKind]:
    """The first unit that nothing else claims is the lead; of the others, quotations are quotations and the rest is body."""
    lead_seen = False
    for part, kind in zip(parts, kinds, strict=True):
        if kind is not None:
            yield kind
        elif is_quotation(text[part.start : part.end]):
            lead_seen = True
            yield BlockKind.QUOTE
        else:
            yield BlockKind.BODY if lead_seen else BlockKind.LEAD
            lead_seen = True


def is_quotation(paragraph: str) -> bool:
    """Whether a paragraph begins with a quotation mark and stands wholly, or nearly so, in quotation marks."""
    if not paragraph.startswith(tuple(OPENING)):
        return False
    quoted = sum(len(found[0]) for found in QUOTATION.finditer(paragraph))
    if not quoted:  # the mark never closes: the quotation goes on in the next paragraph
        return True
    return quoted >= QUOTED * len(paragraph)
