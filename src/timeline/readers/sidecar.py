"""NAME.meta.toml: what a person knows of the article beside it. It wins over anything that the file says of itself."""

import difflib
import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from timeline.records import DateClue, Draft, PublishedBasis

from .compose import http_url
from .dates import aware
from .decode import normalise
from .refusal import RefusedError

KEYS = ("url", "title", "language", "published", "publisher", "byline", "authors", "licence")
MAX_BYTES = 1 << 20
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def load(path: Path) -> dict[str, Any]:
    """The checked values of a sidecar file; see `parse`. Raises RefusedError, OSError."""
    with path.open("rb") as stream:
        return parse(stream.read(MAX_BYTES + 1))


def parse(data: bytes) -> dict[str, Any]:
    """The checked values of a sidecar. Raises RefusedError with code `sidecar` that names key, problem and cure.

    A sidecar with any error is left aside whole: a half-believed one would hide the error.
    """
    if len(data) > MAX_BYTES:
        raise RefusedError("sidecar", "a sidecar this large is not one; the article is read without it")
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _broken(data, str(error)) from error
    return {key: _checked(key, value) for key, value in values.items()}


def apply(values: dict[str, Any], draft: Draft) -> Draft:
    """`draft` with the sidecar's values in the place of its own."""
    update = {key: value for key, value in values.items() if key != "published"}
    if "published" in values:
        value = values["published"]
        sign = DateClue(
            basis=PublishedBasis.SIDECAR, value=aware(value), reliable=True, evidence=f"published = {value.isoformat()}"
        )
        update["clues"] = (sign, *draft.clues)
    return draft.model_copy(update=update)


def _broken(data: bytes, problem: str) -> RefusedError:
    """TOML refuses an impossible date itself, with nothing but a place: the key that stands there is named."""
    place = re.search(r"at line (\d+)", problem)
    lines = data.decode("utf-8", "replace").splitlines()
    number = int(place[1]) if place and int(place[1]) <= len(lines) else None
    written = lines[number - 1].strip() if number else None
    key = written.split("=")[0].strip() if written and "=" in written else None
    said = f"{key}: {problem}" if key else problem
    return RefusedError(
        "sidecar",
        f"is not TOML in UTF-8: {said}; the article is read without this sidecar",
        line=number,
        excerpt=written,
    )


def _checked(key: str, value: object) -> Any:
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.0)[0]
        raise RefusedError(
            "sidecar", f"unknown key {key!r}, did you mean {near!r}? The article is read without this sidecar"
        )
    if key == "published":
        return _published(value)
    if key == "authors":
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return tuple(name for raw in value if (name := normalise(raw).strip()))
        raise _wrong(key, value, 'a list of names, such as ["Ann Lee"]')
    if not isinstance(value, str):
        raise _wrong(key, value, "a text in quotes")
    if key == "language" and not LANGUAGE.fullmatch(value):
        raise _wrong(key, value, 'a language tag, such as "fr" or "en-GB"')
    if key == "url" and http_url(value) is None:
        raise _wrong(key, value, "an address that begins with http:// or https://")
    return normalise(value).strip() or None


def _published(value: object) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError as error:
            raise _wrong("published", value, f"a date that exists, such as 2024-05-13 ({error})") from error
    raise _wrong("published", value, "a date or a date with time, such as 2024-05-13")


def _wrong(key: str, value: object, wanted: str) -> RefusedError:
    return RefusedError("sidecar", f"{key} = {value!r} is not {wanted}; the article is read without this sidecar")
