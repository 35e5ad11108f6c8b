"""Who stands in which slot of a trigger, by syntax. The lexicon names slots in the active voice; here passives are turned
round, relative pronouns give way to their antecedents, and subjects are found through control and coordination."""

from dataclasses import dataclass, field

from .tree import NOMINAL, NOUNS, Tree

PARTICIPLE = "VerbForm=Part"
FUSED = {"auquel": "à", "auxquels": "à", "auxquelles": "à"}
"""French relative pronouns that hold their preposition, which the parser takes for subjects."""

FIRST = {"me": frozenset({"je"}), "m'": frozenset({"je"}), "nous": frozenset({"nous"})}
"""Pronouns that are reflexive behind these."""


@dataclass(frozen=True, slots=True)
class Filler:
    """A word that fills a slot (the head of its noun phrase), and the path by which it was found."""

    token: int
    path: str


@dataclass(slots=True)
class Frame:
    """A trigger in its sentence. `anchor` is the verb whose tense and adverbs count for it: the trigger itself, or the
    verb that carries a noun."""

    head: int
    anchor: int
    verbal: bool
    passive: bool = False
    slots: dict[str, list[Filler]] = field(default_factory=dict)
    held: tuple[int, ...] = ()
    """Words that a sense asks for: the thing that is exchanged or signed, not a party."""
    words: tuple[int, ...] = ()
    """The words of the trigger's pattern, where it has been matched."""

    def add(self, slot: str, token: int, path: str) -> None:
        """Puts a word into a slot, once."""
        fillers = self.slots.setdefault(slot, [])
        if all(f.token != token for f in fillers):
            fillers.append(Filler(token, path))

    def get(self, slot: str) -> list[Filler]:
        """The fillers of a slot, in the order of the text."""
        return self.slots.get(slot, [])


def verb_frame(tree: Tree, verb: int, stative: bool = False) -> Frame:
    """The slots of a verb. `stative`: a participle used as an adjective ("is committed to …"), whose subject is its subject."""
    passive = is_passive(tree, verb) and not stative
    frame = Frame(verb, verb, verbal=True, passive=passive)
    own_arguments(tree, verb, frame)
    above = tree.head(verb)
    if tree.tokens[verb].pos == "AUX" and above is not None and tree.relation(verb) in {"dep", "aux"}:
        own_arguments(tree, above, frame)  # "s'est fait exploser": its arguments hang on the infinitive
    first = frame.slots.get("object" if passive else "subject")
    if not first:
        slot = "object" if passive else "subject"
        for token, path in shared_subject(tree, verb, passive):
            frame.add(slot, token, path)
    if passive and not frame.get("subject"):
        _shared_agent(tree, verb, frame)
    if passive and not frame.get("subject"):
        _lowered_agent(tree, verb, frame)
    if not passive:
        if not frame.get("object"):
            _relative_object(tree, verb, frame)
        _by_order(tree, verb, frame)
        if not frame.get("object") and tree.tokens[verb].lemma in tree.cues.causative:
            for made in tree.below(verb, "xcomp"):
                for kid in tree.below(made, "obj", "obl:arg"):
                    fill(tree, frame, "object", kid, "object of what it brings about")
        if not frame.get("object") and not is_reflexive(tree, verb):
            _partitive_object(tree, verb, frame)
        if not frame.get("object"):
            _shared_object(tree, verb, frame)
    return frame


def _shared_object(tree: Tree, verb: int, frame: Frame) -> None:
    """ "Displaced and starved villagers", "a arrêté puis expulsé deux élus": the object behind the last of two verbs is that of
    both, where nothing but a conjunction stands between them."""
    for other in tree.below(verb, "conj"):
        between = tree.tokens[verb + 1 : other]
        if (
            other < verb
            or tree.tokens[other].pos != "VERB"
            or any(t.pos not in {"CCONJ", "ADV", "AUX"} for t in between)
        ):
            continue
        if tree.below(other, "nsubj") or is_passive(tree, other):
            continue
        for kid in tree.below(other, "obj"):
            if kid > other:
                fill(tree, frame, "object", kid, "object, coordinated")


def _shared_agent(tree: Tree, verb: int, frame: Frame) -> None:
    """ "ont été enlevés et torturés par des hommes armés": the agent behind the last of two passives did both."""
    above = tree.head(verb)
    alike = [verb, *([above] if above is not None and tree.relation(verb) == "conj" else []), *tree.below(verb, "conj")]
    last = max(alike)
    for other in alike:
        for kid in tree.kids[other]:
            if kid > last and set(tree.prepositions(kid)) & set(tree.cues.by) and is_passive(tree, other):
                fill(tree, frame, "subject", kid, "agent of the passive beside it")


def _lowered_agent(tree: Tree, verb: int, frame: Frame) -> None:
    """ "A été accusé de corruption par deux élus": the agent of a passive that hangs on a complement before it."""
    for noun in tree.below(verb, "obl"):
        for kid in tree.below(noun, "nmod"):
            if kid > noun > verb and set(tree.prepositions(kid)) & set(tree.cues.by):
                fill(tree, frame, "subject", kid, "agent of the passive, further on")


def _by_order(tree: Tree, verb: int, frame: Frame) -> None:
    """Where the parse is odd: what stands before a finite verb is its subject, what follows it its object."""
    auxiliaries = tree.below(verb, "aux")
    if not frame.get("subject"):
        _speaker_behind(tree, verb, frame)
    if not any("VerbForm=Fin" in tree.tokens[i].morph for i in (verb, *auxiliaries)):
        if tree.relation(verb) == "conj" and not frame.get("object"):
            _object_by_order(tree, verb, frame)
        return
    if not frame.get("subject") and tree.relation(verb) in {"root", "parataxis", "ccomp", "amod", "dep"}:
        token_head = tree.tokens[verb].head
        for i in range(verb - 1, -1, -1):
            token = tree.tokens[i]
            if token.pos in {"VERB", "SCONJ", "CCONJ"} or token.text in {":", ";"}:
                break
            if i == token_head and tree.relation(verb) == "amod" and token.pos in NOUNS:
                fill(tree, frame, "subject", i, "noun before the verb")
                break
            name = token.pos in NOUNS or (
                i == 0 and token.text[:1].isupper() and token.pos in {"ADV", "X", "ADJ", "INTJ"}
            )
            if (
                name
                and i not in tree.outside
                and not any(tree.relation(k) in {"case", "mark"} for k in tree.kids[i])
                and token.dep not in {"flat:name", "compound"}
            ):
                above = tree.tokens[i].head
                joined = tree.relation(i) == "conj" and tree.tokens[above].pos in NOUNS
                fill(tree, frame, "subject", above if joined else i, "next before the verb")
                break
    if not frame.get("object"):
        _object_by_order(tree, verb, frame)


def _speaker_behind(tree: Tree, verb: int, frame: Frame) -> None:
    """ "« … », a déclaré Barack Obama", "…, a prévenu le général": who stands behind a verb that says who said it."""
    saying, follows = tree.tokens[verb].lemma in tree.cues.report, _follows_quotation(tree, verb)
    for kid in tree.below(verb, "obj"):
        bare = tree.tokens[kid].pos == "PROPN" and not tree.below(kid, "det")
        inserted = follows and (saying or tree.relation(verb) == "parataxis")
        if kid > verb and ((saying and bare) or (tree.tokens[kid].pos in NOUNS and inserted)):
            frame.slots.pop("object", None)
            fill(tree, frame, "subject", kid, "speaker behind the verb")


def _follows_quotation(tree: Tree, verb: int) -> bool:
    """Whether a verb comes right behind a comma with its auxiliaries: "« … », ont déclaré deux députés"."""
    first = min((verb, *(k for k in tree.kids[verb] if tree.relation(k) in {"aux", "expl"} and k < verb)))
    return first > 1 and tree.tokens[first - 1].text in {",", "»", '"', "”"} and not tree.below(verb, "cc")


def _partitive_object(tree: Tree, verb: int, frame: Frame) -> None:
    """ "larguer des bombes", "suspendre de l'envoi": an argument after a bare "de" right behind its verb is its object."""
    for kid in tree.kids[verb]:
        if tree.tokens[kid].dep == "obl:arg" and tree.prepositions(kid) == ("de",) and "de" in tree.cues.of:
            fill(tree, frame, "object", kid, "after 'de'")
            return


def _object_by_order(tree: Tree, verb: int, frame: Frame) -> None:
    for i in range(verb + 1, min(len(tree), verb + 6)):
        token = tree.tokens[i]
        if token.pos in NOUNS or (token.pos == "ADV" and token.text[:1].isupper()):
            cases = [tree.tokens[k] for k in tree.kids[i] if tree.relation(k) == "case" and k > verb]
            if i not in tree.outside and token.dep not in {"flat:name"} and all(c.text.lower() == "des" for c in cases):
                fill(tree, frame, "object", i, "next after the verb")
            return
        if token.pos not in {"DET", "NUM", "ADJ", "ADV"} and token.text.lower() != "des":
            return


def own_arguments(tree: Tree, verb: int, frame: Frame) -> None:
    """Puts what hangs on a verb into its slots."""
    for kid in tree.kids[verb]:
        dep, relation = tree.tokens[kid].dep, tree.relation(kid)
        fused = FUSED.get(tree.tokens[kid].text.lower())
        if fused is not None:
            fill(tree, frame, fused, kid, "relative pronoun")
        elif relation == "nsubj" and frame.passive:
            fill(tree, frame, "object", kid, "subject of the passive")
        elif relation in {"nsubj", "csubj"}:
            _first_conjunct(tree, frame, kid)
            fill(tree, frame, "subject", kid, "subject")
        elif relation == "obj":
            fill(tree, frame, "object", kid, "object")
        elif relation == "iobj":
            for slot in tree.cues.dative:
                fill(tree, frame, slot, kid, "indirect object")
        elif relation in {"obl", "nmod"}:
            _oblique(tree, frame, kid, dep)
        elif relation in {"ccomp", "xcomp"} and not (
            tree.tokens[kid].lemma in tree.cues.report and not tree.prepositions(kid)
        ):
            for token in subjects(tree, kid):
                fill(tree, frame, "clause", token, "subject of the clause")
        elif relation == "advcl":
            _adverbial(tree, frame, kid)


def _adverbial(tree: Tree, frame: Frame, clause: int) -> None:
    """An infinitive behind its preposition; of one with a subject of its own, "call for the mayor to resign", the subject."""
    own = tree.below(clause, "nsubj")
    for preposition in tree.prepositions(clause):
        if not own:
            frame.add(preposition, clause, "infinitive")
        elif preposition == "for":
            fill(tree, frame, preposition, own[0], "subject of the infinitive")


def _first_conjunct(tree: Tree, frame: Frame, subject: int) -> None:
    """ "Kiev et Moscou ont …" where the parser leaves the first name outside: what stands before the conjunction joins in."""
    start = min(
        [subject, *(k for k in tree.kids[subject] if tree.relation(k) in {"det", "amod", "cc"} and k < subject)]
    )
    joint = start if tree.tokens[start].pos == "CCONJ" else start - 1
    if joint < 1 or tree.tokens[joint].pos != "CCONJ":
        return
    before = joint - 1
    while tree.relation(before) in {"flat", "amod"} and tree.tokens[before].head < before:
        before = tree.tokens[before].head
    if tree.tokens[before].pos in NOUNS and tree.relation(before) in {"root", "dep", "nsubj", "dislocated"}:
        frame.add("subject", before, "subject, coordinated")


def _oblique(tree: Tree, frame: Frame, kid: int, dep: str) -> None:
    prepositions = tree.prepositions(kid)
    if dep == "obl:agent" or (frame.passive and any(p in tree.cues.by for p in prepositions)):
        fill(tree, frame, "subject", kid, "agent of the passive")
        return
    for preposition in prepositions:
        fill(tree, frame, preposition, kid, f"after {preposition!r}")
        second_of_two(tree, frame, preposition, kid)
    if len(prepositions) > 1:
        fill(tree, frame, " ".join(prepositions), kid, "after a phrase")


def fill(tree: Tree, frame: Frame, slot: str, token: int, path: str) -> None:
    """Puts a word and what is coordinated with it into a slot."""
    for one in tree.conjuncts(token):
        if one == token or tree.tokens[one].pos in NOMINAL:
            for noun in _antecedents(tree, one):
                frame.add(slot, noun, path if one == token else f"{path}, coordinated")


def _antecedents(tree: Tree, token: int) -> tuple[int, ...]:
    """The nouns that a relative pronoun stands for: "la CGT et Solidaires, qui …" are two."""
    noun = antecedent(tree, token)
    if noun == token:
        return (token,)
    joined = [k for k in tree.conjuncts(noun) if k < token and tree.tokens[k].pos in NOMINAL]
    above = tree.head(noun)
    if tree.relation(noun) == "conj" and above is not None and tree.tokens[above].pos in NOUNS:
        joined.insert(0, above)
    return tuple(dict.fromkeys(joined)) or (noun,)


def antecedent(tree: Tree, token: int) -> int:
    """The noun that a relative pronoun stands for; other words stand for themselves."""
    if tree.tokens[token].text.lower() not in tree.cues.relative:
        return token
    below = token
    for above in tree.ancestors(token):
        if tree.tokens[below].dep.startswith("acl"):
            return _meant(tree, token, above)
        below = above
    if below != token and tree.tokens[below].dep.startswith("acl"):
        return tree.tokens[below].head
    return token


def _meant(tree: Tree, pronoun: int, noun: int) -> int:
    """The noun that a relative clause is about, where it hangs on the last noun before it: that which agrees with its verb
    ("deux députés de la majorité, qui ont …"), or whom an apposition describes ("Ana Roy, a lawyer for the families, who …")."""
    wanted = _number(tree, pronoun)
    above, tops, parted = noun, [noun], tree.tokens[pronoun - 1].text == ","
    while (head := tree.head(above)) is not None and tree.relation(above) in {"nmod", "appos"} and head < above:
        if tree.relation(above) == "appos" and (parted or above == noun) and tree.tokens[head].pos == "PROPN":
            return head
        above = head
        tops.append(above)
    if wanted is None or wanted in tree.tokens[noun].morph or "Number" not in tree.tokens[noun].morph:
        return noun
    return next((one for one in tops if wanted in tree.tokens[one].morph), noun)


def _number(tree: Tree, pronoun: int) -> str | None:
    """The number of the verb that has a relative pronoun for its subject, as a feature; None if it shows none."""
    verb = tree.tokens[pronoun].head
    if tree.relation(pronoun) != "nsubj":
        return None
    for i in (*tree.below(verb, "aux", "cop"), verb):
        morph = tree.tokens[i].morph
        if "VerbForm=Fin" in morph and "Number=" in morph:
            return "Number=Plur" if "Number=Plur" in morph else "Number=Sing"
    return None


def _relative_object(tree: Tree, verb: int, frame: Frame) -> None:
    """ "the drone that the army shot down": the object of a relative clause without a word of its own for it."""
    above = tree.head(verb)
    if above is None or tree.tokens[verb].dep != "acl:relcl" or not frame.get("subject"):
        return
    if tree.below(above, "cop") and tree.prepositions(above):
        return  # "c'est à Nîmes qu'un imam a été condamné"
    if all(f.token != above for fillers in frame.slots.values() for f in fillers):
        frame.add("object", above, "antecedent of the relative clause")


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb is passive: by its auxiliary, its agent, or as a participle that stands with a noun."""
    token = tree.tokens[verb]
    if is_reflexive(tree, verb):
        return False
    if token.lemma in tree.cues.unaccusative and len(tree.below(verb, "aux")) < 2:
        return False
    if tree.below(verb, "aux:pass", "nsubj:pass", "obl:agent"):
        return not tree.below(verb, "obj") or bool(tree.below(verb, "nsubj:pass", "obl:agent"))
    if token.dep == "acl" and "Tense=Past" in token.morph and not tree.below(verb, "nsubj", "obj", "aux"):
        return True
    if PARTICIPLE not in token.morph or "Tense=Pres" in token.morph or tree.below(verb, "aux"):
        return False
    if token.dep == "conj" and not tree.below(verb, "nsubj", "aux", "cop"):
        above = tree.head(verb)
        return above is not None and tree.tokens[above].pos in {"VERB", "AUX", "ADJ"} and is_passive(tree, above)
    if token.dep.startswith("acl") and not tree.below(verb, "nsubj"):
        return True
    return not tree.below(verb, "obj") and tree.relation(verb) in {"root", "amod", "advcl", "ccomp", "parataxis", "dep"}


def is_reflexive(tree: Tree, verb: int) -> bool:
    """Whether a French verb has its reflexive pronoun before it: hung on it, or next to it but for auxiliaries and adverbs."""
    own = (tree.tokens[k] for k in tree.kids[verb] if k < verb)
    if any(t.dep.startswith("expl") and t.text.lower() in tree.cues.clitic for t in own):
        return True
    for k in range(verb - 1, max(-1, verb - 5), -1):
        token = tree.tokens[k]
        if token.text.lower() in tree.cues.clitic or _is_own(tree, k):
            return True
        if token.pos not in {"AUX", "ADV", "PRON"}:
            return False
    return False


def _is_own(tree: Tree, clitic: int) -> bool:
    """ "Je m'engage", "nous nous félicitons": a pronoun of the first person behind the subject of the same person."""
    own = FIRST.get(tree.tokens[clitic].text.lower(), frozenset())
    return clitic > 0 and tree.tokens[clitic - 1].text.lower() in own


def subjects(tree: Tree, verb: int) -> tuple[int, ...]:
    """The surface subject of a clause, its own or that which it shares."""
    own = tree.below(verb, "nsubj")
    if own:
        return own[:1]
    return tuple(token for token, _ in shared_subject(tree, verb, passive=False))[:1]


def shared_subject(tree: Tree, verb: int, passive: bool, depth: int = 6) -> list[tuple[int, str]]:
    """The subject (of a passive: the patient) that a verb has from its surroundings: control, coordination, participles."""
    above, dep = tree.head(verb), tree.tokens[verb].dep
    if above is None or depth == 0:
        return []
    if dep.startswith("acl"):
        return _of_noun(tree, verb, above, passive, depth)
    if dep == "amod" and tree.tokens[above].pos in NOUNS:
        return [(above, "noun of the participle")] if passive else []
    if dep.partition(":")[0] not in {"conj", "xcomp", "ccomp", "advcl", "obl", "parataxis", "dep"}:
        return []
    if dep in {"ccomp", "parataxis", "dep"} and "VerbForm=Inf" not in tree.tokens[verb].morph:
        return []
    kind = "control" if dep == "xcomp" else "coordination" if dep == "conj" else "governing clause"
    if tree.tokens[above].pos in NOUNS and dep != "conj":
        return _of_noun(tree, verb, above, passive, depth)
    if dep == "xcomp":
        controller = tree.below(above, "obj") or tree.below(above, "iobj") or _dative(tree, above)
        if controller:
            return [(antecedent(tree, one), "object control") for one in tree.conjuncts(controller[0])]
    own = tree.below(above, "nsubj")
    if dep == "advcl" and is_passive(tree, above):
        own = tree.below(above, "obl:agent") or own
    if own:
        return [
            (antecedent(tree, one), f"subject by {kind}")
            for one in tree.conjuncts(own[0])
            if tree.tokens[one].pos in NOMINAL
        ]
    return shared_subject(tree, above, passive, depth - 1)


def _dative(tree: Tree, verb: int) -> tuple[int, ...]:
    return tuple(
        k
        for k in tree.kids[verb]
        if tree.tokens[k].dep == "obl:arg" and any(p in tree.cues.dative for p in tree.prepositions(k)) and k > verb
    )


def _of_noun(tree: Tree, verb: int, noun: int, passive: bool, depth: int) -> list[tuple[int, str]]:
    """A participle or infinitive that hangs on a noun: "rebels killed", "troops firing", "the army's decision to leave"."""
    if passive and any("VerbForm=Inf" in tree.tokens[k].morph for k in tree.below(verb, "aux")):
        return [(noun, "noun of the infinitive")]  # "the second reporter to be kidnapped"
    if tree.prepositions(verb) == ("à",) and tree.relation(noun) == "obj" and "VerbForm=Inf" in tree.tokens[verb].morph:
        return [(one, "object control") for one in tree.conjuncts(noun)]  # "a forcé les élus à partir"
    if "VerbForm=Inf" in tree.tokens[verb].morph or tree.prepositions(verb):
        for kid in tree.kids[noun]:
            if tree.tokens[kid].dep in {"nmod:poss", "nmod"} and tree.tokens[kid].pos in NOMINAL:
                return [(kid, "owner of the noun")]
        above = tree.head(noun)
        if above is not None and tree.relation(noun) in {"obj", "obl", "xcomp"}:
            own = tree.below(above, "nsubj")
            return [(antecedent(tree, own[0]), "subject of the governing verb")] if own else []
        return []
    return [(one, "noun of the participle") for one in (noun,)]


def second_of_two(tree: Tree, frame: Frame, preposition: str, first: int) -> None:
    """ "entre Riyad et Téhéran" where the parser gives the second name to the next verb."""
    if preposition not in tree.cues.between or len(tree.conjuncts(first)) > 1:
        return
    joint = tree.phrase(first)[1] + 1
    if joint < len(tree) and tree.tokens[joint].pos == "CCONJ":
        for i in range(joint + 1, min(len(tree), joint + 5)):
            if tree.tokens[i].pos in NOUNS:
                frame.add(preposition, i, f"after {preposition!r}, coordinated")
                return
            if tree.tokens[i].pos not in {"DET", "ADJ", "NUM"}:
                return
