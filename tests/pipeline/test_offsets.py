import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.pipeline.offsets import normalised
from timeline.records import Span

ODD = st.text(alphabet="aeço \r\n\u0301\u0327\u0300\u212b\u00e9\u0958q\u20ac\U0001f600", max_size=40)


@settings(max_examples=300, deadline=None)
@given(ODD)
def test_the_text_is_normal_and_every_place_leads_back(original: str) -> None:
    made = normalised(original)
    if made.at is None:
        assert made.text == original
        return
    assert len(made.at) == len(made.text) + 1
    assert list(made.at) == sorted(made.at)
    assert made.at[-1] == len(original)
    assert made.text.replace("\r", "") == unicodedata.normalize(
        "NFC", original.replace("\r\n", "\n").replace("\r", "\n")
    )


@pytest.mark.parametrize("word", ["été", "Genève", "lundi"])
def test_a_span_finds_its_word_again(word: str) -> None:
    original = unicodedata.normalize("NFD", "Après\r\nl'hiver, l'été à Genève un lundi\r\n")
    made = normalised(original)
    start = made.text.index(word)
    back = made.back(Span.of(made.text, start, start + len(word)))
    assert original[back.start : back.end] == back.text
    assert unicodedata.normalize("NFC", back.text) == word


def test_a_normal_text_is_left_alone() -> None:
    span = Span.of("été", 0, 3)
    assert normalised("été").back(span) is span
