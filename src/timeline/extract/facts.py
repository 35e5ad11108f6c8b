"""Whether an event is told as a fact. The clause's own tense, modals and negation are read first; then the way up through
the clauses that govern it, as long as they may change it: plans, refusals, fears, conditions, purposes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.records import BlockKind, Status

from .frames import Frame, is_passive
from .tree import NOUNS, Tree
from .unsaid import unsaid


@dataclass(slots=True)
class Modality:
    """What is found on the way: the status, the words that gave it, and whether the event is mere content to be dropped."""

    status: Status = Status.HAPPENED
    dropped: bool = False
    negated: bool = False
    future: bool = False
    obliged: bool = False
    conditioned: bool = False
    """A condition is attached: "if they enter, …"."""
    unless: bool = False
    """The condition is "unless"."""
    tentative: bool = False
    """The French conditional alone makes it unsure; after a past verb of saying it is the future as seen from then."""
    offered: bool = False
    """A word of readiness governs it: "is willing to meet"."""
    progressive: bool = False
    """"I am not sending …": under a condition, a future."""
    attempted: bool = False
    """It is tried: of what is done by words alone, no fact."""
    wished: bool = False
    """Somebody ought to do it: a demand where a source says so, else an opinion."""
    prepared: bool = False
    """It is being prepared: "prepared to resume shelling"."""
    cues: list[str] = field(default_factory=list)
    reporter: int | None = None
    """The verb of saying that governs it."""
    past: bool = True

    def set(self, status: Status, cue: str) -> None:
        """The first cue decides: it stands nearest to the event. Denial is kept through plans."""
        if self.status in {Status.HAPPENED, Status.ONGOING}:
            self.status = status
        self.cues.append(cue)

    def drop(self, cue: str) -> None:
        """The event is only imagined."""
        self.dropped = True
        self.set(Status.CONDITIONAL, cue)


def modality(tree: Tree, frame: Frame, block: BlockKind) -> Modality:
    """How the sentence presents an event."""
    found = Modality()
    if not frame.verbal:
        _noun(tree, frame.head, found)
    if frame.verbal and "VerbForm=Inf" in tree.tokens[frame.head].morph and _is_free(tree, frame.head):
        found.drop("infinitive")
    why = unsaid(tree, frame.anchor)
    if why is not None:
        found.drop(why)
    if frame.passive and tree.tokens[frame.head].lemma in tree.cues.plan:
        found.set(Status.PLANNED, tree.tokens[frame.head].text)  # "est attendu à Rabat"
    if frame.verbal or frame.anchor != frame.head:
        _clause(tree, frame.anchor, found, block)
        if frame.anchor != frame.head and tree.tokens[frame.anchor].lemma in tree.cues.desire:
            found.drop(tree.tokens[frame.anchor].text)
        planned = frame.anchor != frame.head and tree.tokens[frame.anchor].lemma in tree.cues.plan
        if planned and (tree.tokens[frame.head].dep != "nsubj" or is_passive(tree, frame.anchor)):
            found.set(Status.PLANNED, tree.tokens[frame.anchor].text)
        _climb(tree, frame.anchor, found, block)
    else:
        _climb(tree, frame.head, found, block)
    return found


def _is_free(tree: Tree, verb: int) -> bool:
    """Whether an infinitive depends on no verb that could make it a fact: "to attack an embassy is a crime"."""
    modal = {*tree.cues.future, *tree.cues.possible, *tree.cues.obliged, "do"}
    if any(tree.tokens[k].lemma in modal for k in tree.below(verb, "aux")):
        return False
    ahead = tree.relation(verb) == "advcl" and not tree.prepositions(verb) and tree.tokens[verb].head > verb
    return ahead or tree.relation(verb) in {"root", "csubj", "nsubj", "obj", "dislocated"}


def _noun(tree: Tree, noun: int, found: Modality) -> None:
    for kid in tree.kids[noun]:
        token = tree.tokens[kid]
        if token.dep == "acl:relcl" and token.lemma in tree.cues.occur:
            _negation(tree, kid, found)  # "a call that did not take place"
        if token.lemma in tree.cues.hypothetical_adjective:
            found.set(Status.CONDITIONAL, token.text)
        elif {token.lemma, token.text.lower()} & set(tree.cues.planned_adjective):
            found.set(Status.PLANNED, token.text)
        elif token.lemma in tree.cues.negation:
            found.set(Status.DENIED, token.text)
            found.negated = True
        elif token.lemma in tree.cues.without_marker:
            found.set(Status.DENIED, token.text)


def _clause(tree: Tree, verb: int, found: Modality, block: BlockKind) -> None:
    """Tense, modals and negation of one clause."""
    auxiliaries = [k for k in tree.kids[verb] if tree.relation(k) in {"aux", "cop"}]
    words = [tree.tokens[i] for i in (verb, *auxiliaries)]
    finite = next((w for w in words if "VerbForm=Fin" in w.morph), words[0])
    for word in words:
        if word.index != verb and word.lemma in tree.cues.future:
            found.future = True
            found.set(Status.PLANNED, word.text)
        elif word.index != verb and word.lemma in tree.cues.possible:
            found.set(Status.CONDITIONAL, word.text)
        elif word.index != verb and word.lemma in tree.cues.obliged:
            found.obliged = True
            found.wished = found.wished or word.lemma in tree.cues.wishing
            found.set(Status.CONDITIONAL, word.text)
    if "Mood=Imp" in finite.morph:
        found.drop(f"{finite.text} (imperative)")
    elif "Tense=Fut" in finite.morph:
        found.future = True
        found.set(Status.PLANNED, f"{finite.text} (future)")
    elif "Mood=Cnd" in finite.morph:
        found.future = (
            found.future
            or not auxiliaries
            or all(a.index == verb or tree.tokens[a.index].dep == "aux:pass" for a in words)
        )
        found.tentative = found.future and found.status is Status.HAPPENED
        found.set(Status.CONDITIONAL, f"{finite.text} (conditional)")
    elif "VerbForm=Fin" not in finite.morph and "VerbForm=Inf" not in finite.morph:
        pass  # "killing ten": told as a fact, at the time of its clause
    elif _is_present(finite.morph, words) and block in {BlockKind.BODY, BlockKind.LEAD, BlockKind.QUOTE}:
        found.past = False
        if found.status is Status.HAPPENED:
            found.status = Status.ONGOING
    elif "Aspect=Prog" in words[0].morph and "Tense=Pres" in finite.morph and found.status is Status.HAPPENED:
        found.status = Status.ONGOING
    if "Aspect=Prog" in words[0].morph and "Tense=Pres" in finite.morph:
        found.progressive = True
    _negation(tree, verb, found)


def _is_present(morph: str, words: Sequence[object]) -> bool:
    return "Tense=Pres" in morph and "VerbForm=Fin" in morph and "Mood=Sub" not in morph and len(words) == 1


def _negation(tree: Tree, verb: int, found: Modality) -> None:
    mark = next((k for k in tree.kids[verb] if tree.relation(k) == "mark"), 0)
    if mark and tree.tokens[mark].lemma == "to" and tree.tokens[mark - 1].lemma == "yet":
        found.set(Status.DENIED, "yet to")
    kids = [tree.tokens[k] for k in tree.kids[verb]]
    negators = [
        k
        for k in kids
        if k.lemma in tree.cues.negation
        and tree.relation(k.index) in {"advmod", "det", "nsubj", "obj", "obl", "aux", "cc"}
    ]
    negators += [
        tree.tokens[g]
        for k in kids
        if tree.relation(k.index) in {"nsubj", "obj"}
        for g in tree.kids[k.index]
        if tree.tokens[g].lemma in tree.cues.negation and tree.relation(g) in {"det", "advmod"}
    ]
    ne = next((k.index for k in kids if k.lemma == "ne"), None)
    if ne is not None:
        near = tree.tokens[ne : verb + 3]
        negators = negators or [t for t in near if t.lemma in tree.cues.negation]
        if not negators and not any(t.lemma in tree.cues.restriction for t in tree.tokens[ne:]):
            negators = [tree.tokens[ne]]
    else:
        negators = [n for n in negators if n.lemma not in tree.cues.negation_with_ne]
    if negators:
        found.negated = True
        able = any(k.lemma in tree.cues.able for k in kids if tree.relation(k.index) == "aux")
        if able and found.status is Status.CONDITIONAL:
            found.status = Status.HAPPENED  # "could not agree": what one cannot do is not done
        if found.status is Status.PLANNED:
            found.status = Status.HAPPENED  # "n'enverra pas": what will not be is denied, not planned
        found.set(Status.DENIED, negators[0].text)


def _climb(tree: Tree, start: int, found: Modality, block: BlockKind) -> None:
    below = start
    marks = {tree.tokens[k].lemma for k in tree.below(start, "mark")}
    if (tree.head(start) is None or tree.relation(start) in {"conj", "parataxis"}) and marks & set(tree.cues.if_marker):
        found.drop("condition")
        return
    for above in tree.ancestors(start):
        dep, relation = tree.tokens[below].dep, tree.relation(below)
        marker = _marker(tree, below)
        unreal = _unreal(tree, below, relation, marker)
        if unreal is not None:
            found.drop(unreal)
            return
        if marker & set(tree.cues.without_marker):
            found.set(Status.DENIED, sorted(marker)[0])
        if dep == "acl:relcl" or (tree.tokens[below].pos in NOUNS and marker & set(tree.cues.presupposing)):
            return
        if _is_purpose(tree, below, above, relation, marker):
            found.drop(f"purpose {sorted(marker)[0]!r}")
            return
        governor = tree.tokens[above]
        if governor.pos in NOUNS:
            if relation in {"acl", "ccomp"} and _has_finite(tree, below):
                return
            if (
                relation in {"nmod", "acl", "obl", "amod"}
                and governor.lemma in tree.cues.hypothetical_noun
                and not _is_agent(tree, below)
            ):
                found.drop(f"only {governor.text!r}")
                return
        elif not _pass_verb(tree, below, above, found, block):
            return
        below = above


def _has_finite(tree: Tree, verb: int) -> bool:
    return any("VerbForm=Fin" in tree.tokens[i].morph for i in (verb, *tree.below(verb, "aux")))


def _unreal(tree: Tree, verb: int, relation: str, marker: set[str]) -> str | None:
    """What makes a clause only imagined: a condition, a fear, what is yet to come; None if nothing does."""
    if marker >= {"for", "to"} and is_infinitive(tree, verb):
        return "for … to"  # "the time has come for Oslo to end the war"
    if marker & set(tree.cues.if_marker) and relation in {"advcl", "ccomp", "acl"}:
        return f"condition {sorted(marker)[0]!r}"
    if marker & set(tree.cues.ahead) and relation == "advcl" and _is_told_now(tree, verb):
        return f"{sorted(marker)[0]!r} it is done"
    return "fear" if _phrase_before(tree, verb, tree.cues.fear_marker) else None


def _is_told_now(tree: Tree, verb: int) -> bool:
    """Whether the finite word of a clause stands in the present."""
    words = (tree.tokens[i].morph for i in (verb, *tree.below(verb, "aux")))
    return any("VerbForm=Fin" in morph and "Tense=Pres" in morph for morph in words)


def _is_agent(tree: Tree, i: int) -> bool:
    return bool(set(tree.prepositions(i)) & set(tree.cues.by))


def _marker(tree: Tree, i: int) -> set[str]:
    return set(tree.prepositions(i)) if tree.relation(i) != "conj" else set()


def _phrase_before(tree: Tree, i: int, phrases: tuple[str, ...]) -> bool:
    marks = [k for k in tree.kids[i] if tree.relation(k) in {"mark", "case", "advmod", "fixed"}]
    if not marks:
        return False
    first = min(marks)
    for phrase in phrases:
        words = phrase.split()
        for at in (first, first - 1, first - len(words)):
            if at >= 0 and [t.text.lower() for t in tree.tokens[at : at + len(words)]] == words:
                return True
    return False


def _is_purpose(tree: Tree, below: int, above: int, relation: str, marker: set[str]) -> bool:
    token = tree.tokens[below]
    if not marker & set(tree.cues.purpose_marker):
        return False
    if relation in {"advcl", "xcomp"} and tree.tokens[above].lemma in tree.cues.means:
        return False
    if tree.tokens[above].lemma in tree.cues.decided and relation == "acl":
        return False  # "the decision to ban the party"
    if token.lemma in tree.cues.enacted and relation == "advcl":
        return False  # "blocked the road to protest": it is done by doing the other
    if "to" in marker or "order" in marker:
        return token.pos == "VERB" and relation in {"advcl", "acl"}
    if token.pos in {"VERB", "AUX"}:
        return relation in {"advcl", "acl", "obl", "xcomp", "nmod"} and "aux:tense" not in {
            tree.tokens[k].dep for k in tree.kids[below]
        }
    return False


def _pass_verb(tree: Tree, below: int, above: int, found: Modality, block: BlockKind) -> bool:
    """Reads a governing verb; returns whether what stands above it matters too."""
    governor, dep, relation = tree.tokens[above], tree.tokens[below].dep, tree.relation(below)
    cues, lemma = tree.cues, governor.lemma
    nominal = tree.tokens[below].pos in NOUNS
    beside = relation == "conj" and is_infinitive(tree, below) and not is_infinitive(tree, above)
    if beside and (onward := _pass_attitude(tree, below, above, found)) is not None:
        return onward  # "va couper le gaz et suspendre …"
    if relation == "conj":
        return _pass_conjunct(tree, below, above, found, block)
    inside = relation in {"xcomp", "ccomp"} or (relation in {"advcl", "obl"} and is_infinitive(tree, below))
    if lemma in cues.aimed and relation == "advcl" and _marker(tree, below) & set(cues.aimed_at):
        found.drop(f"only {governor.text!r}")
        return False
    if relation == "csubj" and governor.lemma in cues.hypothetical_noun:
        found.drop(f"only {governor.text!r}")  # "taking part is an option"
        return False
    if inside or (nominal and (relation in {"obj", "nsubj"} or dep == "obl:arg")):
        onward = _pass_attitude(tree, below, above, found)
        if onward is not None:
            return onward
    if lemma in cues.report and relation in {"ccomp", "xcomp", "parataxis"}:
        found.reporter = above
        if found.tentative and _is_past(tree, above):
            found.status = Status.PLANNED
        if any(tree.tokens[k].lemma in cues.negation for k in tree.below(above, "advmod")):
            found.set(Status.DENIED, governor.text)
        return False
    if relation in {"xcomp", "ccomp"} and (lemma in {*cues.control, "be", "être"} or governor.pos in {"AUX", "ADJ"}):
        _clause(tree, above, found, block)
        return True
    if nominal and relation in {"obj", "obl", "nsubj"} and not _marker(tree, below) & set(cues.during):
        return _pass_nominal(tree, above, found)
    if relation == "advcl" and not _has_finite(tree, below) and not _has_finite(tree, above):
        return True  # "a bill to force a vote before sending troops"
    return relation not in {"advcl", "parataxis"}


def _pass_conjunct(tree: Tree, below: int, above: int, found: Modality, block: BlockKind) -> bool:
    """Reads the verb that a verb is coordinated with, unless it has a tense of its own."""
    if tree.tokens[below].pos == "VERB" and _has_finite(tree, below) and is_infinitive(tree, above):
        return False  # "devaient se voir, mais l'entrevue a été annulée": hung on the infinitive by mistake
    own = "VerbForm=Fin" in tree.tokens[below].morph  # "did not come but sent a letter"
    helped = [k for k in tree.below(below, "aux") if "VerbForm=Part" not in tree.tokens[k].morph]
    if not (own or helped or tree.below(below, "nsubj")):
        _clause(tree, above, found, block)
    return True


def _is_past(tree: Tree, verb: int) -> bool:
    words = (tree.tokens[i] for i in (verb, *tree.below(verb, "aux")))
    return any("Tense=Past" in w.morph or "Tense=Imp" in w.morph for w in words)


def _pass_attitude(tree: Tree, below: int, above: int, found: Modality) -> bool | None:
    """Reads a verb of wanting, fearing, refusing, trying, being able or obliged; None if it is none of them."""
    governor, cues = tree.tokens[above], tree.cues
    lemma = governor.lemma
    infinitive = is_infinitive(tree, below)
    asked = lemma in cues.direct and ((infinitive and not _has_finite(tree, below)) or _is_subjunctive(tree, below))
    if lemma in cues.fear or asked or (lemma in cues.insist and _is_subjunctive(tree, below)):
        found.drop(governor.text)
        return False
    if lemma in cues.deny:
        found.set(Status.DENIED, governor.text)
        return False
    ready = governor.text.lower() in cues.willing
    for words, status in _attitudes(tree):
        if ready and words is cues.plan:
            continue  # "is prepared to" is readiness, "prepares to" a plan
        if (lemma in words or (ready and words is cues.willing)) and _is_aimed_at(tree, below, above, status):
            found.set(status, governor.text)
            found.future = found.future or words is cues.willing
            planned = {lemma, governor.text.lower()} & set(cues.scheduled)
            if status is Status.PLANNED and infinitive and _is_negated(tree, above):
                found.status, found.negated, found.future = Status.DENIED, True, True  # "ne compte pas partir"
            found.offered = found.offered or (words is cues.willing and not planned)
            found.attempted = found.attempted or words is cues.attempt
            found.prepared = found.prepared or lemma in cues.prepare
            return True
    if lemma in cues.possible:
        unable = lemma in cues.able and _is_negated(tree, above)  # "n'ont pas pu se voir"
        found.negated = found.negated or unable
        found.set(Status.DENIED if unable else Status.CONDITIONAL, governor.text)
        return True
    if lemma in cues.obliged and tree.relation(below) == "ccomp" and not infinitive:
        found.obliged = True
        found.set(Status.CONDITIONAL, governor.text)  # "il faut que Kiev retire ses troupes"
        return True
    if (lemma in cues.obliged or f"{lemma} to" in cues.obliged) and infinitive:
        _obliged(tree, above, found)
        return True
    if lemma in cues.near_future and infinitive and "Tense=Past" not in governor.morph:
        found.future = True
        found.set(Status.PLANNED, governor.text)
        return True
    return None


def _is_negated(tree: Tree, verb: int) -> bool:
    """Whether a verb is denied: "n'entend pas", "does not plan to"."""
    words = (verb, *tree.below(verb, "aux"))
    return any(tree.tokens[k].lemma in tree.cues.negation for w in words for k in tree.below(w, "advmod"))


def _is_subjunctive(tree: Tree, verb: int) -> bool:
    """ "Insisted that the minister resign", "we ask he consider": a clause whose verb has no tense of its own."""
    token = tree.tokens[verb]
    if tree.relation(verb) != "ccomp" or not tree.below(verb, "nsubj"):
        return False
    if any("VerbForm=Fin" in tree.tokens[k].morph for k in tree.below(verb, "aux")):
        return False
    return token.morph.startswith("VerbForm=Inf") and not set(tree.prepositions(verb)) & {"to"}


def is_infinitive(tree: Tree, verb: int) -> bool:
    """Whether a verb, or the auxiliary of its passive, is an infinitive."""
    words = (verb, *tree.below(verb, "aux"))
    return any("VerbForm=Inf" in tree.tokens[i].morph for i in words)


def _attitudes(tree: Tree) -> tuple[tuple[tuple[str, ...], Status], ...]:
    cues = tree.cues
    return (
        (cues.plan, Status.PLANNED),
        (cues.refuse, Status.DENIED),
        (cues.fail, Status.DENIED),
        (cues.attempt, Status.HAPPENED),
        (cues.willing, Status.PLANNED),
    )


def _is_aimed_at(tree: Tree, below: int, above: int, status: Status) -> bool:
    """Whether a word of wanting is about what hangs on it: "talks are planned", not "the accord plans a pull-out"."""
    if tree.relation(below) != "nsubj":
        return True
    return status is Status.PLANNED and (tree.tokens[below].dep == "nsubj:pass" or tree.tokens[above].pos != "VERB")


def _pass_nominal(tree: Tree, above: int, found: Modality) -> bool:
    """A noun in a clause whose verb is no carrier of it: only what lies ahead counts ("will attend the talks")."""
    outer = Modality()
    _clause(tree, above, outer, BlockKind.HEADLINE)
    if outer.future and not outer.negated:
        found.set(Status.PLANNED, outer.cues[0] if outer.cues else "future")
    return True


def _obliged(tree: Tree, verb: int, found: Modality) -> None:
    token = tree.tokens[verb]
    auxiliaries = [tree.tokens[k] for k in tree.below(verb, "aux")]
    if any("Mood=Cnd" in t.morph for t in (token, *auxiliaries)) or token.lemma != "devoir":
        found.obliged = True
        expected = token.lemma == "devoir" and not auxiliaries  # "devrait se rendre": so it is expected
        found.set(Status.PLANNED if expected else Status.CONDITIONAL, token.text)
    elif not auxiliaries:
        found.future = True
        found.obliged = True
        found.set(Status.PLANNED, token.text)
