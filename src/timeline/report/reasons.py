"""Why an event has its date, in one sentence of the interface, built from the fields of a mention."""

from datetime import date

from timeline.records import Article, Basis, EventMention, Status

from .dates import When, day_in_words, in_words
from .words import LANGUAGES, Catalogue, Phrase, Quote, Text, catalogue, fill


def reason(mention: EventMention, article: Article, when: When) -> Phrase:
    """The sentence in each language of the interface. `when` is the mention's own date."""
    return {code: _reason(mention, article, when, catalogue(code)) for code in LANGUAGES}


def _reason(mention: EventMention, article: Article, when: When, words: Catalogue) -> Text:
    published = article.published.date() if article.published else None
    kind, anchor = _kind(mention, published)
    values: dict[str, str | Quote] = {"date": in_words(when, words.calendar)}
    if mention.time:
        values["phrase"] = Quote(mention.time.text, article.language)
    if anchor:
        values["anchor"] = day_in_words(anchor, words.calendar)
    return fill(getattr(words.reasons, kind), **values)


def _kind(mention: EventMention, published: date | None) -> tuple[str, date | None]:
    """Which sentence of the catalogue fits, and the day that it counts from."""
    if mention.basis is Basis.PUBLISHED:
        planned = mention.status is Status.PLANNED
        return ("published_planned" if planned else "published") if published else "published_bare", published
    if mention.basis in {Basis.NONE, Basis.INHERITED}:
        return mention.basis.value, None
    if mention.time is None:
        return "own", None
    if mention.basis is Basis.STATED:
        return "stated", None
    return mention.basis.value if mention.time.anchor else f"{mention.basis.value}_bare", mention.time.anchor
