"""Pronouns, taken back to whom they stand for where that is safe."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.languages.actors_schema import Pronoun

from .gazetteer import Hit, Sort
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

    def resolve(self, first: int, last: int, head: int) -> tuple[int, int, Person | Hit | None, int | None] | None:
        """(start, end, person or named actor, head word of a group) for a phrase that is a pronoun and may stand for
        someone; else None."""
        found = self._pronoun(first, last, head)
        if found is None:
            return None
        start, end, pronoun = found
        if self._is_impersonal(start):
            return None
        if pronoun.first_person:
            return start, end, None, None
        if pronoun.number == "p":
            return start, end, None, self._group(start, pronoun.object)
        person = self._someone(start, pronoun)
        inverted = self.words[start].gap.startswith(("-", "‑"))  # "a-t-il dit": things do not speak
        if person is None and not (pronoun.human or inverted) and (pronoun.thing or not self._someone_acts(start)):
            return None
        return start, end, person, None

    def _pronoun(self, first: int, last: int, head: int) -> tuple[int, int, Pronoun] | None:
        whole = " ".join(word.fold for word in self.words[first:last])
        if whole in self.vocabulary.pronouns and not self._is_acronym(first):
            return first, last, self.vocabulary.pronouns[whole]
        single = self.vocabulary.pronouns.get(self.words[head].fold)
        if single is None or last - first > 3 or self._is_acronym(head):
            return None
        return head, head + 1, single

    def _is_acronym(self, i: int) -> bool:
        text = self.words[i].text.rstrip("'’")
        return text.isupper() and len(text) > 1

    def _is_impersonal(self, i: int) -> bool:
        ahead = " ".join(word.fold for word in self.words[i : i + 5]).replace("' ", "'") + " "
        return any(ahead.startswith(phrase + " ") for phrase in self.vocabulary.impersonal)

    def _someone(self, i: int, pronoun: Pronoun) -> Person | Hit | None:
        """The first person named in this sentence before the pronoun, else in the nearest of the sentences before it, whose
        gender fits; the first named is mostly the subject. A pronoun that need not be human may stand for an organisation
        or a state that opens such a sentence."""
        number = self.words[i].sentence
        for back in range(int(pronoun.object), REACH):
            if not pronoun.thing:
                for naming in self.namings:
                    if naming.end <= i and self.words[naming.start].sentence == number - back:
                        gender = naming.person.gender
                        if not pronoun.gender or not gender or gender == pronoun.gender:
                            return naming.person
            if not pronoun.human and (hit := self._opening(number - back, i)):
                return hit
        return None

    def _opening(self, number: int, before: int) -> Hit | None:
        """The organisation, group or state that a sentence opens with, as its subject mostly does; in the pronoun's own
        sentence, the last one before it."""
        for k in range(before - 1, -1, -1):
            word = self.words[k]
            if word.sentence < number:
                return None
            if number == self.words[before].sentence and word.hit is not None and self._acts(k):
                return word.hit
            if word.sentence == number and word.first:
                at = k + 1 if word.fold in self.vocabulary.sets["articles"] and k + 1 < before else k
                hit = self.words[at].hit
                return hit if hit is not None and _is_actor(hit) and hit.end <= self.words[before].start else None
        return None

    def _acts(self, k: int) -> bool:
        """Whether the name at word `k` stands where an agent stands: first, after a comma, or after "by" or "that"."""
        hit = self.words[k].hit
        if hit is None or not _is_actor(hit) or hit.start != self.words[k].start:
            return False
        if k and self.words[k - 1].fold in self.vocabulary.sets["articles"] and not self.words[k].first:
            k -= 1
        return (
            self.words[k].first or "," in self.words[k].gap or self.words[k - 1].fold in self.vocabulary.sets["agents"]
        )

    def _someone_acts(self, i: int) -> bool:
        """Whether this sentence before word `i`, or the one before it, has a noun of someone who acts."""
        for k in range(i - 1, -1, -1):
            if self.words[k].sentence < self.words[i].sentence - 1:
                return False
            noun = self.vocabulary.noun_at(self.words, k)
            if noun is not None and noun.classes & (ACTING - {"vehicles"}):
                return True
        return False

    def _group(self, i: int, before: bool) -> int | None:
        """The noun of the last group of people named in this sentence or the one before; `before`: in the one before only."""
        number = self.words[i].sentence
        for k in range(i - 1, -1, -1):
            if self.words[k].sentence < number - 1:
                return None
            if before and self.words[k].sentence == number:
                continue
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


def _is_actor(hit: Hit) -> bool:
    return hit.entry.sort in {Sort.NAME, Sort.METONYM}
