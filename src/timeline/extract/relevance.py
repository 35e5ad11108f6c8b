"""Which claims are events at all: not what is generally so ("which supports our work"), not what someone unknown might do
("we welcome comments"), not words of public life used of private matters."""

from collections.abc import Sequence
from typing import NamedTuple

from timeline.records import Actor, ActorKind, BlockKind, EventType, Role, Status

from .coding import SPOKEN
from .senses import Hit
from .tree import NOUNS, Tree

SPEECH = SPOKEN | {EventType.STATEMENT}
"""What is done by saying so: the present tense may report it."""
PUBLIC = SPEECH | {EventType.CONSULT, EventType.COOPERATE, EventType.AID}
"""Types whose words are as common in private life, business and sport: someone must be known who acts in public."""
YIELDING = frozenset(
    {EventType.RETREAT, EventType.CONCEDE, EventType.AGREE, EventType.AID, EventType.COOPERATE, EventType.SUPPORT}
)
"""Types of what talks and drafts are about before it is done."""
NAMED = frozenset(
    {EventType.ASSAULT, EventType.AGREE, EventType.RETREAT, EventType.COOPERATE, EventType.SUPPORT}
    | {EventType.COERCE, EventType.PROTEST}
)
"""Types of whose nouns history and treaties make names."""
POINTING = frozenset({"ce", "this", "that", "these"})
TITLES = frozenset({BlockKind.HEADLINE, BlockKind.RELATED, BlockKind.CAPTION})


class Claim(NamedTuple):
    """A trigger as coded, with its parties; `dated`: an expression of time belongs to it."""

    hit: Hit
    kind: EventType
    status: Status
    who: Sequence[Actor]
    dated: bool
    disaster: bool = False
    """The article opens with a disaster of nature."""
    again: bool = False
    """A noun that takes up an event of its type, told before."""


def is_event(tree: Tree, claim: Claim) -> bool:
    """Whether a claim tells of something that was done, is being done or is planned by somebody in particular."""
    return _is_told(tree, claim) and _is_somebodys(tree, claim)


def _is_told(tree: Tree, claim: Claim) -> bool:
    """Whether the sentence tells it as news: no habit, topic, name of history, plot or work of nature."""
    hit, kind, who, dated = claim.hit, claim.kind, claim.who, claim.dated
    known = any(a.actor_id or a.country for a in who)
    if _is_habit(tree, hit, kind, dated) and not (known and _is_unpointed(tree)):
        return False
    if not dated and (_is_topic(tree, hit) or _is_plot(tree, hit) or (kind in NAMED and _is_name(tree, hit))):
        return False
    if kind is EventType.ASSAULT and _is_staged(tree, who):
        return False
    if kind in YIELDING and _is_wanted(tree, hit):
        return False
    willed = kind is not EventType.ASSAULT or not hit.frame.verbal or any(a.role is Role.ACTOR for a in who)
    return willed or not claim.disaster


def _is_somebodys(tree: Tree, claim: Claim) -> bool:
    """Whether somebody in particular takes part, of whom the news may speak."""
    hit, kind, status, who, dated = claim[:5]
    doers = any(a.role is Role.ACTOR for a in who)
    if any(tree.tokens[f.token].text.lower() in tree.cues.anyone for f in hit.frame.get("subject")):
        return False
    if kind in SPEECH and not doers and (_is_epithet(tree, hit) or (not who and _is_raised(tree, hit))):
        return False
    if kind is EventType.AGREE and hit.trigger.reciprocal and len(who) < 2 and _is_empty(tree, hit):
        return False
    clausal = hit.frame.verbal and not hit.frame.passive
    main = tree.relation(hit.head) in {"root", "conj", "parataxis", "ccomp"}
    told = _has_name(tree, hit) or (bool(hit.held) and main)  # "the guns fell silent"
    if clausal and not who and not dated and not told and not _tells_what(tree, hit) and kind is not EventType.ASSAULT:
        return False
    about = tree.relation(hit.head) == "acl" and tree.tokens[hit.head].dep != "acl:relcl"
    if clausal and about and kind in SPOKEN and not doers:
        return False  # "des pages incitant les enfants à …"
    if kind in SPOKEN | {EventType.CONSULT} and not who and not told and not _is_named(tree, claim):
        return False
    if (kind is EventType.CONSULT and _is_private(tree, who)) or (kind in PUBLIC and who and not _in_public(tree, who)):
        return False
    return not (status is Status.CONDITIONAL and not any(a.actor_id or a.country for a in who))


def _is_habit(tree: Tree, hit: Hit, kind: EventType, dated: bool) -> bool:
    """ "A commission which supports our work": in a language whose simple present tells no story, it tells how things are."""
    if not tree.cues.habitual_present or dated or tree.sentence.block in TITLES:
        return False
    verb = hit.frame.anchor
    token = tree.tokens[verb]
    if "Tense=Pres" not in token.morph or "VerbForm=Fin" not in token.morph:
        helped = [k for k in tree.below(verb, "aux") if tree.tokens[k].lemma == "do"]
        if not any("Tense=Pres" in tree.tokens[k].morph for k in helped):
            return False
    elif tree.below(verb, "aux"):
        return False
    if kind in SPEECH and hit.frame.head == verb:
        return token.dep == "acl:relcl"
    return hit.frame.head == verb


def _is_unpointed(tree: Tree) -> bool:
    """Whether a sentence ends without a mark, as headlines do: their present tense tells what has happened."""
    return tree.tokens[-1].pos != "PUNCT"


def _is_epithet(tree: Tree, hit: Hit) -> bool:
    """ "A cleric accused of theft": what nobody in particular says of someone only tells who he is."""
    bare = hit.trigger.absorbs and hit.frame.passive and not tree.below(hit.head, "obj")
    return bare and tree.tokens[hit.head].dep == "acl"


def _is_raised(tree: Tree, hit: Hit) -> bool:
    """ "The abuse is alleged to have occurred": a passive that says no more than that somebody says so."""
    return hit.trigger.absorbs and hit.frame.passive and bool(tree.below(hit.head, "xcomp"))


def _is_name(tree: Tree, hit: Hit) -> bool:
    """ "The Battle of Verdun", "the Boston Massacre": a capital in running text makes a noun the name of a chapter of history."""
    token = tree.tokens[hit.head]
    if hit.frame.verbal or token.index == 0 or not token.text[:1].isupper() or tree.sentence.block in TITLES:
        return False
    plain = [t for t in tree.tokens if t.pos in {"NOUN", "VERB", "ADJ"} and t.text[:1].islower()]
    return token.text[1:].islower() and len(plain) > 1


def _is_plot(tree: Tree, hit: Hit) -> bool:
    """ "The novel follows a reporter who is kidnapped": what a work of fiction tells, in the present."""
    for top in (hit.frame.anchor, *tree.ancestors(hit.frame.anchor)):
        told = [k for k in tree.below(top, "nsubj", "obl") if tree.tokens[k].lemma in tree.cues.fiction]
        told = [k for k in told if tree.relation(k) == "nsubj" or set(tree.prepositions(k)) & set(tree.cues.during)]
        if told and "Tense=Pres" in tree.tokens[top].morph and "VerbForm=Fin" in tree.tokens[top].morph:
            return hit.head not in told
    return False


def _is_empty(tree: Tree, hit: Hit) -> bool:
    """ "Mr Jones appears to agree": an agreement of one party about nothing."""
    return hit.frame.verbal and not tree.below(hit.head, "obj", "xcomp", "ccomp", "obl", "nsubj:pass")


def _is_topic(tree: Tree, hit: Hit) -> bool:
    """ "La question des violences", "retracer la bataille de Verdun": what is only spoken of."""
    above = tree.head(hit.head)
    if above is not None and tree.tokens[above].lemma in tree.cues.retell and not hit.frame.verbal:
        return tree.relation(hit.head) == "obj"
    if above is not None and tree.tokens[above].lemma in tree.cues.suffering and tree.below(hit.head, "det"):
        return False  # "victime d'une agression"; "victimes de violences" are a topic
    return (
        not hit.frame.verbal
        and above is not None
        and tree.tokens[above].lemma in tree.cues.topic_noun
        and tree.relation(hit.head) in {"nmod", "obl"}
    )


def _tells_what(tree: Tree, hit: Hit) -> bool:
    """ "The state of emergency was lifted", "tanks rolled into the town": a finite verb beside the very word that its sense asks
    for tells a deed, even if nobody is named."""
    anchor = hit.frame.anchor
    finite = any("VerbForm=Fin" in tree.tokens[i].morph for i in (anchor, *tree.below(anchor, "aux")))
    return finite and bool(hit.held)


def takes_up(tree: Tree, hit: Hit) -> bool:
    """ "The drills were aimed at …", "cet entretien": a definite noun by itself, which stands for an event told before. "They
    had not seen the lawsuit" tells of none."""
    head = hit.head
    if hit.frame.verbal or set(tree.prepositions(head)) & set(tree.cues.without_marker):
        return False
    above = tree.head(head)
    denied = () if above is None or tree.relation(head) != "obj" else tree.below(above, "advmod")
    if any(tree.tokens[k].lemma in tree.cues.negation for k in denied):
        return False
    return any(tree.tokens[k].lemma in {*POINTING, *tree.cues.definite} for k in tree.below(head, "det"))


def _has_name(tree: Tree, hit: Hit) -> bool:
    """ "Wikipédia proteste contre …": a name that no table holds, as the subject or the patient of a clause."""
    parties = (*hit.frame.get("subject"), *hit.frame.get("object")) if hit.frame.verbal else ()
    return any(tree.tokens[f.token].pos == "PROPN" for f in parties)


def _is_wanted(tree: Tree, hit: Hit) -> bool:
    """ "Talks on a ceasefire ended", "a draft peace treaty": what is talked about or drafted is not there yet."""
    below = hit.head
    for above in tree.ancestors(below):
        if hit.frame.verbal or tree.tokens[above].pos not in NOUNS or tree.relation(below) == "conj":
            return False
        if tree.tokens[above].lemma in tree.cues.wanted and not set(tree.prepositions(below)) & set(tree.cues.by):
            return True
        below = above
    return False


def _is_private(tree: Tree, who: Sequence[Actor]) -> bool:
    """ "I met amazing people": one who tells of himself, and nobody who is known."""
    spoken = {(t.start, t.end) for t in tree.tokens if t.pos == "PRON" and "Person=1" in t.morph}
    mine = [a for a in who if (a.start, a.end) in spoken]
    return bool(mine) and all(a in mine or not (a.actor_id or a.country) for a in who)


def _in_public(tree: Tree, who: Sequence[Actor]) -> bool:
    """Whether a party is known, or those who act are somebody in particular."""
    acting = [a for a in who if a.role is Role.ACTOR] or who
    if any(a.kind in {ActorKind.STATE, ActorKind.ORGANISATION} for a in who if a.role is Role.RECIPIENT):
        return True  # "nous demandons au gouvernement de …"
    return any(a.actor_id or a.country for a in who) or any(_is_public(tree, a) for a in acting)


def _is_named(tree: Tree, claim: Claim) -> bool:
    """Whether an event without parties stands for one that was told: in a headline, dated, pointed to ("cet entretien"), or
    known so well that it places another one in time ("après la signature de l'accord")."""
    head = claim.hit.head
    if claim.dated or claim.again or tree.sentence.block in TITLES:
        return True
    if claim.hit.frame.verbal and _tells_what(tree, claim.hit):
        return True
    if claim.kind is EventType.CONSULT and claim.hit.frame.anchor != head and tree.cues.habitual_present:
        return claim.status in {
            Status.HAPPENED,
            Status.PLANNED,
        }  # "talks resumed": where a habit has a tense of its own
    if set(tree.prepositions(head)) & set(tree.cues.during) and claim.hit.frame.get("of"):
        return True
    return any(
        "PronType=Dem" in tree.tokens[k].morph or tree.tokens[k].lemma in POINTING for k in tree.below(head, "det")
    )


def _is_staged(tree: Tree, who: Sequence[Actor]) -> bool:
    """A shot of the captain's, the murder of a novel: violence in a match or a story, where no power takes part."""
    if any(a.country or a.kind in {ActorKind.STATE, ActorKind.ARMED_GROUP} for a in who if a.role is Role.ACTOR):
        return False
    return any(t.lemma in tree.cues.staged and t.pos in NOUNS for t in tree.tokens)


def _is_public(tree: Tree, actor: Actor) -> bool:
    """Whether a party is somebody in particular: not "we" or "you", nor a thing without a name."""
    if actor.actor_id or actor.country:
        return True
    own = [t for t in tree.tokens if actor.start <= t.start and t.end <= actor.end]
    inside = {t.index for t in own}
    if own and next((t for t in own if t.head not in inside), own[-1]).lemma in tree.cues.private:
        return False
    if len(own) == 1 and own[0].pos == "PRON":
        return "Person=1" not in own[0].morph and "Person=2" not in own[0].morph
    return actor.kind is not None or actor.text[:1].isupper()
