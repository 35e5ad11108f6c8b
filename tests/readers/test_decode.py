"""Bytes to text: every encoding that news files come in, and the damage they come with."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.readers import RefusedError
from timeline.readers.decode import decode, normalise

TEXT = "L'été dernier, à Besançon, le préfet a cédé.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_the_same_text_in_any_encoding(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert decoded.text == TEXT
    assert decoded.damage is None


def test_windows_quotes_and_dashes() -> None:
    assert (
        decode("« L’accord – enfin – coûte 3 € », dit-il.".encode("cp1252")).text
        == "« L’accord – enfin – coûte 3 € », dit-il."
    )


def test_a_declared_encoding_is_believed_where_utf8_fails() -> None:
    assert decode("Пожар".encode("koi8-r"), "KOI8-R").text == "Пожар"
    assert decode(TEXT.encode(), "iso-8859-1").text == TEXT, "UTF-8 that is valid wins over a wrong declaration"
    assert decode(TEXT.encode("cp1252"), "no-such-charset").text == TEXT
    assert decode(TEXT.encode("cp1252"), "zip").text == TEXT, "a codec that is no encoding is none"


def test_a_cut_character_is_dropped_and_told() -> None:
    whole = "Le préfet a cédé à la pression de la majorité".encode()
    decoded = decode(whole[:-1])
    assert decoded.text == "Le préfet a cédé à la pression de la majorit"
    assert decoded.damage is not None and decoded.damage[0] == "truncated"


def test_a_stray_byte_does_not_make_mojibake() -> None:
    decoded = decode("Le préfet a cédé".encode() + b" \xff " + "à la pression".encode())
    assert decoded.text == "Le préfet a cédé \ufffd à la pression"
    assert decoded.damage is not None and decoded.damage[0] == "damaged_encoding"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        ("\u200b\ufeff".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"%PDF-1.7 trailer", "binary"),
        (bytes(range(256)) * 4, "binary"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        decode(data)
    assert refused.value.code == code


def test_normal_form() -> None:
    assert normalise("e\u0301te\u0301\r\nun\rdeux\u2028trois") == "été\nun\ndeux\ntrois"
    assert normalise("a\x00b\x1bc\u202ed\u00ade\ufefff") == "abcdef"
    assert normalise("\ud800x") == "\ufffdx"
    assert normalise("3\u00a0500\u202f%") == "3\u00a0500\u202f%", "spaces that do not break are part of the text"


@given(st.text())
def test_normal_form_is_stable_and_can_be_written(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()
    assert "\r" not in once


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except RefusedError as refused:
        assert refused.code in {"empty", "binary"}
        assert refused.message.count(";") >= 1, "says what and what to do"
    else:
        assert decoded.text.strip()
        assert normalise(decoded.text) == decoded.text
