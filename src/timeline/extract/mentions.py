"""Events of an article: one EventMention for each claim, composed of what the other modules find."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from timeline.digest import identity
from timeline.records import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    BlockKind,
    EventMention,
    EventType,
    Party,
    Role,
    Sentence,
    Status,
    TimeMention,
    TimexType,
    Token,
)
from timeline.syntax import parse

from .attribution import Source, attribution, source_of
from .binding import Choice, bind
from .cast import Cast
from .coding import HOSTILE, SPOKEN, Coded, code
from .entries import entry_day, of_entry
from .expressions import quoted
from .facts import Modality, modality
from .lexicon import WORD, Lexicon, lexicon, may_hold_event
from .parties import Parties
from .quantities import quantities
from .relevance import POINTING, Claim, is_event, takes_up
from .roles import actors
from .senses import DUTY, Hit, content, hits
from .tree import NOUNS, Tree
from .when import When, dated, is_ahead
from .where import place_of

OPENING = 600
"""Characters in which an article says what it is about."""
CLOSE = 4
"""Words between the first and the last of a trigger, at most, for it to be one stretch of text."""


BODILY = frozenset({EventType.ASSAULT, EventType.PROTEST})
"""Types that no word can do: they are not done by announcing them."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the sentences of one article share."""

    article: Article
    cast: Cast
    lexicon: Lexicon
    times: Sequence[TimeMention]
    disaster: bool = False
    """It opens with a disaster that nobody wills."""
    told: set[EventType] = field(default_factory=set)
    """The types of the events told so far, which a noun may take up: "the talks"."""


@dataclass(slots=True)
class Found:
    """A trigger on its way to becoming a mention."""

    hit: Hit
    modality: Modality
    coded: Coded
    source: Source | None
    who: list[Actor] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    said: Attribution | None = None


def mentions(article: Article, sentences: Sequence[Sentence], times: Sequence[TimeMention]) -> list[EventMention]:
    """The events that an article tells, in the order of its text.

    Empty where the language is unknown or has no triggers. Mastheads are passed over. Raises LanguageDataError.
    """
    language = (article.language or "").partition("-")[0]
    if language not in {"fr", "en"}:
        return []
    known = lexicon(language)
    wanted = [s for s in sentences if s.block is not BlockKind.MASTHEAD and may_hold_event(article.text, s, language)]
    if not wanted:
        return []
    dates = [(t.start, t.end) for t in times if t.type in {TimexType.DATE, TimexType.TIME}]
    parsed = parse(article.text, wanted, language, dates)
    cast = Cast.of(article, sentences)
    scene = Scene(article, cast, known, times, _tells_disaster(article.text, known))
    found: list[EventMention] = []
    for sentence in wanted:
        if sentence.index in parsed:
            made = _sentence(scene, sentence, parsed[sentence.index])
            scene.told.update(mention.event_type for mention in made)
            found.extend(made)
    return found


def _tells_disaster(text: str, known: Lexicon) -> bool:
    """Whether the first lines of an article speak of an earthquake, a flood or their like."""
    words = {m.group().lower() for m in WORD.finditer(text, 0, OPENING)}
    return not words.isdisjoint(known.cues.disaster)


def _sentence(scene: Scene, sentence: Sentence, tokens: Sequence[Token]) -> list[EventMention]:
    auxiliaries = [t for t in tokens if t.pos == "AUX"]
    times = [
        time
        for time in scene.times
        if sentence.start <= time.start
        and time.end <= sentence.end
        and not any(a.start < time.end and time.start < a.end for a in auxiliaries)  # "a été passé": no summer
    ]
    timed = frozenset(t.index for t in tokens for time in times if t.start < time.end and time.start < t.end)
    tree = Tree(sentence, tokens, scene.lexicon.cues, timed)
    parties = Parties(tree, scene.cast)
    found = _kept(scene.article.text, tree, hits(tree, parties, scene.lexicon))
    deeds = {f.hit.head for f in found if f.hit.trigger.type in BODILY or f.hit.trigger.mode == "arrest"}
    spoken = {f.hit.head for f in found if f.coded.type is not f.hit.trigger.type and f.coded.type in SPOKEN}
    bound = bind(tree, [f.hit.frame for f in found], times, scene.article, deeds=deeds, spoken=spoken)
    entry = entry_day(scene.times, scene.article.text, (sentence.start, sentence.end))
    dated = {head for head, choice in bound.items() if choice.time.first or choice.time.last}
    taken = scene.told - {EventType.COERCE}  # "the occupation", "the ban" mostly name what a text argues about
    again = {f.hit.head for f in found if f.coded.type in taken and takes_up(tree, f.hit)}
    found = [f for f in found if f.hit.head in again or not _is_bare(tree, parties, f, f.hit.head in dated)]
    for one in found:
        _cast(scene.article.text, tree, parties, one)
    _share_doers(tree, found)
    claims = [
        Claim(f.hit, f.coded.type, f.coded.status, f.who, f.hit.head in dated, scene.disaster, f.hit.head in again)
        for f in found
    ]
    found = [f for f, claim in zip(found, claims, strict=True) if is_event(tree, claim)]
    choices = ((one, bound.get(one.hit.head) or of_entry(tree, one.hit.frame, entry)) for one in found)
    return [_mention(scene.article, tree, one, choice) for one, choice in choices]


def _cast(text: str, tree: Tree, parties: Parties, one: Found) -> None:
    """Finds who takes part in a claim, and who says so."""
    one.said = attribution(tree, text, one.source, parties)
    one.who, one.paths = actors(tree, parties, one.hit.frame, one.hit.trigger)
    if one.said is not None and one.said.actor is not None:
        one.who = _first_person(tree, one.who, one.said.actor)
    for part in one.hit.parts:
        more, how = actors(tree, parties, part.frame, part.trigger)
        roles = {a.role for a in one.who}
        extra = [(a, p) for a, p in zip(more, how, strict=True) if a.role not in roles or _joins(tree, part, a)]
        one.who += [a for a, _ in extra if all((a.start, a.end) != (b.start, b.end) for b in one.who)]
        one.paths += [p for _, p in extra]
    if one.coded.demand:
        one.who = _demanding(one.who, one.said)


def _joins(tree: Tree, part: Hit, actor: Actor) -> bool:
    """ "Flew to Ankara for talks with his counterpart", "raided the camp, killing two men": who comes in through a part."""
    if part.frame.verbal:
        return actor.role is Role.RECIPIENT and actor.kind in {ActorKind.PERSON, ActorKind.GROUP}
    if not part.trigger.reciprocal:
        return False
    joined = [f.token for slot in (*tree.cues.among, *tree.cues.between) for f in part.frame.get(slot)]
    return any(actor.start <= tree.tokens[i].start < actor.end for i in joined)


def _share_doers(tree: Tree, found: Sequence[Found]) -> None:
    """ "Killed in an ambush by rebels": whoever did the whole did the part."""
    nouns = {f.hit.head: f for f in found if f.coded.type is EventType.ASSAULT and not f.hit.frame.verbal}
    for one in found:
        if one.coded.type is not EventType.ASSAULT or any(a.role is Role.ACTOR for a in one.who):
            continue
        for kid in tree.below(one.hit.head, "obl", "nmod"):
            if kid in nouns and set(tree.prepositions(kid)) & {*tree.cues.during, *tree.cues.by}:
                doers = [a for a in nouns[kid].who if a.role is Role.ACTOR]
                one.who = sorted([*one.who, *doers], key=lambda a: a.start)
                one.paths += [f"actor {a.text!r}: by {tree.tokens[kid].text!r}" for a in doers]
                break


def _kept(text: str, tree: Tree, found: list[Hit]) -> list[Found]:
    """Without what other triggers absorb, what is only imagined, and verbs of saying that merely report another event."""
    judging = {EventType.ACCUSE, EventType.SUPPORT, EventType.CONCEDE}
    done = {hit.head for hit in found if not hit.frame.verbal and hit.frame.get("agent")}
    absorbed = {
        i
        for hit in found
        if hit.trigger.absorbs
        for i in content(tree, hit)
        if not (hit.trigger.type in judging and i in done)  # what is judged and has a doer has been done
    }
    absorbed |= _slogans(tree, found)
    kept = []
    for hit in found:
        if hit.head in absorbed:
            continue
        how = modality(tree, hit.frame, tree.sentence.block)
        how.conditioned, how.unless = _condition(tree, hit.frame.anchor)
        if how.dropped or (how.attempted and hit.trigger.type is EventType.AGREE):
            continue
        source = source_of(tree, hit.head, hit.frame.anchor, how)
        clausal = hit.frame.verbal or hit.frame.anchor != hit.head
        spoken = source is not None or (how.wished and quoted(text, tree.tokens[hit.head].start))
        coded = code(hit.trigger.type, how, clausal and not hit.frame.passive, spoken)
        if hit.trigger.absorbs and coded.type is EventType.AGREE and _is_hostile(tree, hit, found):
            coded = Coded(EventType.THREATEN, coded.status, keeps_mode=False)
        if coded.type is EventType.AGREE and coded.status is Status.DENIED and _is_refusal(tree, hit, how):
            coded = Coded(EventType.REJECT, Status.HAPPENED, keeps_mode=False)
        if (hit.trigger.id.endswith(DUTY) or how.wished) and not coded.demand:
            continue
        kept.append(Found(hit, how, coded, source))
    return _without_reports(tree, _merged(tree, kept))


def _slogans(tree: Tree, found: Sequence[Hit]) -> set[int]:
    """What protesters demand is part of the protest: "rallied, calling for his removal"."""
    anchors = {a for hit in found if hit.trigger.type is EventType.PROTEST for a in (hit.head, hit.frame.anchor)}
    return {
        hit.head
        for hit in found
        if hit.trigger.type in {EventType.REQUEST, EventType.ACCUSE}
        and tree.relation(hit.head) in {"advcl", "acl"}
        and tree.tokens[hit.head].head in anchors
    }


def _is_hostile(tree: Tree, hit: Hit, found: Sequence[Hit]) -> bool:
    """To be ready to strike is no promise but a threat."""
    about = set(tree.below(hit.head, "xcomp"))
    about |= {k for verb in tuple(about) for k in tree.below(verb, "xcomp", "obj")}
    return any(other.head in about and other.trigger.type in HOSTILE for other in found)


def _is_refusal(tree: Tree, hit: Hit, how: Modality) -> bool:
    """Whether one who does not agree says no: "will not accept", "n'est pas prêt à"; what was not agreed is only denied."""
    adjective = hit.pattern.head != tree.tokens[hit.head].lemma or tree.tokens[hit.head].pos == "ADJ"
    own = hit.frame.verbal and not hit.frame.passive and not hit.trigger.reciprocal
    return own and (adjective or how.future or not how.past)


def _condition(tree: Tree, verb: int) -> tuple[bool, bool]:
    """Whether a condition hangs on a clause or on what controls it, and whether it is "unless"."""
    tops = [verb]
    while tree.relation(tops[-1]) == "xcomp" and (above := tree.head(tops[-1])) is not None and above not in tops:
        tops.append(above)
    markers = [set(tree.prepositions(k)) for top in tops for k in tree.kids[top] if tree.relation(k) == "advcl"]
    unless = any(m & set(tree.cues.unless_marker) for m in markers)
    return unless or any(m & set(tree.cues.if_marker) for m in markers), unless


def _merged(tree: Tree, found: list[Found]) -> list[Found]:
    """A noun in the object of a trigger of the same type is the same claim ("sent 20 tons of food aid"), and so is a clause that
    only says how or with what result it was done ("opened fire, killing two")."""
    heads = {f.hit.head: f for f in found}
    kept = []
    for one in found:
        if one.hit.frame.verbal:
            whole = _accompanied(tree, one, heads)
        else:
            whole = None if one.hit.frame.get("agent") else _repeated(tree, one, heads)
        if whole is None:
            kept.append(one)
        else:
            whole.hit.parts.append(one.hit)
    return kept


def _accompanied(tree: Tree, one: Found, heads: dict[int, Found]) -> Found | None:
    """The trigger of the same type that a participle or infinitive without a subject of its own accompanies."""
    verb = top = one.hit.head
    while tree.relation(top) == "conj" and (above := tree.head(top)) is not None:
        top = above  # "killing two and wounding six"
    above = tree.head(top)
    if above is None or above not in heads or tree.tokens[top].dep != "advcl" or one.hit.frame.passive:
        return None
    marks = set(tree.prepositions(top))
    if (
        tree.below(verb, "nsubj")
        or tree.below(verb, "aux")
        or marks - set(tree.cues.purpose_marker) - set(tree.cues.by)
    ):
        return None
    return heads[above] if heads[above].coded.type is one.coded.type and not heads[above].hit.frame.passive else None


def _repeated(tree: Tree, one: Found, heads: dict[int, Found]) -> Found | None:
    """The trigger of the same type that a noun stands in the subject or object of."""
    below = one.hit.head
    for above in tree.ancestors(below):
        if tree.relation(below) not in {"obj", "nsubj", "compound", "nmod", "obl", "conj", "appos"}:
            return None
        done_by = tree.tokens[below].lemma in tree.cues.enacted  # "walked out in protest"
        if tree.tokens[below].dep == "obl:mod" or (
            set(tree.prepositions(below)) & set(tree.cues.during) and not done_by
        ):
            return None
        if tree.relation(below) == "conj" and tree.tokens[above].pos not in NOUNS:
            return None
        if above in heads:
            return heads[above] if heads[above].hit.trigger.type is one.hit.trigger.type else None
        if tree.tokens[above].pos not in NOUNS:
            return None
        below = above
    return None


def _is_bare(tree: Tree, parties: Parties, one: Found, dated: bool) -> bool:
    """A noun that only alludes ("amid protests", "after days of fighting"): no party, date, place or verb of its own."""
    frame = one.hit.frame
    if frame.verbal or frame.anchor != frame.head or dated or one.hit.held or frame.get("agent"):
        return False
    if tree.below(frame.head, "cop") or _is_pointed_at(tree, frame.head):
        return False
    if tree.relation(frame.head) == "root" and tree.sentence.block in {
        BlockKind.HEADLINE,
        BlockKind.RELATED,
        BlockKind.CAPTION,
    }:
        return False
    if any(parties.all_of(f.token) for fillers in frame.slots.values() for f in fillers):
        return False
    return not actors(tree, parties, frame, one.hit.trigger)[0]


def _is_pointed_at(tree: Tree, noun: int) -> bool:
    """Whether an event noun stands for one in particular: "cette rencontre", "la mobilisation contre la réforme"."""
    marks = [tree.tokens[k] for k in tree.below(noun, "det")]
    if "Number=Plur" in tree.tokens[noun].morph or not marks:
        return False
    if any("PronType=Dem" in m.morph or m.lemma in POINTING for m in marks):
        return True
    against = [k for k in tree.below(noun, "nmod") if set(tree.prepositions(k)) & {"contre", "against"}]
    return any("Definite=Def" in m.morph for m in marks) and any(tree.below(k, "det") for k in against)


def _without_reports(tree: Tree, found: list[Found]) -> list[Found]:
    """A STATEMENT stands only where its content tells no event, and never for a verb that is another's attribution."""
    sources = {f.source.verb for f in found if f.source is not None and f.coded.type is not EventType.STATEMENT}
    events = {f.hit.head for f in found if f.coded.type is not EventType.STATEMENT}
    return [
        f
        for f in found
        if f.coded.type is not EventType.STATEMENT
        or (f.hit.head not in sources and not events & tree.subtree(f.hit.head))
    ]


def _mention(article: Article, tree: Tree, one: Found, choice: Choice | None) -> EventMention:
    hit, sentence, text = one.hit, tree.sentence, article.text
    start, end = _span(tree, hit)
    published = article.published.date() if article.published else None
    fact = one.coded.status in {Status.HAPPENED, Status.ONGOING}
    said = hit.trigger.absorbs or one.coded.type in SPOKEN  # "appelle à une grève le 23 mai": the day of the strike
    if fact and not said and is_ahead(choice, published) and not (hit.frame.verbal and one.modality.past):
        one.coded = replace(one.coded, status=Status.PLANNED)
        one.modality.status = Status.PLANNED
    when = dated(choice, one.modality, sentence.block, published)
    place = place_of(tree, text, hit, one.who, article.language or "")
    return EventMention(
        start=start,
        end=end,
        text=text[start:end],
        mention_id=identity("m", article.article_id, start, end, one.coded.type),
        article_id=article.article_id,
        sentence=sentence.index,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        block=sentence.block,
        event_type=one.coded.type,
        mode=hit.trigger.mode if one.coded.keeps_mode else None,
        status=one.coded.status,
        attribution=one.said,
        actors=tuple(one.who),
        place=place,
        quantities=quantities(tree, text, hit, (article.language or "").partition("-")[0]),
        time=when.time,
        first=when.first,
        last=when.last,
        grain=when.grain,
        approximate=when.approximate,
        basis=when.basis,
        edtf=when.edtf,
        why=_why(text[start:end], one, when, one.paths),
        rule=hit.trigger.id,
    )


def _span(tree: Tree, hit: Hit) -> tuple[int, int]:
    """The trigger's characters: its words if they stand close together, else its head with those next to it."""
    first, last = min(hit.words), max(hit.words)
    if last - first > CLOSE:
        first = last = hit.head
        while first - 1 in hit.words:
            first -= 1
        while last + 1 in hit.words:
            last += 1
    return tree.tokens[first].start, tree.tokens[last].end


def _first_person(tree: Tree, who: Sequence[Actor], speaker: Party) -> list[Actor]:
    """Puts the speaker for the "I" or "we" of a quotation."""
    spoken = {(t.start, t.end) for t in tree.tokens if t.pos == "PRON" and "Person=1" in t.morph}
    return [
        Actor(**speaker.model_dump(), role=a.role) if (a.start, a.end) in spoken and a.actor_id is None else a
        for a in who
    ]


def _demanding(who: Sequence[Actor], said: Attribution | None) -> list[Actor]:
    """In a demand the doer is the one who is asked, and the speaker asks."""
    asked = [Actor(**{**a.model_dump(), "role": Role.RECIPIENT}) for a in who if a.role is Role.ACTOR]
    speaker = [] if said is None or said.actor is None else [Actor(**said.actor.model_dump(), role=Role.ACTOR)]
    return [*speaker, *(a for a in asked if all((a.start, a.end) != (s.start, s.end) for s in speaker))]


def _why(words: str, one: Found, when: When, paths: Sequence[str]) -> str:
    cues = f" because of {', '.join(map(repr, dict.fromkeys(one.modality.cues)))}" if one.modality.cues else ""
    recoded = "" if one.coded.type is one.hit.trigger.type else f" (a {one.hit.trigger.type.value} in its modality)"
    who = f" {'; '.join(paths)}." if paths else ""
    return (
        f"{words!r} is {one.coded.type.value}{recoded} by {one.hit.trigger.id}, {one.coded.status.value}{cues}; "
        f"date: {when.how}.{who}"
    )
