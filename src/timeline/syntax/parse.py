"""Sentences to tokens. One sentence is one document, so that no sentence is split or joined and none sees its neighbours."""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spacy.attrs import DEP, HEAD, MORPH, POS, TAG
from spacy.tokens import Doc
from spacy.vocab import Vocab

from timeline.records import Sentence, Token

from .aside import aside, put_back
from .labels import Parsed, universal
from .lemmas import french_morph, lemma
from .models import BATCH, model
from .penn import universal_tag
from .products import one_thread
from .repair import mend
from .words import only, without_label, words

SPACED = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d)")
"""What parts the thousands of a number: the parser would take the whole for white space."""
LONGEST = 150
"""Words of a sentence that are parsed; what follows is a list or a table. Bounds the cost of hostile input."""

SIGN = 1 << 63
"""spaCy's tables are of unsigned numbers: those from here on mean negative ones."""


def parse(
    text: str, sentences: Iterable[Sentence], language: str, times: Sequence[tuple[int, int]] = ()
) -> dict[int, tuple[Token, ...]]:
    """Tokens of each sentence, by its index. Sentences without a word are left out. `times` are half-open offsets of dates
    and hours in the text: where they part a French verb from its object the parser does not see them.
    Raises LanguageDataError."""
    nlp = model(language)
    kept: list[tuple[int, _Words]] = []
    docs: list[Doc] = []
    for sentence in sentences:
        spans = without_label(text, words(text, sentence.start, sentence.end, language))[:LONGEST]
        if spans:
            own = [(a, b) for a, b in times if sentence.start <= a < sentence.end]
            runs = aside(text, spans, own) if language == "fr" else []
            hidden = {i for run in runs for i in run}
            kept.append((sentence.index, _Words(text, spans, runs)))
            docs.append(_document(nlp.vocab, text, [span for i, span in enumerate(spans) if i not in hidden]))
    with one_thread():
        parsed = list(nlp.pipe(docs, batch_size=BATCH))
    convert = _universal if language == "en" else _as_is
    return {index: convert(doc, words, language) for (index, words), doc in zip(kept, parsed, strict=True)}


class _Words(NamedTuple):
    """The words of a sentence, and the runs of them that the parser does not see."""

    text: str
    spans: list[tuple[int, int]]
    runs: list[range]

    def forms(self, seen: Sequence[str]) -> list[str]:
        """All of them, those that were parsed as the parser saw them."""
        if not self.runs:
            return list(seen)
        shown = iter(seen)
        hidden = {i for run in self.runs for i in run}
        return [self.text[a:b] if i in hidden else next(shown) for i, (a, b) in enumerate(self.spans)]


def _document(vocab: Vocab, text: str, spans: Sequence[tuple[int, int]]) -> Doc:
    forms = only([SPACED.sub("", text[a:b]).replace("’", "'").replace("‑", "-") for a, b in spans])
    if sum(form.isupper() and len(form) > 1 for form in forms) > 0.7 * len(forms) and len(forms) > 3:
        forms = [form.capitalize() for form in forms]
    spaces = [b < c for (_, b), (c, _) in itertools.pairwise(spans)] + [False]
    starts: list[bool | int | None] = [True, *([False] * (len(forms) - 1))]
    return Doc(vocab, words=forms, spaces=spaces, sent_starts=starts)


def _columns(doc: Doc, *attributes: int) -> tuple[list[int], list[list[str]]]:
    """The governors of the words, a root being its own, then their labels of each kind. Read as one table: to ask every
    token for its own costs as much as the coding of the sentence."""
    steps, *columns = doc.to_array([HEAD, *attributes]).T.tolist()
    strings = doc.vocab.strings
    heads = [i + (step if step < SIGN else step - 2 * SIGN) for i, step in enumerate(steps)]
    return heads, [[strings[key] for key in column] for column in columns]


def _as_is(doc: Doc, words: _Words, language: str) -> tuple[Token, ...]:
    seen = [token.text for token in doc]
    heads, (deps, pos, morphs) = _columns(doc, DEP, POS, MORPH)
    labels = [
        (kind, french_morph(form, kind, "" if morph == "_" else morph), "root" if dep == "ROOT" else dep)
        for form, kind, morph, dep in zip(seen, pos, morphs, deps, strict=True)
    ]
    forms = words.forms(seen)
    if words.runs:
        heads, labels = put_back(words.runs, heads, labels, forms)
    tags = [(pos, morph) for pos, morph, _ in labels]
    return _tokens(words.spans, language, forms, tags, (heads, [dep for _, _, dep in labels]))


def _universal(doc: Doc, words: _Words, language: str) -> tuple[Token, ...]:
    forms = [token.text for token in doc]
    heads, (deps, penn) = _columns(doc, DEP, TAG)
    tags = [universal_tag(tag, dep, form) for tag, dep, form in zip(penn, deps, forms, strict=True)]
    tree = universal(Parsed(heads, deps, [pos for pos, _ in tags]))
    return _tokens(words.spans, language, forms, tags, tree)


def _tokens(
    spans: Sequence[tuple[int, int]],
    language: str,
    forms: Sequence[str],
    tags: Sequence[tuple[str, str]],
    tree: tuple[Sequence[int], Sequence[str]],
) -> tuple[Token, ...]:
    heads, deps = tree
    tokens = tuple(
        Token(
            index=i,
            start=spans[i][0],
            end=spans[i][1],
            text=form,
            lemma=lemma(form, pos, language),
            pos=pos,
            morph=morph,
            dep=deps[i],
            head=heads[i],
            entity="",
        )
        for i, (form, (pos, morph)) in enumerate(zip(forms, tags, strict=True))
    )
    return mend(tokens, language)
