"""The one door to the parser: sentences in, tokens with Universal Dependencies out, the same labels for every language."""

from .lemmas import lemma, noun_lemma, verb_lemma
from .parse import parse
from .words import words

__all__ = ["lemma", "noun_lemma", "parse", "verb_lemma", "words"]
