"""The triggers of a language, indexed by their head word, and the quick test whether a sentence may hold one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from timeline.languages.cues_schema import Cues, cues
from timeline.languages.lemmas_schema import lemmas
from timeline.languages.triggers_schema import Trigger, triggers
from timeline.records import Sentence
from timeline.syntax import lemma as lemma_of
from timeline.syntax import noun_lemma, verb_lemma

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
AFTER_NOUN = frozenset({"of", "for", "to", "on", "against", "in", "with", "from", "by", "between", "over"})
"""English prepositions that show that a pattern's first noun is its head: "call for", "state of emergency"."""
SIGNS = re.compile(r"[$£€¥]|\w*\d[\w-]*|\w+-\d+")
"""Sums of money and words with figures, which no dictionary holds."""
CLITIC = frozenset({"en", "y"})
"""French pronouns that make another verb of a verb: "s'en prendre à"."""
INFLECTED = ("", "e", "s", "es")
"""What a French adjective or participle may have at its end: a pattern names the masculine ("se dire prêt")."""
ELIDED = frozenset({"de", "à", "le", "que"})
"""Small words that may be hidden in a contraction: taken to be present."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to word a trigger: its head's lemma, the words that must stand beside it, and whether it is reflexive.

    `before` and `after` are the other words in order, contracted forms undone ("au" is "à").
    """

    trigger: Trigger
    head: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    reflexive: bool
    verbal: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All patterns of a language by the lemma of their head."""

    language: str
    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    classes: Mapping[str, frozenset[str]]
    cues: Cues


@cache
def lexicon(language: str) -> Lexicon:
    """The indexed triggers of a language. Raises LanguageDataError."""
    data = triggers(language)
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    for trigger in data.trigger:
        for words in trigger.verb:
            pattern = _verb_pattern(trigger, words, language)
            verbs.setdefault(pattern.head, []).append(pattern)
        for words in trigger.noun:
            pattern = _noun_pattern(trigger, words, language)
            nouns.setdefault(pattern.head, []).append(pattern)
    return Lexicon(
        language,
        {head: tuple(found) for head, found in verbs.items()},
        {head: tuple(found) for head, found in nouns.items()},
        {name: frozenset(members) for name, members in data.classes.items()},
        cues(language),
    )


def _verb_pattern(trigger: Trigger, words: str, language: str) -> Pattern:
    parts = words.lower().replace("’", "'").replace("s'", "s' ").split()
    reflexive = language == "fr" and parts[0] in {"se", "s'"}
    parts = [_plain(part, language) for part in (parts[1:] if reflexive else parts)]
    clitic = tuple(parts[:1]) if language == "fr" and parts[0] in CLITIC and len(parts) > 1 else ()
    parts = parts[len(clitic) :]
    return Pattern(trigger, parts[0], clitic, tuple(parts[1:]), reflexive, True)


def _noun_pattern(trigger: Trigger, words: str, language: str) -> Pattern:
    parts = [_plain(part, language) for part in words.lower().replace("’", "'").split()]
    last = not AFTER_NOUN & set(parts) if language == "en" else _opens_with_preposition(parts, language)
    if last and len(parts) > 1:
        return Pattern(trigger, noun_lemma(parts[-1], language), tuple(parts[:-1]), (), False, False)
    return Pattern(trigger, noun_lemma(parts[0], language), (), tuple(parts[1:]), False, False)


def _opens_with_preposition(parts: list[str], language: str) -> bool:
    """Whether the words lead up to a noun: "hors de question"."""
    return any(tuple(parts[: len(known)]) == known for known in lemmas(language).preposition)


def _plain(word: str, language: str) -> str:
    return lemmas(language).form.get(word, word) if word not in {"la", "les", "des"} else word


def participles(word: str) -> tuple[str, ...]:
    """A word and what it may be a feminine or a plural of: patterns name adjectives and participles in the masculine."""
    return (word, *(word.removesuffix(ending) for ending in INFLECTED if ending and word.endswith(ending)))


Need = tuple[frozenset[str], ...]
"""What a pattern needs beside its head: of each set, one word that stands in the sentence."""


@lru_cache(200_000)
def _needs(word: str, language: str) -> tuple[Need, ...]:
    """What each pattern that a word may head needs; an empty need: the word may trigger alone."""
    known = lexicon(language)
    lemma = verb_lemma(word, language)
    patterns = [
        *known.verbs.get(lemma, ()),
        *known.nouns.get(noun_lemma(word, language), ()),
        *known.nouns.get(word, ()),
    ]
    patterns += [p for form in participles(word) for p in known.verbs.get(form, ()) if form != lemma]
    needs = {_need(pattern, known.classes) for pattern in patterns}
    return ((),) if () in needs else tuple(sorted(needs, key=lambda need: (len(need), [sorted(n) for n in need])))


def _need(pattern: Pattern, classes: Mapping[str, frozenset[str]]) -> Need:
    """The other words of the pattern, and those of which one must fill a slot. Slots that a party may fill are left out."""
    words = [word for word in (*pattern.before, *pattern.after) if word not in ELIDED]
    need = [frozenset(word + ending for ending in INFLECTED) for word in words]
    for condition in pattern.trigger.when.values():
        if condition.required and condition.any and not any(name.startswith("#") for name in condition.any):
            need.append(
                frozenset(w for name in condition.any for w in (classes[name[1:]] if name[0] == "@" else {name}))
            )
    return tuple(need)


@lru_cache(200_000)
def _forms(word: str, language: str) -> frozenset[str]:
    plain = lemmas(language).form.get(word, word)
    kinds = ("NOUN", "VERB", "ADJ", "PROPN")
    return frozenset({word, plain, *(lemma_of(word, pos, language) for pos in kinds)})


def may_hold_event(text: str, sentence: Sentence, language: str) -> bool:
    """Whether some word of the sentence may be a trigger, with the words beside it that one of its patterns asks for."""
    found = [m.group().lower() for m in WORD.finditer(text, sentence.start, sentence.end)]
    found += [part for word in found if "-" in word for part in word.split("-")]
    present: set[str] | None = None
    for word in found:
        for need in _needs(word, language):
            if not need:
                return True
            if present is None:
                present = _present(text, sentence, found, language)
            if all(not present.isdisjoint(words) for words in need):
                return True
    return False


def _present(text: str, sentence: Sentence, found: list[str], language: str) -> set[str]:
    """All that the words of a sentence may be forms of."""
    present = {form for word in found for form in _forms(word, language)} | ELIDED
    signs = {sign.lower() for sign in SIGNS.findall(text, sentence.start, sentence.end)}
    if signs & {"$", "£", "€", "¥"}:
        signs.add("euro")
    return present | signs
