"""The cast of an article: everyone whom it names, found without a parse, and who a noun phrase of it names."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simplemma import is_known

from timeline.languages import available
from timeline.ontology import given_names, lookup
from timeline.records import ActorKind, Article, BlockKind, Party, Sentence

from .acronyms import with_acronyms
from .gazetteer import Entry, Hit, Sort, gazetteer
from .groups import Phrase, last_of_row, owners, phrase_over, strict_start
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
    institutions: tuple[tuple[int, str, str], ...]
    """(word, noun, country) of each institution that stands with its country."""

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
        named = tuple(_institutions(found, words))
        naming_at = {i: naming for naming in namings for i in range(naming.start, naming.end)}
        title_at = {i: title for title in held for i in range(title.noun.start, title.noun.end)}
        lands = frozenset(hit.entry.country for hit in hits if hit.entry.country)
        return cls(article, language, tuple(found), tuple(namings), words, starts, naming_at, title_at, lands, named)

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
            or self._common(first, last, head)
            or self._named(first, last, head)
        )

    def members(self, start: int, end: int, head_start: int, head_end: int, sentence: Sentence) -> tuple[Party, ...]:
        """Who a noun phrase names, one by one: "négociateurs du Hamas et d'Israël" are two parties, most phrases one or none."""
        first, last, head = self._at(start), self._until(end), self._at(head_start)
        if not (first <= head < last):
            return ()
        phrase = phrase_over(self.words, head, first, last, self.vocabulary)
        if phrase is not None and "representatives" in phrase.noun.classes and phrase.noun.plural:
            hits = owners(self.words, phrase, self.vocabulary)
            if len(hits) > 1:
                return tuple(party for hit in hits if (party := self._of_hit(hit)) is not None)
        party = self.party(start, end, head_start, head_end, sentence)
        return () if party is None else (party,)

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
            party = self._person(head, first, last) or self._common(begin, last, head)
            return party if party is not None and self._is_noun(noun, party) else None
        hit = self.words[i].hit
        if hit is None or hit.start != self.words[i].start:
            return None
        if self.vocabulary.data.modifiers_first or hit.entry.sort is not Sort.DEMONYM:
            ahead = self._head_after(i, last)
            begin = i if ahead is None else strict_start(self.words, ahead, first, self.vocabulary)
            party = None if ahead is None else self._common(begin, last, ahead)
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
            return self._of_entry(person.entry, span)
        if group is not None:
            party = self._common(group, self._sentence_end(group), group)
            if party is not None:
                return party.model_copy(update=span)
        plural = self.vocabulary.pronouns[self._fold(begin, end)].number == "p"
        kind = ActorKind.GROUP if plural else ActorKind.PERSON
        return Party(**span, name=str(span["text"]), kind=kind)

    def _person(self, head: int, first: int, last: int) -> Party | None:
        """The person whose name or title holds the head, or whose title in this article the phrase repeats."""
        title, naming = self.title_at.get(head), self.naming_at.get(head)
        if naming and (title or head >= naming.name_start or self.words[head].hit is None):
            return self._of_person(naming.person, naming.start, naming.full_end)
        if title is None or title.noun.plural:
            return None
        beside = self._holder(title, last)
        if beside is not None:
            return self._of_person(beside.person, min(title.start, beside.start), max(title.end, beside.end))
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

    def _gap(self, first: int, last: int) -> str:
        return "".join(word.gap for word in self.words[first : last + 1])

    def _is_indefinite(self, start: int, first: int) -> bool:
        return start > 0 and self.words[start - 1].fold in self.vocabulary.sets["indefinite"]

    def _holder_so_far(self, title: Title) -> Person | None:
        """The last person before a title whom this article gave that office; None where two could be meant as well."""
        fits = [n.person for n in self.namings if n.end <= title.start and describes(n.person, title)]
        return fits[-1] if fits and len({id(person) for person in fits}) == 1 else None

    def _common(self, first: int, last: int, head: int) -> Party | None:
        """Groups, institutions, organisations and vehicles by their common nouns."""
        phrase = phrase_over(self.words, head, first, last, self.vocabulary)
        if phrase is None:
            return self._many(first, last, head)
        if self._is_modifier(phrase, first, last):
            return None
        if "bodies" in phrase.noun.classes and (named := self._named_body(phrase, last)) is not None:
            return named
        span = self._span(phrase.start, phrase.end)
        hits = owners(self.words, phrase, self.vocabulary)
        owner = hits[0] if hits else None
        country = next((hit.entry.country for hit in hits if hit.entry.country), None)
        if country is None and "institutions" in phrase.noun.classes:
            country = self._country_after(phrase.end) or self._country_of_holder(phrase) or self._country_so_far(phrase)
        return self._classified(phrase, owner, country, span)

    def _many(self, first: int, last: int, head: int) -> Party | None:
        """Amounts of a nationality: "thousands of Nigerians"."""
        noun = self.vocabulary.noun_over(self.words, head)
        if noun is None or "transparent" not in noun.classes or noun.end + 1 >= last:
            return None
        at = noun.end + 1
        while at < last - 1 and self.words[at].fold in self.vocabulary.sets["adjectives"]:
            at += 1
        hit = self.words[at].hit
        linked = self.words[noun.end].fold in self.vocabulary.sets["genitives"]
        if hit is None or hit.entry.sort is not Sort.DEMONYM or not (linked and self.words[at].capital):
            return None
        start = strict_start(self.words, noun.start, first, self.vocabulary)
        span = self._span(start, at + 1)
        return Party(**span, name=str(span["text"]), kind=ActorKind.GROUP, country=hit.entry.country)

    def _is_modifier(self, phrase: Phrase, first: int, last: int) -> bool:
        """Whether a noun stands before another as its adjective: "terrorist activities", "a new military offensive"."""
        if not self.vocabulary.data.modifiers_first or phrase.end < last or last >= len(self.words) or phrase.many:
            return False
        after, alone = self.words[last], phrase.start == phrase.noun.start
        if not alone or after.gap != " " or after.fold in self.vocabulary.sets["function_words"] or after.capital:
            return False
        before = self.words[first - 1] if first and self.words[first].gap == " " else None
        inside = before is not None and before.fold in (
            self.vocabulary.sets["articles"] | self.vocabulary.sets["adjectives"]
        )
        return inside or not phrase.noun.classes & {"institutions", "bodies"}

    def _named_body(self, phrase: Phrase, last: int) -> Party | None:
        """An organisation with its name right behind what it is: "le quotidien Libération", "the airline Zagros Air"."""
        at = phrase.noun.end
        if at >= last or phrase.end > at or self.words[at].gap != " " or not self.words[at].capital:
            return None
        hit = self.words[at].hit
        if hit is not None and hit.entry.known is not None and hit.entry.sort is Sort.NAME:
            end = self._until(hit.end)
            return self._of_entry(hit.entry, self._span(phrase.start, end))
        end = at
        while end < last and self.words[end].capital and self.words[end].hit is None and self.words[end].gap == " ":
            end += 1
        if end == at:
            return None
        span, name = self._span(phrase.start, end), str(self._span(at, end)["text"])
        hits = owners(self.words, phrase, self.vocabulary)
        country = next((hit.entry.country for hit in hits if hit.entry.country), None)
        return Party(**span, name=name, kind=ActorKind.ORGANISATION, country=country)

    def _country_after(self, i: int) -> str | None:
        """The country of institutions that a locative tells: "authorities in Croatia"."""
        if i + 1 >= len(self.words) or self.words[i].gap != " ":
            return None
        at = i + 2 if self.words[i + 1].fold in self.vocabulary.sets["articles"] and i + 2 < len(self.words) else i + 1
        hit = self.words[at].hit
        located = self.words[i].fold in self.vocabulary.sets["locatives"] and hit is not None
        return hit.entry.country if located and hit is not None else None

    def _country_of_holder(self, phrase: Phrase) -> str | None:
        """The country of the person whose government a phrase names."""
        inside = (n.person.country for n in self.namings if phrase.start <= n.name_start < phrase.end)
        return next((country for country in inside if country), None)

    def _country_so_far(self, phrase: Phrase) -> str | None:
        """The country of "the army" where the article has named just one country's army before."""
        if self.words[phrase.start].fold in self.vocabulary.sets["indefinite"]:
            return None
        named = {
            country for at, lemma, country in self.institutions if lemma == phrase.noun.lemma and at < phrase.start
        }
        return named.pop() if len(named) == 1 else None

    def _classified(
        self, phrase: Phrase, owner: Hit | None, country: str | None, span: dict[str, int | str]
    ) -> Party | None:
        classes, name = phrase.noun.classes, str(span["text"])
        if owner and not self._is_adjective(owner) and phrase.noun.lemma in self.vocabulary.data.abstract:
            return None
        known = owner.entry.known if owner else None
        other = known if known is not None and known.kind is not ActorKind.STATE else None
        if other is not None and classes & {"institutions", "representatives", "vehicles", "bodies"}:
            named = other.name(self.language)
            return Party(**span, name=named, actor_id=other.actor_id, kind=other.kind, country=other.country)
        if "institutions" in classes:
            state = f"state:{country}" if country else None
            return Party(**span, name=name, actor_id=state, kind=ActorKind.STATE, country=country)
        if "vehicles" in classes:
            return (
                Party(**span, name=name, actor_id=f"state:{country}", kind=ActorKind.STATE, country=country)
                if (country)
                else None
            )
        if "bodies" in classes:
            return Party(**span, name=name, kind=ActorKind.ORGANISATION, country=country)
        if classes & {"people", "offices"}:
            kind = ActorKind.GROUP if phrase.many else ActorKind.PERSON
            return Party(**span, name=name, kind=kind, country=country)
        return None

    @staticmethod
    def _is_adjective(owner: Hit) -> bool:
        return owner.entry.sort is Sort.DEMONYM

    def _named(self, first: int, last: int, head: int) -> Party | None:
        """Names of the tables, nationalities, and capitalised words that no table knows."""
        hit = self.words[head].hit
        if hit is not None:
            return self._of_hit(hit)
        word = self.words[head]
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
        single = self.words[start].text.lower() if end == start + 1 else None
        if single is not None and is_known(single, lang=self.language):
            return None  # a plain word with a capital: "Moi", "la Révolution"
        towns = lookup(str(span["text"])) if self.words[start].fold not in given_names() else ()
        if towns:
            near = next((town.country for town in towns if town.country in self.countries), None)
            sure = near or (towns[0].country if not self.countries or towns[0].people >= LARGE else None)
            return Party(**span, name=str(span["text"]), country=sure)
        cue = any(w.fold in self.vocabulary.sets["organisation_words"] for w in self.words[start:end])
        return Party(**span, name=str(span["text"]), kind=ActorKind.ORGANISATION if cue else None)

    def _of_hit(self, hit: Hit) -> Party | None:
        span: dict[str, int | str] = {
            "start": hit.start,
            "end": hit.end,
            "text": self.article.text[hit.start : hit.end],
        }
        entry = hit.entry
        if entry.sort is Sort.AREA or entry.known is None:
            return Party(**span, name=entry.surface, country=entry.country)
        if entry.sort is Sort.DEMONYM and self._is_people(hit):
            return Party(**span, name=str(span["text"]), kind=ActorKind.GROUP, country=entry.country)
        return self._of_entry(entry, span)

    def _of_entry(self, entry: Entry, span: dict[str, int | str]) -> Party | None:
        known = entry.known
        if known is None:
            return None
        name = known.name(self.language)
        return Party(**span, name=name, actor_id=known.actor_id, kind=known.kind, country=known.country)

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

    def _span(self, start: int, end: int) -> dict[str, int | str]:
        begin, stop = self.words[start].start, self.words[end - 1].end
        return {"start": begin, "end": stop, "text": self.article.text[begin:stop]}

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


def _institutions(words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[tuple[int, str, str]]:
    for i in range(len(words)):
        noun = vocabulary.noun_at(words, i)
        if noun is None or "institutions" not in noun.classes or words[i].hit is not None:
            continue
        head = noun.start if not vocabulary.data.modifiers_first else noun.end - 1
        begin = strict_start(words, noun.start, 0, vocabulary)
        phrase = phrase_over(words, head, begin, len(words), vocabulary)
        hits = owners(words, phrase, vocabulary) if phrase is not None else []
        country = next((hit.entry.country for hit in hits if hit.entry.country), None)
        if country:
            yield i, noun.lemma, country


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
