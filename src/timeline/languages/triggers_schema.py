"""The shape of triggers.toml: which words of a language evoke an event, and who plays which part in it.

A trigger says nothing of syntax: `extract` knows active and passive, control, coordination and light verbs, for every
language alike. Here stand only the words, the slots of their arguments, and what those arguments must be.
"""

from functools import cache
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from timeline.records import EventType

from .loader import load_part

TriggerId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}\.[a-z]+\.[a-z0-9_]+$")]


class Closed(BaseModel):
    """A frozen table row that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Condition(Closed):
    """What the filler of a slot must, or must not, be.

    `any` and `none` hold noun lemmas, classes ("@arms") and kinds of actor ("#actor" any party, "#state", "#person",
    "#organisation", "#armed_group", "#group", "#human" a person or a group, "#place" a town or
    an area). The filler fits if its head word, or a noun in it, is among them. With `required`, an empty slot does not
    fit either; without, only a wrong filler is refused. `absent`: nothing may fill it ("demonstrate" with an object is to
    show). `other`: the subject of the verb itself does not count ("wants Oslo to help", not "wants to help").
    """

    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    required: bool = True
    absent: bool = False
    other: bool = False


class Trigger(Closed):
    """Words with one sense and one frame.

    `verb` and `noun` hold lemmas; of several words, the first is the head ("mettre fin", "prendre en otage", "frappe
    aérienne"; "air strike": in English nouns the last). "se X" or "s'X" is the reflexive verb alone; "X à" or "call for" a
    verb with that preposition. A slot is "subject", "object", "clause" (the subject of the clause it governs), "of" (the
    complement of a noun: de/of, or an English noun before it), "possessor" (son entretien, their talks), "modifier" (le
    bombardement israélien), "agent" (par/by), or a preposition itself ("avec", "contre", "against"). The slot "sentence" holds
    every other noun and adjective of the sentence: what it is about.

    `actor` and `recipient` are slots in order of preference, read in the active voice; the engine turns passives round.
    None means the default: subject and object for verbs; agent, modifier, possessor and "of" for nouns as the language
    says. With `reciprocal`, all fillers of actor slots are actors and there is no recipient. `when` holds a condition per
    slot. `absorbs`: what stands in its content (clause, infinitive, nominal complement) is part of this event and no event
    of its own ("agrees to send troops"; "calls for a ceasefire"). `priority` breaks ties between senses that both fit:
    higher wins; then the sense with more conditions.
    """

    id: TriggerId
    type: EventType
    mode: str | None = None
    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    actor: tuple[str, ...] | None = None
    recipient: tuple[str, ...] | None = None
    reciprocal: bool = False
    when: dict[str, Condition] = Field(default_factory=dict)
    absorbs: bool = False
    priority: int = 0
    note: str = ""

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not (self.verb or self.noun):
            raise ValueError("a trigger needs at least one verb or noun")
        return self


class Triggers(Closed):
    """triggers.toml: classes of nouns that conditions may name, and the triggers."""

    classes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    trigger: tuple[Trigger, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        seen: set[str] = set()
        for trigger in self.trigger:
            if trigger.id in seen:
                raise ValueError(f"trigger id {trigger.id!r} stands twice")
            seen.add(trigger.id)
            for condition in trigger.when.values():
                for word in (*condition.any, *condition.none):
                    if word.startswith("@") and word[1:] not in self.classes:
                        raise ValueError(f"trigger {trigger.id!r} names the unknown class {word!r}")
        return self


class ExpectedEvent(Closed):
    """An event that a case must give: its type and trigger words, and any other field that the case wants to hold."""

    type: EventType
    trigger: str
    mode: str | None = None
    status: str | None = None
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    place: str | None = None
    time: str | None = None
    quantities: tuple[float, ...] | None = None


class TriggerCase(Closed):
    """A sentence and the events that it must give, all of them; none makes a negative case. `rules` are the triggers that it
    attests (positive) or nearly hits (negative). `xfail` marks a known gap and why."""

    text: str
    rules: tuple[str, ...] = ()
    published: str | None = None
    expect: tuple[ExpectedEvent, ...] = ()
    xfail: str | None = None


class TriggerCorpus(Closed):
    """corpus/triggers.toml."""

    case: tuple[TriggerCase, ...]


@cache
def triggers(language: str) -> Triggers:
    """The triggers of a language. Raises LanguageDataError."""
    return load_part(language, "triggers", Triggers)


@cache
def trigger_corpus(language: str) -> TriggerCorpus:
    """The cases beside them. Raises LanguageDataError."""
    return load_part(language, "corpus/triggers", TriggerCorpus)
