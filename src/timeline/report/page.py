"""One page: an HTML file that carries its style, script, drawings and data, and asks no host for anything."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .data import as_json, data
from .evidence import ROLES
from .frieze import LIMIT, frieze
from .headings import figures, lede, months, tabs
from .phrases import counted, everywhere, looked_up, number
from .pictures import pictures
from .spare import packed
from .strings import Strings
from .view import KINDS, ArticleView, Day, EventView, View
from .words import LANGUAGES, Phrase, catalogue, fill, plain

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
            "lean": self.lean and page.with_events,
            "has_frieze": bool(shown.dated) and page.with_events and not page.embed,
            "with_steps": len(shown.events) <= STEPS,
            "most_rows": MOST_ROWS,
            "beside": self.beside,
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

    def beside(self, one: EventView) -> str:
        """The page that holds the evidence of an event as HTML, for browsers without a script; "" is this one."""
        return self.pages.get(one.event.event_id, "")

    def spare(self, cards: Any) -> tuple[list[str], Markup]:
        """What the cards of a lean page are filled with: a line each, its parts parted by tabs, words by their numbers."""
        self.strings.bare = True
        lines = []
        for day in (*self.view.days, *self.view.bounds):
            for one in day.events:
                parts = (cards.kicker(one, day.words), cards.facts(one), cards.why(one), cards.evidence(one))
                lines.append(Markup("\t").join(Markup(" ".join(part.split())) for part in parts))
        self.strings.bare = False
        return packed(lines)

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
            "published_on": _published_on,
            "spare": self.spare,
            "by_month": _by_month,
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


def _by_month(days: Sequence[Day]) -> list[tuple[Day, ...]]:
    """Days that begin in one month, together: a browser leaves alone the months that are out of sight."""
    return [tuple(run) for _, run in groupby(days, key=lambda day: day.first and (day.first.year, day.first.month))]


def _texts(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def _published_on(source: ArticleView) -> Phrase:
    """ "published 13 May 2024"."""
    said = source.published or {}
    return {code: fill(catalogue(code).published_on, date=plain(text)) for code, text in said.items()}
