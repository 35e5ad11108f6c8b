"""Within one article: which mentions are one event, and what the undated ones inherit from the dated."""

from collections.abc import Iterable, Sequence
from datetime import date

from timeline.records import Article, Basis, BlockKind, EventMention, EventType, Status, TimexType

from .compare import Signs, comparable, compare, narrow
from .days import OWN, Agreement, finest
from .offset import counted
from .parties import Relation
from .profile import Profile, profile

ENOUGH = 3
"""Points from which two mentions of an article are one event (see `points`)."""
MEMORY = 250
"""Mentions that a text may lie back and still be pointed to: keeps a text of any length affordable."""
NEWS = 60
"""Days before publication of which an article may tell without a date."""
OWN_DATE_ONLY = {BlockKind.RELATED, BlockKind.CAPTION}
"""Blocks that do not share the dates of the article: what they tell may be another day's repetition of the event."""
FACTS = {Status.HAPPENED, Status.ONGOING}
UNREAL = {Status.CONDITIONAL, Status.DENIED}
HEADS = {BlockKind.HEADLINE, BlockKind.LEAD}

Member = tuple[EventMention, Profile]


def chain(article: Article, mentions: Iterable[EventMention]) -> list[EventMention]:
    """The mentions in the order of the text, where undated mentions of a dated event inherit its finest date.

    Only `first last grain approximate edtf basis why` of undated ones change; chaining what was chained changes nothing.
    """
    published = article.published.date() if article.published else None
    chained = [
        mended for group in strands(article, mentions) for mended in _inherit([one for one, _ in group], published)
    ]
    return counted(article, sorted(chained, key=_place_in_text))


def strands(article: Article, mentions: Iterable[EventMention]) -> list[list[Member]]:
    """The mentions of one article, grouped by event, in the order of the text. The order of the input does not matter.

    First the mentions that say by themselves what they mean; then each noun that points back ("cet entretien", "the ban")
    goes to the one group that it fits best, the nearest among equals.
    """
    unique = {mention.mention_id: mention for mention in mentions}
    ordered = sorted(unique.values(), key=_place_in_text)
    members = [(mention, profile(mention, article)) for mention in ordered]
    groups = _gather(members)
    return _attach(members, groups)


def _place_in_text(mention: EventMention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.mention_id


def _gather(members: Sequence[Member]) -> list[list[int]]:
    """Groups of indices: strongest pairs first, and no group that would hold a contradiction."""
    pairs = []
    for later in range(len(members)):
        for earlier in range(max(0, later - MEMORY), later):
            if not comparable(members[earlier][1], members[later][1]):
                continue
            if members[earlier][1].bare or members[later][1].bare:
                continue  # what only points back joins what it means in the end, and joins nothing to it
            signs = compare(members[earlier][1], members[later][1])
            if _possible(members[earlier], members[later], signs):
                score, telling = points(members[earlier], members[later], signs)
                if telling and score >= ENOUGH + _costly(members[earlier][1], members[later][1], signs):
                    pairs.append((-score, later - earlier, earlier, later))
    group_of = {index: [index] for index in range(len(members))}
    for _, _, earlier, later in sorted(pairs):
        ours, theirs = group_of[earlier], group_of[later]
        if ours is not theirs and _together(members, ours, theirs):
            ours.extend(theirs)
            group_of.update(dict.fromkeys(theirs, ours))
    return [group_of[index] for index in range(len(members)) if min(group_of[index]) == index]


def _costly(one: Profile, other: Profile, signs: Signs) -> int:
    """A point more where one would lend the other its date, though they share neither their word nor a party: an invented date
    is worse than none."""
    lends = (one.days is None) != (other.days is None)
    return int(lends and not signs.trigger and not signs.shared and not _heads(one, other))


def _attach(members: Sequence[Member], groups: list[list[int]]) -> list[list[Member]]:
    """The groups, after each lone noun that points back has gone to the best group before it.

    Where only one group can be meant, that is worth a point.
    """
    home = {index: group for group in groups for index in group}
    for index, member in enumerate(members):
        if len(home[index]) > 1 or not member[1].pointer:
            continue
        found = []
        for group in {id(home[other]): home[other] for other in range(max(0, index - MEMORY), index)}.values():
            before = [other for other in group if other < index]
            if comparable(members[before[0]][1], member[1]) and _together(members, group, (index,)):
                best = max(_pull(members[other], member) for other in sorted(before)[-MEMORY:])
                found.append((best + _salient(members, before), max(before), group))
        alone = int(len(found) == 1)
        best, _, group = max(found, key=lambda row: row[:2], default=(0, 0, []))
        if best + alone >= ENOUGH:
            group.append(index)
            home[index] = group
    _title(members, home)
    kept = [group for index, group in home.items() if min(group) == index]
    return [[members[index] for index in sorted(group)] for group in kept]


def _title(members: Sequence[Member], home: dict[int, list[int]]) -> None:
    """Joins a lone headline to the event of its type in the lead, if there is but one and something more speaks for it."""
    for index, (mention, one) in enumerate(members):
        if mention.block is not BlockKind.HEADLINE or len(home[index]) > 1:
            continue
        groups = {min(group): group for group in home.values() if _leads(members, group, one)}
        group = next(iter(groups.values()), [])
        if len(groups) == 1 and _together(members, home[index], group):
            best = max(points(members[index], members[other], compare(one, members[other][1]))[0] for other in group)
            if best + 1 >= ENOUGH:
                group.append(index)
                home[index] = group


def _leads(members: Sequence[Member], group: Sequence[int], headline: Profile) -> bool:
    """Whether a group has a mention in the lead that is of the headline's very type and status."""
    return any(
        members[other][0].block is BlockKind.LEAD
        and members[other][1].event_type is headline.event_type
        and members[other][1].status == headline.status
        for other in group
    )


def _salient(members: Sequence[Member], before: Sequence[int]) -> int:
    """A point for the event that the article is about: its headline or lead tells it, or it was told more than once."""
    return int(len(before) > 1 or members[before[0]][1].blocks <= HEADS)


def _pull(earlier: Member, later: Member) -> int:
    """Points of a pair whose later noun points back.

    A demonstrative must mean something told before; a definite noun with nothing of its own nearly so. A strike is no
    march, though: only meetings change their mode from one mention to the next.
    """
    signs = compare(earlier[1], later[1])
    score, telling = points(earlier, later, signs)
    if signs.same_mode is False and not signs.trigger and later[1].event_type is not EventType.CONSULT:
        return 0
    if later[1].pointer == "demonstrative":
        return score + 3
    if later[1].days is not None and earlier[1].days is None and not signs.trigger:
        return 0  # "the war games began yesterday" dates no drills told before
    if later[1].bare:
        return score + 2
    return score if telling else 0


def points(earlier: Member, later: Member, signs: Signs) -> tuple[int, bool]:
    """How much speaks for two mentions of an article being one event, and whether any of it tells *what* happened.

    Who and when alone do not: a minister does several things on a day.
    """
    one, other = earlier[1], later[1]
    about = 2 if signs.context >= 3 and signs.overlap >= 0.4 else int(signs.context >= 2 and signs.overlap >= 0.4)
    meeting = one.event_type is EventType.CONSULT
    who = 3 if meeting and signs.shared > 1 else _worth(signs.actors)
    same_days = signs.days in {Agreement.SAME_DAY, Agreement.NESTED} and narrow(one, other)
    heads = signs.same_type and _heads(one, other)
    resumed = other.pointer == "definite" and signs.days is Agreement.SAME_DAY and signs.same_type
    table = (
        2 * (signs.trigger or signs.agent) or int(signs.synonym),
        {True: 2, False: -2, None: 0}[signs.quantity],
        about,
        who + _worth(signs.recipients),
        int(same_days),
        int(signs.place is Relation.SAME or signs.setting),
        int(heads),
        -1 if signs.same_mode is False else int(signs.same_mode is True and not signs.trigger),
        -int(not signs.same_type),
        2 * resumed or int(other.pointer == "definite" and signs.trigger),
        -2 * (earlier[0].sentence == later[0].sentence),
    )
    if one.event_type is EventType.STATEMENT:
        return sum(table), about == 2
    clear = (signs.shared > 1 and (meeting or same_days)) or (
        signs.recipients is Relation.SAME and signs.days is Agreement.SAME_DAY
    )
    scene = same_days and signs.place is Relation.SAME
    kind = signs.same_mode is True and not meeting and (same_days or signs.place is Relation.SAME)
    synonym = signs.synonym and (
        signs.recipients is Relation.SAME or signs.shared > 1 or (signs.shared > 0 and (same_days or meeting or heads))
    )
    return sum(table), signs.trigger or signs.agent or synonym or bool(
        signs.quantity
    ) or about == 2 or clear or scene or kind or heads or resumed


def _habitual(mention: EventMention) -> bool:
    """Whether it comes back ("every year"): no single event."""
    return mention.time is not None and mention.time.type is TimexType.SET


def _out_of_time(dated: Profile, undated: Profile, signs: Signs) -> bool:
    """Whether one lies, or began, so long before publication that news without a date would not tell of it.

    A noun that points back may still mean it.
    """
    if dated.days is None or undated.days is not None or dated.published is None:
        return False
    if undated.pointer == "demonstrative" or (undated.pointer and signs.trigger):
        return False
    return dated.published.toordinal() - dated.days.low > NEWS


def _heads(one: Profile, other: Profile) -> bool:
    """Whether one stands in the headline and the other in the lead."""
    return one.blocks <= HEADS and other.blocks <= HEADS and one.blocks != other.blocks


def _worth(relation: Relation) -> int:
    return {Relation.SAME: 2, Relation.KIN: 1}.get(relation, 0)


def _possible(earlier: Member, later: Member, signs: Signs) -> bool:
    """Whether nothing rules the pair out.

    Within one article a plan is another event than a fact, and two verbs of one sentence tell of two events. A headline and
    a lead that say the same of one actor are one event, even if its recipient was understood differently.
    """
    one_sentence = earlier[0].sentence == later[0].sentence
    repeated = _heads(earlier[1], later[1]) and signs.trigger and signs.actors is Relation.SAME
    return (
        (signs.contradiction is None or (signs.contradiction == "parties" and repeated))
        and (earlier[1].status == later[1].status or later[1].bare)
        and not (_habitual(earlier[0]) or _habitual(later[0]))
        and not (_out_of_time(earlier[1], later[1], signs) or _out_of_time(later[1], earlier[1], signs))
        and (signs.trigger or not one_sentence or later[1].bare)
    )


def _together(members: Sequence[Member], ours: Iterable[int], theirs: Sequence[int]) -> bool:
    """Whether two groups may be joined: no pair across them contradicts itself."""
    return all(_possible(members[a], members[b], compare(members[a][1], members[b][1])) for a in ours for b in theirs)


def _inherit(group: Sequence[EventMention], published: date | None) -> list[EventMention]:
    """The group with the date of its best dated mention given to the undated ones that may take it.

    What is told as a fact takes no day after publication. One whose end alone is told ("until Friday") takes the beginning.
    """
    source = finest(group)
    if source is None:
        return list(group)
    known = source.status in FACTS
    future = published is not None and source.first is not None and source.first > published
    return [
        _dated_by(source, one)
        if _lacks_date(one) and not (future and one.status in FACTS) and not (known and one.status is Status.PLANNED)
        else _begun_by(source, one)
        if one.first is None and one.basis in OWN
        else one
        for one in group
    ]


def _begun_by(source: EventMention, mention: EventMention) -> EventMention:
    """A mention whose end alone is told, with the beginning that its source tells."""
    if source.first is None or mention.last is None or source.first > mention.last:
        return mention
    why = f"{mention.why} It began on {source.first}, as “{source.text}” tells."
    return mention.model_copy(update={"first": source.first, "edtf": f"{source.first}/{mention.last}", "why": why})


def _lacks_date(mention: EventMention) -> bool:
    return (
        mention.basis in {Basis.PUBLISHED, Basis.NONE}
        and mention.block not in OWN_DATE_ONLY
        and mention.status not in UNREAL
    )


def _dated_by(source: EventMention, mention: EventMention) -> EventMention:
    phrase = f"“{source.text} … {source.time.text}”" if source.time else f"“{source.text}”"
    return mention.model_copy(
        update={
            "first": source.first,
            "last": source.last,
            "grain": source.grain,
            "approximate": source.approximate,
            "edtf": source.edtf,
            "basis": Basis.INHERITED,
            "why": f"repeats the event of {phrase}, which is dated so: {source.why}",
        }
    )
