"""TimeML 1.2.1, one document for each article, in the layout of TempEval-3: TIMEX3, EVENT, MAKEINSTANCE and TLINK.

What stands inside TEXT is the article's text, character for character, so that offsets stay true; a character that XML cannot
hold is U+FFFD there. Tags cannot overlap: of two that would, the time stays, then the event that begins first. Our rules know
no tense, aspect or part of speech of the kind that TimeML wants; they are NONE and OTHER.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from timeline.records import Article, Basis, EventMention, EventType, Status, TimeMention, TimexType

from .formats import Told
from .selection import Chosen, rows

FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
COUNTED = {Basis.RESOLVED, Basis.ANAPHORIC}
POINTS = {TimexType.DATE, TimexType.TIME}
SUFFIX = ".tml"


@dataclass(frozen=True, slots=True)
class Tag:
    """An element over characters of the text."""

    start: int
    end: int
    name: str
    attributes: dict[str, str]


def write_timeml(chosen: Chosen, folder: Path) -> Told:
    """A file ARTICLE_ID.tml for each chosen article; with a filter its times are all there, its events are the chosen ones."""
    times = _by_article(chosen.tables["time_mentions"])
    mentions = _by_article(chosen.tables["event_mentions"])
    written, overlapping = 0, 0
    for article in chosen.articles().values():
        told = mentions.get(article.article_id)
        found = times.get(article.article_id)
        text, lost = document(
            article, rows(found, TimeMention) if found is not None else [], _mentions(told) if told is not None else []
        )
        (folder / f"{article.article_id}{SUFFIX}").write_text(text, encoding="utf-8", newline="\n")
        written, overlapping = written + 1, overlapping + lost
    return Told(written, "documents", {"their words overlap with another tag (marks of times or events)": overlapping})


def _by_article(frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return {str(key[0]): part for key, part in frame.partition_by("article_id", as_dict=True).items()}


def _mentions(frame: pl.DataFrame) -> list[EventMention]:
    return rows(frame, EventMention)


def document(article: Article, times: Sequence[TimeMention], mentions: Sequence[EventMention]) -> tuple[str, int]:
    """The TimeML document of an article, and how many times and mentions have no place in it."""
    tags = list(_apart([*_times(article, times), *_triggers(mentions)]))
    ids = {(tag.start, tag.end, tag.name): next(iter(tag.attributes.values())) for tag in tags}
    kept = [one for one in mentions if (one.start, one.end, "EVENT") in ids]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<TimeML>",
        f"<DOCID>{article.article_id}</DOCID>",
        f"<DCT>{_creation(article)}</DCT>",
        *([f"<TITLE>{_clean(article.title)}</TITLE>"] if article.title else []),
        f"<TEXT>{''.join(_marked(article.text, tags))}</TEXT>",
        *_instances(kept, ids),
        *_links(kept, ids),
        "</TimeML>",
    ]
    lost = len({(one.start, one.end) for one in times}) - sum(tag.name == "TIMEX3" for tag in tags)
    return "\n".join(lines) + "\n", lost + len(mentions) - len(kept)


def _creation(article: Article) -> str:
    """The publication day as t0; without one there is no day to tell, and the element is empty."""
    if article.published is None:
        return ""
    day = article.published.date().isoformat()
    attributes = f'tid="t0" type="DATE" value="{day}" temporalFunction="false" functionInDocument="CREATION_TIME"'
    return f"<TIMEX3 {attributes}>{day}</TIMEX3>"


def _times(article: Article, times: Iterable[TimeMention]) -> Iterator[Tag]:
    published = article.published.date() if article.published else None
    for number, time in enumerate(sorted(times, key=lambda one: (one.start, -one.end)), start=1):
        attributes = {"tid": f"t{number}", "type": str(time.type), "value": time.value}
        if time.mod:
            attributes["mod"] = str(time.mod)
        attributes["temporalFunction"] = "true" if time.basis in COUNTED else "false"
        attributes["functionInDocument"] = "NONE"
        if time.basis is Basis.RESOLVED and published is not None and time.anchor == published:
            attributes["anchorTimeID"] = "t0"
        yield Tag(time.start, time.end, "TIMEX3", attributes)


def _triggers(mentions: Iterable[EventMention]) -> Iterator[Tag]:
    """Each trigger once: two mentions with the same words are two instances of one EVENT."""
    spans = {(one.start, one.end): one for one in reversed(list(mentions))}
    for number, ((start, end), one) in enumerate(sorted(spans.items(), key=lambda row: row[0]), start=1):
        kind = "REPORTING" if one.event_type is EventType.STATEMENT else "OCCURRENCE"
        yield Tag(start, end, "EVENT", {"eid": f"e{number}", "class": kind})


def _apart(tags: Iterable[Tag]) -> Iterator[Tag]:
    """Those that do not overlap with one before them: times first, then by place."""
    taken: list[tuple[int, int]] = []
    kept = []
    for tag in sorted(tags, key=lambda one: (one.name != "TIMEX3", one.start, -one.end)):
        if tag.start < tag.end and all(tag.end <= start or end <= tag.start for start, end in taken):
            taken.append((tag.start, tag.end))
            kept.append(tag)
    yield from sorted(kept, key=lambda one: one.start)


def _marked(text: str, tags: Iterable[Tag]) -> Iterator[str]:
    at = 0
    for tag in tags:
        attributes = "".join(f" {name}={quoteattr(value)}" for name, value in tag.attributes.items())
        yield _clean(text[at : tag.start])
        yield f"<{tag.name}{attributes}>{_clean(text[tag.start : tag.end])}</{tag.name}>"
        at = tag.end
    yield _clean(text[at:])


def _instances(mentions: Sequence[EventMention], ids: dict[tuple[int, int, str], str]) -> Iterator[str]:
    for number, one in enumerate(mentions, start=1):
        polarity = "NEG" if one.status is Status.DENIED else "POS"
        modality = f' modality="{one.status}"' if one.status in {Status.PLANNED, Status.CONDITIONAL} else ""
        event = ids[one.start, one.end, "EVENT"]
        yield (
            f'<MAKEINSTANCE eiid="ei{number}" eventID="{event}" pos="OTHER" tense="NONE" aspect="NONE" '
            f'polarity="{polarity}"{modality}/>'
        )


def _links(mentions: Sequence[EventMention], ids: dict[tuple[int, int, str], str]) -> Iterator[str]:
    """A link from each event to the date that it lies in, where the words of that date are in the text and say just that."""
    number = 0
    for instance, one in enumerate(mentions, start=1):
        time = one.time
        if time is None or time.type not in POINTS or (time.first, time.last) != (one.first, one.last):
            continue
        target = ids.get((time.start, time.end, "TIMEX3"))
        if target is not None and one.first is not None:
            number += 1
            yield f'<TLINK lid="l{number}" eventInstanceID="ei{instance}" relatedToTime="{target}" relType="IS_INCLUDED"/>'


def _clean(text: str) -> str:
    return escape(FORBIDDEN.sub("\ufffd", text), {"\r": "&#13;"})
