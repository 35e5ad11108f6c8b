"""Acronyms that an article itself explains: "l'Organisation pour la paix (OPP)", and "the OPP" from then on."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from timeline.ontology import Known, fold
from timeline.records import ActorKind

from .gazetteer import Entry, Hit, Sort

_BRACKETED = re.compile(r"(?<=\w)\s\(([A-Z][A-Za-z]{1,7})\)")
_WORD = re.compile(r"[^\W\d_]+")
MOST = 100
"""Acronyms that one article may introduce; a longer list is no article."""
_REACH = 120
"""Characters before a bracket in which the full name may begin."""
_SMALL = frozenset("de du des d la le les l et of the and for pour a au aux en in on".split())  # noqa: SIM905


def with_acronyms(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The names found in a text, and those that its own brackets introduce, wherever they stand. A bracketed acronym that
    the tables know after a name that they know too is theirs already."""
    found, seen = list(hits), set[str]()
    for start, end, short in _introduced(text):
        if short in seen or len(seen) == MOST:
            continue
        seen.add(short)
        named = (h for h in hits if h.end == end and h.start <= start + 4 and h.entry.sort is Sort.NAME)
        holder = next(named, None)
        known = holder.entry.known if holder else _local(text[start:end])
        if known is None or any(hit.entry.known is known and text[hit.start : hit.end] == short for hit in hits):
            continue
        entry = Entry(Sort.NAME, short, known, known.country)
        spans = [(m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(short)}\b", text)]
        if holder is None:
            spans += [(m.start(), m.end()) for m in re.finditer(re.escape(text[start:end]), text)]
        spans.sort()
        found = [hit for hit in found if not _touches(spans, hit)]
        found += [Hit(a, b, entry) for a, b in spans]
    return sorted(found, key=lambda hit: hit.start)


def _touches(spans: Sequence[tuple[int, int]], hit: Hit) -> bool:
    """Whether a name overlaps one of the spans, which are sorted and do not overlap."""
    at = bisect_left(spans, (hit.end, 0)) - 1
    return at >= 0 and spans[at][1] > hit.start


def _introduced(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, acronym) of names whose initials are the acronym behind them in brackets."""
    for match in _BRACKETED.finditer(text):
        begin = max(0, match.start() - _REACH)
        words = list(_WORD.finditer(text, begin, match.start()))
        for first in range(len(words) - 1, -1, -1):
            big = [w.group()[0] for w in words[first:] if fold(w.group()) not in _SMALL]
            if len(big) > len(match.group(1)):
                break
            opens = words[first].group()[0].isupper()
            if opens and len(big) > 1 and fold("".join(big)) == fold(match.group(1)):
                yield words[first].start(), match.start(), match.group(1)
                break


def _local(name: str) -> Known:
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    return Known(f"org:{slug}", ActorKind.ORGANISATION, None, {"fr": (name,), "en": (name,)}, {})
