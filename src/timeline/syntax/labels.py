"""ClearNLP labels, as the English model gives them, turned into Universal Dependencies.

The largest difference: ClearNLP hangs a noun on its preposition (`pobj` of a `prep`), Universal Dependencies hang the
preposition on its noun (`case`) and the noun on what the phrase belongs to (`obl`, `nmod`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

RENAMED = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "poss": "nmod:poss",
    "npadvmod": "obl:mod",
    "neg": "advmod",
    "quantmod": "advmod",
    "attr": "xcomp",
    "acomp": "xcomp",
    "oprd": "xcomp",
    "predet": "det",
    "preconj": "cc",
    "intj": "discourse",
    "meta": "dep",
}
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
ADPOSITIONS = frozenset({"prep", "agent", "dative"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence as the parser gives it: governor, label and part of speech of each word; a root is its own governor."""

    heads: Sequence[int]
    deps: Sequence[str]
    pos: Sequence[str]


def universal(parsed: Parsed) -> tuple[list[int], list[str]]:
    """Heads and labels in Universal Dependencies."""
    parsed = _with_prepositions(parsed)
    heads, deps, pos = parsed.heads, parsed.deps, parsed.pos
    new_heads, new_deps = list(heads), [RENAMED.get(dep, dep) for dep in deps]
    governing = {head for head, dep in zip(heads, deps, strict=True) if dep in {"pobj", "pcomp", "prep"}}
    for i, dep in enumerate(deps):
        if dep in {"pobj", "pcomp"} and deps[heads[i]] in ADPOSITIONS and pos[i] not in {"ADP", "SCONJ"}:
            _turn_round(parsed, i, new_heads, new_deps)
        elif dep == "aux" and pos[i] == "PART":
            new_deps[i] = "mark"
        elif dep == "dative":
            new_deps[i] = "iobj" if pos[i] in NOMINAL else new_deps[i]
        elif dep in ADPOSITIONS and i not in governing:
            new_deps[i] = "compound:prt"
    return new_heads, new_deps


def _with_prepositions(parsed: Parsed) -> Parsed:
    """The parse with each particle that governs a noun as the preposition that it is: "called on the mayor to resign"."""
    governing = {head for head, dep in zip(parsed.heads, parsed.deps, strict=True) if dep == "pobj"}
    deps = ["prep" if dep == "prt" and i in governing else dep for i, dep in enumerate(parsed.deps)]
    return Parsed(parsed.heads, deps, parsed.pos)


def _turn_round(parsed: Parsed, i: int, new_heads: list[int], new_deps: list[str]) -> None:
    """Hangs the object of a preposition on what the preposition hung on, and the preposition on its object."""
    heads, deps, pos = parsed.heads, parsed.deps, parsed.pos
    chain = [heads[i]]
    while deps[heads[chain[-1]]] in ADPOSITIONS and heads[chain[-1]] != chain[-1]:
        chain.append(heads[chain[-1]])
    top = chain[-1]
    base = heads[top]
    verbal = deps[i] == "pcomp" and pos[i] in {"VERB", "AUX"}
    new_heads[i] = base if base != top else i
    if verbal:
        new_deps[i] = "acl" if pos[base] in NOMINAL else "advcl"
    elif deps[top] == "agent":
        new_deps[i] = "obl:agent"
    else:
        new_deps[i] = "nmod" if pos[base] in NOMINAL else "obl"
    for link in chain:
        new_heads[link], new_deps[link] = i, "mark" if verbal else "case"
    for k, head in enumerate(heads):
        if head in chain and k != i and k not in chain and deps[k] not in {"pobj", "pcomp"}:
            new_heads[k] = i
