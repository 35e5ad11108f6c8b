"""Which words of a sentence are triggers, and in which of their senses: patterns, then conditions on the slots."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.languages.triggers_schema import Trigger
from timeline.records import EventType

from .frames import Filler, Frame, is_reflexive, verb_frame
from .lexicon import Lexicon, Pattern, participles
from .nouns import add_tail, noun_frame
from .parties import Parties, is_kind
from .patterns import tail_words
from .tree import NOUNS, Tree

DUTY = ".must"
"""The end of the id of the one rule without words of its own: what one party says that another must do."""
SLOTS = frozenset({"subject", "object", "clause", "of", "possessor", "modifier", "agent"})
SENTENCE = "sentence"
"""The slot that all nouns of the sentence fill, whoever governs them: a word of sport tells another sense."""
REACH = 30
"""Words after a trigger within which a preposition that its sense asks for may stand."""
MONEY = frozenset("$£€¥")
"""Signs that make any number a sum: "£23m"."""
TELLING = frozenset({"commenter", "comment", "évoquer", "discuss"})
"""Infinitives whose object is a fact, even where one refuses or promises to speak of it."""
PAST = frozenset({"après", "depuis", "after", "since"})
"""Prepositions before what has been: "an appeal two days after the attack"."""
DEPTH = 2
"""How deep in a filler's own complements its noun may stand: "un lot de 200 missiles" is @arms."""


@dataclass(slots=True)
class Hit:
    """A trigger in a sentence: its sense, its slots, and all the words that belong to it."""

    pattern: Pattern
    frame: Frame
    words: tuple[int, ...]
    held: tuple[int, ...]
    """Words that fill a slot which the sense asks something of: they are part of it."""
    parts: list["Hit"] = field(default_factory=list)
    """Event nouns of the same type in its subject or object: the same claim."""

    @property
    def trigger(self) -> Trigger:
        """The sense."""
        return self.pattern.trigger

    @property
    def head(self) -> int:
        """The head word."""
        return self.frame.head


def hits(tree: Tree, parties: Parties, lexicon: Lexicon) -> list[Hit]:
    """The triggers of a sentence, in the order of the text, each in its best sense."""
    found = []
    for i in range(len(tree)):
        hit = _best(tree, parties, lexicon, i) or _duty(tree, parties, lexicon, i)
        if hit is not None:
            found.append(hit)
    return _without_parts(tree, found)


def _duty(tree: Tree, parties: Parties, lexicon: Lexicon, i: int) -> Hit | None:
    """ "The minister said China must drop its barriers": a demand, whatever the verb, if a party must and a party says so."""
    above = tree.head(i)
    if tree.tokens[i].pos not in {"VERB", "AUX"} or tree.relation(i) not in {"ccomp", "root"}:
        return None
    if above is not None and tree.tokens[above].lemma not in tree.cues.report:
        return None
    if not any(tree.tokens[k].lemma in tree.cues.obliged for k in tree.below(i, "aux")):
        return None
    frame = verb_frame(tree, i)
    if frame.passive or not any(parties.all_of(f.token) for f in frame.get("subject")):
        return None
    trigger = Trigger(id=f"{lexicon.language}.request{DUTY}", type=EventType.REQUEST, verb=("must",), absorbs=True)
    return Hit(Pattern(trigger, tree.tokens[i].lemma, (), (), False, True), frame, (i,), ())


def _best(tree: Tree, parties: Parties, lexicon: Lexicon, i: int) -> Hit | None:
    token = tree.tokens[i]
    best: tuple[tuple[int, int, int], Hit] | None = None
    for pattern in _patterns(tree, lexicon, i):
        words = tail_words(tree, pattern, i)
        if words is None or _has_other_object(tree, pattern, i) or not _reflexive_fits(tree, pattern, i, lexicon):
            continue
        if _is_phrasal(tree, pattern, i):
            continue
        stative = pattern.verbal and token.pos == "VERB" and pattern.head != token.lemma
        frame = verb_frame(tree, i, stative) if pattern.verbal else noun_frame(tree, i)
        if not pattern.verbal:
            add_tail(tree, frame, words)
        held = fitting(tree, parties, lexicon, pattern.trigger, frame)
        if held is None:
            continue
        rank = (
            pattern.trigger.priority,
            len(words) + pattern.reflexive + len(pattern.trigger.when),
            token.pos == "VERB",
        )
        if best is None or rank > best[0]:
            frame.words, frame.held = tuple(sorted({i, *words})), held
            best = (rank, Hit(pattern, frame, frame.words, held))
    return best[1] if best else None


def _patterns(tree: Tree, lexicon: Lexicon, i: int) -> Sequence[Pattern]:
    token = tree.tokens[i]
    if i in tree.outside:
        return ()
    if token.dep == "amod" and token.pos not in NOUNS and token.head > i:
        return ()
    if token.pos in {"VERB", "AUX"} and token.dep not in {"aux:tense", "aux:pass", "case", "mark", "aux"}:
        forms = [form for form in participles(token.text.lower()) if form != token.lemma]
        as_adjective = [p for form in forms for p in lexicon.verbs.get(form, ()) if p.after]
        return [*lexicon.verbs.get(token.lemma, ()), *as_adjective, *_gerunds(tree, lexicon, i)]
    if token.pos in NOUNS or token.pos == "X":
        return lexicon.nouns.get(token.lemma, ()) or lexicon.nouns.get(token.text.lower(), ())
    if token.pos == "ADJ":
        return [p for p in lexicon.verbs.get(token.lemma, ()) if p.after]
    return ()


def _has_other_object(tree: Tree, pattern: Pattern, i: int) -> bool:
    """ "open to" is a readiness, "open the border to" is not."""
    return (
        pattern.after in {("to",), ("à",)}
        and pattern.head != tree.tokens[i].lemma
        and tree.tokens[i].pos == "VERB"
        and bool(tree.below(i, "obj"))
    )


def _is_phrasal(tree: Tree, pattern: Pattern, i: int) -> bool:
    """ "Picked up speed", "backed down": with a particle that the pattern does not ask for, a verb is another verb."""
    if not pattern.verbal or tree.tokens[i].pos == "ADJ":
        return False
    particles = {tree.tokens[k].lemma for k in tree.kids[i] if tree.tokens[k].dep == "compound:prt"}
    lemma = tree.tokens[i].lemma
    return any(f"{lemma} {p}" not in tree.cues.plain_particle for p in particles - set(pattern.after))


def _gerunds(tree: Tree, lexicon: Lexicon, i: int) -> tuple[Pattern, ...]:
    """ "Fighting erupted": an English -ing form that stands as a noun."""
    token = tree.tokens[i]
    nominal = tree.relation(i) in {"nsubj", "obj", "obl", "nmod", "csubj"} and not tree.below(i, "obj", "nsubj")
    return lexicon.nouns.get(token.text.lower(), ()) if nominal and "Aspect=Prog" in token.morph else ()


def _reflexive_fits(tree: Tree, pattern: Pattern, i: int, lexicon: Lexicon) -> bool:
    if not pattern.verbal or lexicon.language != "fr":
        return True
    reflexive = is_reflexive(tree, i)
    return pattern.reflexive == reflexive or (reflexive and pattern.trigger.reciprocal)


def fitting(tree: Tree, parties: Parties, lexicon: Lexicon, trigger: Trigger, frame: Frame) -> tuple[int, ...] | None:
    """The words that meet the conditions of a sense; None if one of them is not met."""
    held: list[int] = []
    for slot, condition in trigger.when.items():
        fillers = _around(tree, frame) if slot == SENTENCE else frame.get(slot) or _next_after(tree, frame, slot)
        if condition.other:
            fillers = [f for f in fillers if all(f.token != own.token for own in frame.get("subject"))]
        if condition.absent and frame.get(slot):
            return None
        if not fillers:
            if condition.required and not condition.absent:
                return None
            continue
        if condition.none and any(_matches(tree, parties, lexicon, f, condition.none) for f in fillers):
            return None
        if condition.any:
            fillers = fillers + [f for f in _next_after(tree, frame, slot) if f not in fillers]
            good = [f.token for f in fillers if _matches(tree, parties, lexicon, f, condition.any)]
            if not good:
                return None
            words = tuple(name for name in condition.any if not name.startswith("#"))
            held.extend(t for t in good if _matches(tree, parties, lexicon, Filler(t, ""), words))
    return tuple(held)


def _around(tree: Tree, frame: Frame) -> list[Filler]:
    """All other nouns and adjectives of the sentence: what it is about."""
    about = (t.index for t in tree.tokens if t.pos in NOUNS | {"ADJ"} and t.index != frame.head)
    return [Filler(i, "in the sentence") for i in about]


def _next_after(tree: Tree, frame: Frame, slot: str) -> list[Filler]:
    """Nouns after a preposition further on in the clause, where the parse hangs them elsewhere: "condamné, jeudi, à un an"."""
    if slot in SLOTS or slot in tree.cues.of:
        return []
    found: list[Filler] = []
    for i in range(frame.head + 1, min(len(tree), frame.head + REACH)):
        token = tree.tokens[i]
        if token.pos == "VERB" or token.text in {";", ":"}:
            break
        if token.pos == "ADP" and token.lemma == slot:
            near = range(i + 1, min(len(tree), i + 5))
            noun = next((k for k in near if tree.tokens[k].pos in NOUNS | {"VERB"}), None)
            told = noun is not None and (
                noun not in tree.outside or slot in tree.cues.dative
            )  # "à huit mois de prison"
            if noun is not None and told and tree.tokens[noun].pos != "VERB":
                found.append(Filler(noun, f"next after {slot!r}"))
    return found


def _matches(tree: Tree, parties: Parties, lexicon: Lexicon, filler: Filler, names: tuple[str, ...]) -> bool:
    lemmas = _nouns_in(tree, filler.token)
    for name in names:
        if name.startswith("#"):
            if is_kind(parties, filler, name):
                return True
        elif name.startswith("@"):
            if not lemmas.isdisjoint(lexicon.classes[name[1:]]):
                return True
        elif name in lemmas:
            return True
    return False


def _nouns_in(tree: Tree, head: int) -> set[str]:
    found: set[str] = set()
    level = [head]
    for _ in range(DEPTH):
        found.update(tree.tokens[i].lemma for i in level)
        found.update(tree.tokens[i].text.lower() for i in level)
        level = [
            k
            for i in level
            for k in tree.kids[i]
            if tree.relation(k) in {"compound", "amod", "flat"}
            or (tree.relation(k) == "nmod" and set(tree.prepositions(k)) <= set(tree.cues.of))
        ]
    found.update(tree.tokens[i].lemma for i in level)
    found.update("euro" for word in tuple(found) if word[0] in MONEY or word[-1] in MONEY)
    return found


def _without_parts(tree: Tree, found: list[Hit]) -> list[Hit]:
    """Drops triggers that are part of another: a word of its pattern, or the object that its sense asks for; and verbs that
    only say of an event noun, their subject or a part of their pattern, that it takes place."""
    nouns = {hit.head: hit for hit in found if not hit.frame.verbal}
    idle = {hit.head for hit in found if hit.frame.verbal and _only_carries(tree, hit, nouns)}
    taken: set[int] = set()
    for hit in found:
        if hit.head not in idle:
            held = (w for w in hit.held if not hit.pattern.verbal or _is_object(tree, w, hit.head))
            mine = {word for word in (*hit.words, *held) if word != hit.head}
            hit.parts += [nouns[w] for w in sorted(mine) if w in nouns and nouns[w].trigger.type is hit.trigger.type]
            taken |= mine
    return [hit for hit in found if hit.head not in taken and hit.head not in idle]


def _only_carries(tree: Tree, hit: Hit, nouns: dict[int, Hit]) -> bool:
    for word in hit.words:
        noun = nouns.get(word)
        more = [w for w in noun.words if w not in hit.words and tree.tokens[w].pos != "ADP"] if noun is not None else []
        if noun is not None and more and noun.frame.anchor == hit.head and noun.trigger.type is hit.trigger.type:
            return True
    subjects = [w for w in tree.below(hit.head, "nsubj") if w in nouns]
    return (
        bool(subjects)
        and not hit.frame.passive
        and tree.tokens[hit.head].lemma in set(tree.cues.occur) - set(tree.cues.harm)
    )


def _is_object(tree: Tree, word: int, verb: int) -> bool:
    return tree.head(word) == verb and tree.relation(word) in {"obj", "nsubj", "obl", "iobj"}


def content(tree: Tree, hit: Hit) -> set[int]:
    """The words that an absorbing trigger swallows: what is asked, promised, refused or threatened."""
    inside: set[int] = set()
    for kid in tree.kids[hit.head]:
        if _is_content(tree, kid, hit.frame.verbal, hit.frame.passive):
            inside |= _without_facts(tree, kid)
    if hit.frame.anchor != hit.head and not hit.frame.verbal:
        for kid in tree.kids[hit.frame.anchor]:
            if kid > hit.head and _is_content(tree, kid, verbal=True, passive=False):
                inside |= _without_facts(tree, kid)
    for word in hit.words:
        if word != hit.head:
            inside |= _without_facts(tree, word)
    return inside - set(hit.words)


def _is_content(tree: Tree, kid: int, verbal: bool, passive: bool) -> bool:
    token, relation = tree.tokens[kid], tree.relation(kid)
    if (
        relation in {"ccomp", "xcomp", "obj", "csubj"}
        or token.dep in {"obl:arg", "nsubj:pass"}
        or (relation == "nsubj" and passive)
    ):
        return True
    if relation == "advcl":
        return not set(tree.prepositions(kid)) & set(tree.cues.factual_marker)
    prepositions = set(tree.prepositions(kid))
    if verbal:
        return relation in {"obl", "nmod"} and bool(
            prepositions & {"à", "de", "pour", "for", "to", "of", "from", "against", "contre", "en", "on"}
        )
    return (
        relation in {"nmod", "obl"}
        and bool(prepositions & {"à", "de", "pour", "for", "to", "of", "on", "sur", "against", "contre"})
    ) or (token.dep == "acl")


def _without_facts(tree: Tree, top: int) -> set[int]:
    """The subtree without relative and temporal clauses: those tell facts even inside a demand."""
    factual = set(tree.cues.factual_marker)
    found, stack = {top}, [top]
    while stack:
        for kid in tree.kids[stack.pop()]:
            marks = tree.prepositions(kid)
            clause = tree.relation(kid) == "advcl" and not factual.isdisjoint(marks)
            clause = clause or (tree.relation(kid) in {"obl", "nmod"} and not PAST.isdisjoint(marks))
            clause = clause or (tree.tokens[kid].lemma in TELLING and tree.relation(kid) == "xcomp")
            if kid not in found and tree.tokens[kid].dep != "acl:relcl" and not clause:
                found.add(kid)
                stack.append(kid)
    return found
