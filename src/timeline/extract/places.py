"""Where: the place that a locative phrase names, with its country and coordinates."""

import re
from collections.abc import Iterator, Sequence

from simplemma import is_known

from timeline.languages import available
from timeline.ontology import Town, area, centre, fold, lookup
from timeline.records import Place, Span

from .gazetteer import Hit, Sort, gazetteer
from .words import Word, split_words, vocabulary

DEFAULT_LANGUAGE = "en"
LONGEST = 5
"""Words that the name of a town may have."""
FAR_LARGER = 30
"""How many times larger a town elsewhere must be to be meant in spite of the article's countries."""
_CONTRACTED = {"au": "Le", "du": "Le", "aux": "Les", "des": "Les"}


def locate(text: str, start: int, end: int, language: str, countries: Sequence[str] = ()) -> Place | None:
    """The place that the locative phrase `start..end` (half-open code points of `text`) names; None if it names none.

    Towns that share a name are told apart by `countries` (ISO 3166-1 alpha-3 codes that the article speaks of, most likely
    first), then by population. The most precise name wins: a town before the country that follows it. `name` is the name in
    the gazetteer; for a capitalised name that it does not know, the words themselves, without coordinates. The span is the
    name with its country ("Rafah", "the Gaza Strip"), without preposition.
    """
    code = language.partition("-")[0]
    code = code if code in available() else DEFAULT_LANGUAGE
    phrase = text[start:end]
    hits = gazetteer(code).find(phrase)
    words = split_words(phrase, code, [(0, len(phrase), 0)], hits)
    if not words:
        return None
    named = next(_precise(words, hits, code, countries), None) or next(_countries(words, hits, code), None)
    if named is None:
        return _unknown(text, start, words, code)
    first, stop, town = named
    return _place(text, start + first, start + stop, town)


def _precise(
    words: Sequence[Word], hits: Sequence[Hit], language: str, countries: Sequence[str]
) -> Iterator[tuple[int, int, Town]]:
    """(start, end, place) of towns and areas from left to right: the first is mostly the narrowest."""
    found: list[tuple[int, int, Town]] = []
    for hit in hits:
        if hit.entry.sort is not Sort.METONYM and (part := area(hit.entry.surface)):
            found.append((hit.start, -hit.end, part))  # also a part of a country, such as Scotland
    for at, stop, name in _candidates(words, language):
        near = [hit.entry.country for hit in hits if hit.entry.country and hit is not words[at].hit]
        town = _town(name, near, countries)
        if town is not None:
            found.append((words[at].start, -words[stop - 1].end, town))
    yield from ((first, -stop, town) for first, stop, town in sorted(found, key=lambda row: row[:2]))


def _countries(words: Sequence[Word], hits: Sequence[Hit], language: str) -> Iterator[tuple[int, int, Town]]:
    nouns = vocabulary(language)
    for hit in hits:
        before = (nouns.noun_at(words, i) for i, word in enumerate(words) if word.start < hit.start)
        if any(noun is not None and "institutions" in noun.classes for noun in before):
            continue  # the embassy of the United States does not stand there
        known = hit.entry.known
        if hit.entry.sort is Sort.NAME and known is not None and known.country and known.actor_id.startswith("state:"):
            middle = centre(known.country)
            at = (middle.latitude, middle.longitude) if middle else (float("nan"), float("nan"))
            yield hit.start, hit.end, Town(known.name("en"), known.country, *at, 0)


def _candidates(words: Sequence[Word], language: str) -> Iterator[tuple[int, int, str]]:
    """(first word, end, name to look up) of capitalised runs, longest first from the left, with the article that a French
    contraction hides ("au Caire" is Le Caire)."""
    sets = vocabulary(language).sets
    for i, word in enumerate(words):
        if not word.capital or (word.hit is not None and word.hit.entry.sort is not Sort.METONYM):
            continue
        if word.fold in sets["nobody"] or (word.first and word.fold in sets["function_words"]):
            continue
        for stop in range(min(len(words), i + LONGEST), i, -1):
            if words[stop - 1].capital and all(w.gap in {" ", "-", "", "\u00a0"} for w in words[i + 1 : stop]):
                name = " ".join(w.text for w in words[i:stop])
                hidden = _CONTRACTED.get(words[i - 1].fold) if i and language == "fr" else None
                if hidden and lookup(f"{hidden} {name}"):
                    yield i, stop, f"{hidden} {name}"
                yield i, stop, name


def _town(name: str, near: Sequence[str], countries: Sequence[str]) -> Town | None:
    """The town of this name: in a country that the phrase names, in one that the article speaks of unless a far larger
    town bears the name, else the largest."""
    towns = lookup(name)
    for country in near:
        for town in towns:
            if town.country == country:
                return town
    for country in countries:
        for town in towns:
            if town.country == country and town.people * FAR_LARGER >= towns[0].people:
                return town
    return towns[0] if towns else None


def _place(text: str, start: int, end: int, town: Town) -> Place:
    known = town.latitude == town.latitude
    return Place(
        span=Span.of(text, start, end),
        name=town.name,
        country=town.country,
        latitude=town.latitude if known else None,
        longitude=town.longitude if known else None,
    )


def _unknown(text: str, start: int, words: Sequence[Word], language: str) -> Place | None:
    """A capitalised name that no table has, unless it names an actor."""
    sets = vocabulary(language).sets
    names = [
        i
        for i, word in enumerate(words)
        if word.capital
        and word.hit is None
        and not word.text.isupper()
        and word.fold not in sets["nobody"]
        and not (word.first and word.fold in sets["function_words"])
        and vocabulary(language).noun_at(words, i) is None
    ]
    if not names or any(word.hit is not None and word.hit.entry.sort is Sort.NAME for word in words):
        return None
    first, stop = names[0], names[0] + 1
    while stop < len(words) and words[stop].capital and words[stop].gap in {" ", "-"}:
        stop += 1
    if first and fold(words[first - 1].text) in sets["place_words"]:
        first -= 1
    if stop == first + 1 and is_known(words[first].text.lower(), lang=language):
        return None  # a plain word with a capital: "the Treaty"
    span = Span.of(text, start + words[first].start, start + words[stop - 1].end)
    return Place(span=span, name=re.sub(r"\s+", " ", span.text))
