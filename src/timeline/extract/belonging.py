"""Whose a time expression is: the first verb or trigger above it in the tree that can mean it.

One that is part of a noun phrase ("the 2015 agreement", "l'attaque du 7 octobre") is its noun's alone. Some verbs above
cannot mean it: one of saying that is only put in, a purpose when the time is over, "starting" in "starting Monday".
"""

from collections.abc import Sequence
from datetime import date

from timeline.languages.dating_schema import DatingWords
from timeline.records import Grain

from .expressions import DAYS, Spread
from .facts import is_infinitive
from .frames import Frame
from .tree import NOUNS, Tree

TIGHT = {"amod", "compound", "nummod", "nmod"}
"""Relations by which an expression before a noun is part of its phrase."""
COARSE = {Grain.MONTH, Grain.SEASON, Grain.QUARTER, Grain.HALF, Grain.YEAR, Grain.DECADE, Grain.CENTURY}
VERBS = {"VERB", "AUX"}
POSSESSIVE = {"'s", "’s", "'", "’"}


class Belonging:
    """The expressions of one sentence, and the words to which they belong. `published` may be None: then no time is over."""

    def __init__(self, tree: Tree, frames: Sequence[Frame], words: DatingWords, published: date | None) -> None:
        self.tree, self.frames, self.words, self._published = tree, frames, words, published
        self._heads = {frame.head for frame in frames}
        self._anchors = {frame.anchor for frame in frames}

    def owner(self, one: Spread) -> int:
        """The index of the word to which an expression belongs; the top of its sentence where nothing else can."""
        tree, top = self.tree, one.top
        if top in self._heads:
            return top
        if (verb := self._behind_saying(one)) is not None or (verb := self._cleft(one)) is not None:
            return verb
        if (noun := self.told_against(one)) is not None:
            return noun
        last = below = top
        counted = self._counted_from(one)
        for above in tree.ancestors(top):
            last = above
            if above == counted:
                below = above
                continue
            if self._says_before(one, above):
                return tree.tokens[above].head
            if above in self._heads and tree.tokens[above].pos not in VERBS:
                return above
            if tree.tokens[above].pos in VERBS:
                if self._cannot_mean(one, above):
                    below = above
                    continue
                return (
                    self._noun_between(one, above)
                    or self._noun_before(one, above)
                    or self._set_apart(one, above)
                    or above
                )
            if tree.tokens[above].pos in NOUNS and (
                (below == top and (self.tight(one, above) or self._is_told_with(one, above)))
                or (below not in {top, counted} and tree.relation(below) == "appos")
            ):
                return above if below == top else below
            below = above
        return last

    def tight(self, one: Spread, noun: int) -> bool:
        """Whether an expression is part of the phrase of a noun: before it, or after it with "of"."""
        tree = self.tree
        after = one.follows(tree)
        if tree.relation(one.top) == "obl" and after is not None and tree.tokens[after].text == ",":
            return True  # "Arrêté en 2018, il …": no noun but a participle that the parser took for one
        opens = all(t.index >= one.top or t.end > one.time.start for t in tree.tokens)
        if opens and tree.tokens[noun].pos == "PROPN" and noun not in self._heads:
            return False  # "Last August Enzo Baldoni was killed": no part of his name
        if one.top < noun:
            return tree.relation(one.top) in TIGHT and all(t.text != "," for t in tree.tokens[one.top : noun])
        return bool(set(tree.prepositions(one.top)) & set(tree.cues.of))

    def told_against(self, one: Spread) -> int | None:
        """The noun right before a day that stands after "after", wherever the day hangs: "relief after the quake on Tuesday"."""
        tree = self.tree
        first = min(t.index for t in tree.tokens if t.end > one.time.start)
        if one.time.grain not in DAYS or first < 2:
            return None
        at = first - 1 if tree.tokens[first - 1].pos != "ADP" else first - 2
        noun = at
        if tree.tokens[noun].pos != "NOUN" or noun in tree.outside:
            return None
        while at > 0 and tree.tokens[at].pos in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} and at not in tree.outside:
            at -= 1
        before = tree.tokens[at]
        plain = before.pos in {"ADP", "VERB", "SCONJ"} and before.text.lower() in self.words.following
        return noun if plain else None

    # -- verbs above that cannot mean it

    def _cannot_mean(self, one: Spread, verb: int) -> bool:
        return self._only_begins(one, verb) or self._is_put_in(one, verb) or self._is_purpose(one, verb)

    def _only_begins(self, one: Spread, verb: int) -> bool:
        """ "Will be closed starting Monday", "à compter de lundi": no deed of anyone."""
        tree = self.tree
        if tree.tokens[verb].lemma not in self.words.opening or verb in self._heads or tree.below(verb, "nsubj", "obj"):
            return False
        bare = not any("VerbForm=Fin" in tree.tokens[i].morph for i in (verb, *tree.below(verb, "aux")))
        between = [t for t in tree.tokens[verb + 1 :] if t.end <= one.time.start]
        return bare and verb < one.top and tree.head(verb) is not None and all(t.pos in {"ADP", "DET"} for t in between)

    def _is_put_in(self, one: Spread, verb: int) -> bool:
        """ "Was arrested yesterday, said the minister": what stands before the comma is not of the saying behind it."""
        tree = self.tree
        after = one.follows(tree)
        if tree.tokens[verb].lemma not in tree.cues.report or after is None or tree.tokens[after].text != ",":
            return False
        first = min((verb, *(k for k in tree.below(verb, "aux", "expl") if k < verb)))
        told = any(tree.tokens[i].pos in VERBS for i in range(one.top))
        return told and after + 1 == first and all(k > verb for k in tree.below(verb, "nsubj"))

    def _is_purpose(self, one: Spread, verb: int) -> bool:
        """ "Closed the road to prevent riots last week": what is over is no time for a purpose."""
        tree, now = self.tree, self._published
        if verb in self._heads | self._anchors or tree.relation(verb) != "advcl" or not is_infinitive(tree, verb):
            return False
        first, last = one.time.first, one.time.last
        return now is not None and first is not None and last is not None and first < now >= last and one.top > verb

    # -- words that it belongs to rather than to the verb above

    def _behind_saying(self, one: Spread) -> int | None:
        """The verb of saying right before a day, however the parser read on: "said Tuesday troops had left"."""
        tree, after = self.tree, one.follows(self.tree)
        first = min(t.index for t in tree.tokens if t.end > one.time.start)
        if first and tree.tokens[first - 1].pos == "ADP":
            first -= 1
        if first == 0 or one.time.grain not in DAYS or (after is not None and tree.tokens[after].lemma in POSSESSIVE):
            return None
        verb = tree.tokens[first - 1]
        says = verb.pos == "VERB" and verb.lemma in tree.cues.report and "VerbForm=Inf" not in verb.morph
        return verb.index if says and verb.index not in self._heads else None

    def _cleft(self, one: Spread) -> int | None:
        """The arrest of "it was on Tuesday that police arrested ten men": the clause behind "that" is the one that is dated."""
        tree = self.tree
        top = one.top
        be = top if tree.below(top, "cop") else tree.head(top)
        if be is None or tree.head(be) is not None or (be != top and tree.tokens[be].pos != "AUX"):
            return None
        after = one.follows(tree)
        if after is None or tree.tokens[after].lemma not in self.words.that:
            return None
        clauses = (k for k in tree.kids[be] if k > top and tree.tokens[k].pos in VERBS and after in tree.kids[k])
        return next(clauses, None)

    def _noun_between(self, one: Spread, verb: int) -> int | None:
        """The event noun whose phrase an expression closes right before the verb: "the release of ten men last week ended …"."""
        tree = self.tree
        first = min((verb, *(k for k in tree.below(verb, "aux", "expl", "cop") if k < verb)))
        after = one.follows(tree)
        if after is None or not one.top < first or after not in {first, first - 1}:
            return None
        if after == first - 1 and tree.tokens[after].text != ",":
            return None
        subjects = [k for k in tree.below(verb, "nsubj") if k < one.top and tree.tokens[k].pos in NOUNS]
        return next((k for k in reversed(subjects) if k in self._heads), None)

    def _is_told_with(self, one: Spread, noun: int) -> bool:
        """Whether a noun has a time of its own: what a deed is told against, or a decision right before it."""
        tree = self.tree
        if set(tree.prepositions(noun)) & self.words.aside:
            return True
        first = min(t.index for t in tree.tokens if t.end > one.time.start)
        behind = noun < first and all(t.pos == "ADP" for t in tree.tokens[noun + 1 : first])
        return behind and tree.tokens[noun].lemma in self.words.deciding

    def _counted_from(self, one: Spread) -> int | None:
        """What a length is counted from: the attack of "five days after the attack". The length belongs to what stands above."""
        tree, after = self.tree, one.follows(self.tree)
        if after is None or tree.tokens[after].lemma not in self.words.after | self.words.before:
            return None
        return tree.head(after)

    def _says_before(self, one: Spread, verb: int) -> bool:
        """Whether an expression of a reported clause stands right after the verb of saying: "said on Monday it had struck"."""
        tree, saying = self.tree, self.tree.head(verb)
        if saying is None or tree.relation(verb) != "ccomp" or tree.tokens[saying].lemma not in tree.cues.report:
            return False
        between = [t for t in tree.tokens if t.index > saying and t.end <= one.time.start]
        return tree.tokens[saying].end <= one.time.start and all(t.pos == "ADP" for t in between)

    def _noun_before(self, one: Spread, verb: int) -> int | None:
        """The event noun right before an expression that a verb cannot mean: one of saying a month or year ("noted tests at the
        end of October"), one that is no event itself an end ("issued a ruling on the suspension until May").
        """
        tree = self.tree
        first = min(t.index for t in tree.tokens if t.end > one.time.start)
        nouns = [f.head for f in self.frames if not f.verbal and verb < f.head < first]
        if not nouns or any(tree.tokens[i].text == "," for i in range(nouns[-1], first)):
            return None
        if tree.tokens[verb].lemma in tree.cues.report and one.time.grain in COARSE and first - nouns[-1] <= 4:
            return nouns[-1]
        ends = one.before(tree) & set(tree.cues.until)
        return nouns[-1] if ends and verb not in self._anchors else None

    def _set_apart(self, one: Spread, verb: int) -> int | None:
        """The noun that an expression follows and a verb is only told against: the attack of "since the attack on Monday"."""
        tree = self.tree
        first = min(t.index for t in tree.tokens if t.end > one.time.start)
        for kid in reversed(tree.below(verb, "obl", "nmod")):
            aside = set(tree.prepositions(kid)) & (self.words.aside | set(tree.cues.since))
            if verb < kid < first and kid != one.top and tree.tokens[kid].pos in NOUNS:
                plain = all(t.text != "," and t.pos != "VERB" for t in tree.tokens[kid:first])
                return kid if aside and plain else None
        return None
