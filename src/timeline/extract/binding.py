"""Which time expression belongs to which trigger.

An expression belongs to the first verb or trigger above it in the tree; one that is part of a noun phrase ("the 2015
agreement", "l'attaque du 7 octobre") to its noun alone. A trigger takes what belongs to itself, to the verb that carries it,
to the verbs that control it, to the first of the verbs that it is coordinated with, or to the event that it is part of; never
what belongs to a verb of saying. Where the parse gives nothing, the nearest expression of the same clause is taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from timeline.languages.dating_schema import DatingWords, dating_words
from timeline.records import Article, Grain, TimeMention, TimexType

from .expressions import Spread, quoted, spreads
from .facts import is_infinitive
from .frames import Frame
from .tree import NOUNS, Tree

TIGHT = {"amod", "compound", "nummod", "nmod"}
"""Relations by which an expression before a noun is part of its phrase."""
COARSE = {Grain.MONTH, Grain.SEASON, Grain.QUARTER, Grain.HALF, Grain.YEAR, Grain.DECADE, Grain.CENTURY}
SINCE_EVENT = "of the event since which it goes on"
NEAREST = 15
"""Words between a trigger and an expression of its clause, at most."""


class Bound(Enum):
    """What an expression says of an event: when it was, from when on it lasts, or until when."""

    ON = "on"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Choice:
    """An expression, the path by which it belongs to a trigger, and the end of the range that it opens, if any."""

    time: TimeMention
    path: str
    bound: Bound = Bound.ON
    through: TimeMention | None = None


Owned = Mapping[int, list[Spread]]


def bind(tree: Tree, frames: Sequence[Frame], times: Iterable[TimeMention], article: Article) -> dict[int, Choice]:
    """The expression of each trigger (by its head word), and by which path it was found. Raises LanguageDataError."""
    words = dating_words((article.language or "").partition("-")[0])
    return _Binding(tree, frames, words, spreads(tree, times, words, article.text), article.text).choices()


class _Binding:
    """One sentence while its expressions are given to its triggers."""

    def __init__(
        self, tree: Tree, frames: Sequence[Frame], words: DatingWords, found: Sequence[Spread], text: str
    ) -> None:
        self._tree, self._frames, self._words = tree, frames, words
        self._heads = {frame.head for frame in frames}
        self._found, self._text = found, text
        self._owned: dict[int, list[Spread]] = {}
        for one in found:
            self._owned.setdefault(self._owner(one), []).append(one)
        self._bound: dict[int, tuple[Spread, str]] = {}

    def choices(self) -> dict[int, Choice]:
        """Each trigger's own expression first; the others borrow."""
        for frame in self._frames:
            if found := self._own(frame):
                self._bound[frame.head] = found
        for frame in self._frames:
            if frame.head not in self._bound and (
                found := self._containing(frame) or self._borrowed(frame) or self._nearest(frame)
            ):
                self._bound[frame.head] = found
        return {head: self._choice(head, *found) for head, found in self._bound.items()}

    def _choice(self, head: int, one: Spread, path: str) -> Choice:
        before = one.before(self._tree) | self._before_nouns(one)
        bound = Bound.ON
        if path == SINCE_EVENT or before & set(self._tree.cues.since):
            bound = Bound.SINCE
        elif before & set(self._tree.cues.until) or self._ends(head, one):
            bound = Bound.UNTIL
        return Choice(one.time, path, bound, one.through)

    def _before_nouns(self, one: Spread) -> set[str]:
        """Prepositions of the nouns between an expression and its owner: "since the beginning of the war in 2022"."""
        found: set[str] = set()
        for above in self._tree.ancestors(one.top):
            if above in self._heads or self._tree.tokens[above].pos not in NOUNS:
                break
            found |= set(self._tree.prepositions(above))
        return found

    def _ends(self, head: int, one: Spread) -> bool:
        """Whether the expression dates a verb that tells the end of the trigger, a noun: the strike ended on Monday."""
        tree = self._tree
        verb = self._owner(one)
        if verb in self._heads or tree.tokens[verb].lemma not in self._words.ending or tree.below(verb, "obj"):
            return False
        return head in tree.below(verb, "nsubj") or tree.head(verb) == head

    # -- whose an expression is

    def _owner(self, one: Spread) -> int:
        tree, top = self._tree, one.top
        if top in self._heads:
            return top
        last = below = top
        counted = self._counted_from(one)
        for above in tree.ancestors(top):
            last = above
            if above == counted:
                below = above
                continue
            if self._says_before(one, above):
                return tree.tokens[above].head
            if above in self._heads and tree.tokens[above].pos not in {"VERB", "AUX"}:
                return above
            if tree.tokens[above].pos in {"VERB", "AUX"}:
                return self._noun_before(one, above) or self._set_apart(one, above) or above
            if tree.tokens[above].pos in NOUNS and (
                (below == top and (self._tight(one, above) or set(tree.prepositions(above)) & self._words.aside))
                or (below not in {top, counted} and tree.relation(below) == "appos")
            ):
                return above if below == top else below
            below = above
        return last

    def _counted_from(self, one: Spread) -> int | None:
        """What a length is counted from: the attack of "five days after the attack". The length belongs to what stands above."""
        tree, after = self._tree, one.follows(self._tree)
        if after is None or tree.tokens[after].lemma not in self._words.after | self._words.before:
            return None
        return tree.head(after)

    def _says_before(self, one: Spread, verb: int) -> bool:
        """Whether an expression of a reported clause stands right after the verb of saying: "said on Monday it had struck"."""
        tree, saying = self._tree, self._tree.head(verb)
        if saying is None or tree.relation(verb) != "ccomp" or tree.tokens[saying].lemma not in tree.cues.report:
            return False
        between = [t for t in tree.tokens if t.index > saying and t.end <= one.time.start]
        return tree.tokens[saying].end <= one.time.start and all(t.pos == "ADP" for t in between)

    def _tight(self, one: Spread, noun: int) -> bool:
        """Whether an expression is part of the phrase of a noun: before it, or after it with "of"."""
        tree = self._tree
        after = one.follows(tree)
        if tree.relation(one.top) == "obl" and after is not None and tree.tokens[after].text == ",":
            return True  # "Arrêté en 2018, il …": no noun but a participle that the parser took for one
        opens = all(t.index >= one.top or t.end > one.time.start for t in tree.tokens)
        if opens and tree.tokens[noun].pos == "PROPN" and noun not in self._heads:
            return False  # "Last August Enzo Baldoni was killed": no part of his name
        if one.top < noun:
            return tree.relation(one.top) in TIGHT and all(t.text != "," for t in tree.tokens[one.top : noun])
        return bool(set(tree.prepositions(one.top)) & set(tree.cues.of))

    def _noun_before(self, one: Spread, verb: int) -> int | None:
        """The event noun right before an expression that a verb cannot mean: one of saying a month or year ("noted tests at the
        end of October"), one that is no event itself an end ("issued a ruling on the suspension until May").
        """
        tree = self._tree
        first = min(t.index for t in tree.tokens if t.end > one.time.start)
        nouns = [f.head for f in self._frames if not f.verbal and verb < f.head < first]
        if not nouns or any(tree.tokens[i].text == "," for i in range(nouns[-1], first)):
            return None
        if self._reports(verb) and one.time.grain in COARSE and first - nouns[-1] <= 4:
            return nouns[-1]
        ends = one.before(tree) & set(tree.cues.until)
        return nouns[-1] if ends and verb not in {f.anchor for f in self._frames} else None

    def _set_apart(self, one: Spread, verb: int) -> int | None:
        """The noun that an expression follows and a verb is only told against: the attack of "since the attack on Monday"."""
        tree = self._tree
        first = min(t.index for t in tree.tokens if t.end > one.time.start)
        for kid in reversed(tree.below(verb, "obl", "nmod")):
            aside = set(tree.prepositions(kid)) & (self._words.aside | set(tree.cues.since))
            if verb < kid < first and kid != one.top and tree.tokens[kid].pos in NOUNS:
                plain = all(t.text != "," and t.pos != "VERB" for t in tree.tokens[kid:first])
                return kid if aside and plain else None
        return None

    def _of(self, owner: int, frame: Frame) -> list[Spread]:
        """The expressions of an owner that may date a trigger; those that bound it rather than none."""
        mine = [one for one in self._owned.get(owner, []) if self._reaches(one, frame)]
        return [one for one in mine if one.time.first or one.time.last] or mine

    def _reaches(self, one: Spread, frame: Frame) -> bool:
        """What stands in a quotation dates only what is told there."""
        if not quoted(self._text, one.time.start):
            return True
        return quoted(self._text, self._tree.tokens[frame.head].start)

    # -- which of them a trigger takes

    def _own(self, frame: Frame) -> tuple[Spread, str] | None:
        for owner, path in self._anchors(frame):
            if found := self._of(owner, frame):
                return self._best(found, frame.head), path
        return None

    def _best(self, found: Sequence[Spread], head: int) -> Spread:
        """A day before a longer span, what is over before an end, then the nearest."""
        at = self._tree.tokens[head].start
        until = set(self._tree.cues.until)
        return min(
            found,
            key=lambda one: (
                one.time.type in {TimexType.SET, TimexType.DURATION},
                one.time.first is None and one.time.last is None,
                bool(one.before(self._tree) & until),
                one.through is None,
                _days(one.time),
                abs(one.time.start - at),
            ),
        )

    def _anchors(self, frame: Frame) -> Iterable[tuple[int, str]]:
        tree, cues = self._tree, self._tree.cues
        yield frame.head, "its own"
        verb = frame.anchor
        if not frame.verbal:
            carriers = {*cues.light, *cues.occur, *self._words.lasting, *self._words.ending}
            for kid in tree.below(frame.head, "acl"):
                if tree.tokens[kid].lemma in carriers:
                    yield kid, "of the clause about it"
        if verb != frame.head and (tree.tokens[verb].lemma not in cues.report or tree.tokens[verb].lemma in cues.light):
            yield verb, "of its verb"
        elif not frame.verbal:
            return
        if not any(tree.tokens[k].lemma in cues.occasion for k in tree.below(verb, "obl")):
            yield from self._above(frame, verb)

    def _above(self, frame: Frame, verb: int) -> Iterable[tuple[int, str]]:
        """The verbs that control a verb, that it is coordinated with, or that say what it does by being said."""
        tree, cues, below = self._tree, self._tree.cues, verb
        for above in tree.ancestors(verb):
            token, relation = tree.tokens[above], tree.relation(below)
            if token.lemma in cues.report and relation in {"ccomp", "parataxis"}:
                if relation == "ccomp" and below == frame.head and self._performs(frame):
                    yield above, "of the verb that says it"
                return
            if relation == "conj" and is_infinitive(tree, above) and not is_infinitive(tree, below):
                return
            if relation == "conj" and token.pos in {"VERB", "AUX", "ADJ"}:
                yield above, "of the coordinated verb"
            elif relation in {"xcomp", "cop"} and (
                token.lemma in {*cues.control, *cues.plan, *cues.willing} or token.pos in {"ADJ", "AUX"}
            ):
                yield above, "of the verb that controls it"
            else:
                return
            below = above

    def _performs(self, frame: Frame) -> bool:
        """Whether a verb is done by saying it ("said that it accepted"), and not told as done before ("had accepted")."""
        tree = self._tree
        if tree.tokens[frame.head].lemma not in self._words.performative:
            return False
        subjects = tree.below(frame.head, "nsubj")
        auxiliaries = [k for k in tree.kids[frame.head] if tree.relation(k) == "aux" and tree.tokens[k].pos == "AUX"]
        past = any(tree.tokens[k].lemma in {"have", "avoir", "être"} for k in auxiliaries)
        return not past and any(tree.tokens[k].text.lower() in self._words.pronoun for k in subjects)

    def _containing(self, frame: Frame) -> tuple[Spread, str] | None:
        """ "abducted in the attack of October 7": a deed has the date of the event that it is part of, or of the words by
        which it is done ("in a statement published on Monday"); what has gone on since an event began then.
        """
        tree = self._tree
        for at in dict.fromkeys((frame.head, frame.anchor)):
            for kid in tree.below(at, "obl", "nmod"):
                prepositions = set(tree.prepositions(kid))
                within, since = prepositions & self._words.within, prepositions & set(tree.cues.since)
                if not within and not since:
                    continue
                path = SINCE_EVENT if since else "of the event that it is part of"
                if kid in self._bound and self._bound[kid][0].time.first:
                    return self._bound[kid][0], path
                clauses = (
                    [k for k in tree.below(kid, "acl") if k not in self._heads or self._reports(k)] if within else []
                )
                for owner in clauses if kid in self._heads else (kid, *clauses):
                    if dated := [one for one in self._of(owner, frame) if one.time.first]:
                        return self._best(dated, frame.head), path
        return self._of_subject(frame) or self._of_the_next(frame)

    def _of_subject(self, frame: Frame) -> tuple[Spread, str] | None:
        """ "Monday's attack killed twelve": a verb that tells what an event did."""
        tree, verb = self._tree, frame.head
        if not frame.verbal or tree.tokens[verb].lemma not in {*tree.cues.occur, *tree.cues.light, *self._words.making}:
            return None
        for subject in tree.below(verb, "nsubj"):
            if subject in self._bound and self._bound[subject][0].time.first:
                return self._bound[subject][0], "of its subject"
            if dated := [one for one in self._of(subject, frame) if one.time.first]:
                return self._best(dated, verb), "of its subject"
        return None

    def _of_the_next(self, frame: Frame) -> tuple[Spread, str] | None:
        """ "arrested and jailed on Monday": two verbs side by side share what follows them."""
        tree, verb = self._tree, frame.head
        for other in tree.below(verb, "conj") if frame.verbal else ():
            between = tree.tokens[verb + 1 : other]
            if len(between) == 1 and between[0].pos == "CCONJ":
                dated = [one for one in self._of(other, frame) if one.time.first]
                return (self._best(dated, verb), "of the verb beside it") if dated else None
        return None

    def _borrowed(self, frame: Frame) -> tuple[Spread, str] | None:
        """ "killed on Monday in an attack": a noun inside a dated clause shares its date, unless the clause only speaks of it."""
        tree, below = self._tree, frame.head
        if frame.verbal:
            return None
        for above in tree.ancestors(frame.head):
            token = tree.tokens[above]
            prepositions = set(tree.prepositions(below))
            inside, aside = bool(prepositions & set(tree.cues.during)), bool(prepositions & self._words.aside)
            if above in self._bound:
                held = self._bound[above][0]
                return (held, "of the event that holds it") if inside and held.time.first and not aside else None
            if token.pos in {"VERB", "AUX"}:
                plain = token.lemma not in {*tree.cues.report, *tree.cues.plan, *tree.cues.fear}
                found = [one for one in self._of(above, frame) if one.time.first or one.time.last]
                if aside:  # "rallied on Monday after attacks": only what stands behind the noun may be its own
                    found = [one for one in found if one.time.start > tree.tokens[frame.head].start]
                joined = inside or tree.relation(below) == "obj" or token.pos == "AUX"
                return (self._best(found, frame.head), "of its clause") if found and plain and joined else None
            if not inside and tree.relation(above) != "xcomp":
                return None
            below = above
        return None

    def _nearest(self, frame: Frame) -> tuple[Spread, str] | None:
        """The nearest free expression with no other verb between it and the trigger; a fallback for odd parses."""
        if not frame.verbal:
            return None
        tree, taken = self._tree, {one.top for one, _ in self._bound.values()}
        nouns = {i for i, found in self._owned.items() if tree.tokens[i].pos in NOUNS for _ in found}
        best: tuple[int, Spread] | None = None
        for one in self._found:
            if one.top in taken or not (one.time.first or one.time.last) or not self._reaches(one, frame):
                continue
            owner = self._owner(one)
            if tree.tokens[owner].pos == "VERB" and tree.relation(owner) in {"acl", "advcl"} and owner != frame.anchor:
                continue
            low, high = sorted((one.top, frame.anchor))
            if tree.tokens[frame.anchor].dep == "acl:relcl" and any(
                t.text == "," for t in tree.tokens[frame.anchor : one.top]
            ):
                continue  # "who resigned in the war, today brought a bill"
            between = tree.tokens[low + 1 : high]
            if any(
                t.pos == "VERB" or (t.pos == "SCONJ" and t.index > low) or t.index in self._heads for t in between
            ) or any(self._tight(one, noun) for noun in nouns if one in self._owned[noun]):
                continue
            if not self._is_said(one.top) and (best is None or high - low < best[0]):
                best = (high - low, one)
        return (best[1], "nearest in its clause") if best and best[0] <= NEAREST else None

    def _reports(self, verb: int) -> bool:
        return self._tree.tokens[verb].lemma in self._tree.cues.report

    def _is_said(self, top: int) -> bool:
        tree = self._tree
        verb = next((above for above in tree.ancestors(top) if tree.tokens[above].pos == "VERB"), None)
        return verb is not None and self._reports(verb)


def _days(time: TimeMention) -> int:
    if time.first is None or time.last is None:
        return 10_000
    return min((time.last - time.first).days, 40)
