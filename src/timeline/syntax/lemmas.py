"""Dictionary forms, by part of speech. simplemma knows the words but not their part of speech: it keeps "attaqué" and
turns the noun "visite" into a verb; so the regular endings are tried first here, and its dictionary says what exists."""

import re
from functools import lru_cache

import simplemma

from timeline.languages.lemmas_schema import lemmas

FRENCH_INFINITIVE = re.compile(r"(?:er|ir|re|oir)$")
FIRST_GROUP = re.compile(
    r"(?:é|ée|és|ées|e|es|ent|ons|ez|ant|ais|ait|aient|ions|iez|ai|as|a|èrent|erai|eras|era|erons|erez|eront"
    r"|erais|erait|erions|eriez|eraient|ât)$"
)
SECOND_GROUP = re.compile(r"(?:i|ie|is|ies|it|issent|issons|issant|issait|issaient|isse|ira|iront|irait|iraient)$")
PARTICIPLES = (("enu", "enir"), ("du", "dre"), ("eint", "eindre"), ("aint", "aindre"), ("oint", "oindre"),
               ("uit", "uire"), ("rit", "rire"), ("mis", "mettre"), ("pris", "prendre"), ("uis", "uérir"),
               ("vert", "vrir"), ("fert", "frir"), ("çu", "cevoir"), ("attu", "attre"), ("ru", "rir"), ("ru", "raître"),
               ("dit", "dire"), ("crit", "crire"), ("clu", "clure"))  # fmt: skip
FEMININE = (("ale", "al"), ("elle", "el"), ("ienne", "ien"), ("éenne", "éen"), ("ive", "if"), ("euse", "eux"),
            ("ière", "ier"), ("aise", "ais"), ("ine", "in"), ("ante", "ant"), ("ente", "ent"), ("ée", "é"))  # fmt: skip
CONDITIONAL = frozenset({"ais", "ait", "ions", "iez", "aient"})
FUTURE = frozenset({"ai", "as", "a", "ons", "ez", "ont"})
FUTURE_FORM = re.compile(r"r(?:ai|as|a|ons|ez|ont)$")
CACHE = 200_000


@lru_cache(CACHE)
def lemma(word: str, pos: str, language: str) -> str:
    """The dictionary form of a word as this part of speech (universal label), in lower case."""
    form = word.lower().replace("’", "'")
    known = lemmas(language)
    if pos in {"VERB", "AUX"}:
        return verb_lemma(form, language)
    if pos == "NOUN":
        return noun_lemma(form, language)
    if form in known.form:
        return known.form[form]
    if pos == "PROPN" or not form[:1].isalpha():
        return form
    found = str(simplemma.lemmatize(form, language)).lower()
    return _masculine(found) if language == "fr" and pos == "ADJ" else found


def _masculine(form: str) -> str:
    """The masculine of a French adjective that the dictionary keeps in the feminine: "commerciale"."""
    for feminine, masculine in FEMININE:
        if form.endswith(feminine):
            stem = form.removesuffix(feminine) + masculine
            return stem if simplemma.is_known(stem, "fr") else form
    return form


@lru_cache(CACHE)
def noun_lemma(form: str, language: str) -> str:
    """The singular of a noun, in lower case; the word itself where no rule knows better."""
    form = form.lower()
    exception = lemmas(language).noun.get(form)
    if exception:
        return exception
    if language == "fr":
        return _french_noun(form)
    if form.endswith(("ing", "ings")):
        return form.removesuffix("s")
    return str(simplemma.lemmatize(form, language)).lower()


def _french_noun(form: str) -> str:
    found = str(simplemma.lemmatize(form, "fr")).lower()
    if not FRENCH_INFINITIVE.search(found) or found == form:
        return found
    if form.endswith("aux"):
        return form[:-3] + "al"
    return form[:-1] if form.endswith(("s", "x")) and len(form) > 3 else form


@lru_cache(CACHE)
def verb_lemma(form: str, language: str) -> str:
    """The infinitive of a verb's form, in lower case; the word itself where no rule knows better."""
    form = form.lower().replace("’", "'")
    exception = lemmas(language).verb.get(form)
    if exception:
        return exception
    if language != "fr":
        return str(simplemma.lemmatize(form, language)).lower()
    return _french_verb(form) or form


def _french_verb(form: str) -> str | None:
    found = str(simplemma.lemmatize(form, "fr")).lower()
    if FRENCH_INFINITIVE.search(found) and (found != form or simplemma.is_known(form, "fr")):
        return found
    stems = dict.fromkeys((form, form.removesuffix("s"), form.removesuffix("e"), form.removesuffix("es")))
    for stem in filter(None, stems):
        exception = lemmas("fr").verb.get(stem)
        if exception:
            return exception
        found = str(simplemma.lemmatize(stem, "fr")).lower()
        if found != stem and FRENCH_INFINITIVE.search(found):
            return found
        for ending, infinitive in PARTICIPLES:
            if stem.endswith(ending) and _is_verb(stem[: -len(ending)] + infinitive):
                return stem[: -len(ending)] + infinitive
    return _regular(form, FIRST_GROUP, "er") or _regular(form, SECOND_GROUP, "ir")


def _regular(form: str, endings: re.Pattern[str], infinitive: str) -> str | None:
    match = endings.search(form)
    while match:
        stem = form[: match.start()]
        for spelling in dict.fromkeys(_spellings(stem)):
            if len(spelling) > 1 and _is_verb(spelling + infinitive):
                return spelling + infinitive
        match = endings.search(form, match.start() + 1)
    return None


def _spellings(stem: str) -> tuple[str, ...]:
    """A stem as it may stand before -er: appell- appel-, lèv- lev-, déploi- déploy-, lanç- lanc-, mange- mang-."""
    return (
        stem,
        stem[:-1] if stem[-2:] in {"ll", "tt"} else stem,
        re.sub(r"è([^è]{1,2})$", r"e\1", stem),
        re.sub(r"è([^è]{1,2})$", r"é\1", stem),
        re.sub(r"i$", "y", stem),
        re.sub(r"ç$", "c", stem),
        re.sub(r"ge$", "g", stem),
    )


def _is_verb(word: str) -> bool:
    return bool(simplemma.is_known(word, "fr")) and str(simplemma.lemmatize(word, "fr")).lower() == word


def is_noun(form: str) -> bool:
    """Whether a French word's dictionary form is no verb: then it is not taken for one against the parser's word."""
    found = str(simplemma.lemmatize(form.lower(), "fr")).lower()
    return not FRENCH_INFINITIVE.search(found) or found == form.lower()


def french_morph(form: str, pos: str, morph: str) -> str:
    """The features of a French verb, corrected where they contradict its form: only an infinitive is its own lemma, and the
    infinitive with an ending is a future or a conditional."""
    if pos != "VERB":
        return morph
    lower = form.lower()
    lemma_of = verb_lemma(form, "fr")
    if FRENCH_INFINITIVE.search(lower) and lemma_of == lower:
        return "VerbForm=Inf"
    stem = lower.removesuffix("ent") if lower.endswith("ent") else lower.removesuffix("e")
    if "VerbForm=Part" in morph and stem != lower and lemma_of == stem + "er":
        return "Mood=Ind|Tense=Pres|VerbForm=Fin"  # "expulse" is no participle
    if "VerbForm=Part" in morph and lower.endswith("it") and lemma_of.endswith("ir"):
        return "Mood=Ind|Tense=Pres|VerbForm=Fin"  # "avertit": the participle is "averti"
    ending = lower.removeprefix(lemma_of.removesuffix("e")) if lower != lemma_of else ""
    if ending != lower and ending in CONDITIONAL:
        return "Mood=Cnd|Tense=Pres|VerbForm=Fin"
    if ending != lower and ending in FUTURE:
        return "Mood=Ind|Tense=Fut|VerbForm=Fin"
    if "Tense=Fut" in morph and not FUTURE_FORM.search(lower):
        return "Mood=Ind|Tense=Pres|VerbForm=Fin"
    return "Tense=Past|VerbForm=Part" if "VerbForm=Inf" in morph else morph
