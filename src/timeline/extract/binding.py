"""Which time expression belongs to which trigger.

Whose an expression is, is said in `belonging`. A trigger takes what belongs to itself, to the verb that carries it, to the
verbs that control it, to the first of the verbs that it is coordinated with, or to the event that it is part of; never what
belongs to a verb of saying. Where the parse gives nothing, the nearest expression of the same clause is taken.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from timeline.languages.dating_schema import dating_words
from timeline.records import Article, TimeMention, TimexType

from .belonging import Belonging
from .expressions import DAYS, Spread, quoted, spreads
from .facts import is_infinitive
from .frames import Frame
from .tree import NOUNS, Tree

SINCE_EVENT = "of the event since which it goes on"
PERFECT = {"avoir", "être"}
NEAREST = 15
"""Words between a trigger and an expression of its clause, at most."""


class Bound(Enum):
    """What an expression says of an event: when it was, from when on it lasts, or until when."""

    ON = "on"
    SINCE = "since"
    UNTIL = "until"
    FOR = "for"
    """It is a length up to now: "have been striking for three days"."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An expression, the path by which it belongs to a trigger, and the end of the range that it opens, if any."""

    time: TimeMention
    path: str
    bound: Bound = Bound.ON
    through: TimeMention | None = None


Owned = Mapping[int, list[Spread]]


def bind(
    tree: Tree,
    frames: Sequence[Frame],
    times: Iterable[TimeMention],
    article: Article,
    *,
    deeds: Collection[int] = (),
    spoken: Collection[int] = (),
) -> dict[int, Choice]:
    """The expression of each trigger (by its head word), and by which path it was found. Raises LanguageDataError.

    `deeds` are the heads of what no word can do: to announce an arrest is not to arrest. `spoken` are those of what is done by
    saying it: who says that he will strike threatens on that day.
    """
    words = dating_words((article.language or "").partition("-")[0])
    published = article.published.date() if article.published else None
    whose = Belonging(tree, frames, words, published)
    return _Binding(whose, spreads(tree, times, words, article.text, published), article.text, deeds, spoken).choices()


class _Binding:
    """One sentence while its expressions are given to its triggers."""

    def __init__(
        self, whose: Belonging, found: Sequence[Spread], text: str, deeds: Collection[int], spoken: Collection[int]
    ) -> None:
        self._tree, self._frames, self._words, self._whose = whose.tree, whose.frames, whose.words, whose
        self._heads = {frame.head for frame in self._frames}
        self._found, self._text, self._deeds, self._spoken = found, text, deeds, spoken
        self._owned: dict[int, list[Spread]] = {}
        for one in found:
            self._owned.setdefault(self._whose.owner(one), []).append(one)
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
        inside = one.top < head and self._tree.tokens[head].pos in NOUNS and self._whose.owner(one) == head
        if inside:  # "since Tuesday's attack": the word before is the noun's
            return Choice(one.time, path, bound, one.through)
        if path == SINCE_EVENT or before & set(self._tree.cues.since):
            bound = Bound.SINCE
        elif before & set(self._tree.cues.until) or self._ends(head, one):
            bound = Bound.UNTIL
        elif one.time.type is TimexType.DURATION and before & self._words.lately and self._has_been(head):
            bound = Bound.FOR
        return Choice(one.time, path, bound, one.through)

    def _has_been(self, head: int) -> bool:
        """Whether a verb tells in the perfect what goes on or what state it left: "have been striking", "has been closed"."""
        tree = self._tree
        aux = [tree.tokens[k] for k in tree.below(head, "aux")]
        now = any(t.lemma == "have" and "Tense=Pres" in t.morph for t in aux)
        return now and (any(t.lemma == "be" for t in aux) or "VerbForm=Ger" in tree.tokens[head].morph)

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
        verb = self._whose.owner(one)
        if verb in self._heads or tree.tokens[verb].lemma not in self._words.ending or tree.below(verb, "obj"):
            return False
        return head in tree.below(verb, "nsubj") or tree.head(verb) == head

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
            for kid in self._clauses_about(frame.head):
                yield kid, "of the clause about it"
        if verb != frame.head and (self._is_only_cause(frame) or self._is_apart(frame)):
            return
        if not frame.verbal and (when := self._told_by(frame.head)) is not None:
            yield when, "of the verb that says when it was"
        if verb != frame.head and (tree.tokens[verb].lemma not in cues.report or tree.tokens[verb].lemma in cues.light):
            yield verb, "of its verb"
        elif not frame.verbal:
            return
        if not any(tree.tokens[k].lemma in cues.occasion for k in tree.below(verb, "obl")):
            yield from self._above(frame, verb)

    def _clauses_about(self, noun: int) -> Iterable[int]:
        """The verbs of the clauses that tell when an event was; of one that can only be said of events ("which took place")
        wherever in the noun's phrase the parser hung it.
        """
        tree = self._tree
        carriers = {*tree.cues.light, *tree.cues.occur, *self._words.lasting, *self._words.ending}
        yield from (kid for kid in tree.below(noun, "acl") if tree.tokens[kid].lemma in carriers)
        inner = [noun]
        for above in inner:
            for kid in tree.below(above, "nmod", "conj"):
                if kid > noun and kid not in self._heads:
                    inner.append(kid)
                    yield from (clause for clause in tree.below(kid, "acl") if self._happens(clause))

    def _is_apart(self, frame: Frame) -> bool:
        """Whether the verb that carries a noun has a day of its own: an attack is claimed later, an arrest announced."""
        carrier = self._tree.tokens[frame.anchor].lemma
        announced = frame.head in self._deeds and carrier in self._words.announcing
        return not frame.verbal and (announced or carrier in self._words.afterwards)

    def _told_by(self, noun: int) -> int | None:
        """The verb that says of an event only when it was: "the attack came on Friday", "remonte à avril"."""
        verb = self._tree.head(noun)
        if (
            verb is None
            or self._tree.relation(noun) != "nsubj"
            or self._tree.tokens[verb].lemma not in self._words.dating
        ):
            return None
        return verb

    def _happens(self, verb: int) -> bool:
        """Whether a verb says that an event took place."""
        tree = self._tree
        if tree.tokens[verb].lemma in self._words.happening:
            return True
        return any(tree.tokens[k].lemma in self._words.place for k in tree.below(verb, "obj"))

    def _is_only_cause(self, frame: Frame) -> bool:
        """Whether the verb of a noun tells what came of it later ("the arrest caused an outcry on Friday"), no toll."""
        tree, verb = self._tree, frame.anchor
        if frame.verbal or tree.tokens[verb].lemma not in self._words.causing:
            return False
        if frame.head not in tree.below(verb, "nsubj"):
            return False
        objects = {i for kid in tree.below(verb, "obj") for i in tree.subtree(kid)} - tree.outside
        return not any(tree.tokens[i].pos == "NUM" or tree.tokens[i].lemma in self._words.toll for i in objects)

    def _above(self, frame: Frame, verb: int) -> Iterable[tuple[int, str]]:
        """The verbs that control a verb, that it is coordinated with, or that say what it does by being said."""
        tree, cues, below = self._tree, self._tree.cues, verb
        for above in tree.ancestors(verb):
            token, relation = tree.tokens[above], tree.relation(below)
            if token.lemma in cues.report and relation in {"ccomp", "parataxis"}:
                said = frame.head in self._spoken or (below == frame.head and self._performs(frame))
                if relation == "ccomp" and said:
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
            elif relation == "acl" and token.lemma in self._words.deciding and is_infinitive(tree, below):
                yield above, "of the decision to do it"
                return
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
                if not (within or since) or self._takes_part(kid):
                    continue
                path = SINCE_EVENT if since else "of the event that it is part of"
                if kid in self._bound and self._bound[kid][0].time.first:
                    return self._bound[kid][0], path
                clauses = (
                    [k for k in tree.below(kid, "acl") if k not in self._heads or self._reports(k)] if within else []
                )
                for owner in clauses if kid in self._heads else (kid, *clauses):
                    lasts = set(tree.cues.since) if owner in clauses else set()
                    dated = [o for o in self._of(owner, frame) if o.time.first and not o.before(tree) & lasts]
                    if dated:
                        return self._best(dated, frame.head), path
        return self._of_subject(frame) or self._of_the_next(frame) or self._at_the_time(frame)

    def _takes_part(self, noun: int) -> bool:
        """Whether a preposition before an event belongs to a noun: "for his role in the 2019 war"."""
        tree = self._tree
        first = min((noun, *(k for k in tree.kids[noun] if tree.relation(k) in {"case", "det"})))
        return first > 0 and tree.tokens[first - 1].lemma in self._words.partaking

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

    def _at_the_time(self, frame: Frame) -> tuple[Spread, str] | None:
        """ "Killed when a bomb exploded on Monday", "agressée alors qu'elle se trouvait mardi …": the day of what went on then.

        A clause that looks further back tells no such day; one of "as" or "alors que" only if its subject is a pronoun.
        """
        tree, words = self._tree, self._words
        for kid in tree.below(frame.head, "advcl") if frame.verbal else ():
            marks = {tree.tokens[k].lemma for k in tree.below(kid, "mark", "advmod") if k < kid}
            aux = [tree.tokens[k] for k in tree.below(kid, "aux")]
            if any(t.lemma == "have" or (t.lemma in PERFECT and "Tense=Imp" in t.morph) for t in aux):
                continue
            same = not aux and any(tree.tokens[k].pos == "PRON" for k in tree.below(kid, "nsubj"))
            if marks & words.when or (same and marks & words.meanwhile):
                dated = [o for o in self._of(kid, frame) if o.time.first and o.time.grain in DAYS]
                if dated and not any(o.before(tree) & {*tree.cues.since, *tree.cues.until} for o in dated):
                    return self._best(dated, frame.head), "of what went on at the time"
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
        apart = self._words.before | self._words.after
        for one in self._found:
            if one.top in taken or not (one.time.first or one.time.last) or not self._reaches(one, frame):
                continue
            owner = self._whose.owner(one)
            if owner != frame.anchor and tree.tokens[owner].pos == "VERB" and self._reports(owner):
                continue
            if self._whose.told_against(one) is not None:
                continue
            if tree.tokens[owner].pos == "VERB" and tree.relation(owner) in {"acl", "advcl"} and owner != frame.anchor:
                continue
            low, high = sorted((one.top, frame.anchor))
            if tree.tokens[frame.anchor].dep == "acl:relcl" and any(
                t.text == "," for t in tree.tokens[frame.anchor : one.top]
            ):
                continue  # "who resigned in the war, today brought a bill"
            between = tree.tokens[low + 1 : high]
            if any(
                t.pos == "VERB"
                or t.text in {":", ";"}
                or t.lemma in apart
                or (t.pos == "SCONJ" and t.index > low)
                or t.index in self._heads
                for t in between
            ) or any(self._whose.tight(one, noun) for noun in nouns if one in self._owned[noun]):
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
