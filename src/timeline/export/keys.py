"""Which column names a row, and which column holds the name of another table's row."""

from collections.abc import Mapping

from timeline.store.validation import IDS

from .selection import Chosen

KEYS: Mapping[str, str] = IDS
"""The key of each table that has one."""
JOINS = {
    ("time_mentions", "article_id"): "articles",
    ("event_mentions", "article_id"): "articles",
    ("event_mentions", "event_id"): "events",
    ("events", "quote_article_id"): "articles",
    ("quality", "article_id"): "articles",
}
"""(table, column) -> the table whose key it holds."""


def links(chosen: Chosen, table: str) -> dict[str, str]:
    """The columns of a chosen table that hold the key of another chosen one, and which; both columns are written."""
    return {
        column: target
        for (name, column), target in JOINS.items()
        if name == table and column in chosen.columns.get(table, ()) and KEYS[target] in chosen.columns.get(target, ())
    }
