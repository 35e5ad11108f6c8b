"""Doubts about one article: its dates against each other and against its publication, its language."""

from collections.abc import Iterable, Iterator
from datetime import date

from timeline.languages import available
from timeline.records import (
    Article,
    Basis,
    EventMention,
    Finding,
    FindingCode,
    Grain,
    Severity,
    Status,
    TimeMention,
)
from timeline.temporal.named_days import named_days

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OWN = {Basis.STATED, Basis.RESOLVED, Basis.ANAPHORIC}
DAYS = {Grain.DAY, Grain.DAYPART, Grain.HOUR, Grain.MINUTE}
FACTS = {Status.HAPPENED, Status.ONGOING}


def doubts(article: Article, times: Iterable[TimeMention], mentions: Iterable[EventMention]) -> Iterator[Finding]:
    """All that is doubtful about an article by itself."""
    yield from _publication(article)
    yield from _language(article)
    for time in times:
        yield from _weekday(article, time)
    if article.published is not None:
        for mention in mentions:
            yield from _late(article, mention, article.published.date())


def _publication(article: Article) -> Iterator[Finding]:
    if article.published is not None and article.published_reliable:
        return
    if article.published is not None:
        told = f"published on {article.published.date()} as far as {article.published_basis} tells: {article.published_evidence}"
        yield about(
            article, FindingCode.PUBLISHED_DOUBTFUL, "published", f"{told}; what is counted from it inherits the doubt"
        )
    elif article.published_evidence is not None:
        message = f"{article.published_evidence}; nothing is counted from it"
        yield about(article, FindingCode.PUBLISHED_LATE, "published", message)
    else:
        message = "nothing tells when it was published, so nothing relative is dated; say it in a sidecar"
        yield about(article, FindingCode.PUBLISHED_UNKNOWN, "published", message)


def _language(article: Article) -> Iterator[Finding]:
    if article.language is None:
        message = "its language cannot be told, so nothing is read; say it in a sidecar or with --language"
        yield about(article, FindingCode.LANGUAGE_UNKNOWN, "language", message)
    elif article.language not in available():
        message = f"no rules for {article.language}: it is kept, but tells no event"
        yield about(article, FindingCode.LANGUAGE_UNREAD, "language", message, Severity.NOTE)


def _weekday(article: Article, time: TimeMention) -> Iterator[Finding]:
    """A day that is named with a weekday on which it does not fall."""
    if (
        time.grain is not Grain.DAY
        or time.first is None
        or time.first != time.last
        or article.language not in available()
    ):
        return
    named = [day for day in named_days(time.text, article.language) if day.weekday is not None]
    if len(named) == 1 and named[0].weekday is not None and time.first.weekday() != named[0].weekday:
        falls, said = WEEKDAYS[time.first.weekday()], WEEKDAYS[named[0].weekday]
        message = f"{time.first} is a {falls}, the text says {said}; the date is taken, the weekday is not"
        yield at(article, FindingCode.WEEKDAY, (time.start, time.end), message)


def _late(article: Article, mention: EventMention, published: date) -> Iterator[Finding]:
    """What is told as done but dated after the article."""
    if mention.status in FACTS and mention.basis in OWN and mention.first is not None and mention.first > published:
        dated = mention.time or mention
        told = f"{mention.text!r} is told as {mention.status}, on {mention.first}"
        message = f"{told}, but the article is of {published}: the date, the status or the publication date is wrong"
        yield at(article, FindingCode.AFTER_PUBLICATION, (dated.start, dated.end), message)


def about(
    article: Article, code: FindingCode, place: str, message: str, severity: Severity = Severity.DOUBT
) -> Finding:
    """A finding about an article, not about its words."""
    return Finding(
        code=code, severity=severity, article_id=article.article_id, source=article.source, place=place, message=message
    )


def at(
    article: Article, code: FindingCode, span: tuple[int, int], message: str, severity: Severity = Severity.DOUBT
) -> Finding:
    """A finding about words of an article, half-open code points of its text."""
    start, end = span
    return Finding(
        code=code,
        severity=severity,
        article_id=article.article_id,
        source=article.source,
        place="text",
        start=start,
        end=end,
        text=article.text[start:end],
        message=message,
    )
