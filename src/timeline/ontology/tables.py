"""Reads the tables of this folder: tab-separated rows, `#` starts a comment line."""

from collections.abc import Iterator
from importlib.resources import files

from timeline.errors import OntologyError


def rows(table: str, width: int) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of each row of a table. Raises OntologyError for a missing table or a row of another width."""
    try:
        text = files(__package__).joinpath(table).read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise OntologyError(f"{table}: cannot be read ({error}). Restore the file from the package") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != width:
            raise OntologyError(f"{table}:{number}: {len(cells)} cells, {width} wanted. Separate the cells by tabs")
        yield number, cells
