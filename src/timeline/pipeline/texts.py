"""What needs no parser: the sentences and the times of one article, or of a text that is none yet."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from timeline import languages, temporal, text
from timeline.digest import identity
from timeline.errors import UsageError
from timeline.records import Article, PublishedBasis, Sentence, TimeMention
from timeline.temporal.foreign import find_absolute

from .offsets import normalised
from .tongues import has_dates, has_rules, primary, readable

PRESS = (1500, 2999)
"""The first and the last year in which an article may have been published; days are counted from it in both directions."""
SHORT = 80
"""Characters below which a text whose language cannot be told is tried in each."""


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


def find_times(
    text: str, *, published: date | datetime | None = None, language: str | None = None
) -> list[TimeMention]:
    """The time expressions of a text, in their order; offsets are code points of `text` as given.

    `published` None means unknown, and then nothing relative gets a date. `language` is BCP 47; None is detected. French and
    English have rules. Of Spanish, Italian, German, Portuguese and Arabic only dates that name their year are read, basis stated;
    a text detected to be in any other language gives nothing, and stating one raises UsageError.
    """
    given = normalised(text)
    article = article_of(given.text, published, language, None)
    return [given.back(time) for time in recognise(article, segment(article))]


def article_of(content: str, published: date | datetime | None, language: str | None, title: str | None) -> Article:
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
