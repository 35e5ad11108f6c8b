"""Pronouns, taken back to whom they stand for where that is safe."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.languages.actors_schema import Pronoun

from .groups import ACTING
from .persons import Naming, Person
from .words import Vocabulary, Word

REACH = 3
"""Sentences that a pronoun may look back."""


@dataclass(frozen=True, slots=True)
class Resolver:
    """Looks pronouns up in the words and namings of an article."""

    words: Sequence[Word]
    namings: Sequence[Naming]
    vocabulary: Vocabulary

    def resolve(self, first: int, last: int, head: int) -> tuple[int, int, Person | None, int | None] | None:
        """(start, end, person, head word of a group) for a phrase that is a pronoun that may stand for people; else None."""
        found = self._pronoun(first, last, head)
        if found is None:
            return None
        start, end, pronoun = found
        if self._is_impersonal(start):
            return None
        if pronoun.first_person:
            return start, end, None, None
        if pronoun.number == "p":
            return start, end, None, self._group(start)
        person = None if pronoun.thing else self._someone(start, pronoun)
        if person is None and not pronoun.human and (pronoun.thing or pronoun.gender is None):
            return None
        return start, end, person, None

    def _pronoun(self, first: int, last: int, head: int) -> tuple[int, int, Pronoun] | None:
        whole = " ".join(word.fold for word in self.words[first:last])
        if whole in self.vocabulary.pronouns:
            return first, last, self.vocabulary.pronouns[whole]
        single = self.vocabulary.pronouns.get(self.words[head].fold)
        if single is None or last - first > 3 or (self.words[head].text.isupper() and len(self.words[head].text) > 1):
            return None
        return head, head + 1, single

    def _is_impersonal(self, i: int) -> bool:
        ahead = " ".join(word.fold for word in self.words[i : i + 5]).replace("' ", "'") + " "
        return any(ahead.startswith(phrase + " ") for phrase in self.vocabulary.impersonal)

    def _someone(self, i: int, pronoun: Pronoun) -> Person | None:
        """The first person named in this sentence before the pronoun, else in the nearest of the sentences before it, whose
        gender fits; the first named is mostly the subject."""
        number = self.words[i].sentence
        for back in range(REACH):
            for naming in self.namings:
                if naming.end <= i and self.words[naming.start].sentence == number - back:
                    gender = naming.person.gender
                    if not pronoun.gender or not gender or gender == pronoun.gender:
                        return naming.person
        return None

    def _group(self, i: int) -> int | None:
        """The noun of the last group of people named in this sentence or the one before."""
        number = self.words[i].sentence
        for k in range(i - 1, -1, -1):
            if self.words[k].sentence < number - 1:
                return None
            noun = self.vocabulary.noun_at(self.words, k)
            if (
                noun
                and noun.plural
                and noun.classes & ACTING
                and "people" in noun.classes
                and self.words[k].hit is None
            ):
                return noun.start if not self.vocabulary.data.modifiers_first else noun.end - 1
        return None
