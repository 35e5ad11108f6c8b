"""One page: an HTML file that carries its style, script, drawings and data, and asks no host for anything."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from timeline.digest import canonical, sha256

from .card import Cards
from .data import as_json, data
from .event import KINDS
from .evidence import ROLES
from .frieze import LIMIT, frieze
from .headings import figures, lede, months, tabs
from .phrases import counted, everywhere, looked_up, number
from .pictures import pictures
from .spare import packed
from .strings import Strings
from .view import View
from .words import LANGUAGES, Phrase, catalogue, plain

FULL = 2000
"""Events up to which a page holds its evidence as HTML. Beyond, it waits as text until a card is opened."""
STEPS = 2000
"""Events beyond which the cards leave out the steps of a rule, to keep the page light. `timeline explain` tells them."""
MOST_ROWS = 500
"""Rows of the tables of articles and refusals that a page shows."""
KEPT = 10
"""Signs of an event's id, behind the first, that tell it from others."""
FACETS = ("type", "actor", "country", "place", "publisher", "status", "precision", "grain", "basis")


@dataclass(frozen=True)
class Page:
    """What a page shows: some events, under a heading (None: the title of the report). `home` is the way to the index, "" on
    the index itself. `with_events` is false for an index of so many that pages beside it hold them. `embed` is "card" for a
    page that is one card.  `extra` is what only the index has: pictures and links to pages."""

    view: View
    heading: Phrase | None = None
    home: str = ""
    with_events: bool = True
    embed: str = ""
    extra: "Extra | None" = None

    @property
    def key(self) -> str | None:
        """Digest of all that it shows: pages with one key are drawn alike. None for one that shows the whole."""
        if self.extra is not None:
            return None
        shown = self.view
        own = (self.heading, self.home, self.with_events, self.embed, shown.language, shown.noticed)
        rows = [one.key for one in shown.articles] + [one.key for one in shown.events]
        rows += [one.model_dump_json() for one in shown.rejects]
        return sha256(canonical([own, rows]))


@dataclass(frozen=True)
class Extra:
    """Pictures of the whole, and the pages beside the index: a list for each way to cut it."""

    pages: Sequence[Any] = ()
    folder: str = ""


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

    @cached_property
    def lists_articles(self) -> bool:
        return not self.page.embed and len(self.view.articles) <= MOST_ROWS

    @cached_property
    def has_frieze(self) -> bool:
        return bool(self.view.dated) and self.page.with_events and not self.page.embed

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
            "lists_articles": self.lists_articles,
            "lean": self.lean and page.with_events,
            "has_frieze": self.has_frieze,
            "most_rows": MOST_ROWS,
            "limit": LIMIT,
            "limit_events": catalogue(shown.language).number(len(shown.events)),
            "periods": frieze(shown.dated, strings) if page.with_events and not page.embed else [],
            "heading": heading,
            "title": heading,
            "lede": lede(shown),
            "figures": figures(shown),
            "months": months(shown) if page.with_events else [],
            "tabs": tabs(shown, page.with_events, page.extra),
            "extra": page.extra,
            "drawn": pictures(shown, strings, linked=page.with_events) if page.extra else None,
            "facets": FACETS,
            "kinds": KINDS,
            "roles": ROLES,
            "languages": LANGUAGES,
            "names": {code: catalogue(code).language for code in LANGUAGES},
            "style": Markup(style),
            "script": Markup(script),
            "policy": _policy(style, script),
            "data": lambda: data(shown, strings, where=None if page.with_events else self.where()),
            **self.words(),
        }

    @cached_property
    def pages(self) -> dict[str, str]:
        """The page by month of each event, where there are such pages."""
        cuts = [one for one in self.page.extra.pages if one.by == "month"] if self.page.extra else []
        folder = self.page.extra.folder if self.page.extra else ""
        return {
            one.event.event_id: f"{folder}/{part.name}.html"
            for cut in cuts
            for part in cut.parts
            for one in part.events
        }

    def where(self) -> dict[str, str]:
        """For each page by month, the ids of its events: KEPT signs of each, one behind the other."""
        found: dict[str, list[str]] = {}
        for name, page in self.pages.items():
            found.setdefault(page, []).append(name[1 : KEPT + 1])
        return {page: "".join(names) for page, names in found.items()}

    @cached_property
    def cards(self) -> Cards:
        """Draws the cards of this page."""
        return Cards(
            self.strings,
            home=self.page.home,
            articles=self.lists_articles,
            frieze=self.has_frieze,
            steps=len(self.view.events) <= STEPS,
            beside=self.pages,
        )

    def spare(self) -> tuple[list[str], Markup]:
        """What the cards of a lean page are filled with: a line each, its parts parted by tabs, words by their numbers."""
        cards = replace(self.cards, strings=self.strings.bared(), _origins={})
        days = (*self.view.days, *self.view.bounds)
        parts = (cards.parts(one, day.words) for day in days for one in day.events)
        return packed(["\t".join(" ".join(part.split()) for part in each) for each in parts])

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
            "lookup": looked_up,
            "counted": counted,
            "whole": number,
            "days": self.cards.days,
            "spare": self.spare,
            "json": as_json,
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
