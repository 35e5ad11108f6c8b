"""The data dictionary: what each column means, in one sentence, from columns.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def meaning(table: str, column: str) -> str:
    """What a column of a table means; "" for one that the dictionary does not know."""
    words = _words()
    found = words.get(table, {}).get(column) or words["all"].get(column)
    if found is not None:
        return found
    for prefix, pattern in words["prefixes"].items():
        if column.startswith(prefix):
            rest = column.removeprefix(prefix)
            inner = meaning("time_mentions" if prefix == "time_" else "all", rest)
            return pattern.format(inner[:1].lower() + inner[1:]) if inner else ""
    return ""


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files(__package__).joinpath("columns.toml").read_text("utf-8"))
