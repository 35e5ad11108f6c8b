"""Who the persons of an article are: names with their titles, before or after, and the short forms that take them up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from simplemma import is_known

from timeline.ontology import fold, given_names, lookup

from .gazetteer import Sort
from .titles import Title, titles
from .words import Vocabulary, Word

GAPS = frozenset({" ", "\u00a0", "\u202f", ""})
COMMA = re.compile(r"\s?,\s")


@dataclass(slots=True)
class Person:
    """A person of this article. `name` is the fullest form; `titles` are all that the article
    gives; `country` is that of the first title that tells one."""

    name: str
    keys: tuple[str, ...]
    gender: str = ""
    country: str | None = None
    titles: list[Title] = field(default_factory=list)

    @property
    def actor_id(self) -> str:
        """A stable id from the full name."""
        return "person:" + re.sub(r"[^a-z0-9]+", "-", fold(self.name)).strip("-")


@dataclass(frozen=True, slots=True)
class Naming:
    """Words `start` to `end` (half-open) that name a person; the bare name begins at `name_start`."""

    start: int
    end: int
    name_start: int
    person: Person
    full_end: int
    """`end`, or where the title in apposition behind the name ends."""


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row that may be a name, with the honorific or the title beside them."""

    start: int
    end: int
    honorific: Word | None
    title: Title | None
    before: bool
    """Whether the title stands before the name (else it follows after a comma)."""
    human: bool = False
    """Whether an apposition says that it is a human: "Hassan, un autre manifestant"."""

    @property
    def certain(self) -> bool:
        """Whether something beside the words says that they are a person's name."""
        return self.honorific is not None or self.title is not None or self.human


def find_persons(
    words: Sequence[Word], vocabulary: Vocabulary, headlines: frozenset[int]
) -> tuple[list[Naming], list[Title]]:
    """All namings of persons in the words of an article, in order, and all titles, also those without a name beside them.
    `headlines` are the numbers of sentences whose capitals mean nothing."""
    held = titles(words, vocabulary)
    runs = list(_runs(words, vocabulary, held, headlines))
    persons: dict[tuple[str, ...], Person] = {}
    namings = []
    for run in sorted(runs, key=lambda run: -(run.end - run.start)):
        person = _person(words, run, vocabulary, persons)
        if person is not None:
            namings.append(_naming(run, person, words, vocabulary))
    known = sorted(namings, key=lambda naming: naming.start)
    return known, held


def _runs(
    words: Sequence[Word], vocabulary: Vocabulary, held: Sequence[Title], headlines: frozenset[int]
) -> Iterator[Run]:
    ends = {title.end: title for title in held}
    starts = {title.start: title for title in held}
    inside = {i for title in held for i in range(title.start, title.end)}
    i = 0
    while i < len(words):
        end = _run_end(words, i, vocabulary, inside) if i not in inside else i
        if end == i:
            i += 1
            continue
        run = _run(words, i, end, vocabulary, ({}, {}) if words[i].sentence in headlines else (ends, starts))
        plain = words[i].sentence not in headlines or fold(words[i].text) in given_names()
        if run.certain or plain or end - i == 1:
            yield run
        i = end


def _run(
    words: Sequence[Word], start: int, end: int, vocabulary: Vocabulary, held: tuple[dict[int, Title], dict[int, Title]]
) -> Run:
    ends, starts = held
    before = start - 1
    honorific = words[before] if before >= 0 and words[before].fold in vocabulary.honorifics else None
    if honorific is not None and not _joined(words, start):
        honorific = None
    anchor = before if honorific else start
    title = ends.get(anchor) or ends.get(start)
    if (
        title
        and (words[anchor].sentence == words[title.start].sentence)
        and (
            words[anchor].gap in GAPS or (COMMA.fullmatch(words[anchor].gap) and _closes(words, title, end, vocabulary))
        )
    ):
        return Run(start, end, honorific, title, True)
    after = end
    if after < len(words) and COMMA.fullmatch(words[after].gap) and words[after].sentence == words[start].sentence:
        if words[after].fold in vocabulary.sets["articles"]:
            after += 1
        title = starts.get(after) or starts.get(end)
        if title and _may_hold(words, start, end, title, vocabulary):
            return Run(start, end, honorific, title, False)
        return Run(start, end, honorific, None, False, _is_human(words, end, after, vocabulary))
    return Run(start, end, honorific, None, False)


def _closes(words: Sequence[Word], title: Title, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a name behind a comma is closed again, as an apposition is, or its title stands behind no preposition: not in
    "before the judge, Paul Roy admitted"."""
    if end >= len(words) or words[end].sentence != words[end - 1].sentence or words[end].gap not in GAPS:
        return True
    before = title.start - 1
    while before >= 0 and words[before].fold in vocabulary.sets["articles"]:
        before -= 1
    return before < 0 or words[title.start].first or words[before].fold not in vocabulary.sets["function_words"]


def _may_hold(words: Sequence[Word], start: int, end: int, title: Title, vocabulary: Vocabulary) -> bool:
    """Whether a title behind a comma may be that of the words before it: not when a name of its own follows, and not for
    one plain word ("au Times, l'ancien président Marc Roy")."""
    after = words[title.end] if title.end < len(words) else None
    if after and after.capital and after.gap in GAPS and after.hit is None and after.sentence == words[start].sentence:
        return False
    known = (is_known(words[start].text.lower(), lang=language) for language in (vocabulary.language, "en"))
    return end - start > 1 or words[start].fold in given_names() or not any(known)


def _is_human(words: Sequence[Word], end: int, after: int, vocabulary: Vocabulary) -> bool:
    """Whether one human follows in apposition, after an article (words `end` to `after`) and adjectives."""
    if after == end:
        return False
    while after < len(words) - 1 and words[after].fold in vocabulary.sets["adjectives"]:
        after += 1
    noun = vocabulary.noun_at(words, after) if after < len(words) else None
    return (
        noun is not None and not noun.plural and "people" in noun.classes and noun.lemma not in vocabulary.collectives
    )


def _joined(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` follows the word before it with nothing but a space (or the dot of an initial) between."""
    return i > 0 and words[i].sentence == words[i - 1].sentence and words[i].gap in {*GAPS, ". ", ".\u00a0"}


def _run_end(words: Sequence[Word], i: int, vocabulary: Vocabulary, inside: set[int]) -> int:
    """Where the name that starts at word `i` ends; `i` itself if none does."""
    if not _opens_name(words, i, vocabulary):
        return i
    end = i + 1
    while end < len(words) and end - i < 6 and end not in inside:
        word = words[end]
        if word.sentence != words[i].sentence or not (
            word.gap in GAPS or (word.gap == ". " and len(words[end - 1].text) == 1)
        ):
            break
        if _goes_on(words, i, end, vocabulary):
            end += 1
            continue
        ahead = _after_particles(words, end, vocabulary)
        if ahead is None or ahead in inside:
            break
        end = ahead + 1
    return end


def _opens_name(words: Sequence[Word], i: int, vocabulary: Vocabulary) -> bool:
    word = words[i]
    if not word.capital or word.fold in vocabulary.sets["nobody"] or word.fold in vocabulary.honorifics:
        return False
    following = words[i + 1] if i + 1 < len(words) and _joined(words, i + 1) else None
    goes_on = following is not None and following.capital and following.hit is None
    goes_on = goes_on and following is not None and following.fold not in vocabulary.honorifics
    if word.hit is not None:
        goes_on = goes_on or _after_particles(words, i + 1, vocabulary) is not None
        return goes_on and word.fold in given_names() and word.hit.end == word.end and word.hit.start == word.start
    if word.fold in vocabulary.sets["function_words"]:
        return False
    names = given_names()
    if word.first and following and following.fold in names and word.fold not in names:
        return not is_known(word.text.lower(), lang=vocabulary.language)  # "Brave Ann Lee"
    return not (word.first and not goes_on and len(word.text) < 3)


def _goes_on(words: Sequence[Word], start: int, i: int, vocabulary: Vocabulary) -> bool:
    word = words[i]
    if not word.capital or word.fold in vocabulary.sets["nobody"] | vocabulary.honorifics or word.text.isdigit():
        return False
    if word.hit is None:
        return True
    alone = word.hit.start == word.start and word.hit.end == word.end
    return alone and i == start + 1 and words[start].fold in given_names() and word.hit.entry.sort is not Sort.DEMONYM


def _after_particles(words: Sequence[Word], i: int, vocabulary: Vocabulary) -> int | None:
    """The capitalised word after particles such as "van der", if one follows."""
    end = i
    while (
        end < len(words) and end - i < 3 and words[end].fold in vocabulary.sets["particles"] and words[end].gap in GAPS
    ):
        end += 1
    if end == i or end >= len(words) or words[end].gap not in GAPS or words[end].sentence != words[i].sentence:
        return None
    genitive = words[i].fold in vocabulary.sets["genitives"] or words[i].fold in vocabulary.sets["articles"]
    if genitive and words[i - 1].fold not in given_names():
        return None
    return end if words[end].capital and words[end].hit is None else None


def _person(
    words: Sequence[Word], run: Run, vocabulary: Vocabulary, persons: dict[tuple[str, ...], Person]
) -> Person | None:
    """The person that a run names: known by this name, by a longer one, or new. Longer runs come first."""
    keys = tuple(w.fold for w in words[run.start : run.end])
    person = _known(keys, persons)
    if person is None:
        organised = any(w.fold in vocabulary.sets["organisation_words"] for w in words[run.start : run.end])
        if organised and run.honorific is None and keys[0] not in given_names():
            return None
        if not (run.certain or (len(keys) > 1 and _looks_like_person(words, run, vocabulary))):
            return None
        name = " ".join(w.text for w in words[run.start : run.end])
        person = persons[keys] = Person(name, keys)
    _learn(person, run, vocabulary)
    if run.certain and person.country is None:
        person.country = _land(words, run.end, vocabulary)
    return person


def _land(words: Sequence[Word], i: int, vocabulary: Vocabulary) -> str | None:
    """The country right after a titled name: "King Hassan of Morocco"."""
    if i + 1 >= len(words) or words[i].fold not in vocabulary.sets["genitives"] or words[i].gap != " ":
        return None
    at = i + 2 if words[i + 1].fold in vocabulary.sets["articles"] and i + 2 < len(words) else i + 1
    hit = words[at].hit
    return hit.entry.country if hit is not None and hit.entry.sort is Sort.NAME else None


def _known(keys: tuple[str, ...], persons: dict[tuple[str, ...], Person]) -> Person | None:
    """The person called by these words: the whole name, its end ("Le Pen"), its first and last word,
    or its beginning ("Ana Pastor" for Ana Pastor García)."""
    if keys in persons:
        return persons[keys]
    found = [p for p in persons.values() if p.keys[-len(keys) :] == keys or (p.keys[0], p.keys[-1]) == keys]
    if not found and len(keys) > 1:
        found = [p for p in persons.values() if p.keys[: len(keys)] == keys]
    return found[0] if len({p.name for p in found}) == 1 else None


def _learn(person: Person, run: Run, vocabulary: Vocabulary) -> None:
    """Takes gender, office and country from the words beside a name."""
    if run.honorific is not None:
        sign = run.honorific.fold
        person.gender = person.gender or ("m" if sign in vocabulary.male else "f" if sign in vocabulary.female else "")
    if run.title is not None:
        person.titles.append(run.title)
        person.gender = person.gender or run.title.noun.gender
        person.country = person.country or run.title.country
    person.gender = person.gender or given_names().get(person.keys[0], "")


def _looks_like_person(words: Sequence[Word], run: Run, vocabulary: Vocabulary) -> bool:
    """Whether two capitalised words or more without a title are a person's: a given name, or at least no word of an
    organisation and no town."""
    span = words[run.start : run.end]
    if any(w.fold in vocabulary.sets["organisation_words"] or w.fold in vocabulary.sets["place_words"] for w in span):
        return False
    if span[0].fold in given_names():
        return True
    nouns = (vocabulary.noun_at(words, i) for i in range(run.start, run.end))
    if any(noun is not None for noun in nouns):
        return False
    if _follows_country(words, run.start, vocabulary):
        return False  # "Kenya Anti-Fraud Authority"
    if run.start and words[run.start - 1].fold in vocabulary.sets["articles"] and words[run.start].gap in GAPS:
        return False  # "the Datu Cabaylo": a thing
    before = vocabulary.noun_over(words, run.start - 1) if run.start and words[run.start].gap in GAPS else None
    if before is not None and "bodies" in before.classes and before.end == run.start:
        return False  # "le quotidien El Punt Avui"
    if len(span) > 4 or any(w.text.isupper() and len(w.text) > 1 for w in span):
        return False
    if any(all(is_known(w.text.lower(), lang=language) for w in span) for language in (vocabulary.language, "en")):
        return False  # "Aquatic Resources", "Truth Social" in a French text
    return not lookup(" ".join(w.text for w in span))


def _follows_country(words: Sequence[Word], i: int, vocabulary: Vocabulary) -> bool:
    hit = words[i - 1].hit if i and words[i].gap == " " else None
    return hit is not None and hit.entry.sort is Sort.NAME and vocabulary.data.modifiers_first


def _naming(run: Run, person: Person, words: Sequence[Word], vocabulary: Vocabulary) -> Naming:
    start = run.start
    while start > 0 and words[start - 1].fold in vocabulary.honorifics and _joined(words, start):
        start -= 1
    if run.title is not None and run.before:
        start = run.title.start
    after = run.title is not None and not run.before
    return Naming(start, run.end, run.start, person, run.title.end if run.title and after else run.end)


def describes(person: Person, title: Title) -> bool:
    """Whether an office without a name may be that of a person: the same noun, or its head, of no other country and of
    nothing else ("le président de la République" is not the president of a union)."""
    if title.country and person.country and title.country != person.country:
        return False
    wanted = title.noun.lemma.partition("/")[0]
    for held in person.titles:
        lemma = held.noun.lemma.partition("/")[0]
        if wanted == lemma or wanted in {lemma.split(" ")[0], lemma.split(" ")[-1]}:
            details = title.details - set(fold(lemma).split(" "))
            if not details or details & held.details:
                return True
    return False
