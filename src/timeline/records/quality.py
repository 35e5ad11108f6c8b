"""What was noticed of the quality of an article: nothing is refused for it, and nothing is hidden."""

from enum import StrEnum

from .base import Record


class Severity(StrEnum):
    """note: good to know, and accounted for. doubt: something here may be wrong; look before you rely on it."""

    NOTE = "note"
    DOUBT = "doubt"


class FindingCode(StrEnum):
    """What can be noticed."""

    COPY = "copy"
    FURNITURE = "furniture"
    WEEKDAY = "weekday"
    AFTER_PUBLICATION = "after_publication"
    PUBLISHED_UNKNOWN = "published_unknown"
    PUBLISHED_DOUBTFUL = "published_doubtful"
    PUBLISHED_LATE = "published_late"
    LANGUAGE_UNKNOWN = "language_unknown"
    LANGUAGE_UNREAD = "language_unread"


class Finding(Record):
    """One thing that was noticed, in one article.

    `place` is what it is about: text (then `start` and `end` are half-open code points of `Article.text`, and `text` the words
    there), published, language, or article for the whole of it. `message` says what was found and what was done about it.
    """

    code: FindingCode
    severity: Severity
    article_id: str
    source: str
    place: str
    start: int | None = None
    end: int | None = None
    text: str | None = None
    message: str
