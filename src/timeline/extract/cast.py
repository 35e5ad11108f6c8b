"""The cast of an article: everyone whom it names, found without a parse, and who a noun phrase of it names."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from simplemma import is_known

from timeline.languages import available
from timeline.ontology import given_names, lookup
from timeline.records import ActorKind, Article, BlockKind, Party, Sentence

from .acronyms import with_acronyms
from .commons import Commons, Fields, institutions, of_known, span_of
from .gazetteer import Hit, Sort, gazetteer
from .groups import last_of_row, owners, phrase_over, strict_start
from .persons import Naming, Person, describes, find_persons
from .pronouns import Resolver
from .titles import Title
from .words import Noun, Vocabulary, Word, split_words, vocabulary

DEFAULT_LANGUAGE = "en"
LARGE = 300
"""Thousands of people from which a town is meant wherever the article takes place."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone whom one article names. Build it with `Cast.of`."""

    article: Article
    language: str
    words: tuple[Word, ...]
    namings: tuple[Naming, ...]
    vocabulary: Vocabulary
    starts: tuple[int, ...]
    naming_at: dict[int, Naming]
    title_at: dict[int, Title]
    countries: frozenset[str]
    """The countries that the article names."""
    commons: Commons

    @classmethod
    def of(cls, article: Article, sentences: Sequence[Sentence]) -> "Cast":
        """Reads an article once for its names, titles and groups. A language without data is read as English."""
        code = (article.language or DEFAULT_LANGUAGE).split("-")[0]
        language = code if code in available() else DEFAULT_LANGUAGE
        words = vocabulary(language)
        hits = with_acronyms(article.text, gazetteer(language).find(article.text))
        bounds = [(s.start, s.end, s.index) for s in sentences]
        found = split_words(article.text, language, bounds, hits)
        namings, held = find_persons(found, words, _title_case(found, sentences))
        starts = tuple(word.start for word in found)
        named = tuple(institutions(found, words))
        commons = Commons(article.text, language, found, words, namings, named)
        naming_at = {i: naming for naming in namings for i in range(naming.start, naming.end)}
        title_at = {i: title for title in held for i in range(title.noun.start, title.noun.end)}
        lands = frozenset(hit.entry.country for hit in hits if hit.entry.country)
        return cls(article, language, tuple(found), tuple(namings), words, starts, naming_at, title_at, lands, commons)

    def party(self, start: int, end: int, head_start: int, head_end: int, sentence: Sentence) -> Party | None:
        """Who the noun phrase `start..end` with its head word `head_start..head_end` names; None if nobody.

        All offsets are half-open code points of the article. The span of the answer is the telling part of the phrase: a
        person with the title beside it, an organisation, a group with its nationality. A place that is no actor but may be
        the target of one (a town, Gaza) is a party without id and kind.
        """
        first, last = self._at(start), self._until(end)
        head = self._at(head_start)
        if not (first <= head < last):
            return None
        return (
            self._pronoun(first, last, head, sentence)
            or self._person(head, first, last)
            or self._office(head, self.commons.party(first, last, head, bounded=True))
            or self._named(first, last, head)
        )

    def modifier(self, start: int, end: int) -> Party | None:
        """Who a word before or behind a deed names: "an insurgent attack", "une attaque rebelle"; None where it only says of
        what kind the deed is. Offsets are half-open code points of the article."""
        i = self._at(start)
        noun = self.vocabulary.noun_over(self.words, i) or self.vocabulary.doer_at(self.words, i)
        if noun is None or noun.lemma.partition("/")[0] in self.vocabulary.faceless or noun.end > self._until(end):
            return None
        kinds = {"institutions": ActorKind.STATE, "bodies": ActorKind.ORGANISATION, "people": ActorKind.GROUP}
        kind = next((kind for name, kind in kinds.items() if name in noun.classes), None)
        span = self._span(noun.start, noun.end)
        return None if kind is None else Party(**span, name=str(span["text"]), kind=kind)

    def _office(self, head: int, party: Party | None) -> Party | None:
        """The party with the rest of its title: "le ministre des Affaires étrangères allemand" is of Germany."""
        title = self.title_at.get(head)
        if party is None or title is None or party.country or not title.country or party.kind is not ActorKind.PERSON:
            return party
        end = max(self._until(party.end), title.end)
        span = self._span(self._at(party.start), end)
        return Party(**span, name=str(span["text"]), kind=party.kind, country=title.country)

    def members(self, start: int, end: int, head_start: int, head_end: int, sentence: Sentence) -> tuple[Party, ...]:
        """Who a noun phrase names, one by one: "négociateurs du Hamas et d'Israël" are two parties, most phrases one or none."""
        first, last, head = self._at(start), self._until(end), self._at(head_start)
        if not (first <= head < last):
            return ()
        phrase = phrase_over(self.words, head, first, last, self.vocabulary)
        if phrase is not None and "representatives" in phrase.noun.classes and phrase.noun.plural:
            hits = owners(self.words, phrase, self.vocabulary)
            if len(hits) > 1 and all(self._are_listed(a, b) for a, b in pairwise(hits)):
                return tuple(party for hit in hits if (party := self._of_hit(hit)) is not None)
        party = self.party(start, end, head_start, head_end, sentence)
        return () if party is None else (party,)

    def _are_listed(self, one: Hit, other: Hit) -> bool:
        """Whether two names stand side by side in a list, not one inside the other ("Mozambique's Renamo fighters")."""
        between = self.article.text[one.end : other.start].lower()
        joints = self.vocabulary.sets["conjunctions"] | self.vocabulary.sets["genitives"]
        return any(mark in between for mark in ",-/–") or any(word in joints for word in between.split())

    def parties(self, sentence: Sentence) -> tuple[Party, ...]:
        """All parties that a sentence names, in order, none overlapping: persons, groups, then other names."""
        first, last = self._at(sentence.start), self._until(sentence.end)
        found: list[Party] = []
        i = first
        while i < last:
            party = self._at_word(i, first, last)
            if party is None:
                i += 1
                continue
            if not found or party.start >= found[-1].end:
                found.append(party)
            i = max(i + 1, self._until(party.end))
        return tuple(found)

    def _at_word(self, i: int, first: int, last: int) -> Party | None:
        naming = self.naming_at.get(i)
        if naming is not None:
            return self._of_person(naming.person, naming.start, naming.end)
        noun = self.vocabulary.noun_at(self.words, i)
        if noun is not None and self.words[i].hit is None:
            noun = last_of_row(self.words, noun, last, self.vocabulary)
            head = noun.start if not self.vocabulary.data.modifiers_first else noun.end - 1
            begin = strict_start(self.words, noun.start, first, self.vocabulary)
            party = self._person(head, first, last) or self.commons.party(begin, last, head)
            return party if party is not None and self._is_noun(noun, party) else None
        hit = self.words[i].hit
        if hit is None or hit.start != self.words[i].start:
            return None
        if self.vocabulary.data.modifiers_first or hit.entry.sort is not Sort.DEMONYM:
            ahead = self._head_after(i, last)
            begin = i if ahead is None else strict_start(self.words, ahead, first, self.vocabulary)
            party = None if ahead is None else self.commons.party(begin, last, ahead)
            if party is not None and party.start <= hit.start:
                return party
        return self._of_hit(hit)

    def _is_noun(self, noun: Noun, party: Party) -> bool:
        """Whether a word that may be a verb or an adjective stands as a noun: plural, or with something before it."""
        word = self.words[noun.start]
        if word.capital and not word.first and not noun.plural and party.actor_id is None and party.country is None:
            return False
        return noun.plural or party.start < self.words[noun.start].start or party.actor_id is not None

    def _head_after(self, i: int, last: int) -> int | None:
        """In a language whose modifiers come first, the noun that a name at `i` modifies."""
        if not self.vocabulary.data.modifiers_first:
            return None
        for k in range(i + 1, min(i + 4, last)):
            noun = self.vocabulary.noun_at(self.words, k)
            if self.words[k].gap not in {" ", "", "-"}:
                return None
            if noun is not None:
                return noun.end - 1
        return None

    def _pronoun(self, first: int, last: int, head: int, sentence: Sentence) -> Party | None:
        resolver = Resolver(self.words, self.namings, self.vocabulary)
        found = resolver.resolve(first, last, head)
        if found is None:
            return None
        begin, end, person, group = found
        span = self._span(begin, end)
        if isinstance(person, Person):
            return self._of_person(person, begin, end)
        if person is not None:
            return None if person.entry.known is None else of_known(person.entry.known, span, self.language)
        if group is not None:
            party = self.commons.party(group, self._sentence_end(group), group)
            if party is not None:
                return party.model_copy(update=span)
        plural = self.vocabulary.pronouns[self._fold(begin, end)].number == "p"
        kind = ActorKind.GROUP if plural else ActorKind.PERSON
        return Party(**span, name=str(span["text"]), kind=kind)

    def _person(self, head: int, first: int, last: int) -> Party | None:
        """The person whose name or title holds the head, or whose title in this article the phrase repeats."""
        title, naming = self.title_at.get(head), self.naming_at.get(head)
        if naming and (title or head >= naming.name_start or self.words[head].hit is None):
            return self._of_person(naming.person, self._possessor(naming.start, first), naming.full_end)
        if title is None or title.noun.plural:
            return None
        beside = self._holder(title, last)
        if beside is not None:
            start = min(self._possessor(title.start, first), beside.start)
            return self._of_person(beside.person, start, max(title.end, beside.end))
        if self._is_indefinite(title.start, first):
            return None
        person = self._holder_so_far(title)
        return self._of_person(person, title.start, title.end) if person else None

    def _holder(self, title: Title, last: int) -> Naming | None:
        """The person named beside a title: right after it, after a comma, or before the comma in front of it."""
        for at in (title.end, title.end + 1):
            after = self.naming_at.get(at)
            if after and after.start <= title.end and after.name_start < last and after.name_start >= title.end:
                return after
        for at in (title.start - 1, title.start - 2):
            before = self.naming_at.get(at)
            if before and before.end <= title.start and "," in self._gap(before.end, title.start):
                return before
        return None

    def _possessor(self, start: int, first: int) -> int:
        """Where a title begins with its possessor: "the group's leader"."""
        return first if first < start and self.words[start - 1].fold in {"'s", "'"} else start

    def _gap(self, first: int, last: int) -> str:
        return "".join(word.gap for word in self.words[first : last + 1])

    def _is_indefinite(self, start: int, first: int) -> bool:
        return start > 0 and self.words[start - 1].fold in self.vocabulary.sets["indefinite"]

    def _holder_so_far(self, title: Title) -> Person | None:
        """The last person before a title whom this article gave that office; None where two could be meant as well."""
        fits = [n.person for n in self.namings if n.end <= title.start and describes(n.person, title)]
        return fits[-1] if fits and len({id(person) for person in fits}) == 1 else None

    def _named(self, first: int, last: int, head: int) -> Party | None:
        """Names of the tables, nationalities, and capitalised words that no table knows."""
        hit = self.words[head].hit
        if hit is not None:
            return self._one_of_people(hit, head, first) or self._of_hit(hit)
        word = self.words[head]
        if head > first and word.text.isupper() and self.words[head - 1].text[-1:].isdigit():
            return None  # "300 000 GNF"
        if not word.capital or word.fold in self.vocabulary.sets["nobody"] | self.vocabulary.sets["function_words"]:
            return None
        start, end = head, head + 1
        while start > first and self.words[start - 1].capital and self.words[start].gap == " ":
            start -= 1
        while end < last and self.words[end].capital and self.words[end].gap == " ":
            end += 1
        while start < head and self.words[start].fold in self.vocabulary.sets["function_words"]:
            start += 1
        span = self._span(start, end)
        towns = lookup(str(span["text"])) if self.words[start].fold not in given_names() else ()
        acronym = word.text.isupper() and len(word.text) > 1 and not self._is_loud(head)
        plain = end == start + 1 and not acronym and is_known(self.words[start].text.lower(), lang=self.language)
        if plain and (self.words[start].first or not towns):
            return None  # a plain word with a capital: "Moi", "la Révolution"
        if towns:
            near = next((town.country for town in towns if town.country in self.countries), None)
            sure = near or (towns[0].country if not self.countries or towns[0].people >= LARGE else None)
            return Party(**span, name=str(span["text"]), country=sure)
        cue = any(w.fold in self.vocabulary.sets["organisation_words"] for w in self.words[start:end])
        return Party(**span, name=str(span["text"]), kind=ActorKind.ORGANISATION if cue else None)

    def _is_loud(self, i: int) -> bool:
        """Whether the words beside one are in capitals too, so that its own tell nothing."""
        beside = [w for w in self.words[max(0, i - 1) : i + 2] if w.start != self.words[i].start]
        return bool(beside) and all(w.text.isupper() for w in beside)

    def _one_of_people(self, hit: Hit, head: int, first: int) -> Party | None:
        """ "A Palestinian": a nationality as a noun, where such a noun could also be an adjective."""
        bare = first < head and self.words[head - 1].fold in self.vocabulary.sets["indefinite"]
        if hit.entry.sort is not Sort.DEMONYM or hit.entry.plural or not bare:
            return None
        if not self.vocabulary.data.modifiers_first:
            return None
        span = self._span(head - 1, head + 1)
        return Party(**span, name=str(span["text"]), kind=ActorKind.PERSON, country=hit.entry.country)

    def _of_hit(self, hit: Hit) -> Party | None:
        span: Fields = {
            "start": hit.start,
            "end": hit.end,
            "text": self.article.text[hit.start : hit.end],
        }
        entry = hit.entry
        if entry.sort is Sort.AREA or entry.known is None:
            return Party(**span, name=entry.surface, country=entry.country)
        if entry.sort is Sort.DEMONYM and self._is_people(hit):
            return Party(**span, name=str(span["text"]), kind=ActorKind.GROUP, country=entry.country)
        return of_known(entry.known, span, self.language)

    def _is_people(self, hit: Hit) -> bool:
        """Whether a nationality is said of people as a noun: "Israelis", "les Palestiniens"."""
        if hit.entry.plural:
            return True
        at = self._at(hit.start)
        if self.vocabulary.data.modifiers_first:
            return False
        return self.words[at].capital and at > 0 and self.words[at - 1].fold in self.vocabulary.sets["articles"]

    def _of_person(self, person: Person, start: int, end: int) -> Party:
        span = self._span(start, end)
        return Party(**span, name=person.name, actor_id=person.actor_id, kind=ActorKind.PERSON, country=person.country)

    def _span(self, start: int, end: int) -> Fields:
        return span_of(self.article.text, self.words, start, end)

    def _fold(self, start: int, end: int) -> str:
        return " ".join(word.fold for word in self.words[start:end])

    def _sentence_end(self, i: int) -> int:
        number = self.words[i].sentence
        while i < len(self.words) and self.words[i].sentence == number:
            i += 1
        return i

    def _at(self, offset: int) -> int:
        """The first word that ends after an offset."""
        i = bisect_left(self.starts, offset)
        return i - 1 if i and self.words[i - 1].end > offset else i

    def _until(self, offset: int) -> int:
        return bisect_left(self.starts, offset)


def _title_case(words: Sequence[Word], sentences: Sequence[Sentence]) -> frozenset[int]:
    """The numbers of sentences that capitalise most of their words, so that a capital tells nothing."""
    headlines = {s.index for s in sentences if s.block in {BlockKind.HEADLINE, BlockKind.RELATED}}
    long: dict[int, list[Word]] = {}
    for word in words:
        if len(word.text) > 3:
            long.setdefault(word.sentence, []).append(word)
    loud = set()
    for number, found in long.items():
        least, share = (4, 0.7) if number in headlines else (8, 0.8)
        if len(found) >= least and sum(word.capital for word in found) > share * len(found):
            loud.add(number)
    return frozenset(loud)
