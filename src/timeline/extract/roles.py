"""The roles that a trigger gives to who fills its slots."""

from timeline.languages.triggers_schema import Trigger
from timeline.records import Actor, ActorKind, EventType, Party, Role

from .coding import SPOKEN
from .frames import Filler, Frame
from .nouns import UNDERGOER, noun_frame
from .owners import ABOUT, FAR, PERSONAL, VICTIMS, Wanted, owners
from .parties import Parties
from .tree import Tree

NOUN_ACTORS = ("agent", "subject", "possessor", "modifier")
NOUN_RECIPIENTS = ("contre", "against", "sur", "on", "of", "object", "à", "to", "upon", "envers", "visant")
PLACING = frozenset({"of", "modifier", "à", "en", "in", "at", "de"})
"""Slots from which a town's name tells where."""
UNTARGETED = SPOKEN - {EventType.THREATEN} | {EventType.STATEMENT, EventType.COOPERATE, EventType.PROTEST}
"""Types that are done to people and bodies, never to a town."""
KNOWN_ONLY = frozenset({EventType.PROTEST, EventType.REJECT})
"""Types whose content names things and people without end: of them only those that are known are their targets."""
JUDGING = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.CONCEDE, EventType.REJECT})
"""Types that speak of what others did."""
REACH = 9
"""Words after a trigger within which a phrase with the right preposition is its own, whatever the parse says."""

Found = dict[tuple[int, int], tuple[Actor, str]]
"""The actors found so far by their span, and how each was found."""


def actors(tree: Tree, parties: Parties, frame: Frame, trigger: Trigger) -> tuple[list[Actor], list[str]]:
    """The actors of an event, in the order of the text, and how each was found."""
    found: Found = {}
    for wanted in _wanted(tree, frame, trigger):
        role = wanted.role
        for slot in wanted.slots:
            hits = [(f, p) for f in _fillers(tree, parties, frame, slot, trigger) for p in parties.all_of(f.token)]
            if slot == "modifier" and not hits:
                hits = [(f, p) for f in frame.get(slot) for p in parties.modifier(f.token)]
            hits = [(f, _apart(tree, f.token, p, found)) for f, p in hits]
            hits = [(f, p) for f, p in hits if not _known(p, found) and _fits(tree, frame, wanted, (slot, f.token), p)]
            for filler, party in hits:
                found[party.start, party.end] = (_actor(party, role), f"{role.value} {party.text!r}: {filler.path}")
            if hits and not trigger.reciprocal:
                break
        if role is Role.ACTOR and trigger.type is EventType.ASSAULT and not found:
            if frame.verbal:
                _add_doer_of_deed(tree, parties, frame, found)
            else:
                _add_force(tree, parties, frame, found)
        if role is Role.ACTOR and not frame.verbal and not found:
            _add_force_before(tree, parties, frame, found)
        if wanted.slots and all(a.role is not role for a, _ in found.values()):
            _add_owner(tree, parties, frame, wanted, found)
    if trigger.reciprocal and not frame.verbal and len(found) < 2:
        _add_clause_subject(tree, parties, frame, found)
    ordered = [found[key] for key in sorted(found)]
    return [actor for actor, _ in ordered], [path for _, path in ordered]


def _wanted(tree: Tree, frame: Frame, trigger: Trigger) -> tuple[Wanted, ...]:
    actor = trigger.actor if trigger.actor is not None else (("subject",) if frame.verbal else NOUN_ACTORS)
    if not frame.verbal and trigger.type is EventType.THREATEN and trigger.actor is None:
        actor = (*actor, "of")  # "la mise en garde de Pékin"
    recipient = (
        trigger.recipient if trigger.recipient is not None else (("object",) if frame.verbal else NOUN_RECIPIENTS)
    )
    if not frame.verbal and tree.tokens[frame.head].lemma in tree.cues.hurting:
        actor = tuple(slot for slot in actor if slot != "possessor")  # "her kidnapping": she suffered it
        recipient = tuple(dict.fromkeys((*recipient, "possessor")))
    if not frame.verbal and trigger.type in SPOKEN and tree.tokens[frame.anchor].lemma in tree.cues.report:
        actor = ("subject", *actor)  # "Mr B. reiterated Washington's opposition": he who says it does it
    elif not frame.verbal and _only_told(tree, frame):
        actor = tuple(slot for slot in actor if slot != "subject")  # "he spoke of the arrests": he made none
    if frame.get(UNDERGOER):
        recipient = (*recipient, UNDERGOER)
    if trigger.reciprocal:
        return (Wanted(Role.ACTOR, tuple(dict.fromkeys((*actor, *recipient))), trigger),)
    return (Wanted(Role.ACTOR, actor, trigger), Wanted(Role.RECIPIENT, recipient, trigger))


def _fits(tree: Tree, frame: Frame, wanted: Wanted, filler: tuple[str, int], party: Party) -> bool:
    """Whether a party may play a role from this slot and word."""
    slot, token = filler
    town = party.kind is None and bool(party.country)
    if town and slot in PLACING and (wanted.role is Role.ACTOR or wanted.trigger.type in UNTARGETED):
        return False  # a town or an area is where it was, unless its name is the subject
    if party.kind is None and _may_be_place(tree, slot, wanted.role):
        return False
    attack = not frame.verbal and wanted.trigger.type is EventType.ASSAULT
    if attack and slot in {"à", "in", "at"} and tree.tokens[token].pos == "PROPN":
        return False  # "une attaque à Bagdad": the capital is where, not whom
    word = tree.tokens[token]
    meeting = wanted.trigger.type is EventType.CONSULT and wanted.trigger.mode not in {"phone", "visit"}
    if (
        meeting
        and not frame.verbal
        and slot in {"à", "in", "at", "en"}
        and word.pos == "PROPN"
        and party.kind is ActorKind.STATE
    ):
        return False  # "un sommet à Abuja"
    if frame.verbal and wanted.role is Role.RECIPIENT and _is_victim(tree, frame, token, wanted):
        return False  # "condemned the raid on the school": it is not whom they condemn
    if slot == "of" and token in frame.words:
        return False  # "communiqué de presse"
    if frame.verbal and token in frame.words and party.start <= word.start < party.end:
        return False  # the guard of "mettre en garde" is nobody
    clitic = slot == "object" and word.pos == "PRON" and tree.relation(token) == "obj" and token < frame.head
    if clitic and not _takes_people(wanted.trigger):
        return False  # "l'a rejeté": a thing, for all we know
    doer = attack and slot == "of" and wanted.role is Role.RECIPIENT
    return not (doer and _is_force(tree, token, party) and not frame.get("agent"))


def _is_victim(tree: Tree, frame: Frame, token: int, wanted: Wanted) -> bool:
    """Whether a word only suffers what another noun tells, of which the trigger speaks."""
    noun = tree.head(token)
    if noun is None or noun == frame.head or wanted.trigger.type not in JUDGING:
        return False
    lemma, prepositions = tree.tokens[noun].lemma, set(tree.prepositions(token))
    hurt = lemma in tree.cues.hurting and prepositions & {*tree.cues.of, *VICTIMS}
    return bool(hurt) or (lemma in tree.cues.attacks and bool(prepositions & VICTIMS))


def _takes_people(trigger: Trigger) -> bool:
    """Whether the object of a trigger is somebody by its very sense: to meet, to free, to expel."""
    if trigger.type is EventType.ASSAULT or trigger.mode in PERSONAL:
        return True
    asked = trigger.when.get("object")
    return asked is not None and bool(asked.any) and any(name.startswith("#") for name in asked.any)


def _add_doer_of_deed(tree: Tree, parties: Parties, frame: Frame, found: Found) -> None:
    """Adds who did the deed that is the subject: "an attack by rebels killed six"."""
    for filler in frame.get("subject"):
        trigger = parties.deed(filler.token)
        if trigger is not None and not parties.all_of(filler.token):
            inner = noun_frame(tree, filler.token)
            for actor, path in zip(*actors(tree, parties, inner, trigger), strict=True):
                if actor.role is Role.ACTOR:
                    found[actor.start, actor.end] = (actor, path)


def _add_force_before(tree: Tree, parties: Parties, frame: Frame, found: Found) -> None:
    """ "Government lawsuits", "a police inquiry": an armed or public body before a deed does it, whatever its sense looks for."""
    for filler in frame.get("modifier"):
        if tree.tokens[filler.token].lemma in tree.cues.forces:
            for party in parties.modifier(filler.token):
                found[party.start, party.end] = (_actor(party, Role.ACTOR), f"actor {party.text!r}: {filler.path}")


def _add_force(tree: Tree, parties: Parties, frame: Frame, found: Found) -> None:
    aimed = any(frame.get(preposition) for preposition in VICTIMS)  # "the attack of X against Y": X did it
    for filler in frame.get("of"):
        for party in parties.all_of(filler.token):
            if _is_force(tree, filler.token, party) or (aimed and party.kind is not None):
                found[party.start, party.end] = (_actor(party, Role.ACTOR), f"actor {party.text!r}: {filler.path}")


def _is_force(tree: Tree, token: int, party: Party) -> bool:
    """ "L'offensive de l'armée": what an armed body has, it does."""
    return party.kind is ActorKind.ARMED_GROUP or tree.tokens[token].lemma in tree.cues.forces


def _only_told(tree: Tree, frame: Frame) -> bool:
    lemma = tree.tokens[frame.anchor].lemma
    return lemma in tree.cues.report and lemma not in tree.cues.light


def _known(party: Party, found: Found) -> bool:
    """Whether the party, or these very words, already play a part."""
    return any(
        (a < party.end and party.start < b) or (actor.actor_id is not None and actor.actor_id == party.actor_id)
        for (a, b), (actor, _) in found.items()
    )


def _apart(tree: Tree, token: int, party: Party, found: Found) -> Party:
    """A party named by a pronoun that plays a part already is someone else: "Mr Roy said they urged him", "il le condamne"."""
    word = tree.tokens[token]
    known = party.actor_id is not None and any(a.actor_id == party.actor_id for a, _ in found.values())
    if (
        word.pos != "PRON"
        or "Reflex=Yes" in word.morph
        or not known
        or (party.start, party.end) != (word.start, word.end)
    ):
        return party
    return Party(start=party.start, end=party.end, text=party.text, name=party.text, kind=party.kind)


def _may_be_place(tree: Tree, slot: str, role: Role) -> bool:
    """Whether a party without a kind, in this slot, is only where the actors met."""
    return role is Role.ACTOR and slot in tree.cues.place


def _fillers(tree: Tree, parties: Parties, frame: Frame, slot: str, trigger: Trigger) -> list[Filler]:
    """The fillers of a slot that name a party: by syntax, else under the object, else the next phrase with its preposition.
    A preposition that belongs to the trigger's own pattern fills its slot with what it governs alone: not Gaza in "appelle à
    une trêve à Gaza"; and "arrive in" tells a place."""
    own = [w for w in frame.words if w != frame.head and tree.tokens[w].lemma == slot]
    if own and trigger.mode == "visit":
        return []
    if own:
        governed = {one for w in own if (noun := tree.head(w)) is not None for one in tree.conjuncts(noun)}
        return [f for f in frame.get(slot) if f.token in governed and parties.all_of(f.token)]
    for found in (frame.get(slot), _under_object(tree, frame, slot), _next(tree, frame, slot)):
        things = frame.held if slot == "object" and trigger.reciprocal and trigger.mode != "meeting" else ()
        named = [f for f in found if parties.all_of(f.token) and f.token not in things]
        if slot == "clause" and trigger.type is EventType.THREATEN:
            named = [f for f in named if tree.tokens[f.token].pos != "PRON"]  # "warned that it would expel them"
        if named:
            return named
    return []


def _next(tree: Tree, frame: Frame, slot: str) -> list[Filler]:
    if slot not in {*tree.cues.among, *tree.cues.between}:
        return []
    for i in range(frame.head + 1, min(len(tree), frame.head + REACH)):
        token = tree.tokens[i]
        if token.pos == "VERB" and i != frame.anchor:
            break
        if token.lemma == slot and tree.relation(i) == "case" and token.head > i:
            return [Filler(one, f"next after {slot!r}") for one in tree.conjuncts(token.head)]
    return []


def _add_owner(tree: Tree, parties: Parties, frame: Frame, wanted: Wanted, found: Found) -> None:
    """Adds whose the thing in a slot is. A party that is known goes before a mere group, and nobody's own troops are his
    target."""
    role = wanted.role
    hits = [
        (token, p, how)
        for token, how in owners(tree, frame, wanted)
        for p in parties.all_of(token) or (parties.modifier(token) if role is Role.ACTOR else ())
        if not _known(p, found)
    ]
    hits = [hit for hit in hits if hit[1].kind is not None or not hit[2].startswith(FAR)]
    hits = [hit for hit in hits if role is Role.RECIPIENT or not _is_make(tree, hit[0], hit[1])]
    known = [hit for hit in hits if hit[1].actor_id or hit[1].country or hit[1].kind is None]
    if wanted.trigger.type in KNOWN_ONLY:
        known = [hit for hit in hits if hit in known or hit[1].kind is ActorKind.STATE]  # "that the government resign"
        known = [hit for hit in known if hit[1].kind is not None]
        hits = [hit for hit in hits if not hit[2].startswith(ABOUT)]
    others = [hit for hit in hits if not _is_own(tree, hit[1])]
    for token, party, how in (known or others)[:1]:
        found[party.start, party.end] = (_actor(party, role), f"{role.value} {party.text!r}: {how}")
        for joined in tree.conjuncts(token)[1:]:
            for other in parties.all_of(joined):
                if not _known(other, found):
                    path = f"{role.value} {other.text!r}: {how}, coordinated"
                    found[other.start, other.end] = (_actor(other, role), path)


def _is_make(tree: Tree, token: int, party: Party) -> bool:
    """ "Deux missiles Kalibr": an unknown name beside a thing, without a preposition, only says which thing it is."""
    known = party.kind is not None or party.actor_id or party.country
    return not known and not tree.prepositions(token) and tree.tokens[token].dep != "nmod:poss"


def _is_own(tree: Tree, party: Party) -> bool:
    return any("Poss=Yes" in t.morph for t in tree.tokens if party.start <= t.start and t.end <= party.end)


def _under_object(tree: Tree, frame: Frame, slot: str) -> list[Filler]:
    """ "suspend une livraison de bombes à Israël": the phrase may hang on the object, or on a participle beside it."""
    alike = {slot, *tree.cues.towards} if slot in tree.cues.dative else {slot}
    if slot in {"object", "subject", "clause", "possessor", "modifier", "agent"}:
        return []
    level = [w for w in (*frame.words, *frame.held) if w != frame.head]  # "took control of the town"
    level += [] if slot in tree.cues.of else [f.token for f in frame.get("object")]
    for _ in range(3):
        level = [
            k
            for i in level
            for k in tree.kids[i]
            if k > frame.head and tree.relation(k) in {"nmod", "obl", "acl", "amod"}
        ]
        hits = [k for k in level if set(tree.prepositions(k)) & alike]
        if hits:
            return [Filler(one, f"after {slot!r}, under the object") for one in tree.conjuncts(hits[0])]
    return []


def _add_clause_subject(tree: Tree, parties: Parties, frame: Frame, found: Found) -> None:
    """ "lors de son entretien avec M. G., M. B. a dit": who speaks at a meeting took part in it."""
    own = set(tree.prepositions(frame.head))
    possessed = bool(frame.get("possessor"))
    verb = next((a for a in tree.ancestors(frame.head) if tree.tokens[a].pos == "VERB"), None)
    if verb is None or not found or not (possessed or own & {*tree.cues.during, *tree.cues.place}):
        return
    for subject in tree.below(verb, "nsubj"):
        for party in parties.all_of(subject):
            if not _known(party, found):
                path = f"actor {party.text!r}: subject of {tree.tokens[verb].text!r}"
                found[party.start, party.end] = (_actor(party, Role.ACTOR), path)


def _actor(party: Party, role: Role) -> Actor:
    return Actor(**party.model_dump(), role=role)
