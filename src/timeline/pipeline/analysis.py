"""One article through its stages, without a file in sight: segment, recognise, extract, chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from timeline import extract, link, quality
from timeline.records import Article, EventMention, Sentence, TimeMention

from .offsets import normalised, storable
from .stage import Stage
from .texts import article_of, recognise, segment


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in one article."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    times: tuple[TimeMention, ...] = ()
    mentions: tuple[EventMention, ...] = ()
    signature: quality.Signature = quality.UNSIGNED

    @classmethod
    def of(cls, made: Mapping[str, Any]) -> "Analysis":
        """Made of the results of the stages."""
        return cls(made["ingest"], made["segment"], made["recognise"], made["chain"], made["sign"])


def find_mentions(
    article: Article, sentences: Sequence[Sentence], times: Sequence[TimeMention]
) -> tuple[EventMention, ...]:
    """The event mentions of an article, each by itself; none in a language without rules."""
    return tuple(extract.mentions(article, sentences, times))


def chain(article: Article, mentions: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """The same mentions, where an undated one has the date of another mention of its event."""
    return tuple(link.chain(article, mentions))


MENTIONS = tuple[EventMention, ...]

EACH = (
    Stage("segment", ("ingest",), segment, "sentences", kind=tuple[Sentence, ...]),
    Stage("recognise", ("ingest", "segment"), recognise, "time expressions, resolved", kind=tuple[TimeMention, ...]),
    Stage("extract", ("ingest", "segment", "recognise"), find_mentions, "event mentions", kind=MENTIONS),
    Stage(
        "chain", ("ingest", "extract"), chain, "mentions dated by others of their event in the article", kind=MENTIONS
    ),
    Stage("sign", ("ingest",), quality.sign, "a signature of the words, to find copies by", kind=quality.Signature),
)
"""The stages that need one article alone, in their order."""


def analyse(article: Article) -> Analysis:
    """One article through all stages that need no other. See `recognise` for a language that has no rules."""
    made: dict[str, Any] = {"ingest": article}
    for stage in EACH:
        made[stage.name] = stage.of(made)
    return Analysis.of(made)


def find_events(
    text: str, *, published: date | datetime | None = None, language: str | None = None, title: str | None = None
) -> list[EventMention]:
    """The event mentions of a text, as `find_times` finds its times; none in a language of which only dates are read.

    `title` is context: no offset points into it.
    """
    given = normalised(text)
    mentions = analyse(article_of(given.text, published, language, storable(title) if title else title)).mentions
    return [given.back(mention) for mention in mentions]
