"""The shape of dating.toml: the words that tell how an expression of time and an event go together. Words only."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from .loader import load_part

Words = frozenset[str]


class DatingWords(BaseModel):
    """Lemmas in lower case, unless a field says otherwise. What is done with each is said in `timeline.extract.binding`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rank: Words
    """What makes an event the first or the greatest of its kind: "since 2014" then measures it and does not date it."""
    bounded: Words
    """Words before a superlative that bounds a number: at least, au moins."""
    degree: Words
    """Adverbs that make a superlative after one of `article`: le plus violent."""
    article: Words
    """Articles as forms."""
    occasion: Words
    """What is counted in "for the first time": time, fois."""
    within: Words
    """Prepositions that put a deed inside an event: lors de, during."""
    through: Words
    """Words between the two ends of a range, as forms: to, à."""
    both: Words
    """Words between two ends that need one of `between` before them: and, et."""
    between: Words
    after: Words
    """Words between a length and what it is counted from: three days after; `before` likewise."""
    before: Words
    aside: Words
    """Prepositions before what a deed is told against: its time is not the deed's."""
    following: Words
    """The same, as forms, where a noun and then a day follow: after the vote on Monday."""
    when: Words
    """Conjunctions of what went on when a deed was done: when, lorsque; `meanwhile` those that may also contrast: as."""
    meanwhile: Words
    ending: Words
    """Verbs that tell the end of their subject: end, expire."""
    lasting: Words
    """Verbs that tell how long their subject lasts: run, durer."""
    opening: Words
    """Verbs that only say where a time begins: starting Monday, à compter de lundi."""
    happening: Words
    """Verbs that say of an event that it took place; with `place` as their object others do: take place, avoir lieu."""
    place: Words
    causing: Words
    """Verbs of what comes of an event, at once or later; with a `toll` as their object it is at once."""
    toll: Words
    afterwards: Words
    """Verbs that carry an event noun but speak of it before or after it was: claim an attack."""
    deciding: Words
    """Nouns whose infinitive tells a deed that is done by deciding it: Israel's decision in March to block aid."""
    announcing: Words
    """Verbs that make known what was done, not by words, before."""
    dating: Words
    """Verbs that say of an event when it was: it came on Monday, remonte à mai."""
    partaking: Words
    """Nouns that take what is in the event after them: a role in the war of that year."""
    that: Words
    """What follows an expression that a clause is told about: it was on Monday *that*."""
    lately: Words
    """Prepositions before a length that reaches to now."""
    making: Words
    """Verbs that bring their subject about: an agreement is signed on its own day."""
    performative: Words
    """Verbs done by saying them: who says that he accepts, accepts."""
    pronoun: Words
    """Subject pronouns of the third person, as forms: they may mean the speaker."""


@cache
def dating_words(language: str) -> DatingWords:
    """The words of a language. Raises LanguageDataError."""
    return load_part(language, "dating", DatingWords)
