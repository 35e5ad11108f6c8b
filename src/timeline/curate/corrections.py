"""corrections.toml: what an analyst knows better than the rules, as data that every build applies again."""

from datetime import date
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from timeline.config import read_toml
from timeline.records import EventType, Grain, Status

FILE_NAME = "corrections.toml"


class _Correction(BaseModel):
    """One entry. `note` says why, for people; it becomes part of the event's `why` where a field is set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    note: str | None = None


class Drop(_Correction):
    """`[[drop]]`: this is no event. Its mentions stay, and belong to none."""

    event_id: str


class Merge(_Correction):
    """`[[merge]]`: these are one event. It has the id of the founding mention, which is one of the ids given."""

    event_ids: tuple[str, ...] = Field(min_length=2)


class Split(_Correction):
    """`[[split]]`: these mentions of the event tell of another one. The part with the founding mention keeps the id."""

    event_id: str
    mention_ids: tuple[str, ...] = Field(min_length=1)


class Set(_Correction):
    """`[[set]]`: fields of an event as they should be. A field that is left out stays as it is.

    `first` and `last` are days, both included; one alone moves the other along if they would cross. Then `grain` is the finest
    unit that the two days fill, unless it is given, and `basis` is stated: by the analyst.
    """

    event_id: str
    first: date | None = None
    last: date | None = None
    grain: Grain | None = None
    approximate: bool | None = None
    label: str | None = Field(default=None, min_length=1)
    event_type: EventType | None = None
    mode: str | None = None
    status: Status | None = None
    place_name: str | None = None
    place_country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)

    @model_validator(mode="after")
    def _sets_something_that_can_be(self) -> Self:
        if not self.model_fields_set - {"event_id", "note"}:
            raise ValueError("sets no field: name one, such as label, first or last")
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"last {self.last} is before first {self.first}")
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude go together")
        return self


class Corrections(BaseModel):
    """A whole file. Applied in this order, whatever their order in the file: split, merge, drop, set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    split: tuple[Split, ...] = ()
    merge: tuple[Merge, ...] = ()
    drop: tuple[Drop, ...] = ()
    set: tuple[Set, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.split or self.merge or self.drop or self.set)


def load_corrections(path: Path) -> Corrections:
    """The corrections of a file; none where there is no such file. Raises ConfigError that names file, key, problem and cure."""
    return read_toml(path, Corrections) if path.exists() else Corrections()
