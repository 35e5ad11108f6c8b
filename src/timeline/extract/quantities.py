"""Counted things near a trigger: how many killed, arrested, delivered, paid. Numbers as French and English write them."""

import re
from collections.abc import Iterator

from timeline.languages.numbers_schema import Numbers, numbers
from timeline.records import Quantity, Span

from .senses import Hit
from .tree import NOUNS, Tree

FIGURE = re.compile(r"^\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?:[.,]\d+)?$|^\d+(?:[.,]\d+)?$")
DEPTH = 3


def quantities(tree: Tree, text: str, hit: Hit, language: str) -> tuple[Quantity, ...]:
    """The quantities among the arguments of a trigger, in the order of the text. Dates, ages and ordinals are none."""
    known = numbers(language)
    found: dict[int, Quantity] = {}
    for one in (hit, *hit.parts):
        for noun in _counted(tree, one):
            quantity = _quantity(tree, text, noun, known, one)
            if quantity is not None:
                found.setdefault(quantity.span.start, quantity)
    return tuple(found[start] for start in sorted(found))


def value_of(form: str, known: Numbers) -> float | None:
    """The value of a number as written, in figures or as a word; None if it is none.

    A point or a comma before exactly three digits groups thousands; otherwise it is the decimal mark.
    """
    plain = form.lower()
    if plain in known.words:
        return known.words[plain]
    if not FIGURE.match(plain):
        return None
    groups = re.split(r"[.,\u00a0\u202f ]", plain)
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]) and groups[0] != "0":
        return float("".join(groups))
    whole, decimals = "".join(groups[:-1]), groups[-1]
    return float(f"{whole}.{decimals}") if whole else float(decimals)


def _counted(tree: Tree, hit: Hit) -> Iterator[int]:
    """Nouns and bare numbers under the trigger and its carrier, within its own clause."""
    yield from (f.token for slot in ("object", "subject") for f in hit.frame.get(slot))
    level = [hit.head, hit.frame.anchor]
    seen = set(level)
    for _ in range(DEPTH):
        level = [
            k
            for i in level
            for k in tree.kids[i]
            if k not in seen
            and tree.relation(k) in {"obj", "nsubj", "obl", "nmod", "conj", "iobj", "nummod", "appos", "amod"}
            and not (tree.relation(k) == "conj" and tree.tokens[k].pos in {"VERB", "AUX"})
        ]
        seen.update(level)
        yield from level


def _quantity(tree: Tree, text: str, noun: int, known: Numbers, hit: Hit) -> Quantity | None:
    if noun in tree.outside:
        return None
    read = _number_before(tree, noun, known) or _number_head(tree, noun, known)
    if read is None:
        return None
    first, last, value, unit = read
    span = Span.of(text, tree.tokens[first].start, tree.tokens[last].end)
    return Quantity(span=span, value=value, unit=unit, role=_role(tree, unit, noun, hit, known))


def _number_before(tree: Tree, noun: int, known: Numbers) -> tuple[int, int, float, str] | None:
    """ "3.500 bombes", "two hundred soldiers": the number hangs on the noun."""
    token = tree.tokens[noun]
    if token.pos not in NOUNS or token.lemma in known.scale or token.lemma in known.words:
        return None
    numerals = [k for k in tree.kids[noun] if k < noun and _is_numeral(tree, k, known)]
    if not numerals:
        return None
    at = numerals[-1]
    if tree.tokens[at].text.lower() in known.articles and tree.tokens[at].pos == "DET":
        return None
    first, _last, value = _run(tree, at, known)
    return (first, noun, value, token.lemma) if not _is_ratio(tree, noun, known) else None


def _is_numeral(tree: Tree, i: int, known: Numbers) -> bool:
    linked = tree.relation(i) in {"nummod", "amod", "det", "compound", "nmod", "dep"}
    return linked and i not in tree.outside and _is_number(tree, i, known)


def _is_ratio(tree: Tree, noun: int, known: Numbers) -> bool:
    """Years, hours and ages count time, not things."""
    return tree.tokens[noun].lemma in known.not_units


def _is_number(tree: Tree, i: int, known: Numbers) -> bool:
    token = tree.tokens[i]
    form = token.text.lower()
    return value_of(form, known) is not None or token.lemma in known.scale or form in known.scale


def _run(tree: Tree, at: int, known: Numbers) -> tuple[int, int, float]:
    """The value of a run of number words around one of them: "two hundred", "3,5 millions"."""
    first = last = at
    while first > 0 and tree.tokens[first - 1].pos != "DET" and _is_number(tree, first - 1, known):
        first -= 1
    while last + 1 < len(tree) and _is_number(tree, last + 1, known):
        last += 1
    total, current = 0.0, 0.0
    for token in tree.tokens[first : last + 1]:
        scale = known.scale.get(token.lemma) or known.scale.get(token.text.lower())
        if scale:
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        else:
            current += value_of(token.text, known) or 0.0
    return first, last, total + current


def _number_head(tree: Tree, noun: int, known: Numbers) -> tuple[int, int, float, str] | None:
    """ "une centaine de soldats", "3,5 millions de dollars", "156 killed": the number is the head."""
    token = tree.tokens[noun]
    scale = known.scale.get(token.lemma) or known.scale.get(token.text.lower())
    bare = (
        value_of(token.text, known)
        if token.pos in {"NUM", "NOUN", "PRON"} and token.text.lower() not in known.articles
        else None
    )
    if scale is None and bare is None:
        return None
    units = [
        k
        for k in tree.kids[noun]
        if tree.relation(k) == "nmod" and set(tree.prepositions(k)) & set(tree.cues.of) and k > noun
    ]
    unit = tree.tokens[units[0]].lemma if units else ""
    if units and units[0] not in tree.outside:
        if tree.tokens[units[0]].lemma in known.not_units:
            return None
        first, _, value = _run(tree, noun, known)
        if scale is not None and first == noun and "Number=Plur" in token.morph and not _counts(tree, noun, known):
            return None
        return first, units[0], value, unit
    if bare is not None and tree.relation(noun) in {"nsubj", "obj"} and token.pos == "NUM":
        first, last, value = _run(tree, noun, known)
        return first, last, value, known.people
    return None


def _counts(tree: Tree, noun: int, known: Numbers) -> bool:
    return any(value_of(tree.tokens[k].text, known) is not None for k in tree.kids[noun])


def _role(tree: Tree, unit: str, noun: int, hit: Hit, known: Numbers) -> str | None:
    """What is counted: by the unit (money, weapons), else by the trigger if the noun is what it is done to."""
    for role, units in known.unit_role.items():
        if unit in units:
            return role
    lemma = tree.tokens[hit.head].lemma
    target = {f.token for f in hit.frame.get("object")}
    for role, lemmas in known.trigger_role.items():
        if lemma in lemmas and (noun in target or not target):
            return role
    return "participants" if hit.trigger.type.value == "PROTEST" and not target else None
