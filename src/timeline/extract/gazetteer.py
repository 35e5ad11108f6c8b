"""Finds the names of the tables in a text: longest first, whole words, with the capitals that a name must have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from ahocorasick_rs import AhoCorasick

from timeline.languages.actors_schema import actor_words
from timeline.ontology import Known, areas, fold, known_actors


class Sort(Enum):
    """What kind of name was found."""

    NAME = "name"
    METONYM = "metonym"
    DEMONYM = "demonym"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of the tables. `known` is None for an area; `country` is that of the actor or area. `plural` for a nationality
    that can only be people ("Israelis")."""

    sort: Sort
    surface: str
    known: Known | None
    country: str | None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found at half-open code points."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names of one language, ready for search."""

    automaton: AhoCorasick
    entries: tuple[tuple[Entry, ...], ...]

    def find(self, text: str) -> list[Hit]:
        """All names in a text, in order, none overlapping."""
        folded = fold(text)
        found: list[tuple[int, int, Entry]] = []
        for index, start, end in self.automaton.find_matches_as_indexes(folded, overlapping=True):
            if _is_whole(folded, start, end):
                fits = (e for e in self.entries[index] if _has_capitals(text[start:end], e.surface))
                found.extend((start, -end, entry) for entry in [next(fits, None)] if entry is not None)
        hits, last = [], 0
        for start, end, entry in sorted(found, key=lambda row: row[:2]):
            if start >= last:
                last = -end
                hits.append(Hit(start, last, entry))
        return hits


@cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language. Raises LanguageDataError or OntologyError when its data are wrong."""
    entries: dict[str, list[Entry]] = {}
    for entry in _entries(language):
        entries.setdefault(fold(entry.surface), []).append(entry)
    return Gazetteer(AhoCorasick(list(entries)), tuple(map(tuple, entries.values())))


def _entries(language: str) -> Iterator[Entry]:
    """All names of a language, the more certain ones first; then long names of other languages, which news quote."""
    words, known = actor_words(language), known_actors()
    for code, names in words.countries.items():
        yield from (Entry(Sort.NAME, name, known[f"state:{code}"], code) for name in names)
    for actor in known.values():
        yield from (Entry(Sort.NAME, name, actor, actor.country) for name in actor.names.get(language, ()))
    for actor in known.values():
        yield from (Entry(Sort.METONYM, name, actor, actor.country) for name in actor.metonyms.get(language, ()))
    for code, names in words.demonyms.items():
        for name in names:
            for form in words.forms(name, adjective=True):
                plural = form.plural and words.modifiers_first and form.text != name
                yield Entry(Sort.DEMONYM, form.text, known[f"state:{code}"], code, plural)
    for area in areas():
        yield from (Entry(Sort.AREA, name, None, area.town.country) for name in area.names.get(language, ()))
    for actor in known.values():
        if not actor.actor_id.startswith("state:"):
            other = (name for names in actor.names.values() for name in names if " " in name or len(name) >= 6)
            yield from (Entry(Sort.NAME, name, actor, actor.country) for name in other)


def _is_whole(folded: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end. A hyphen joins before ("ex-Yougoslavie" is whole, "Bissau-Guinée" not), and where
    it only says who leads ("a Hamas-led attack")."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    joined = after == "-" and folded[end + 1 : end + 2].isalpha() and not _LED.match(folded, end)
    return not (before.isalnum() or after.isalnum() or joined)


_LED = re.compile(r"-led\b")
_ARTICLE = re.compile(r"(?:The|Le|La|Les) |L'")
_SHORT = re.compile(r"[A-Z][A-Z.&]{0,3}")


def _has_capitals(found: str, surface: str) -> bool:
    """Whether the text writes a name as a name: an acronym of up to three letters exactly, others with their first capital."""
    if _SHORT.fullmatch(surface) and len(surface.replace(".", "")) <= 3:
        return found == surface
    article = _ARTICLE.match(surface)  # "la réunion" is no island
    at = article.end() if article else 0
    if surface[at].isupper():
        return found[at].isupper()
    capital = next((i for i, c in enumerate(surface) if c.isupper()), None)
    return capital is None or found[capital].isupper()
