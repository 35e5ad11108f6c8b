"""Which time expression belongs to which trigger, and the date that follows.

An expression belongs to the first verb or trigger above it in the tree. A trigger takes what belongs to itself, to the verb
that carries it, to the verbs that control it, or to the first of the verbs that it is coordinated with; never what belongs
to a verb of saying. Where the parse gives nothing, the nearest expression of the same clause is taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.records import Basis, BlockKind, Grain, Status, TimeMention, TimexType

from .facts import Modality
from .frames import Frame
from .tree import Tree

UNDATED_BLOCKS = frozenset({BlockKind.RELATED, BlockKind.CAPTION})
"""They may stem from another day: the article's own date says nothing about them."""


Choice = tuple[TimeMention, str]
"""An expression and the path by which it belongs to a trigger."""
SINCE, UNTIL = "since", "until"


@dataclass(frozen=True, slots=True)
class When:
    """An event's own date. `how` says in words which expression gave it, or what bounds it."""

    time: TimeMention | None = None
    first: date | None = None
    last: date | None = None
    grain: Grain | None = None
    approximate: bool = False
    basis: Basis = Basis.NONE
    edtf: str | None = None
    how: str = "nothing in the text dates it"


def bind(tree: Tree, frames: Sequence[Frame], times: Iterable[TimeMention]) -> dict[int, Choice]:
    """The expression of each trigger (by its head word), and by which path it was found."""
    heads = {frame.head for frame in frames}
    owned: dict[int, list[TimeMention]] = {}
    places: dict[int, TimeMention] = {}
    for time in times:
        top = _top(tree, time)
        if top is not None:
            owned.setdefault(_owner(tree, top, heads), []).append(time)
            places[top] = time
    bound: dict[int, Choice] = {}
    for frame in frames:
        found = _bound(tree, frame, owned)
        if found is not None:
            bound[frame.head] = found
    for frame in frames:
        if frame.head not in bound:
            choice = _borrowed(tree, frame, bound, owned) or _nearest(tree, frame, frames, places, bound)
            if choice is not None:
                bound[frame.head] = choice
    return {head: (found[0], _ranged(tree, found)) for head, found in bound.items()}


def _top(tree: Tree, time: TimeMention) -> int | None:
    inside = [t.index for t in tree.tokens if t.start < time.end and t.end > time.start]
    if not inside:
        return None
    outer = [i for i in inside if tree.tokens[i].head not in inside or tree.tokens[i].head == i]
    nouns = [i for i in outer if tree.relation(i) not in {"case", "det", "punct", "mark"}]
    return (nouns or outer or inside)[-1]


def _ranged(tree: Tree, choice: Choice) -> str:
    """The path, begun with "since" or "until" where such a word stands before the expression."""
    time, path = choice
    top = _top(tree, time)
    before = set(tree.prepositions(top)) if top is not None else set()
    if before & set(tree.cues.since):
        return f"{SINCE}, {path}"
    return f"{UNTIL}, {path}" if before & set(tree.cues.until) else path


def _owner(tree: Tree, top: int, heads: set[int]) -> int:
    if top in heads:
        return top
    last = top
    for above in tree.ancestors(top):
        last = above
        if above in heads or tree.tokens[above].pos in {"VERB", "AUX"}:
            return above
    return last


def _bound(tree: Tree, frame: Frame, owned: Mapping[int, list[TimeMention]]) -> Choice | None:
    for owner, path in _anchors(tree, frame):
        times = [t for t in owned.get(owner, []) if t.first or t.last] or owned.get(owner, [])
        if times:
            return _best(tree, times, frame.head), path
    return None


def _best(tree: Tree, times: list[TimeMention], head: int) -> TimeMention:
    """A day before a longer span, then the nearest."""
    at = tree.tokens[head].start
    return min(
        times,
        key=lambda t: (
            t.type in {TimexType.SET, TimexType.DURATION},
            t.first is None and t.last is None,
            _days(t),
            abs(t.start - at),
        ),
    )


def _days(time: TimeMention) -> int:
    if time.first is None or time.last is None:
        return 10_000
    return min((time.last - time.first).days, 40)


def _anchors(tree: Tree, frame: Frame) -> Iterable[tuple[int, str]]:
    yield frame.head, "its own"
    verb = frame.anchor
    if not frame.verbal:
        for kid in tree.below(frame.head, "acl"):
            if tree.tokens[kid].lemma in {*tree.cues.light, *tree.cues.occur}:
                yield kid, "of the clause about it"
    if verb != frame.head and (
        tree.tokens[verb].lemma not in tree.cues.report or tree.tokens[verb].lemma in tree.cues.light
    ):
        yield verb, "of its verb"
    elif not frame.verbal:
        return
    if any(tree.tokens[k].lemma in tree.cues.occasion for k in tree.below(verb, "obl")):
        return
    cues = tree.cues
    below = verb
    for above in tree.ancestors(verb):
        token, relation = tree.tokens[above], tree.relation(below)
        if token.lemma in cues.report and relation in {"ccomp", "parataxis"}:
            return
        if relation == "conj" and token.pos in {"VERB", "AUX", "ADJ"}:
            yield above, "of the coordinated verb"
        elif relation in {"xcomp", "cop"} and (
            token.lemma in {*cues.control, *cues.plan, *cues.willing} or token.pos in {"ADJ", "AUX"}
        ):
            yield above, "of the verb that controls it"
        else:
            return
        below = above


def _borrowed(
    tree: Tree, frame: Frame, bound: Mapping[int, Choice], owned: Mapping[int, list[TimeMention]]
) -> Choice | None:
    """ "killed on Monday in an attack": a noun inside a dated clause shares its date, unless the clause only speaks of it."""
    if frame.verbal:
        return None
    below = frame.head
    for above in tree.ancestors(frame.head):
        token = tree.tokens[above]
        inside = bool(set(tree.prepositions(below)) & set(tree.cues.during))
        if above in bound:
            return (bound[above][0], "of the event that holds it") if inside and bound[above][0].first else None
        if token.pos in {"VERB", "AUX"}:
            plain = token.lemma not in {*tree.cues.report, *tree.cues.plan, *tree.cues.fear}
            times = [t for t in owned.get(above, []) if t.first or t.last]
            joined = inside or tree.relation(below) == "obj" or token.pos == "AUX"
            return (_best(tree, times, frame.head), "of its clause") if times and plain and joined else None
        if not inside and tree.relation(above) != "xcomp":
            return None
        below = above
    return None


def _nearest(
    tree: Tree,
    frame: Frame,
    frames: Sequence[Frame],
    places: Mapping[int, TimeMention],
    bound: Mapping[int, Choice],
) -> Choice | None:
    """The nearest free expression with no other verb between it and the trigger; a fallback for odd parses."""
    taken = {id(time) for time, _ in bound.values()}
    best: tuple[int, TimeMention] | None = None
    for at, time in places.items():
        if id(time) in taken or not (time.first or time.last) or not frame.verbal:
            continue
        low, high = sorted((at, frame.anchor))
        between = tree.tokens[low + 1 : high]
        if any(
            t.pos == "VERB" or (t.pos == "SCONJ" and t.index > low) or t.index in {f.head for f in frames}
            for t in between
        ):
            continue
        if _owner_reports(tree, at):
            continue
        if best is None or high - low < best[0]:
            best = (high - low, time)
    return (best[1], "nearest in its clause") if best and best[0] <= 15 else None


def _owner_reports(tree: Tree, at: int) -> bool:
    for above in tree.ancestors(at):
        if tree.tokens[above].pos == "VERB":
            return tree.tokens[above].lemma in tree.cues.report
    return False


def dated(choice: Choice | None, modality: Modality, block: BlockKind, published: date | None) -> When:
    """The date of an event from its expression, or what bounds it."""
    if choice is not None:
        time, path = choice
        stale = block in UNDATED_BLOCKS and not any(c.isdigit() for c in time.text)
        if (time.first or time.last) and not stale and time.type is not TimexType.SET:
            if path.startswith((SINCE, UNTIL)) and published is not None:
                return _range(time, path, published)
            return When(
                time, time.first, time.last, time.grain, time.approximate, time.basis, time.edtf, _told(time, path)
            )
        kept = None if stale else time
    else:
        kept = None
    fact = modality.status in {Status.HAPPENED, Status.ONGOING}
    if fact and published is not None and block not in UNDATED_BLOCKS:
        how = f"no expression dates it; told as a fact on {published}, so not after"
        return When(kept, None, published, None, False, Basis.PUBLISHED, f"../{published}", how)
    return When(kept)


def _range(time: TimeMention, path: str, published: date) -> When:
    """From the expression to the publication day ("since"), or up to the expression ("until")."""
    if path.startswith(UNTIL):
        edtf = f"../{time.last}" if time.last else None
        return When(time, None, time.last, time.grain, time.approximate, time.basis, edtf, _told(time, path))
    last = max(published, time.last) if time.last else published
    if time.first is None or last < time.first:
        return When(time, time.first, time.last, time.grain, time.approximate, time.basis, time.edtf, _told(time, path))
    how = f"{_told(time, path)}, and on to the publication day {published}"
    return When(time, time.first, last, time.grain, time.approximate, time.basis, f"{time.first}/{last}", how)


def _told(time: TimeMention, path: str) -> str:
    value = f"{time.first}" if time.first == time.last else f"{time.first or '…'} to {time.last or '…'}"
    anchor = f" against {time.anchor}" if time.anchor else ""
    return f"{time.text!r} ({path}), {time.basis.value}{anchor} by {time.rule}: {value}"
