"""What became of the inputs: nothing that was read is lost."""

from collections.abc import Mapping

DUPLICATE = "duplicate"
"""The code of an article that was there already."""


def account(articles: int, rejects: Mapping[str, int]) -> str:
    """What became of the inputs, in one line: kept, twice there, refused by reason; the sum is all that was read."""
    refused = {code: count for code, count in rejects.items() if code != DUPLICATE}
    parts = [f"{articles} articles"]
    parts += [f"{rejects[DUPLICATE]} duplicates"] if rejects.get(DUPLICATE) else []
    parts.append(f"{sum(refused.values())} refused")
    why = ", ".join(f"{code} {count}" for code, count in refused.items())
    return f"{articles + sum(rejects.values())} inputs = {' + '.join(parts)}" + (f" ({why})" if why else "")
