"""Common given names and the gender that they mostly stand for."""

import tomllib
from functools import cache
from importlib.resources import files

from timeline.errors import OntologyError

from .text import fold


@cache
def given_names() -> dict[str, str]:
    """Folded given name -> "m", "f", or "" where it is both. Raises OntologyError."""
    try:
        raw = tomllib.loads(files(__package__).joinpath("given_names.toml").read_text(encoding="utf-8"))
        male, female = ({fold(name) for name in raw[key].split()} for key in ("male", "female"))
    except (FileNotFoundError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise OntologyError(f"given_names.toml: {error}. Give `male` and `female`, names parted by spaces") from error
    return {name: "" if name in male & female else "m" if name in male else "f" for name in sorted(male | female)}
