"""One article through its stages, without a file in sight: segment, recognise, extract, chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from timeline import extract, languages, link, quality, temporal, text
from timeline.digest import identity
from timeline.errors import UsageError
from timeline.records import Article, EventMention, PublishedBasis, Sentence, TimeMention
from timeline.temporal.foreign import find_absolute

from .offsets import normalised, storable
from .stage import Stage
from .tongues import has_dates, has_rules, primary, readable

PRESS = (1500, 2999)
"""The first and the last year in which an article may have been published; days are counted from it in both directions."""
SHORT = 80
"""Characters below which a text whose language cannot be told is tried in each."""


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


def segment(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article, cut as in English where its language has no rules."""
    return text.sentences(article.text, article.language, article.blocks)


def recognise(article: Article, sentences: Sequence[Sentence]) -> tuple[TimeMention, ...]:
    """The time expressions of an article, counted from the day it was published where it was.

    In a language without rules these are at most the dates that name their year, and nothing is counted.
    """
    language = article.language or ""
    if not has_rules(language):
        return tuple(find_absolute(article.text, language))
    published = article.published.date() if article.published else None
    return tuple(temporal.find(article.text, language, published, sentences=sentences))


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


def find_times(
    text: str, *, published: date | datetime | None = None, language: str | None = None
) -> list[TimeMention]:
    """The time expressions of a text, in their order; offsets are code points of `text` as given.

    `published` None means unknown, and then nothing relative gets a date. `language` is BCP 47; None is detected. French and
    English have rules. Of Spanish, Italian, German, Portuguese and Arabic only dates that name their year are read, basis stated;
    a text detected to be in any other language gives nothing, and stating one raises UsageError.
    """
    given = normalised(text)
    article = _article(given.text, published, language, None)
    return [given.back(time) for time in recognise(article, segment(article))]


def find_events(
    text: str, *, published: date | datetime | None = None, language: str | None = None, title: str | None = None
) -> list[EventMention]:
    """The event mentions of a text, as `find_times` finds its times; none in a language of which only dates are read.

    `title` is context: no offset points into it.
    """
    given = normalised(text)
    mentions = analyse(_article(given.text, published, language, storable(title) if title else title)).mentions
    return [given.back(mention) for mention in mentions]


def _article(content: str, published: date | datetime | None, language: str | None, title: str | None) -> Article:
    """An article in memory, of a text that is normalised already."""
    if language is not None and not has_dates(primary(language)):
        raise UsageError(f"language {language!r}: it is not read here. There are {readable()}")
    spoken = primary(language) if language else text.detect(content) or _guess(content)
    when = _moment(published)
    if when is not None and not PRESS[0] <= when.year <= PRESS[1]:
        raise UsageError(
            f"published {when.date()}: no article is from a year outside {PRESS[0]} to {PRESS[1]}. Correct it"
        )
    return Article(
        article_id=identity("a", title, content),
        source="memory",
        text=content,
        title=title,
        language=spoken,
        published=when,
        published_basis=PublishedBasis.SIDECAR if when else PublishedBasis.NONE,
        published_reliable=when is not None,
        blocks=text.blocks(content, spoken, title=title),
    )


def _guess(content: str) -> str | None:
    """For a text too short to tell ("12 mars"): the language in which most of it is a time; None where it is none."""

    def covered(language: str) -> int:
        return sum(time.end - time.start for time in temporal.find(content, language, None))

    best = max(languages.available(), key=covered) if len(content) < SHORT else None
    return best if best and covered(best) else None


def _moment(published: date | datetime | None) -> datetime | None:
    """An aware moment: a bare day is its midnight, a naive one is UTC."""
    if published is None:
        return None
    if not isinstance(published, datetime):
        return datetime.combine(published, time(), UTC)
    return published if published.tzinfo else published.replace(tzinfo=UTC)
