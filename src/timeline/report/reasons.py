"""Why an event has its date, in one sentence of the interface, built from the fields of a mention."""

from dataclasses import dataclass
from datetime import date

from timeline.records import Article, Basis, EventMention, Status

from .dates import When
from .phrases import dated_words, day_words
from .words import LANGUAGES, Phrase, Quote, Text, catalogue, fill


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence of the catalogue and what fills it: the date in words, the day counted from, the quoted expression."""

    kind: str
    date: Phrase
    anchor: Phrase | None = None
    phrase: Quote | None = None

    @property
    def pattern(self) -> Phrase:
        """The sentence with its holes."""
        return {code: (getattr(catalogue(code).reasons, self.kind),) for code in LANGUAGES}

    def text(self, language: str) -> Text:
        """The sentence in one language."""
        values: dict[str, str | Quote] = {"date": _only(self.date, language)}
        if self.anchor is not None:
            values["anchor"] = _only(self.anchor, language)
        if self.phrase is not None:
            values["phrase"] = self.phrase
        return fill(getattr(catalogue(language).reasons, self.kind), **values)


def reason(mention: EventMention, article: Article, when: When) -> Reason:
    """Why the mention has its date. `when` is that date."""
    kind, anchor = _kind(mention, article.published.date() if article.published else None)
    return Reason(
        kind=kind,
        date=dated_words(when),
        anchor=day_words(anchor) if anchor else None,
        phrase=Quote(mention.time.text, article.language) if mention.time else None,
    )


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


def _only(phrase: Phrase, language: str) -> str | Quote:
    (part,) = phrase[language]
    return part
