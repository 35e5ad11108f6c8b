"""The shape of temporal.toml: the words and phrases by which a language speaks of time. It knows no dates."""

from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from timeline.records.timexpr import Modifier

from .loader import load_part

Value = int | float | str | bool


class Closed(BaseModel):
    """A frozen table row that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(Closed):
    """A phrase and the TimeExpr that it means.

    `pattern` is a regular expression over folded text (lower case, no accents, straight apostrophes, plain spaces; one space
    in the pattern stands for any run of spaces). `{name}` is any form of that lexicon, captured; `{name#2}` a second one;
    `{:name}` one whose value does not matter. A group `(?P<span>...)` narrows what the mention marks.
    `emit` is the TimeExpr; "$name" in it is the value of what was captured, and a key whose capture is empty is left out.
    The longest match wins; on equal length the rule that stands first. `only_before` and `only_after` are regular expressions
    that must hold right after and right before the match. `trigger` names the lexicon that the match must hold ("#" a leading
    figure) where that is not plain from the pattern. A `weak` phrase counts only when an edge or a join takes it.
    """

    id: str
    pattern: str
    emit: dict[str, Value]
    modifier: Modifier | None = None
    only_before: str | None = None
    only_after: str | None = None
    trigger: str | None = None
    weak: bool = False
    note: str | None = None


class Edge(Closed):
    """Words before (`side` left) or after a phrase that modify it. `kinds` are the kinds of TimeExpr that they go with, or ids of
    rules. What `(?P<span>...)` marks, if present, belongs to the mention; all else of the words does, too, unless `outside`."""

    id: str
    side: Literal["left", "right"]
    pattern: str
    kinds: tuple[str, ...]
    modifier: Modifier
    outside: bool = False
    note: str | None = None


class Join(Closed):
    """How a day and a time of day become one phrase: what may stand between them."""

    id: str
    left: tuple[str, ...]
    gap: str
    right: tuple[str, ...]


class Tense(Closed):
    """Cues of past and future near a phrase, as regular expressions over folded text.

    In the text that they see, a capital E is the é that ends a French participle. `near_*` stand right before it and decide
    alone, and so does `firm_future`, which ends in the phrase itself. `lean_future` there decides where no verb does, and against
    a verb that is farther than a few words; `lean_after`, right behind the phrase, only where no verb does. So does `announced`,
    nouns that open a sentence without a verb: "Concert samedi". `barrier` begins another clause; `wall` ends the search.
    `past_ahead` are words of the future that are past where the phrase stands before them: "Wednesday they agreed to meet".
    `firm_past` are verbs that hold against `lean_future`: "by Friday it had reached ten". `near_open`, right before a phrase, say
    that no tense tells: "originally due in June". `aside` are verbs that only tell who says it, where they stand behind the
    phrase and a comma: "from Friday, he said". `attributed`, right before a phrase, say that the story is not of that
    day: something was said then, or lasts since then: "police said on Friday". `happened` are nouns of what nobody plans, past
    where no verb tells: "Accident mardi". `past_own`, right before a day that owns an event, say that it is over: "after
    Tuesday's attack".
    """

    past: str
    future: str
    past_ahead: str = "(?!)"
    firm_past: str = "(?!)"
    near_open: str = "(?!)"
    past_own: str = "(?!)"
    aside: str = "(?!)"
    attributed: str = "(?!)"
    happened: str = "(?!)"
    near_past: str
    near_future: str
    firm_future: str = "(?!)"
    lean_future: str
    announced: str = "(?!)"
    lean_after: str = "(?!)"
    barrier: str
    wall: str


class Names(Closed):
    """Which phrases may be names: of the rules `rules`, quoted alone or after a `title`; of the rules `given`, also before a
    `surname` unless a word of `keep` stands before. Regular expressions over the text as written. What the rules `capital` find
    is a time only where it has a capital: "in May", but not "and may"."""

    rules: tuple[str, ...]
    capital: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    title: str
    surname: str
    keep: str


class Style(Closed):
    """Which of the notations that annotated corpora use: `decade` 199X or 199, `century` 18XX or 18; `week_starts` is 0 for
    Monday, 6 for Sunday (who writes "last week" on a Sunday). `weekday_back` is how many days back a bare weekday may lie where
    no tense tells: 3 takes the nearest."""

    decade: Literal["199X", "199"]
    century: Literal["18XX", "18"]
    week_starts: Literal[0, 6] = 0
    weekday_back: int = Field(default=3, ge=0, le=6)


class Grammar(Closed):
    """temporal.toml. `lexicon` maps written forms to values, `figure` names patterns whose digits are the value."""

    style: Style
    tense: Tense
    lexicon: dict[str, dict[str, Value]]
    figure: dict[str, str]
    rule: tuple[Rule, ...]
    edge: tuple[Edge, ...] = ()
    join: tuple[Join, ...] = ()
    names: Names | None = None


class Expected(Closed):
    """What a case must give. `surface` and any fields of TimeMention; `first` and `last` "open" stand for None."""

    surface: str
    type: str | None = None
    value: str | None = None
    mod: str | None = None
    first: date | Literal["open"] | None = None
    last: date | Literal["open"] | None = None
    grain: str | None = None
    approximate: bool | None = None
    basis: str | None = None
    anchor: date | None = None
    edtf: str | None = None
    rule: str | None = None


class Case(Closed):
    """A sentence of our own and all mentions that it must give, in their order; an empty `expect` is a negative case.

    `misses` names the rules that nearly match here and must not. `xfail` marks a known gap and why.
    """

    text: str
    published: date | None = None
    expect: tuple[Expected, ...] = ()
    misses: tuple[str, ...] = ()
    source: str | None = None
    xfail: str | None = None


class Corpus(Closed):
    """corpus/temporal.toml."""

    case: tuple[Case, ...] = Field(min_length=1)


@cache
def grammar(language: str) -> Grammar:
    """The time phrases of a language. Raises LanguageDataError."""
    return load_part(language, "temporal", Grammar)


@cache
def corpus(language: str) -> Corpus:
    """The cases of a language's time phrases. Raises LanguageDataError."""
    return load_part(language, "corpus/temporal", Corpus)
