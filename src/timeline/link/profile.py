"""What can be compared of one mention, or of several that are one event."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.languages.link_schema import LinkWords, link_words
from timeline.records import (
    Actor,
    Article,
    Basis,
    BlockKind,
    EventMention,
    EventType,
    Party,
    Place,
    Quantity,
    Role,
    Status,
)

from .days import OWN, Days, days_of, finest
from .words import content, fold, key_words, words

REACH = 140
"""Characters after a trigger that tell what the event is about, at most to the end of the sentence."""
FACT = {Status.HAPPENED: "fact", Status.ONGOING: "fact"}
WORDS_BEFORE = re.compile(r"(?:\w+(?:['’-]|\s+)){1,3}$")
"""A determiner and at most two adjectives."""
DATED = (*OWN, Basis.INHERITED)


@dataclass(frozen=True, slots=True)
class Profile:
    """Comparable traits.

    `pointer`: whether the trigger is a noun that points back (see `_pointer`). `bare`: nothing but the trigger itself says
    what is meant. `agents` are the nouns for nameless actors ("les manifestants"), `spots` the names of places and of
    nameless things that were struck, `topic` the words of `context`, places and recipients together. `published` is the
    day of publication. `kinds` are the kinds of deed that its words may name.
    """

    id: str
    article_id: str
    published: date | None
    event_type: EventType
    mode: str | None
    status: str
    days: Days | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    places: tuple[Place, ...]
    quantities: tuple[Quantity, ...]
    triggers: frozenset[str]
    kinds: frozenset[str]
    context: frozenset[str]
    sentences: frozenset[str]
    blocks: frozenset[BlockKind]
    agents: frozenset[str]
    spots: frozenset[frozenset[str]]
    topic: frozenset[str]
    pointer: str = ""
    bare: bool = False

    @property
    def circle(self) -> tuple[Party, ...]:
        """All who take part, in whatever role."""
        return (*self.actors, *self.recipients)

    @property
    def countries(self) -> frozenset[str]:
        """Countries of the parties and places."""
        found = [party.country for party in self.circle] + [place.country for place in self.places]
        return frozenset(country for country in found if country)


def profile(mention: EventMention, article: Article) -> Profile:
    """The traits of one mention. An inherited date is left out: it is a result of linking, not evidence for it."""
    small_words = link_words(article.language)
    actors, recipients = (by_role(mention.actors, role, small_words) for role in Role)
    pointer = _pointer(mention, article.text, small_words)
    context = _context(mention, article.text)
    struck = [one.name for one in recipients if one.actor_id is None] + ([mention.place.name] if mention.place else [])
    aims = [one.name for one in recipients] + ([mention.place.name] if mention.place else [])
    bare = not (actors or recipients or mention.place or mention.quantities or days_of(mention))
    return Profile(
        id=mention.mention_id,
        article_id=mention.article_id,
        published=article.published.date() if article.published else None,
        event_type=mention.event_type,
        mode=mention.mode,
        status=FACT.get(mention.status, mention.status.value),
        days=days_of(mention),
        actors=actors,
        recipients=recipients,
        places=(mention.place,) if mention.place else (),
        quantities=mention.quantities,
        triggers=key_words(mention.text, small_words.auxiliary),
        kinds=small_words.kinds_of(words(mention.text)),
        context=context,
        sentences=frozenset({fold(article.text[mention.sentence_start : mention.sentence_end])}),
        blocks=frozenset({mention.block}),
        agents=frozenset(word for one in actors if one.actor_id is None for word in words(one.name) if len(word) > 5),
        spots=frozenset(filter(None, map(content, struck))),
        topic=context.union(*map(content, aims)),
        pointer=pointer,
        bare=pointer in {"demonstrative", "definite"} and bare,
    )


def _context(mention: EventMention, text: str) -> frozenset[str]:
    """What the words after the trigger are about, without who and where: those are compared by themselves."""
    named = [actor.text for actor in mention.actors] + ([mention.place.name] if mention.place else [])
    return content(text[mention.end : min(mention.sentence_end, mention.end + REACH)]) - content(" ".join(named))


def by_role(actors: Iterable[Actor], role: Role, small_words: LinkWords) -> tuple[Actor, ...]:
    """The parties in a role, without pronouns that were not resolved."""
    return tuple(
        actor
        for actor in actors
        if actor.role is role and (actor.actor_id is not None or fold(actor.name) not in small_words.pronoun)
    )


def merged(mentions: Sequence[EventMention], profiles: Sequence[Profile]) -> Profile:
    """The traits of mentions of one article that are one event. The first in the text lends its id."""
    head = profiles[0]
    best = finest(mentions)
    inherited = next((days for one in mentions if (days := days_of(one, DATED))), None)
    return Profile(
        id=min(one.id for one in profiles),
        article_id=head.article_id,
        published=head.published,
        event_type=_common([one.event_type for one in profiles]),
        mode=next((one.mode for one in profiles if one.mode), None),
        status="fact" if any(one.status == "fact" for one in profiles) else head.status,
        days=days_of(best) if best else inherited,
        actors=tuple(actor for one in profiles for actor in one.actors),
        recipients=tuple(actor for one in profiles for actor in one.recipients),
        places=tuple(place for one in profiles for place in one.places),
        quantities=tuple(quantity for one in profiles for quantity in one.quantities),
        triggers=frozenset().union(*(one.triggers for one in profiles)),
        kinds=frozenset().union(*(one.kinds for one in profiles)),
        context=frozenset().union(*(one.context for one in profiles)),
        sentences=frozenset().union(*(one.sentences for one in profiles)),
        blocks=frozenset().union(*(one.blocks for one in profiles)),
        agents=frozenset().union(*(one.agents for one in profiles)),
        spots=frozenset().union(*(one.spots for one in profiles)),
        topic=frozenset().union(*(one.topic for one in profiles)),
    )


def _common(types: Sequence[EventType]) -> EventType:
    """The most frequent type, the first of equals."""
    return max(dict.fromkeys(types), key=types.count)


def _pointer(mention: EventMention, text: str, small_words: LinkWords) -> str:
    """How the words before the trigger point: a determiner right before it ("demonstrative", "definite"), one with an
    adjective or two between ("loose": it may as well belong to the subject of a verb), or none ("").
    """
    before = WORDS_BEFORE.search(text[max(0, mention.start - 40) : mention.start])
    near = [fold(word) for word in re.findall(r"\w+", before.group())] if before else []
    inside = fold(mention.text).replace("'", " ").split()[:-1]
    for word in (*near[-1:], *inside[:1]):
        if word in small_words.demonstrative:
            return "demonstrative"
        if word in small_words.definite:
            return "definite"
    return "loose" if small_words.definite & set(near[:-1]) else ""
