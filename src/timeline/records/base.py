"""What every record is: frozen, closed and typed; and a span, the pointer back to the source."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Record(BaseModel):
    """A typed fact that crosses a border between stages. Never changed: a stage makes a new one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """Characters of an article's text: half-open code points, `text[start:end] == self.text`."""

    start: int
    end: int
    text: str

    @model_validator(mode="after")
    def _has_its_length(self) -> Self:
        if not (0 <= self.start <= self.end and self.end - self.start == len(self.text)):
            raise ValueError(f"span {self.start}..{self.end} does not fit its text {self.text!r}")
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """The span `start..end` of `text`."""
        return Span(start=start, end=end, text=text[start:end])
