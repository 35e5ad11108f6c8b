"""The shape of actors.toml: how a language names who acts. Words only; who exists stands in `timeline.ontology`."""

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, model_validator

from .loader import load_part

Words = tuple[str, ...]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Honorifics(_Part):
    """What stands before a name and tells that a person follows; dots belong to the word."""

    male: Words
    female: Words
    any: Words


class Ending(_Part):
    """How a word with this ending inflects: masculine, feminine and their plurals; or singular and plural; or one form."""

    ending: str
    forms: Words

    @model_validator(mode="after")
    def _has_a_known_count(self) -> Self:
        if len(self.forms) not in {1, 2, 4}:
            raise ValueError(f"ending {self.ending!r} has {len(self.forms)} forms; 1, 2 or 4 wanted")
        return self


class Nouns(_Part):
    """Nouns of those who act. A noun may stand in several lists."""

    offices: Words
    """One person holds it; with a name beside it, it is that person's title."""
    people: Words
    """Unnamed humans."""
    institutions: Words
    """With a country, that state at work: government, army, police, embassy."""
    bodies: Words
    """Organisations, whoever runs them."""
    vehicles: Words
    """They act for their state, never for themselves."""
    transparent: Words
    """The people stand in what follows: "thousands of", "a group of"."""
    representatives: Words
    """Whoever sends them acts: "negotiators of A and B" are two parties."""


class Pronoun(_Part):
    """`human`: it stands for people only. `thing`: never for a person. `first_person`: for whoever speaks. `object`: it is
    never the subject, and so stands for nobody who is named first in its own sentence."""

    gender: Literal["m", "f"] | None = None
    number: Literal["s", "p"] | None = None
    human: bool
    thing: bool = False
    first_person: bool = False
    object: bool = False


class Form(NamedTuple):
    """One inflected form of a word."""

    text: str
    gender: str
    plural: bool


class Agentive(_Part):
    """Nouns of doers that no list holds: "truckers", "coca growers", "des routiers"."""

    endings: Words = ()
    """How they end in the singular; and in the plural, where that takes no -s."""
    plurals: Words = ()
    """Those of the endings that are plurals themselves: craftsmen, townspeople."""
    things: Words = ()
    """Words that end so and name no human: paper, corridor, moteur."""
    faceless: Words = ()
    """Nouns of people that beside a deed say only of what kind it is: a terrorist attack, des frappes militaires."""


class ActorWords(_Part):
    """The whole file."""

    abstract: Words
    """Nouns of bodies that mean a stance or a power when someone owns them: "the opposition of Washington to"."""
    collectives: Words
    """Singular nouns that mean many people."""
    linkers: Words
    """Prepositions that open a complement of a title: minister *of*, spokesman *for*."""
    genitives: Words
    """Those of them that name the owner."""
    amounts: Words = ()
    """Nouns of number that stand for people where nothing says of what: "thousands marched", "des dizaines ont défilé"."""
    locatives: Words
    """Prepositions of place that tell the country of an institution: "authorities in Croatia"."""
    articles: Words
    indefinite: Words
    """Articles that introduce someone new: never taken back to a person named before."""
    agents: Words
    """Words before which an agent stands: "by", "that"."""
    plural_articles: Words
    """Articles and numbers that tell of several."""
    conjunctions: Words
    particles: Words
    """Lower-case words inside a person's name."""
    adjectives: Words
    """Adjectives that may stand in a title, in all their forms."""
    portfolios: Words
    """What a ministry is for, and other capitalised words of titles that are no names."""
    nobody: Words
    """Capitalised words that name neither a person nor an organisation."""
    function_words: Words
    """Words that open a sentence with a capital and are no name."""
    organisation_words: Words
    place_words: Words
    modifiers_first: bool
    """Whether adjectives and owners precede the noun."""
    relatives: Words
    """Words at which a noun phrase stops."""
    impersonal: Words
    """Beginnings of clauses whose pronoun stands for nobody."""
    honorifics: Honorifics
    endings: tuple[Ending, ...]
    demonyms: dict[str, Words]
    """Adjectives and nouns of nationality by ISO 3166-1 alpha-3 code: "masculine" or "masculine/feminine"."""
    countries: dict[str, Words]
    """Other names of countries, by code."""
    words: Nouns
    agentive: Agentive = Agentive()
    pronouns: dict[str, Pronoun]

    @model_validator(mode="after")
    def _every_word_has_an_ending(self) -> Self:
        if not self.endings or self.endings[-1].ending:
            raise ValueError("the last of `endings` must fit every word: ending = ''")
        return self

    def forms(self, entry: str, *, adjective: bool = False) -> Iterator[Form]:
        """All forms of an entry, which is "word" or "masculine/feminine"; an adjective makes its own feminine. Only the first
        word of a phrase inflects where modifiers follow, only the last where they precede; in a French phrase of two words
        also both together."""
        masculine, _, feminine = entry.partition("/")
        for text, gender in ((masculine, "m" if feminine else ""), (feminine, "f")):
            if text:
                yield from self._inflect(text, gender, adjective and not feminine)

    def _inflect(self, text: str, gender: str, both: bool) -> Iterator[Form]:
        words = text.split(" ")
        at = -1 if self.modifiers_first else 0
        for form in self._word_forms(words[at], gender, both):
            changed = [*words[:-1], form.text] if at else [form.text, *words[1:]]
            yield Form(" ".join(changed), form.gender, form.plural)
            if form.plural and len(words) == 2 and not at and "'" not in text:
                plural = self._word_forms(words[1], gender, both)
                yield from (Form(f"{form.text} {other.text}", form.gender, True) for other in plural if other.plural)

    def _word_forms(self, word: str, gender: str, both: bool) -> Iterator[Form]:
        ending = next(e for e in self.endings if word.endswith(e.ending))
        stem = word.removesuffix(ending.ending) if ending.ending else word
        made = [stem + form for form in ending.forms]
        if len(made) == 4 and not both:  # a noun: the other gender has a word of its own, or none
            made = [made[0], made[2]]
        if len(made) == 4:
            yield from (Form(t, g, p) for t, g, p in zip(made, "mfmf", (False, False, True, True), strict=True))
        else:
            yield from (Form(text, gender, i > 0) for i, text in enumerate(made))


@cache
def actor_words(language: str) -> ActorWords:
    """The actors.toml of a language. Raises LanguageDataError."""
    return load_part(language, "actors", ActorWords)


class Case(_Part):
    """A text of the corpus. `who`: phrase, head word, actor id (or kind, "place", "nobody"), country or "". `split`: phrase,
    head word, ids. `where`: phrase, name (or "nowhere"), country or ""."""

    text: str
    who: tuple[tuple[str, str, str, str], ...] = ()
    split: tuple[tuple[str, str, str], ...] = ()
    where: tuple[tuple[str, str, str], ...] = ()
    xfail: str | None = None


class ActorCorpus(_Part):
    """corpus/actors.toml."""

    case: tuple[Case, ...]


def actor_corpus(language: str) -> ActorCorpus:
    """The cases of a language. Raises LanguageDataError."""
    return load_part(language, "corpus/actors", ActorCorpus)
