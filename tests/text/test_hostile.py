"""Texts that were made to be slow: the time grows with the length, not with its square."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages import available
from timeline.text import blocks, detect, sentences
from timeline.text.blocks import compiled

SIZE = 200_000

HOSTILE = {
    "points": "." * SIZE,
    "points and spaces": ". " * (SIZE // 2),
    "abbreviations": "M. " * (SIZE // 3),
    "initials": "A. B. " * (SIZE // 6),
    "opening parentheses": "(a. B " * (SIZE // 6),
    "blank lines": " \n" * (SIZE // 2),
    "blank lines and words": "a \n \n" * (SIZE // 5),
    "one line": "mot " * (SIZE // 4),
    "one word": "m" * SIZE,
    "short lines": "mot\n" * (SIZE // 4),
    "quotation marks": "«" * SIZE,
    "single quotation marks": "‘a’b" * (SIZE // 4),
    "straight marks": '"a' * (SIZE // 2),
    "headings": "Lire aussi :\n\n" * (SIZE // 14),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_runs_away(name: str, no_hang) -> None:
    text = HOSTILE[name]
    with no_hang():
        detect(text)
        for language in available():
            found = sentences(text, language, blocks(text, language))
            assert all(0 <= one.start < one.end <= len(text) for one in found)


LINES = (
    "AFP" + "-A" * 43 + "!",
    "AFP" + "/A" * 43 + "!",
    "Par A" + " et B" * 30 + "!",
    "By A" + " and B" * 18 + "!",
    "http://a/" * 21 + " !x y",
    "a@b.c," * 30 + "!",
    "Photo" * 30,
    "x" * 480 + " AFP/" + "a " * 8 + "!",
    "(" * 190,
    "12 rue" * 30,
)


@pytest.mark.parametrize("line", LINES)
def test_no_pattern_runs_away(line: str, no_hang) -> None:
    with no_hang():
        for language in available():
            for rule, pattern in compiled(language):
                pattern.match(line[: rule.longest])


ALPHABET = st.sampled_from(
    [*"aBé.!?…«»“”\"'’()[]-–:;,0 1\n\u00a0", "M. ", "Le ", "U.S. ", "\n\n", "Photo : ", ">> ", "Lire aussi :"]
)


@given(st.lists(ALPHABET, max_size=60).map("".join), st.sampled_from([*available(), None]))
def test_nothing_is_lost_and_nothing_overlaps(text: str, language: str | None) -> None:
    parts = blocks(text, language)
    cut = sentences(text, language, parts)
    for spans in (parts, cut):
        assert "".join("".join(text[one.start : one.end].split()) for one in spans) == "".join(text.split())
        assert all(one.end <= two.start for one, two in itertools.pairwise(spans))
    assert not any("\n\n" in text[one.start : one.end] for one in cut)
