"""One page: an HTML file that carries its style, script, drawings and data, and asks no host for anything."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .data import data
from .evidence import ROLES
from .frieze import LIMIT, frieze
from .headings import figures, lede, months, tabs
from .strings import Strings
from .view import KINDS, ArticleView, View, counted, everywhere, same
from .words import LANGUAGES, Phrase, catalogue, fill, plain

FULL = 2000
"""Events up to which a page holds its evidence as HTML. Beyond, it waits as text until a card is opened."""
STEPS = 2000
"""Events beyond which the cards leave out the steps of a rule, to keep the page light. `timeline explain` tells them."""
MOST_ROWS = 500
"""Rows of the tables of articles and refusals that a page shows."""
FACETS = ("type", "actor", "country", "place", "publisher", "status", "precision", "grain", "basis")


@dataclass(frozen=True)
class Page:
    """What a page shows: some events, under a heading (None: the title of the report). `home` is the way to the index, "" on
    the index itself. `with_events` is false for an index of so many that pages beside it hold them. `embed` is "card" for a
    page that is one card. `extra` is what only the index has: pictures and links to pages."""

    view: View
    heading: Phrase | None = None
    home: str = ""
    with_events: bool = True
    embed: str = ""
    extra: "Extra | None" = None


@dataclass(frozen=True)
class Extra:
    """Pictures of the whole, and the pages beside the index: a list for each way to cut it."""

    pictures: Any = None
    pages: Sequence[Any] = ()
    places: str = ""


def draw(page: Page) -> str:
    """The page as HTML. Equal pages give equal bytes. Nothing in the records can run: all of it is escaped, and the page's
    policy admits no script but its own."""
    return _environment().get_template("page.html.j2").render(_Helpers(page).context())


class _Helpers:
    """What the templates call, for one page."""

    def __init__(self, page: Page) -> None:
        self.page, self.view = page, page.view
        self.strings = Strings(page.view.language)

    @cached_property
    def lean(self) -> bool:
        return len(self.view.events) > FULL

    def context(self) -> dict[str, Any]:
        page, shown, strings = self.page, self.view, self.strings
        style, script = style_sheet(), program()
        heading = page.heading or everywhere("title")
        return {
            "view": shown,
            "home": page.home,
            "embed": page.embed,
            "with_events": page.with_events and bool(shown.events),
            "is_index": not page.home,
            "lists_articles": not page.embed and len(shown.articles) <= MOST_ROWS,
            "lean": self.lean,
            "has_frieze": bool(shown.dated) and page.with_events and not page.embed,
            "with_steps": len(shown.events) <= STEPS,
            "most_rows": MOST_ROWS,
            "limit": LIMIT,
            "limit_events": catalogue(shown.language).number(len(shown.events)),
            "periods": frieze(shown.dated, strings) if page.with_events and not page.embed else [],
            "heading": heading,
            "title": heading,
            "lede": lede(shown),
            "figures": figures(shown),
            "months": months(shown),
            "tabs": tabs(shown, page.with_events, page.extra),
            "extra": page.extra,
            "facets": FACETS,
            "kinds": KINDS,
            "roles": ROLES,
            "languages": LANGUAGES,
            "names": {code: catalogue(code).language for code in LANGUAGES},
            "style": Markup(style),
            "script": Markup(script),
            "policy": _policy(style, script),
            "data": lambda: data(shown, strings, page.home),
            **self.words(),
        }

    def words(self) -> dict[str, Any]:
        """How the templates speak."""
        strings = self.strings
        return {
            "say": strings.say,
            "label": strings.label,
            "option": strings.option,
            "explain": strings.explain,
            "place": strings.place,
            "t": cache(lambda name, **values: strings.say(everywhere(name, **_texts(values)))),
            "cell": lambda name: strings.option(everywhere(name)),
            "named": everywhere,
            "text": lambda phrase: plain(phrase[self.view.language]),
            "lookup": _lookup,
            "counted": counted,
            "whole": _number,
            "published_on": _published_on,
            "line": lambda markup: Markup(" ".join(markup.split())),
        }


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("timeline.report", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def style_sheet() -> str:
    """The style of every page."""
    return "".join(_assets("css"))


@cache
def program() -> str:
    """The script of every page."""
    return "'use strict';\n(() => {\n" + "\n".join(_assets("js")) + "})();\n"


def _assets(kind: str) -> list[str]:
    """The files of one kind, in the order of their names."""
    folder = files(__package__).joinpath("assets", kind)
    return [one.read_text(encoding="utf-8") for one in sorted(folder.iterdir(), key=lambda one: one.name)]


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and nothing runs but the one script and the one style whose hashes stand here."""
    return (
        f"default-src 'none'; script-src 'sha256-{_hash(script)}'; style-src 'sha256-{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _texts(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def _published_on(source: ArticleView) -> Phrase:
    """ "published 13 May 2024"."""
    said = source.published or {}
    return {code: fill(catalogue(code).published_on, date=plain(text)) for code, text in said.items()}


def _number(value: float) -> Phrase:
    return {code: (catalogue(code).number(value),) for code in LANGUAGES}


@cache
def _lookup(table: str, key: str | None) -> Phrase:
    """The word of a table of the catalogue, else the key itself."""
    if key is None:
        return same("—")
    found = {}
    for code in LANGUAGES:
        words = {str(name): word for name, word in getattr(catalogue(code), table).items()}
        found[code] = (words.get(str(key), str(key)),)
    return found
