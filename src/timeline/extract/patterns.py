"""Where the words of a trigger's pattern stand in a sentence: "call for", "mise en état d'alerte"."""

from .lexicon import INFLECTED, Pattern
from .tree import Tree

CLAUSES = frozenset({"advcl", "csubj", "parataxis"})
"""Clauses beside a trigger, which hold none of its words."""


def tail_words(tree: Tree, pattern: Pattern, head: int) -> tuple[int, ...] | None:
    """Where the other words of a pattern stand; None if one is missing."""
    if not pattern.before and not pattern.after:
        return ()
    found: list[int] = []
    position = head
    for word in reversed(pattern.before):
        position -= 1
        while pattern.verbal and position > 0 and tree.tokens[position].pos == "AUX":
            position -= 1  # "s'en est pris à"
        if position < 0 or not _is(tree, position, word):
            return None
        found.insert(0, position)
    position = head
    for word in pattern.after:
        reach = range(position + 1, min(len(tree), position + 8))
        position = next((i for i in reach if _may_be(tree, i, word) and _hangs_on(tree, i, head, pattern)), -1)
        if position < 0:
            return None
        found.append(position)
    return tuple(found)


def _may_be(tree: Tree, i: int, word: str) -> bool:
    """Whether a word is that of a pattern, and no preposition of a date: "called Oslo on Sunday" is not to call on it."""
    dated = tree.tokens[i].pos == "ADP" and (i in tree.outside or tree.tokens[i].head in tree.outside)
    return not dated and _is(tree, i, word)


def _is(tree: Tree, i: int, word: str) -> bool:
    token = tree.tokens[i]
    form = token.text.lower().replace("’", "'")
    if word in {token.lemma, form}:
        return True
    return token.pos in {"ADJ", "VERB"} and form.startswith(word) and form.removeprefix(word) in INFLECTED


def _hangs_on(tree: Tree, i: int, head: int, pattern: Pattern) -> bool:
    if i == head + 1:
        return True
    if tree.tokens[i].pos in {"ADP", "PART", "SCONJ"} and pattern.verbal and len(pattern.after) == 1:
        phrase = tree.head(i)
        over = None if phrase is None else tree.head(phrase)
        if over is not None and phrase is not None and tree.relation(phrase) == "acl" and tree.relation(over) == "obj":
            over = tree.head(over)  # "appelle les deux camps à cesser le feu", hung on the object
        return phrase == head or (phrase is not None and over == head and tree.relation(phrase) != "advcl")
    limit = 3 if pattern.verbal else 2
    for depth, above in enumerate(tree.ancestors(i)):
        if above == head:
            return True
        if depth >= limit or tree.tokens[above].dep.startswith("acl") or tree.relation(above) in CLAUSES:
            return False
    return False
