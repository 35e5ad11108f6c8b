"""timeline.toml: what a project says once instead of on every command line. Each stage is handed its own section only."""

import difflib
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from timeline.errors import ConfigError

FILE_NAME = "timeline.toml"
Model = TypeVar("Model", bound=BaseModel)


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BuildSection(_Section):
    """`[build]`: what the command line's options of the same names say; an option wins over the file.

    Paths are relative to the folder that the command runs in. `workers` 0 means: by the size of the input.
    `pages` are the pages beside the index that each build writes; `timeline report --by` writes them once.
    """

    sources: tuple[str, ...] = ("data/raw",)
    out: str = "data/processed"
    reports: str = "reports"
    language: str | None = None
    as_of: date | None = None
    corrections: str | None = None
    workers: int = Field(default=0, ge=0, le=256)
    keep_missing: bool = False
    pages: tuple[Literal["actor", "topic", "month"], ...] = ()


class LimitsSection(_Section):
    """`[limits]`: how much is read of one input; None leaves the reader's own limit. See `readers.Limits`."""

    article_bytes: int | None = Field(default=None, gt=0)
    document_bytes: int | None = Field(default=None, gt=0)
    file_bytes: int | None = Field(default=None, gt=0)
    ratio: int | None = Field(default=None, gt=0)
    depth: int | None = Field(default=None, ge=0, le=16)
    members: int | None = Field(default=None, gt=0)

    def given(self) -> dict[str, int]:
        """The limits that the file sets."""
        return self.model_dump(exclude_none=True)


Names = str | tuple[str, ...] | None


class FieldsSection(_Section):
    """`[readers.fields]`: which field or column of JSON, CSV and Parquet files holds what; a name, or several to try in turn.

    A dot leads into an object: `source.name`. None leaves it to the names that common dumps use.
    """

    text: Names = None
    title: Names = None
    url: Names = None
    published: Names = None
    language: Names = None
    publisher: Names = None
    byline: Names = None
    authors: Names = None
    licence: Names = None

    def given(self) -> dict[str, tuple[str, ...]]:
        """The names that the file sets."""
        chosen = self.model_dump(exclude_none=True)
        return {field: (names,) if isinstance(names, str) else tuple(names) for field, names in chosen.items()}


class ReadersSection(_Section):
    """`[readers]`: how files are understood. `day_first`: whether 05/06/2024 in a field is the fifth of June; None: it is not
    known, and such a date is none."""

    fields: FieldsSection = FieldsSection()
    day_first: bool | None = None


class Config(_Section):
    """A whole timeline.toml; an empty one gives the defaults."""

    build: BuildSection = BuildSection()
    readers: ReadersSection = ReadersSection()
    limits: LimitsSection = LimitsSection()


def load_config(path: Path | None) -> Config:
    """The configuration in a file; None gives the defaults. Raises ConfigError that names file, key, problem and cure."""
    if path is None:
        return Config()
    if not path.exists():
        raise ConfigError(f"{path}: there is no such file. Correct --config, or leave it out")
    return read_toml(path, Config)


def read_toml(path: Path, model: type[Model]) -> Model:
    """What a file that a user wrote says, as `model`. Raises ConfigError that names file, key, problem and cure."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}. Mend the file at that place") from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        where = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            raise ConfigError(f"{path}: unknown key {where!r}. {_nearest(model, first['loc'])}") from error
        if first["type"] == "missing":
            raise ConfigError(f"{path}: {where}: is missing. Add it") from error
        raise ConfigError(f"{path}: {where}: {first['msg']} (found {first['input']!r}). Correct the value") from error


def _nearest(model: type[BaseModel], location: tuple[int | str, ...]) -> str:
    """The valid keys closest to an unknown one, or all keys of its section."""
    section = model
    for name in location[:-1]:
        if isinstance(name, str):
            section = _section(section.model_fields[name].annotation)
    known = sorted(section.model_fields)
    near = difflib.get_close_matches(str(location[-1]), known, n=3, cutoff=0.5)
    return f"Did you mean {' or '.join(near)}?" if near else f"Known here: {', '.join(known)}"


def _section(annotation: Any) -> type[BaseModel]:
    """The model of a field: itself, or that of its elements."""
    return annotation if isinstance(annotation, type) else get_args(annotation)[0]
