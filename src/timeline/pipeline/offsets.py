"""Offsets of a normalised text, led back to the text that was passed: it may have decomposed accents or Windows line ends."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, TypeVar

from timeline.records import EventMention, Record, Span

R = TypeVar("R", bound=Record)

_MARKS = re.compile(r"\r\n?|.[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u3099\u309a]+", re.DOTALL)
"""What may become shorter: a line end, or a letter with its combining marks."""


_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no program can store: each counts as one that is not known."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in NFC with LF line ends, and where each of its characters (and its end) lies in the original."""

    original: str
    text: str
    at: tuple[int, ...] | None

    def back(self, record: R) -> R:
        """The same record with its spans, and those inside it, in the original text."""
        return record if self.at is None else self._back(record)

    def _back(self, record: R) -> R:
        assert self.at is not None
        changes: dict[str, Any] = {}
        for name in type(record).model_fields:
            value = getattr(record, name)
            if isinstance(value, Record):
                changes[name] = self._back(value)
            elif isinstance(value, tuple) and value and isinstance(value[0], Record):
                changes[name] = tuple(self._back(item) for item in value)
        if isinstance(record, Span):
            start, end = self.at[record.start], self.at[record.end]
            changes |= {"start": start, "end": end, "text": self.original[start:end]}
        if isinstance(record, EventMention):
            changes |= {"sentence_start": self.at[record.sentence_start], "sentence_end": self.at[record.sentence_end]}
        return record.model_copy(update=changes)


def storable(words: str) -> str:
    """Words without the halves of characters."""
    return _SURROGATES.sub("\ufffd", words)


def normalised(original: str) -> Normalised:
    """A text as ingest would have it, with the way back."""
    clean = storable(original)
    if "\r" not in clean and unicodedata.is_normalized("NFC", clean):
        return Normalised(original, clean, None if clean == original else tuple(range(len(clean) + 1)))
    parts: list[str] = []
    at: list[int] = []
    done = 0
    for match in _MARKS.finditer(clean):
        _plainly(clean, done, match.start(), parts, at)
        done = match.end()
        whole = "\n" if match.group()[0] == "\r" else unicodedata.normalize("NFC", match.group())
        same = len(whole) == match.end() - match.start()
        parts.append(whole)
        at += (match.start() + (step if same else 0) for step in range(len(whole)))
    _plainly(clean, done, len(clean), parts, at)
    text = "".join(parts)
    return Normalised(original, text, (*at, len(original)))


def _plainly(original: str, start: int, end: int, parts: list[str], at: list[int]) -> None:
    """Characters without marks. A few of them (the ångström sign) have another form in NFC, nearly always as long."""
    run = original[start:end]
    form = unicodedata.normalize("NFC", run)
    if len(form) == len(run):
        parts.append(form)
        at += range(start, end)
        return
    for place, character in enumerate(run, start):
        form = unicodedata.normalize("NFC", character)
        parts.append(form)
        at += [place] * len(form)
