"""Recognition: which words of a text speak of time, and what they mean before any calendar is opened.

One pass over the words finds those that some rule needs ("triggers"); only there, and only from the few words before, rules are
tried. The leftmost match wins, then the longest, then the rule that stands first. So the work is linear in the text's length.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.records.timexpr import Clock, DayPart, Joined, Modifier, Nothing, Part, TimeExpr

from .compiled import FIGURE, WORD, Compiled, Margin, Pattern, compiled

FIGURES = (FIGURE,)
BACK = 7
"""How many words before a trigger a rule may begin."""
LONGEST_BACK = 60
MARGIN = 48
"""How many characters before a phrase may modify it."""
STAMP = 40
"""How many characters a line of figures may have between two words before it is no prose."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A recognised phrase: half-open code points, what it means, how it is modified, and the ids of the rules that say so."""

    start: int
    end: int
    expr: TimeExpr
    rule: str
    modifiers: tuple[Modifier, ...] = ()
    steps: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of one rule before its margins are looked at."""

    start: int
    end: int
    span: tuple[int, int]
    pattern: Pattern
    found: re.Match[str]


def recognise(folded: str, language: str) -> list[Phrase]:
    """The time phrases of a folded text in their order, none overlapping another."""
    grammar = compiled(language)
    phrases: list[Phrase] = []
    floor = 0
    for hit in _hits(folded, grammar):
        if hit.start < floor:
            continue
        meaning = grammar.read(hit.pattern, hit.found)
        if meaning is None:
            continue
        floor = hit.end
        expr, modifier = meaning
        if isinstance(expr, Nothing):
            continue
        phrase = Phrase(
            *hit.span, expr, hit.pattern.rule.id, (modifier,) if modifier else (), weak=hit.pattern.rule.weak
        )
        phrase = _widen(folded, phrase, grammar, phrases[-1].end if phrases else 0)
        floor = max(floor, phrase.end)
        phrases.append(phrase)
    return [phrase for phrase in _joined(folded, phrases, grammar) if not phrase.weak]


def withheld(folded: str, language: str) -> set[str]:
    """The ids of the rules for what is no time that keep some words of a folded text from being read as one."""
    hits = _hits(folded, compiled(language))
    return {hit.pattern.rule.id for hit in hits if hit.pattern.rule.emit["kind"] == "nothing"}


def _hits(folded: str, grammar: Compiled) -> Iterator[Hit]:
    """The best matches in their order. A match waits until no later trigger can widen it to the left or make it longer."""
    starts: list[int] = []
    pending: Hit | None = None
    floor = 0
    triggers = grammar.triggers
    for word in WORD.finditer(folded):
        at = word.start()
        starts.append(at)
        text = word.group()
        names = triggers.get(text)
        if text[0].isdigit():
            names = (FIGURE, *names) if names else FIGURES
        if names is None:
            continue
        first = len(starts) - 1
        if names is not FIGURES:
            first = max(bisect_left(starts, at - LONGEST_BACK), first - BACK)
        hit = _best(folded, (starts[first:], floor, word.end()), names, grammar)
        if hit is None:
            continue
        if pending is not None and hit.start < pending.end:
            freer = pending.pattern.rule.weak and not hit.pattern.rule.weak
            if freer or hit.start < pending.start or (hit.start == pending.start and hit.end > pending.end):
                pending = hit
                continue
            if pending.end > at:
                continue
            hit = _best(folded, (starts[first:], pending.end, word.end()), names, grammar)
            if hit is None:
                continue
        if pending is not None:
            yield pending
            floor = pending.end
        pending = hit
    if pending is not None:
        yield pending


def _best(folded: str, where: tuple[list[int], int, int], names: tuple[str, ...], grammar: Compiled) -> Hit | None:
    """The leftmost, longest, first match; `where`: the starts to try, the first that is free, the end that must be reached."""
    starts, floor, within = where
    for start in starts:
        if start < floor:
            continue
        best: Hit | None = None
        for match, pattern in grammar.led_by(names, folded, start):
            found = match(folded, start)
            if found is None or found.end() < within or (best and not _beats(found, pattern, best)):
                continue
            if pattern.before and not pattern.before.match(folded, found.end()):
                continue
            if pattern.after and not pattern.after.search(folded[max(0, start - MARGIN) : start]):
                continue
            span = found.span("span") if "span" in pattern.regex.groupindex else found.span()
            span = found.span() if span[0] < 0 else span
            best = Hit(start, found.end(), span, pattern, found)
        if best:
            return best
    return None


def _beats(found: re.Match[str], pattern: Pattern, best: Hit) -> bool:
    """Whether a match is better than another from the same start: longer, or as long and of a rule that ranks first."""
    return found.end() > best.end or (found.end() == best.end and pattern.rank < best.pattern.rank)


def _widen(folded: str, phrase: Phrase, grammar: Compiled, floor: int) -> Phrase:
    """The phrase with the words around that modify it; at most two on the left and one on the right."""
    for _ in range(2):
        before = folded[max(floor, phrase.start - MARGIN) : phrase.start]
        wider = _edge(phrase, before, grammar.left, phrase.start - len(before))
        if wider is phrase:
            break
        phrase = wider
    after = folded[phrase.end : phrase.end + MARGIN]
    return _edge(phrase, after, grammar.right, phrase.end)


def _edge(phrase: Phrase, text: str, margins: tuple[Margin, ...], offset: int) -> Phrase:
    if not text.strip():
        return phrase
    for margin in margins:
        edge = margin.edge
        if not _fits(phrase, edge.kinds):
            continue
        found = margin.regex.search(text) if edge.side == "left" else margin.regex.match(text)
        if found is None:
            continue
        start, end = phrase.start, phrase.end
        if not edge.outside:
            start = min(start, offset + found.start("span" if "span" in margin.regex.groupindex else 0))
            end = max(end, offset + found.end()) if edge.side == "right" else end
        return replace(
            phrase,
            start=start,
            end=end,
            modifiers=(*phrase.modifiers, edge.modifier),
            steps=(*phrase.steps, edge.id),
            weak=False,
        )
    return phrase


def _kind(expr: TimeExpr) -> str:
    """The kind that edges and joins name: that of the union, and of a cycle what it is."""
    return f"{expr.kind}.{expr.of}" if expr.kind == "cycle" else expr.kind


def _joined(folded: str, phrases: list[Phrase], grammar: Compiled) -> list[Phrase]:
    """Phrases where a day and a time of day that stand together have become one."""
    out: list[Phrase] = []
    for phrase in phrases:
        if out and (joint := _join(folded, out[-1], phrase, grammar)):
            out[-1] = joint
        else:
            out.append(phrase)
    return out


def _join(folded: str, left: Phrase, right: Phrase, grammar: Compiled) -> Phrase | None:
    if right.start - left.end > 24:
        return None
    gap = folded[left.end : right.start]
    for join, regex in grammar.joins:
        if not (_fits(left, join.left) and _fits(right, join.right) and regex.fullmatch(gap)):
            continue
        if isinstance(left.expr, Joined) and isinstance(left.expr.time, Clock) and isinstance(right.expr, DayPart):
            clock = _in_part(left.expr.time, right.expr.part)
            steps = (*left.steps, join.id, right.rule)
            return replace(left, end=right.end, expr=left.expr.model_copy(update={"time": clock}), steps=steps)
        if isinstance(left.expr, Joined):
            if not isinstance(left.expr.time, DayPart) or left.expr.time.part is not Part.NIGHT:
                continue
            return replace(
                left, end=right.end, expr=left.expr.model_copy(update={"overnight": True}), steps=(*left.steps, join.id)
            )
        follows = isinstance(right.expr, Clock) or not isinstance(left.expr, Clock | DayPart)
        day, time = (left, right) if follows else (right, left)
        if isinstance(day.expr, Joined) or not isinstance(time.expr, Clock | DayPart):
            continue
        named = _in_part(time.expr, day.expr.part) if isinstance(day.expr, DayPart) else time.expr
        return Phrase(
            left.start,
            right.end,
            Joined(day=day.expr, time=named),
            join.id,
            (*left.modifiers, *right.modifiers),
            (*left.steps, *right.steps, left.rule, right.rule),
        )
    return None


def _in_part(time: Clock | DayPart, part: Part) -> Clock | DayPart:
    """An hour that a part of the day follows: "9:45 Thursday night" is past noon, "twelve at night" is not."""
    if isinstance(time, DayPart):
        return time
    late = part in {Part.AFTERNOON, Part.EVENING} or (part is Part.NIGHT and time.hour > 5)
    if time.half or time.hour > 11 or not late:
        return time
    return time.model_copy(update={"half": "pm"})


def _fits(phrase: Phrase, kinds: tuple[str, ...]) -> bool:
    """Whether an edge or a join takes it: by kind, or by the id of its rule."""
    return _kind(phrase.expr) in kinds or phrase.rule in kinds
