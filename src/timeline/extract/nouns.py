"""The slots of an event noun: its own complements, and those of the verb that carries it ("hold talks", "mener un raid")."""

from .frames import Frame, fill, is_passive, own_arguments, second_of_two, verb_frame
from .tree import INSIDE, NOUNS, Tree

UNDERGOER = "undergoer"
"""The slot of who faces, suffers or escapes a deed: "the army faces accusations"."""
AIMED = frozenset({"against", "on", "contre"})
"""Prepositions of whom a deed is done to, wherever the phrase stands."""


def noun_frame(tree: Tree, noun: int) -> Frame:
    """The slots of a noun, and of the verb that carries it if there is one."""
    frame = Frame(noun, noun, verbal=False)
    for kid in tree.kids[noun]:
        _noun_argument(tree, frame, kid)
    owner = owner_of_relative(tree, noun)
    if owner is not None:
        fill(tree, frame, "possessor", owner, "before 'dont'")
    above = tree.head(noun)
    if above is not None and tree.tokens[above].pos in NOUNS and _is_one_with(tree, noun, above):
        for kid in tree.kids[above]:
            if kid > noun and tree.relation(noun) == "nmod":
                _noun_argument(tree, frame, kid)
    carrier = carried_by(tree, noun)
    if carrier is not None:
        frame.anchor = carrier
        _add_carrier(tree, frame, carrier)
    else:
        _add_sufferer(tree, frame)
    return frame


def add_tail(tree: Tree, frame: Frame, words: tuple[int, ...]) -> None:
    """Adds what hangs on the other words of a noun's pattern: "journée d'action des syndicats"."""
    for word in words:
        if word > frame.head and tree.tokens[word].pos in NOUNS:
            for kid in tree.kids[word]:
                if kid not in words and tree.relation(kid) in {"nmod", "amod"}:
                    _noun_argument(tree, frame, kid)


def _add_sufferer(tree: Tree, frame: Frame) -> None:
    """ "Elle a été la cible d'une attaque", "il fait l'objet de menaces": who suffers it; "médecins en grève": who does it."""
    above = tree.head(frame.head)
    if above is not None and tree.prepositions(frame.head) in {("en",), ("on",)} and tree.tokens[above].pos in NOUNS:
        frame.add("agent", above, "noun in that state")
    if above is None or tree.tokens[above].lemma not in tree.cues.suffering or not tree.prepositions(frame.head):
        return
    for top in (above, tree.head(above)):
        for subject in tree.below(top, "nsubj") if top is not None else ():
            if top is not None and subject != above:
                frame.anchor = top
                fill(tree, frame, "of", subject, f"subject of {tree.tokens[above].text!r}")
                return


def _noun_argument(tree: Tree, frame: Frame, kid: int) -> None:
    token, relation = tree.tokens[kid], tree.relation(kid)
    if token.dep == "nmod:poss" or "Poss=Yes" in token.morph:
        fill(tree, frame, "possessor", kid, "possessor")
    elif relation in {"amod", "compound"} or (relation == "nmod" and not tree.prepositions(kid) and kid < frame.head):
        for one in tree.conjuncts(kid):
            frame.add("modifier", one, "modifier")
            if relation == "compound":
                frame.add("of", one, "noun before it")
    elif relation in {"nmod", "obl"}:
        _noun_complement(tree, frame, kid)
    elif relation == "acl" and token.lemma in {*tree.cues.light, *tree.cues.occur}:
        for agent in (k for k in tree.kids[kid] if tree.relation(k) in {"obl", "nmod"}):
            _noun_complement(tree, frame, agent)
        for subject in tree.below(kid, "nsubj"):
            passive = tree.tokens[subject].dep == "nsubj:pass"
            if not passive and tree.tokens[subject].text.lower() not in tree.cues.relative:
                fill(tree, frame, "agent", subject, "subject of the relative clause")


def _noun_complement(tree: Tree, frame: Frame, kid: int) -> None:
    prepositions = tree.prepositions(kid)
    for preposition in prepositions:
        if preposition in tree.cues.of:
            fill(tree, frame, "of", kid, f"after {preposition!r}")
        elif preposition in tree.cues.by:
            fill(tree, frame, "agent", kid, f"after {preposition!r}")
        else:
            fill(tree, frame, preposition, kid, f"after {preposition!r}")
            second_of_two(tree, frame, preposition, kid)
    for inner in tree.below(kid, "nmod", "obl"):
        if inner > kid and any(p in tree.cues.by for p in tree.prepositions(inner)):
            fill(tree, frame, "agent", inner, "agent, further on")
    if set(prepositions) & {*tree.cues.by, *tree.cues.of}:
        _aim_behind(tree, frame, kid)
    if not prepositions and tree.relation(kid) == "nmod":
        fill(tree, frame, "of", kid, "complement")


def owner_of_relative(tree: Tree, noun: int) -> int | None:
    """The noun before "dont" where that word opens the phrase of another: "Téhéran, dont l'attaque a …"."""
    first = tree.phrase(noun)[0]
    at = first if tree.tokens[first].text.lower() == "dont" else first - 1
    if at < 1 or tree.tokens[at].text.lower() != "dont":
        return None
    before = at - 2 if tree.tokens[at - 1].text == "," else at - 1
    while before > 0 and tree.tokens[before].dep in INSIDE and tree.tokens[before].head < at:
        above = tree.tokens[before].head
        if above == before:
            break
        before = above
    while tree.relation(before) == "conj" and tree.tokens[tree.tokens[before].head].pos in NOUNS:
        before = tree.tokens[before].head
    return before if tree.tokens[before].pos in NOUNS else None


def _aim_behind(tree: Tree, frame: Frame, agent: int) -> None:
    """ "An attack by rebels on fishermen", "l'attaque des élus de la majorité contre le texte": whom it is aimed at hangs on who
    does it, or on what he is of."""
    level = [agent]
    for _ in range(2):
        level = [k for i in level for k in tree.below(i, "nmod", "obl") if k > agent]
        for kid in level:
            for preposition in set(tree.prepositions(kid)) & AIMED:
                fill(tree, frame, preposition, kid, f"after {preposition!r}, further on")


def carried_by(tree: Tree, noun: int) -> int | None:
    """The verb that makes a clause of an event noun: hold talks, an attack took place, une opération menée par."""
    above = tree.head(noun)
    while above is not None and tree.tokens[above].pos in NOUNS and _is_one_with(tree, noun, above):
        noun, above = above, tree.head(above)
    if above is None:
        return None
    token, dep = tree.tokens[above], tree.tokens[noun].dep
    if token.pos not in {"VERB", "AUX"}:
        return None
    negated = dep == "obl:arg" and tree.prepositions(noun) == ("de",) and "de" in tree.cues.of  # "pas d'offensive"
    if dep in {"obj", "nsubj:pass"} or negated or (dep == "nsubj" and is_passive(tree, above)):
        return (
            above if token.lemma in {*tree.cues.light, *tree.cues.report, *tree.cues.control, *tree.cues.plan} else None
        )
    if dep == "nsubj" and _occurs(tree, above):
        return above
    if dep == "nsubj" and token.lemma in {*tree.cues.obliged, *tree.cues.possible, *tree.cues.near_future}:
        return next((k for k in tree.below(above, "xcomp") if _occurs(tree, k)), None)  # "doit avoir lieu"
    if tree.tokens[noun].lemma in tree.cues.enacted and set(tree.prepositions(noun)) & {"in", "en"}:
        return above
    if (
        dep.startswith("obl")
        and token.lemma in tree.cues.light
        and token.lemma not in {"avoir", "have", "faire", "make"}
    ):
        return above if set(tree.prepositions(noun)) & {"à", "in", "to", "out", "with", "on"} else None
    if dep.startswith("obl") and token.lemma in tree.cues.bound_for:
        bare = not tree.below(noun, "det")  # "came under attack", not "is, under the agreement, …"
        marks = set(tree.prepositions(noun))
        return above if marks & {"for", "on"} or (bare and marks & set(tree.cues.under)) else None
    return None


def _is_one_with(tree: Tree, noun: int, above: int) -> bool:
    """Whether a noun stands beside the one above it, or is what that one counts: "a series of strikes"."""
    if tree.relation(noun) == "conj":
        return True
    bundled = tree.tokens[above].lemma in tree.cues.quantity_noun
    return bundled and tree.relation(noun) == "nmod" and set(tree.prepositions(noun)) <= set(tree.cues.of)


def _occurs(tree: Tree, verb: int) -> bool:
    """Whether a verb says that its subject takes place: alone, or with the word that completes it ("avoir lieu", "come into")."""
    lemma = tree.tokens[verb].lemma
    if lemma in tree.cues.occur:
        return True
    after = {tree.tokens[k].lemma for k in tree.below(verb, "obj", "xcomp", "compound")}
    after |= {tree.tokens[k].lemma for k in tree.below(verb, "obl")}
    after |= {p for k in tree.below(verb, "obl") for p in tree.prepositions(k)}
    return any(f"{lemma} {word}" in tree.cues.occur for word in after)


def _add_carrier(tree: Tree, frame: Frame, verb: int) -> None:
    if tree.tokens[frame.head].dep == "nsubj" and not is_passive(tree, verb):
        carrier = Frame(verb, verb, verbal=True)
        own_arguments(tree, verb, carrier)
        carrier.slots.pop("subject", None)
    else:
        carrier = verb_frame(tree, verb)
    under = bool(set(tree.prepositions(frame.head)) & set(tree.cues.under))
    suffered = under or tree.tokens[verb].lemma in tree.cues.undergo
    token = tree.tokens[verb]
    if token.lemma in tree.cues.report and token.lemma not in tree.cues.light:
        carrier.slots = {"subject": carrier.get("subject")}
    if any(tree.tokens[k].lemma in tree.cues.mention for k in tree.below(verb, "obj")):
        carrier.slots = {}  # "ont fait état de tirs": they tell of them
    for slot, fillers in carrier.slots.items():
        if suffered and slot == "subject":
            for filler in fillers:
                for one in ("of", UNDERGOER):
                    frame.add(one, filler.token, f"subject of {tree.tokens[verb].text!r}")
            continue
        for filler in fillers:
            if filler.token != frame.head and slot not in {"object", "clause"}:
                frame.add(slot, filler.token, f"{filler.path} of {tree.tokens[verb].text!r}")
