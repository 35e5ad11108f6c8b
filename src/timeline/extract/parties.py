"""Who the words of a sentence name, once for each word."""

from timeline.languages.triggers_schema import Trigger
from timeline.records import ActorKind, EventType, Party

from .cast import Cast
from .frames import Filler
from .lexicon import lexicon
from .tree import NOUNS, Tree

BARE = frozenset({"état", "presse", "parti", "gouvernement", "police", "justice"})
"""French nouns of institutions that behind "de" without an article make an adjective."""
MODIFIED = frozenset(
    {EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.MOBILIZE}
    | {EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN}
)
"""Types whose nouns may have a mere noun of people before them for who does it: "a student protest"."""


class Parties:
    """The parties of one sentence, by the head word of their phrase."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self._tree, self._cast = tree, cast
        self._known: dict[int, tuple[Party, ...]] = {}

    def all_of(self, token: int) -> tuple[Party, ...]:
        """Who the noun phrase around this word names, one by one: "négociateurs du Hamas et d'Israël" are two."""
        if token not in self._known and self._is_bare(token):
            self._known[token] = ()
        if token not in self._known:
            first, last = self._tree.phrase(token)
            words = self._tree.tokens
            found = self._cast.members(
                words[first].start, words[last].end, words[token].start, words[token].end, self._tree.sentence
            )
            if not found:
                found = self._counted(token, words[first].start, words[last].end)
            if words[token].pos == "PRON" and all(p.actor_id is None for p in found):
                found = self._speaker(token) or found
            if "Poss=Yes" in words[token].morph and all(p.actor_id is None for p in found):
                found = self._owner(token) or found
            if (
                words[token].pos == "ADJ" and words[token].dep == "amod"
            ):  # "violences policières": an adjective without a country names nobody
                found = tuple(p for p in found if (p.actor_id or p.country) and p.kind is not ActorKind.PERSON)
            if len(found) == 1 and found[0].kind is ActorKind.PERSON and found[0].actor_id is None:
                found = self._named_behind(token) or found
            self._known[token] = found
        return self._known[token]

    def _named_behind(self, token: int) -> tuple[Party, ...]:
        """ "La correspondante de la chaîne en Égypte, Ana Roy, affirme …": the name in apposition, which the parser hangs on the
        last noun before it."""
        tree = self._tree
        if tree.tokens[token].pos != "NOUN" or "Number=Plur" in tree.tokens[token].morph:
            return ()
        level = [token]
        for _ in range(4):
            for kid in (
                k for i in level for k in tree.below(i, "appos") if tree.tokens[k].text[:1].isupper() and k > token
            ):
                first = tree.phrase(kid)[0]
                named = self.all_of(kid) if tree.tokens[first - 1].text == "," else ()
                if len(named) == 1 and named[0].kind is ActorKind.PERSON and named[0].actor_id:
                    return named
            level = [k for i in level for k in tree.below(i, "nmod") if k > token]
        return ()

    def _is_bare(self, token: int) -> bool:
        """ "Coup d'État", "homme d'État": a common noun behind a bare "de" only says of what kind something is."""
        tree, word = self._tree, self._tree.tokens[token]
        alone = not any(tree.relation(k) in {"det", "amod", "nmod", "nummod"} for k in tree.kids[token])
        return alone and word.lemma in BARE and tree.prepositions(token) == ("de",)

    def deed(self, token: int) -> Trigger | None:
        """The sense of a noun that tells an assault; None of other words."""
        senses = lexicon(self._cast.language).nouns.get(self._tree.tokens[token].lemma, ())
        triggers = (sense.trigger for sense in senses if sense.trigger.type is EventType.ASSAULT)
        return next((t for t in triggers if not t.when and t.actor is None), None)

    def modifier(self, token: int) -> tuple[Party, ...]:
        """Who the noun or adjective beside a deed names that no phrase could: "an insurgent attack", "une attaque rebelle"."""
        tree, word = self._tree, self._tree.tokens[token]
        deed = tree.head(token)
        if deed is None or tree.relation(token) not in {"amod", "compound", "nmod"} or tree.prepositions(token):
            return ()
        lemma = tree.tokens[deed].lemma
        senses = lexicon(self._cast.language).nouns.get(lemma, ())
        if lemma in tree.cues.hurting or all(sense.trigger.type not in MODIFIED for sense in senses):
            return ()
        found = self._cast.modifier(word.start, word.end)
        armed = word.lemma in tree.cues.forces
        people = found is not None and found.kind is ActorKind.GROUP and word.pos in NOUNS
        return () if found is None or not (armed or people) else (found,)

    def _owner(self, possessive: int) -> tuple[Party, ...]:
        """ "Londres a réaffirmé son engagement": a possessive that no name before it explains is the subject's."""
        tree = self._tree
        noun = tree.head(possessive)
        verb = next((a for a in tree.ancestors(possessive) if tree.tokens[a].pos == "VERB"), None)
        for subject in tree.below(verb, "nsubj") if verb is not None else ():
            if subject not in {noun, possessive}:
                return self.all_of(subject)[:1]
        return ()

    def _counted(self, token: int, start: int, end: int) -> tuple[Party, ...]:
        """ "Plusieurs milliers de personnes": who a number or a part stands for."""
        tree = self._tree
        for kid in tree.below(token, "nmod"):
            word = tree.tokens[kid]
            marks = [tree.tokens[k] for k in tree.kids[kid] if tree.relation(k) == "det"]
            counted = tree.tokens[token].pos == "NUM"  # "deux de ses militants"
            bare = all(counted and "Number=Plur" in m.morph for m in marks)
            if kid > token and bare and set(tree.prepositions(kid)) <= set(tree.cues.of):
                found = self._cast.members(start, end, word.start, word.end, tree.sentence)
                return tuple(p for p in found if p.kind in {ActorKind.GROUP, ActorKind.PERSON})
        return ()

    def _speaker(self, pronoun: int) -> tuple[Party, ...]:
        """ "Syria says it is willing": a subject pronoun in reported speech is the speaker."""
        tree = self._tree
        verb = tree.head(pronoun)
        if verb is None or tree.relation(pronoun) != "nsubj" or _names_no_third(tree, pronoun):
            return ()
        below = verb
        for above in tree.ancestors(verb):
            if tree.tokens[above].lemma in tree.cues.report and tree.relation(below) == "ccomp":
                for subject in tree.below(above, "nsubj"):
                    if tree.tokens[subject].pos != "PRON":
                        return self.all_of(subject)[:1]
                return ()
            if tree.tokens[above].pos in NOUNS and tree.relation(below) in {"ccomp", "acl"}:
                return self._author(above)
            below = above
        return ()

    def _author(self, noun: int) -> tuple[Party, ...]:
        """ "l'annonce par Londres qu'il suspend": who made the announcement."""
        tree = self._tree
        for kid in tree.below(noun, "nmod", "obl"):
            if set(tree.prepositions(kid)) & {*tree.cues.by, *tree.cues.of} or tree.tokens[kid].dep == "nmod:poss":
                return self.all_of(kid)[:1]
        return ()

    def is_owned(self, token: int) -> bool:
        """Whether what the phrase names belongs to a party: "European Community ministers", "opposition groups in Zimbabwe"."""
        kids = (k for k in self._tree.kids[token] if self._tree.relation(k) in {"nmod", "compound", "amod"})
        return "Number=Plur" in self._tree.tokens[token].morph and any(self.all_of(k) for k in kids)

    def of(self, token: int) -> Party | None:
        """The first whom the noun phrase around this word names; None if nobody."""
        found = self.all_of(token)
        return found[0] if found else None


def _names_no_third(tree: Tree, pronoun: int) -> bool:
    token = tree.tokens[pronoun]
    return "Person=1" in token.morph or token.text.lower() in tree.cues.anyone


KINDS = {f"#{kind.value}": kind for kind in ActorKind}


def is_kind(parties: Parties, filler: Filler, name: str) -> bool:
    """Whether a filler names a party of this kind: "#actor" any, "#human" a person or a group of people."""
    party = parties.of(filler.token)
    if party is None:
        return name == "#actor" and parties.is_owned(filler.token)
    if name == "#actor":
        return True
    if name == "#place":
        return party.kind is None and bool(party.country)
    if name == "#human":
        return party.kind in {ActorKind.PERSON, ActorKind.GROUP}
    return party.kind is KINDS.get(name)
