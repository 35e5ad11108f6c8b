"""Who common nouns name: groups, institutions, organisations and vehicles ("l'armée israélienne", "thousands of Nigerians")."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.ontology import Known
from timeline.records import ActorKind, Party

from .gazetteer import Hit, Sort
from .groups import Phrase, owners, phrase_over, strict_start
from .persons import Naming
from .words import Noun, Vocabulary, Word

Fields = dict[str, int | str]
ADJECTIVES = 2
"""Plain words that may stand between a noun and its owner."""


@dataclass(frozen=True, slots=True)
class Commons:
    """Reads the common nouns of one article."""

    text: str
    language: str
    words: Sequence[Word]
    vocabulary: Vocabulary
    namings: Sequence[Naming]
    institutions: Sequence[tuple[int, str, str]]
    """(word, noun, country) of each institution that stands with its country."""

    def party(self, first: int, last: int, head: int, *, bounded: bool = False) -> Party | None:
        """Whom the common noun at word `head` names, within words `first` to `last` (half-open); None if nobody. `bounded`
        says that a parse drew these bounds, so that no verb can stand between the noun and what follows it."""
        phrase = phrase_over(self.words, head, first, last, self.vocabulary)
        if phrase is None:
            return self._many(first, last, head)
        if self._is_modifier(phrase, first, last):
            return None
        if "bodies" in phrase.noun.classes and (named := self._named_body(phrase, last)) is not None:
            return named
        hits = owners(self.words, phrase, self.vocabulary)
        if bounded and not hits:
            phrase = self._stretched(phrase, last)
            hits = owners(self.words, phrase, self.vocabulary) or self._last_name(phrase)
        span = self._span(phrase.start, phrase.end)
        owner = hits[0] if hits else None
        country = next((hit.entry.country for hit in hits if hit.entry.country), None)
        if country is None and "institutions" in phrase.noun.classes:
            country = self._country_after(phrase.end) or self._country_of_holder(phrase) or self._country_so_far(phrase)
        if country is None and "vehicles" in phrase.noun.classes:
            country = self._country_told(phrase)
        return self._classified(phrase, owner, country, span)

    def _stretched(self, phrase: Phrase, last: int) -> Phrase:
        """The phrase with its owner where other words stand between: "les bataillons restants du Hamas", "l'administration du
        président Joe Biden", "des étudiants paramilitaires Basij"."""
        sets, end = self.vocabulary.sets, phrase.end
        while end < last and end - phrase.end < ADJECTIVES and self._is_plain(end):
            end += 1
        if end >= last or self.words[end].gap != " ":
            return phrase
        if self.words[end].fold in sets["genitives"]:
            end += 1
            while end < last and self.words[end].fold in sets["articles"]:
                end += 1
        elif self.vocabulary.data.modifiers_first:
            return phrase
        inside = next((n for n in self.namings if n.start == end and n.end <= last), None)
        hit = self.words[end].hit if end < last else None
        if inside is None and (hit is None or hit.entry.sort is Sort.DEMONYM):
            return phrase
        stop = inside.end if inside else bisect_left(self.words, hit.end, key=_start) if hit else end
        return Phrase(phrase.start, stop, phrase.noun, phrase.many)

    def _is_plain(self, i: int) -> bool:
        word = self.words[i]
        plain = word.hit is None and not word.capital and word.gap == " "
        return plain and word.fold not in self.vocabulary.sets["function_words"] | self.vocabulary.sets["relatives"]

    def _last_name(self, phrase: Phrase) -> list[Hit]:
        """The name of the tables that a stretched phrase ends with."""
        hit = self.words[phrase.end - 1].hit
        return [] if hit is None or hit.entry.sort is not Sort.NAME else [hit]

    def _many(self, first: int, last: int, head: int) -> Party | None:
        """Amounts of a nationality: "thousands of Nigerians"."""
        noun = self.vocabulary.noun_over(self.words, head)
        if (
            noun is not None
            and noun.plural
            and noun.lemma in self.vocabulary.data.amounts
            and self._is_alone(noun, last)
        ):
            start = strict_start(self.words, noun.start, first, self.vocabulary)
            span = self._span(start, noun.end)
            return Party(**span, name=str(span["text"]), kind=ActorKind.GROUP)
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

    def _is_alone(self, noun: Noun, last: int) -> bool:
        """Whether an amount has no complement: "thousands", not "thousands of roses"."""
        after = self.words[noun.end] if noun.end < len(self.words) else None
        ends = after is None or noun.end >= last or after.gap != " "
        return ends and (after is None or after.fold not in self.vocabulary.sets["genitives"])

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
        while (
            at < phrase.end
            and not self.words[at].capital
            and self.words[at].fold not in self.vocabulary.sets["linkers"]
        ):
            at += 1  # "la secte islamiste Boko Haram"
        if at >= last or phrase.end > at or self.words[at].gap != " " or not self.words[at].capital:
            return None
        hit = self.words[at].hit
        if hit is not None and hit.entry.known is not None and hit.entry.sort is Sort.NAME:
            end = bisect_left(self.words, hit.end, key=_start)
            return of_known(hit.entry.known, self._span(phrase.start, end), self.language)
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
        return self._country_told(phrase)

    def _country_told(self, phrase: Phrase) -> str | None:
        """The one country of which the article has named such an institution, or such weapons, before."""
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
        vague = phrase.noun.lemma in self.vocabulary.data.abstract and "institutions" in classes
        if vague and not (phrase.many or owner or country):
            return None  # "by force", "rendre le pouvoir"
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

    def _span(self, start: int, end: int) -> Fields:
        return span_of(self.text, self.words, start, end)


def span_of(text: str, words: Sequence[Word], start: int, end: int) -> Fields:
    """The span of words `start` to `end` (half-open), as fields of a party."""
    begin, stop = words[start].start, words[end - 1].end
    return {"start": begin, "end": stop, "text": text[begin:stop]}


def of_known(known: Known, span: Fields, language: str) -> Party:
    """A party of the tables."""
    name = known.name(language)
    return Party(**span, name=name, actor_id=known.actor_id, kind=known.kind, country=known.country)


def _start(word: Word) -> int:
    return word.start


def institutions(words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[tuple[int, str, str]]:
    """(word, noun, country) of each institution or weapon that an article names with its country."""
    for i in range(len(words)):
        noun = vocabulary.noun_at(words, i)
        if noun is None or not noun.classes & {"institutions", "vehicles"} or words[i].hit is not None:
            continue
        head = noun.start if not vocabulary.data.modifiers_first else noun.end - 1
        begin = strict_start(words, noun.start, 0, vocabulary)
        phrase = phrase_over(words, head, begin, len(words), vocabulary)
        hits = owners(words, phrase, vocabulary) if phrase is not None else []
        country = next((hit.entry.country for hit in hits if hit.entry.country), None)
        if country:
            yield i, noun.lemma, country
