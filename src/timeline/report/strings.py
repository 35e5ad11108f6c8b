"""The string table: each piece of interface text once in each language, so that the page can change language in place."""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup, escape

from .reasons import Reason
from .svg import tag
from .words import LANGUAGES, Phrase, Quote, Text


@dataclass
class Strings:
    """Collects phrases while the page is rendered in `language`; `table` is what the page's script needs to switch."""

    language: str
    bare: bool = False
    _places: dict[Hashable, int] = field(default_factory=dict)
    _rows: list[Any] = field(default_factory=list)
    _said: dict[int, tuple[Phrase, Markup]] = field(default_factory=dict)
    """By the identity of a phrase, which is held here, so that no other can have it: most are said again and again."""

    def bared(self) -> "Strings":
        """The same table, but markup without the words themselves, for what the script fills in when it is asked for."""
        return replace(self, bare=True, _said={})

    def place(self, phrase: Phrase) -> int:
        """The number of a phrase in the table."""
        key = tuple(phrase.values())
        if key not in self._places:
            self._add(key, [_portable(phrase[code]) for code in LANGUAGES])
        return self._places[key]

    def say(self, phrase: Phrase) -> Markup:
        """A phrase as markup that the script can swap. What is the same in every language needs no swapping."""
        known = self._said.get(id(phrase))
        if known is None:
            known = self._said[id(phrase)] = phrase, self._say(phrase)
        return known[1]

    def _say(self, phrase: Phrase) -> Markup:
        text = phrase[self.language]
        if all(other == text for other in phrase.values()):
            return _markup(text)
        return self._span(self.place(phrase), text)

    def _span(self, place: int, text: Text) -> Markup:
        return Markup(f"<span data-i={place}>{'' if self.bare else _markup(text)}</span>")

    def explain(self, reason: Reason) -> Markup:
        """A reason as markup. The table holds its parts only: most reasons share a sentence, and many a date."""
        pattern, date = self.place(reason.pattern), self.place(reason.date)
        anchor = None if reason.anchor is None else self.place(reason.anchor)
        key = pattern, date, anchor, reason.phrase
        if key not in self._places:
            row: dict[str, Any] = {"p": pattern, "date": date}
            if anchor is not None:
                row["anchor"] = anchor
            if reason.phrase is not None:
                row["phrase"] = reason.phrase.text, reason.phrase.language
            self._add(key, row)
        return self._span(self._places[key], () if self.bare else reason.text(self.language))

    def option(self, phrase: Phrase) -> Markup:
        """Attributes and content of an element that holds nothing but the phrase: `<th{{ … }}</th>`."""
        return Markup(f" data-i={self.place(phrase)}>{_markup(phrase[self.language])}")

    def label(self, attribute: str, phrase: Phrase) -> Markup:
        """An attribute in words: `aria-label="…"`, and where the script finds it in other languages."""
        said = "".join(part if isinstance(part, str) else part.text for part in phrase[self.language])
        return Markup(f'{attribute}="{escape(said)}" data-a="{attribute}:{self.place(phrase)}"')

    def element(self, name: str, phrase: Phrase, **attributes: object) -> Markup:
        """An element of a drawing that holds nothing but the phrase."""
        varies = any(other != phrase[self.language] for other in phrase.values())
        marked = attributes | ({"data_i": self.place(phrase)} if varies else {})
        return tag(name, _markup(phrase[self.language]), **marked)

    @property
    def table(self) -> list[Any]:
        """By number: the texts in the order of LANGUAGES, each a string or a list of strings and [quotation, its language];
        or an object whose `p` is the number of a sentence and whose other keys fill its holes."""
        return self._rows

    def _add(self, key: Hashable, row: Any) -> None:
        self._places[key] = len(self._rows)
        self._rows.append(row)


def _portable(text: Text) -> Any:
    if all(isinstance(part, str) for part in text):
        return "".join(map(str, text))
    return [part if isinstance(part, str) else [part.text, part.language] for part in text]


def _markup(text: Text) -> Markup:
    return Markup("".join(_quoted(part) if isinstance(part, Quote) else escape(part) for part in text))


def _quoted(quote: Quote) -> Markup:
    language = "" if quote.language is None else f' lang="{escape(quote.language)}"'
    return Markup(f"<q{language}>{escape(quote.text)}</q>")
