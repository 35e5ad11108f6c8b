"""Clauses that tell nothing: questions, what somebody fears or guards against, what happens whenever something else does."""

from .tree import Tree

GUARDS = (
    ("à", "moins"),
    ("de", "peur"),
    ("de", "crainte"),
    ("éviter",),
    ("empêcher",),
    ("à", "condition"),
    ("chaque", "fois"),
)
"""Words before "que" under which nothing has happened; their "ne" denies nothing."""
WHENEVER = frozenset({"quand", "lorsque"})
"""Conjunctions that with the present tense tell what is always so."""


def unsaid(tree: Tree, verb: int) -> str | None:
    """Why the clause of a verb, or one that governs it, is no claim; None if it may be one."""
    if tree.tokens[-1].text == "?" and _is_asked(tree, verb):
        return "question"
    below = verb
    for clause in (verb, *tree.ancestors(verb)):
        if clause != verb and tree.relation(below) not in {"xcomp", "conj"}:
            return None
        for mark in tree.below(clause, "mark"):
            word = tree.tokens[mark].text.lower().replace("’", "'")
            if word in {"que", "qu'"} and any(_stands_before(tree, mark, words) for words in GUARDS):
                return "guarded against"
            if tree.tokens[mark].lemma in WHENEVER and "Tense=Pres" in tree.tokens[clause].morph:
                return "whenever"
        below = clause
    return None


def _is_asked(tree: Tree, verb: int) -> bool:
    """Whether no relative clause, which tells a fact, stands between a verb and its question."""
    return all(not tree.tokens[i].dep.startswith("acl") for i in (verb, *tree.ancestors(verb)))


def _stands_before(tree: Tree, mark: int, words: tuple[str, ...]) -> bool:
    before = tree.tokens[max(0, mark - len(words)) : mark]
    return tuple(t.text.lower() for t in before) == words
