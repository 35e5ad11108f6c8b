"""Lists of nouns made whole: "the mayor, the governor and three senators", "la police et l'armée", "entre Paul Roy, avocat, et
les élus". Parsers often give the members of a list to different words, or take one for an apposition of the other."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.records import Token

NOUNS = frozenset({"NOUN", "PROPN"})
JOINTS = frozenset({"and", "et", "or", "ou", "&"})
INSIDE = frozenset({"det", "amod", "nummod", "compound", "flat", "nmod", "appos", "fixed", "acl"})
OPENERS = frozenset({"det", "amod", "nummod", "compound"})
SUBJECT = frozenset({"nsubj", "csubj"})
LOOSE = frozenset({"root", "dep", "dislocated", "nsubj", "obl", "parataxis", "appos", "conj", "advmod"})
"""Relations that parsers give to a first member that they have lost."""
CLOSING = frozenset({",", "-", "–", "—", ")"})
DEFINITE = frozenset({"the", "le", "la", "les", "l'"})
BETWEEN = frozenset({"between", "entre"})
INDEFINITE = frozenset({"a", "an", "un", "une"})


def join_lists(tokens: Sequence[Token], outside: frozenset[int]) -> tuple[Token, ...]:
    """The tokens with the members of each list of nouns under its first. `outside` are the words of time expressions."""
    found = list(tokens)
    for joint in tokens:
        if joint.pos != "CCONJ" or joint.text.lower() not in JOINTS or joint.index in outside:
            continue
        last = _right(found, joint.index)
        if last is None or last in outside:
            continue
        first = _left(found, joint.index, last)
        if first is not None and first not in outside:
            _join(found, first, last, joint.index)
        _add_earlier(found, last, joint.index, outside)
    _join_appositions(found)
    return tuple(found)


def _join_appositions(tokens: list[Token]) -> None:
    """Hangs a name between commas on the subject before it: "la patronne de la chaîne, Ana Roy, affirme", where the parser
    gave the verb two subjects."""
    before: dict[int, int] = {}
    for token in tokens:
        if _relation(token) not in SUBJECT or token.head < token.index or token.pos not in NOUNS:
            continue
        first, end = before.get(token.head), _end(tokens, token.index)
        before.setdefault(token.head, token.index)
        closed = end < len(tokens) and tokens[end].text == "," and tokens[token.index - 1].text == ","
        if first is not None and closed and token.text[:1].isupper():
            tokens[token.index] = replace(token, head=first, dep="appos")


def _relation(token: Token) -> str:
    return token.dep.partition(":")[0]


def _kids(tokens: Sequence[Token], i: int) -> list[Token]:
    return [t for t in tokens if t.head == i and t.index != i]


def _cases(tokens: Sequence[Token], i: int) -> tuple[str, ...]:
    return tuple(t.lemma for t in _kids(tokens, i) if t.dep in {"case", "mark"})


def _right(tokens: Sequence[Token], joint: int) -> int | None:
    """The head of the noun phrase that follows a conjunction."""
    at = joint + 1
    if at >= len(tokens):
        return None
    while tokens[at].head > at and (_relation(tokens[at]) in OPENERS or tokens[at].dep in {"case", "nmod:poss"}):
        at = tokens[at].head
    return at if tokens[at].pos in NOUNS else None


def _left(tokens: Sequence[Token], joint: int, last: int) -> int | None:
    """The noun before a conjunction with which the one behind it goes: the outermost that has the same preposition, or none."""
    at = joint - 1
    while at > 0 and tokens[at].text in CLOSING:
        at -= 1
    wanted, best, closed = _cases(tokens, last), None, tokens[joint - 1].text in CLOSING
    lost = not wanted and _relation(tokens[last]) == "conj"  # "sur Moscou et Minsk": one preposition for both
    for _ in range(8):
        token, cases = tokens[at], _cases(tokens, at)
        if token.pos in NOUNS and _relation(token) not in {"compound", "flat"}:
            if set(cases) & BETWEEN and not wanted:
                return at if all(_relation(k) != "conj" for k in _kids(tokens, at)) else None
            if cases == wanted or (lost and token.head == tokens[last].head):
                best = at
        if token.head == at or token.head > joint or token.head == last or _relation(token) not in INSIDE:
            break
        at = token.head
    if best is None or (closed and not any(_relation(k) == "appos" for k in _kids(tokens, best))):
        return None
    return best


def _join(tokens: list[Token], first: int, last: int, joint: int) -> None:
    """Hangs the noun at `last` on the one at `first`, if it has a place in the clause that the two may share."""
    one, other = tokens[first], tokens[last]
    if other.head == first or _is_above(tokens, last, first):
        return
    verb = other.head
    if _relation(other) in SUBJECT and verb > last:
        if not _may_share(tokens, one, verb):
            return
        if one.head == first:
            if tokens[verb].head != first:
                return
            tokens[verb] = replace(tokens[verb], head=verb, dep="root")
        if not _is_inside(tokens, one, verb):
            tokens[first] = replace(tokens[first], head=verb, dep=other.dep)
            for kid in _kids(tokens, first):
                if kid.index > last:
                    tokens[kid.index] = replace(kid, head=verb)
    elif not (_relation(other) == "conj" and verb == one.head and tokens[verb].pos not in NOUNS):
        return
    tokens[last] = replace(other, head=first, dep="conj")
    tokens[joint] = replace(tokens[joint], head=last, dep="cc")


def _is_inside(tokens: Sequence[Token], one: Token, verb: int) -> bool:
    """Whether a noun belongs to another subject of the verb: the second of "talks between A, an envoy, and B"."""
    return tokens[one.head].pos in NOUNS and tokens[one.head].head == verb and bool(_cases(tokens, one.index))


def _is_above(tokens: Sequence[Token], top: int, below: int) -> bool:
    for _ in range(len(tokens)):
        if tokens[below].head in {below, top}:
            return tokens[below].head == top
        below = tokens[below].head
    return False


def _may_share(tokens: Sequence[Token], one: Token, verb: int) -> bool:
    """Whether a noun may be a subject of the verb as well: nothing else has a claim on it."""
    if one.head in {one.index, verb}:
        return _relation(one) in LOOSE
    if _is_inside(tokens, one, verb):
        return True
    if one.head == tokens[verb].head and tokens[one.head].pos in NOUNS:
        return _relation(one) in LOOSE  # "vendredi, à Oslo, Paris et Berlin ont signé": all hung on the day
    return one.head > one.index and _relation(one) in LOOSE and tokens[one.head].pos not in {"VERB", "AUX"}


def _add_earlier(tokens: list[Token], last: int, joint: int, outside: frozenset[int]) -> None:
    """Members before the last two: "the mayor, the governor and three senators", where the second is taken for what the first
    is, or the first for an adverb."""
    for _ in range(6):
        second = tokens[last].head if _relation(tokens[last]) == "conj" else last
        if second == last or second > joint:
            return
        while _relation(tokens[second]) == "conj" and tokens[tokens[second].head].pos in NOUNS:
            second = tokens[second].head
        one, closed = tokens[second], _end(tokens, last)
        if (
            closed < len(tokens)
            and tokens[closed].text in CLOSING
            and not _are_definite(tokens, one.head, second, last)
        ):
            return
        if _relation(one) == "appos" and one.head < second and _parts(tokens, one.head, second):
            tokens[second] = replace(one, dep="conj")
            last = second
            continue
        first = _listed_before(tokens, second, outside)
        if first is None:
            return
        tokens[first] = replace(tokens[first], head=one.head, dep=one.dep)
        tokens[second] = replace(one, head=first, dep="conj")
        last = second


def _are_definite(tokens: Sequence[Token], *members: int) -> bool:
    """Whether each noun has the definite article of its own: "la Banque centrale, la Commission et le Fonds"."""
    return all(any(t.text.lower() in DEFINITE for t in _kids(tokens, i) if t.dep == "det") for i in members)


def _end(tokens: Sequence[Token], head: int) -> int:
    """The first word behind the phrase of a noun."""
    end = head + 1
    while end < len(tokens) and tokens[end].text not in CLOSING and _is_above(tokens, head, end):
        end += 1
    return end


def _parts(tokens: Sequence[Token], first: int, second: int) -> bool:
    """Whether two nouns stand side by side with a determiner each, or both without: a list, not what the first is."""
    marks = [[t.text.lower() for t in _kids(tokens, i) if t.dep in {"det", "nummod"}] for i in (first, second)]
    if _are_definite(tokens, first, second):
        return True
    if tokens[first].pos == "PROPN" and tokens[first].text[:1].isupper():
        return tokens[second].pos == "PROPN" and _relation(tokens[second]) != "flat" and not marks[1]
    return bool(marks[0]) == bool(marks[1]) and tokens[second].text[:1].islower() and not set(marks[1]) & INDEFINITE


def _listed_before(tokens: Sequence[Token], second: int, outside: frozenset[int]) -> int | None:
    """The bare noun before a subject and its comma that has no part in the clause: an adverb to the parser, no time."""
    start = min([second, *(k.index for k in _kids(tokens, second) if _relation(k) in OPENERS)])
    if start < 2 or tokens[start - 1].text != "," or _relation(tokens[second]) not in SUBJECT:
        return None
    at = start - 2
    while tokens[at].head < start - 1 and tokens[at].head != at and _relation(tokens[at]) in INSIDE:
        at = tokens[at].head
    one = tokens[at]
    if at in outside or one.pos not in NOUNS or _cases(tokens, at) or one.head != tokens[second].head:
        return None
    return at if _relation(one) in {"obl", "dislocated", "nsubj", "dep"} and _parts(tokens, at, second) else None
