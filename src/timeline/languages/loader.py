"""Loads a language's typed data. A part is one TOML file of a language's folder and the pydantic model that it must fit."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from timeline.errors import LanguageDataError

M = TypeVar("M", bound=BaseModel)


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages that have a folder here, sorted."""
    return tuple(
        sorted(d.name for d in files(__package__).iterdir() if d.is_dir() and d.joinpath("language.toml").is_file())
    )


def load_part(language: str, part: str, model: type[M]) -> M:
    """The file `part`.toml of a language, as `model`. Raises LanguageDataError that names file, place, problem and cure."""
    return parse_part(files(__package__).joinpath(language, f"{part}.toml"), model)


def parse_part(path: Traversable, model: type[M]) -> M:
    """One TOML file as `model`. Raises LanguageDataError."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LanguageDataError(str(path), "file", "there is no such file", "Add it, or drop the language") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguageDataError(str(path), "file", str(error), "Mend the TOML at that line") from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        raise LanguageDataError(str(path), _where(raw, first["loc"]), first["msg"], _hint(first["type"])) from error


def _where(raw: object, location: tuple[int | str, ...]) -> str:
    """The place of an error: its path, with the id of the entry that holds it where it has one."""
    for step in location:
        if isinstance(raw, dict) and step in raw:
            raw = raw[step]
        elif isinstance(raw, list) and isinstance(step, int) and step < len(raw):
            raw = raw[step]
            if isinstance(raw, dict) and "id" in raw:
                return f"{'.'.join(map(str, location))} (id {raw['id']!r})"
    return ".".join(map(str, location)) or "file"


def _hint(kind: str) -> str:
    if kind == "extra_forbidden":
        return "Remove the key or correct its spelling; the schema beside the loader lists what is known"
    if kind == "missing":
        return "Add the key"
    return "Correct the value"
