"""The store of a large page: what its cards are filled with, as lines of text in which runs of markup are one sign each."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from markupsafe import Markup

SIGNS = "".join(map(chr, (*range(1, 9), *range(14, 28))))
"""Control characters, which no line has otherwise; none of them is white space."""
ANY = re.compile(f"[{SIGNS}]")
VARIES = re.compile(r"(?<=data-i=)\d+|(?<=>)[^<]+(?=<)|\t")
"""What differs from line to line: the numbers of phrases, and text."""


def packed(lines: Iterable[str]) -> tuple[list[str], Markup]:
    """The runs of markup that a sign stands for, in the order of SIGNS, and the lines with the signs in them.

    Nothing is escaped or unescaped on the way: a line unpacked is the line.
    """
    plain = [ANY.sub("", line) for line in lines]
    count = Counter(run for line in plain for run in VARIES.split(line) if len(run) > 3)
    best = sorted(count, key=lambda run: (-(len(run) - 1) * count[run], run))[: len(SIGNS)]
    runs = sorted(best, key=lambda run: (-len(run), run))
    return runs, Markup("\n".join(_short(plain, runs)))


def _short(lines: Sequence[str], runs: Sequence[str]) -> Iterable[str]:
    if not runs:
        return lines
    sign = dict(zip(runs, SIGNS, strict=False))
    any_run = re.compile("|".join(map(re.escape, runs)))
    return (any_run.sub(lambda found: sign[found[0]], line) for line in lines)
