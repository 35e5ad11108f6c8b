"""What stands between a French verb and its object, or an auxiliary and its participle ("a reçu lundi son homologue", "a
pour sa part dénoncé"): the parser hangs the object on the weekday and takes "part" for the predicate. Such runs are left
out of what it sees, and put back under their verb."""

import re
from collections.abc import Iterable, Iterator, Sequence

from .lemmas import is_noun, verb_lemma

PARTICIPLE = re.compile(r"(?:é|i|u|is|it|ert|eint|aint|oint)e?s?$")
AUXILIARY = frozenset({"avoir", "être"})
NEAR = 4
"""Words before a participle within which its auxiliary stands."""
PREPOSITIONS = frozenset({"à", "au", "dans", "dès", "en", "pendant", "durant"})
ARTICLES = frozenset({"la", "le", "l'", "les", "ce", "cet", "cette"})
BEFORE_NOUNS = frozenset(
    {"un", "une", "des", "du", "de", "d'", "son", "sa", "ses", "leur", "leurs", "ces", "cette", "par"}
)
"""Words behind which "visite" or "rencontre" is no verb."""

OPENING = PREPOSITIONS | frozenset(
    {"aux", "pour", "par", "sans", "sur", "lors", "après", "avant", "devant", "depuis", "selon", "contre", "via", ","}
)
"""Words with which a phrase opens that parts "avoir" from its participle. "de" is none: "a de la peine"."""
FIXED = tuple(
    tuple(phrase.split())
    for phrase in (
        "de nouveau", "de son côté", "de leur côté", "d' abord", "d' ailleurs", "d' ores et déjà", "de fait", "de même",
        "du même coup", "une nouvelle fois", "une fois de plus", "une fois encore", "tour à tour", "coup sur coup", "bel et bien",
        "tout d' abord", "lui aussi", "elle aussi", "eux aussi", "elles aussi", "quant à lui", "quant à elle", "quant à eux",
        "quant à elles", "au contraire", "pour sa part", "pour leur part", "à son tour", "à leur tour", "à nouveau", "en effet",
        "en revanche", "en outre", "en fait", "par ailleurs", "dans la foulée", "à plusieurs reprises", "à juste titre",
        "pour la première fois", "à cette occasion", "dans ce contexte", "sans surprise", "à l' unanimité",
    )
)  # fmt: skip
"""Phrases that part any auxiliary from its participle."""
AGREEING = re.compile(r"(?:e|[^i]s)$")
"""The ending of a participle that agrees with something: behind "avoir", with an object that stands before it."""
APART = 9
"""Words that stand between an auxiliary and its participle, at most."""
OF = frozenset({"de", "d'", "du", "des"})
DETERMINERS = ARTICLES | OF | frozenset({"un", "une", "son", "sa", "ses", "leur", "leurs", "ces"})

Label = tuple[str, str, str]
"""Part of speech, features and relation of a word."""


def aside(text: str, spans: Sequence[tuple[int, int]], times: Iterable[tuple[int, int]]) -> list[range]:
    """The runs of words that stand for a time right behind a verb, by their places in `spans`, with a preposition and an
    article before them. A run that ends the sentence does no harm and is left alone."""
    found = []
    for start, end in times:
        inside = [i for i, (a, b) in enumerate(spans) if a < end and start < b]
        if not inside or not inside[0]:
            continue
        first = inside[0]
        while first > 1 and _form(text, spans, first - 1) in PREPOSITIONS | ARTICLES and first > inside[0] - 2:
            first -= 1
        after = inside[-1] + 1
        if after >= len(spans) - 1 or not _form(text, spans, after)[:1].isalnum():
            continue
        if _is_verb(text, spans, first - 1) or _parts_perfect(text, spans, first - 1, after):
            found.append(range(first, after))
    hidden = {i for run in found for i in run}
    more = [run for run in _adverbials(text, spans) if hidden.isdisjoint(run)]
    return sorted([*found, *more], key=lambda run: run.start)


def _adverbials(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[range]:
    """The phrases between an auxiliary and its participle: "a dans un communiqué condamné", "s'est de son côté félicité"."""
    forms = [_form(text, spans, i) for i in range(len(spans))]
    last = 0
    for i, form in enumerate(forms[:-2]):
        if i < last or verb_lemma(form, "fr") not in AUXILIARY:
            continue
        fixed = next((phrase for phrase in FIXED if tuple(forms[i + 1 : i + 1 + len(phrase)]) == phrase), ())
        if fixed:
            ends: Iterable[int] = [i + 1 + len(fixed)]
        elif verb_lemma(form, "fr") == "avoir" and forms[i + 1] in OPENING:
            ends = range(i + (4 if forms[i + 1] == "pour" else 3), min(i + 2 + APART, len(forms)))
        else:
            continue
        for after in ends:
            inside = forms[i + 1 : after]
            if after >= len(forms) or (inside.count(",") not in {0, 2}) or (inside[0] == ",") != (inside[-1] == ","):
                continue
            if inside[-1] in DETERMINERS | PREPOSITIONS or (not fixed and AGREEING.search(forms[after])):
                continue
            if _parts_perfect(text, spans, i, after):
                yield range(i + 1, after)
                last = after
                break


def _form(text: str, spans: Sequence[tuple[int, int]], i: int) -> str:
    return text[slice(*spans[i])].lower().replace("’", "'")


def _is_verb(text: str, spans: Sequence[tuple[int, int]], i: int) -> bool:
    form = _form(text, spans, i)
    lemma = verb_lemma(form, "fr")
    if not text[spans[i][0]].islower() or lemma == form or lemma in AUXILIARY:
        return False
    before = (verb_lemma(_form(text, spans, k), "fr") for k in range(max(0, i - NEAR), i))
    if any(one in AUXILIARY for one in before):
        return True
    return not is_noun(form) and _form(text, spans, i - 1) not in BEFORE_NOUNS | ARTICLES | PREPOSITIONS


def _parts_perfect(text: str, spans: Sequence[tuple[int, int]], i: int, after: int) -> bool:
    """Whether an auxiliary stands before a run and its participle behind it: "a lundi condamné"."""
    form, following = _form(text, spans, i), _form(text, spans, after)
    finite = (
        verb_lemma(form, "fr") in AUXILIARY and form != verb_lemma(form, "fr") and (form == "est" or not is_noun(form))
    )
    return finite and verb_lemma(following, "fr") != following and bool(PARTICIPLE.search(following))


def put_back(
    runs: Sequence[range], heads: Sequence[int], labels: Sequence[Label], forms: Sequence[str]
) -> tuple[list[int], list[Label]]:
    """The parse of the words that were kept, with the runs under the verbs before them. `forms` are all the words, `heads` and
    `labels` those of the kept ones; the answer is for all."""
    hidden = {i for run in runs for i in run}
    kept = [i for i in range(len(forms)) if i not in hidden]
    all_heads = list(range(len(forms)))
    all_labels: list[Label] = [("NOUN", "", "flat")] * len(forms)
    for at, i in enumerate(kept):
        all_heads[i], all_labels[i] = kept[heads[at]], labels[at]
    for run in runs:
        top = next((i for i in run if forms[i].lower() not in OPENING | DETERMINERS), run[-1])
        verb = _verb_over(run[0] - 1, all_heads, all_labels)
        for i in run:
            form = forms[i].lower()
            all_heads[i] = verb if i == top else top
            if i == top:
                all_labels[i] = ("NOUN", "", "obl:mod")
            elif i < top:
                kind = ("ADP", "", "case") if form in OPENING | OF else ("DET", "", "det")
                all_labels[i] = ("PUNCT", "", "punct") if form == "," else kind
            elif form == ",":
                all_labels[i] = ("PUNCT", "", "punct")
            elif form[:1].isdigit():
                all_labels[i] = ("NUM", "NumType=Card", "nummod")
    return all_heads, all_labels


def _verb_over(i: int, heads: Sequence[int], labels: Sequence[Label]) -> int:
    """The verb at or above a word; the word itself if there is none."""
    below = i
    for _ in range(len(heads)):
        if labels[below][0] in {"VERB", "AUX"} and not labels[below][2].startswith("aux"):
            return below
        if heads[below] == below:
            break
        below = heads[below]
    return i
