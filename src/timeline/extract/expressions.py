"""The expressions of time of a sentence as words of its tree: where each hangs, which two make a range, which date nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.languages.dating_schema import DatingWords
from timeline.records import Grain, TimeMention

from .tree import Tree

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
WEEK = timedelta(days=7)
DAYS = {Grain.MINUTE, Grain.HOUR, Grain.DAYPART, Grain.DAY}
QUOTES = {"«": 1, "“": 1, "»": 0, "”": 0}
STRAIGHT = '"'
PARAGRAPH = 3000
"""Characters back, at most, to where a quotation may have been opened."""


@dataclass(frozen=True, slots=True)
class Spread:
    """An expression, the word by which it hangs in the tree, and the expression that ends the range which it opens."""

    time: TimeMention
    top: int
    through: TimeMention | None = None

    def before(self, tree: Tree) -> set[str]:
        """Lemmas of the prepositions that it stands after, whichever of its words they hang on."""
        inside = [t.index for t in tree.tokens if t.start < self.time.end and t.end > self.time.start]
        found = {lemma for i in inside if tree.head(i) not in inside for lemma in tree.prepositions(i)}
        return found | {t.lemma for t in tree.tokens if t.index == inside[0] - 1 and t.pos in {"ADP", "SCONJ"}}

    def follows(self, tree: Tree) -> int | None:
        """The word right after it, None where it ends the sentence."""
        return next((t.index for t in tree.tokens if t.start >= self.time.end), None)


def spreads(
    tree: Tree, times: Iterable[TimeMention], words: DatingWords, text: str, published: date | None = None
) -> list[Spread]:
    """The expressions that can date a trigger, in the order of the text.

    Without those that only measure one ("the first attack since 2014") or stamp the article, and without the "today" of a
    quotation whose day is not told; where the clause of saying tells it, that day is meant.
    """
    tops = [(time, top) for time in sorted(times, key=lambda t: t.start) if (top := _top(tree, time)) is not None]
    tops = [(time, top) for time, top in tops if not _stamps(tree, time, published)]
    found: list[Spread] = []
    for time, top in tops:
        if found and (through := _range(tree, found[-1], time, words)):
            found[-1] = through
        else:
            found.append(Spread(time, top))
    found = [one for one in found if not _measures(tree, one, words)]
    return [mended for one in found if (mended := _today(tree, one, found, text))]


def _stamps(tree: Tree, time: TimeMention, published: date | None) -> bool:
    """Whether it is when the article came out, to the minute and with its year, which got into a sentence."""
    if published is None or time.first != published or time.grain not in {Grain.MINUTE, Grain.HOUR}:
        return False
    words = [t.index for t in tree.tokens if t.start < time.end and t.end > time.start]
    alone = all(tree.tokens[i].pos not in {"ADP", "DET"} for i in (max(0, words[0] - 1), *words))
    return alone and YEAR.search(time.text) is not None


def _top(tree: Tree, time: TimeMention) -> int | None:
    inside = [t.index for t in tree.tokens if t.start < time.end and t.end > time.start]
    if not inside:
        return None
    outer = [i for i in inside if tree.tokens[i].head not in inside or tree.tokens[i].head == i]
    nouns = [i for i in outer if tree.relation(i) not in {"case", "det", "punct", "mark"}]
    return (nouns or outer or inside)[-1]


def _range(tree: Tree, left: Spread, right: TimeMention, words: DatingWords) -> Spread | None:
    """Both as one range of days, if only "to" stands between them, "and" after "between", or "and" between two near days."""
    one = left.time
    alike = one.grain == right.grain or {one.grain, right.grain} <= DAYS
    if left.through or not (one.first and right.first and right.last and one.grain and alike):
        return None
    gap = [t.text.lower() for t in tree.tokens if t.start >= one.end and t.end <= right.start]
    gap = [word for word in gap if word not in words.article]
    before = [t.text.lower() for t in tree.tokens if t.end <= one.start][-2:]
    near = {one.grain, right.grain} <= DAYS and right.last - one.first <= WEEK
    joined = (len(gap) == 1 and gap[0] in words.through) or (
        len(gap) == 1 and gap[0] in words.both and (near or any(word in words.between for word in before))
    )
    return Spread(one, left.top, right) if joined and one.first < right.last else None


def _measures(tree: Tree, one: Spread, words: DatingWords) -> bool:
    """Whether an event is called the first, the worst … since then."""
    prepositions = one.before(tree)
    counted = False
    first = min(t.index for t in tree.tokens if t.end > one.time.start)
    for token in reversed(tree.tokens[:first]):
        if token.lemma in words.occasion:
            counted = True
        before = tree.tokens[token.index - 1].text.lower() if token.index else ""
        ranked = (
            token.lemma in words.rank
            or ("Degree=Sup" in token.morph and before not in words.bounded)
            or (token.lemma in words.degree and before in words.article)
        )
        if ranked:
            return counted or bool(prepositions & set(tree.cues.since))
        if (token.pos == "VERB" and "VerbForm=Part" not in token.morph and not counted) or first - token.index > 20:
            return False
    return False


def quoted(text: str, at: int) -> bool:
    """Whether `text[at]` stands in a quotation that its paragraph opened. A closing mark that none opened ends one."""
    line = text.rfind("\n", max(0, at - PARAGRAPH), at) + 1
    inside = straight = 0
    for mark in text[max(line, at - PARAGRAPH) : at]:
        inside = QUOTES.get(mark, inside)
        straight ^= mark == STRAIGHT
    return bool(inside or straight)


def _today(tree: Tree, one: Spread, found: Sequence[Spread], text: str) -> Spread | None:
    """The expression, or for the "today" of a quotation the day of its saying, or None if that is not told."""
    time = one.time
    is_today = time.anchor is not None and time.first == time.last == time.anchor and time.grain in DAYS
    if not is_today or not time.rule.endswith("deictic") or not quoted(text, time.start):
        return one
    for other in found:
        verb = next((i for i in tree.ancestors(other.top) if tree.tokens[i].pos == "VERB"), None)
        says = verb is not None and tree.tokens[verb].lemma in tree.cues.report
        if says and not quoted(text, other.time.start) and other.time.first and other.time.grain in DAYS:
            return Spread(other.time, one.top)
    return None
