"""The page: one HTML file that carries its style, script, charts and data, and asks no host for anything."""

import base64
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from timeline.ontology import known_actors
from timeline.records import Article, Event, EventMention, Reject, TimeMention

from .charts import LIMIT, bucket_unit, countable, density_spec, overview_spec, tally, timeline_spec
from .dates import day_in_words
from .drawing import svg
from .evidence import ROLES
from .strings import Strings
from .view import KINDS, ArticleView, EventView, View, counted, everywhere, same, view
from .words import LANGUAGES, Phrase, catalogue, fill, plain

STEPS = 2000
"""Events beyond which the cards leave out the steps of a rule, to keep the page light. `timeline explain` tells them."""
NOTHING: Mapping[str, Sequence[TimeMention]] = {}


def render(  # noqa: PLR0917 - the five tables of a dataset and what links them
    articles: Sequence[Article],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    event_of: Mapping[str, str],
    rejects: Sequence[Reject],
    times: Mapping[str, Sequence[TimeMention]] = NOTHING,
) -> str:
    """The report as one HTML page. `event_of` gives the event of each mention, `times` the expressions found in each article.

    Equal records give equal bytes, whatever their order. Each event's element has its `event_id` as id. Nothing in the
    records can run: all of it is escaped, and the page's policy admits no script but its own.
    """
    shown = view(articles, mentions, events, event_of, rejects, times)
    strings = Strings(shown.language)
    style, script = _asset("page.css"), _asset("page.js")
    context: dict[str, Any] = {
        "view": shown,
        "charts": _charts(shown),
        "kinds": KINDS,
        "roles": ROLES,
        "limit": LIMIT,
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(style, script),
        "say": strings.say,
        "label": strings.label,
        "explain": strings.explain,
        "t": cache(lambda name, **values: strings.say(everywhere(name, **values))),
        "with_steps": len(shown.events) <= STEPS,
        "cell": lambda name: strings.option(everywhere(name)),
        "named": everywhere,
        "counted": counted,
        "lookup": _lookup,
        "lede": _lede(shown),
        "months": _months(shown),
        "density": _density(shown),
        "coarser": len(shown.dated) - len(countable(shown.dated)),
        "option": strings.option,
        "published_on": _published_on,
        "figures": _figures(shown),
        "languages": LANGUAGES,
        "names": {code: catalogue(code).language for code in LANGUAGES},
        "title": catalogue(shown.language).title,
        "data": lambda: _data(shown, strings),
    }
    return _environment().get_template("page.html.j2").render(context)


def write(  # noqa: PLR0917 - a folder and what `render` takes
    folder: str | Path,
    articles: Sequence[Article],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    event_of: Mapping[str, str],
    rejects: Sequence[Reject],
    times: Mapping[str, Sequence[TimeMention]] = NOTHING,
) -> Path:
    """Writes `index.html` into `folder`, whole or not at all, and gives its path. Arguments as for `render`."""
    page = render(articles, mentions, events, event_of, rejects, times)
    target = Path(folder) / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".index.html.{os.getpid()}")
    try:
        part.write_text(page, encoding="utf-8", newline="\n")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


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
def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and nothing runs but the one script and the one style whose hashes stand here."""
    return (
        f"default-src 'none'; script-src 'sha256-{_hash(script)}'; style-src 'sha256-{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _json(value: object) -> Markup:
    """JSON that cannot end the script element that holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _data(shown: View, strings: Strings) -> Markup:
    """What the script works with. Called by the template last, when the table of strings is whole."""
    rows = _rows(shown, strings)
    return _json({"lang": shown.language, "words": _words(shown), "events": rows, "strings": strings.table})


def _published_on(source: ArticleView) -> Phrase:
    """ "published 13 May 2024"."""
    said = source.published or {}
    return {code: fill(catalogue(code).published_on, date=plain(text)) for code, text in said.items()}


def _figures(shown: View) -> list[tuple[Phrase, Phrase]]:
    """The numbers at the head of the page, each with its noun."""
    numbers = {
        "event": len(shown.events),
        "article": len(shown.articles),
        "publisher": shown.n_publishers,
        "reject": len(shown.rejects),
    }
    return [
        (
            {code: (catalogue(code).number(number),) for code in LANGUAGES},
            {code: (catalogue(code).noun(number, noun),) for code in LANGUAGES},
        )
        for noun, number in numbers.items()
    ]


def _charts(shown: View) -> dict[str, list[tuple[str, Markup]]]:
    """The charts drawn in each language, each with its name; none where nothing is dated."""
    dated, counted_ones = shown.dated, countable(shown.dated)
    large = len(dated) > LIMIT
    drawn: dict[str, list[tuple[str, Markup]]] = {}
    for code in LANGUAGES if dated else ():
        words = catalogue(code)
        specs = [(words.overview, overview_spec(counted_ones, words))] if len(counted_ones) > 1 else []
        if not large:
            specs.append((words.timeline, timeline_spec(dated, words)))
        elif counted_ones:
            specs.append((words.timeline, density_spec(counted_ones, words)))
        drawn[code] = [(name, Markup(svg(spec, code))) for name, spec in specs]
    return drawn


@cache
def _lookup(table: str, key: str | None) -> Phrase:
    """The word of a table of the catalogue, else the key itself."""
    found = {}
    for code in LANGUAGES:
        words = {str(name): word for name, word in getattr(catalogue(code), table).items()}
        found[code] = (words.get(str(key), str(key)),)
    return found


def _lede(shown: View) -> Phrase:
    """The page in one sentence."""
    said: dict[str, tuple[str, ...]] = {}
    for code in LANGUAGES:
        words = catalogue(code)
        events, articles = words.count(len(shown.events), "event"), words.count(len(shown.articles), "article")
        if not shown.events:
            said[code] = (words.no_events,)
            continue
        if not shown.days:
            said[code] = (words.lede_undated.format(events=events, articles=articles),)
            continue
        first = str(min(_years(one)[0] for one in shown.dated))
        last = str(max(_years(one)[1] for one in shown.dated))
        period = first if first == last else words.calendar.years.format(first=first, last=last)
        dated = words.number(len(shown.dated))
        said[code] = (words.lede.format(events=events, dated=dated, range=period, articles=articles),)
    return said


def _years(event: EventView) -> tuple[int, int]:
    days = [day for day in (event.when.first, event.when.last) if day]
    return min(days).year, max(days).year


def _months(shown: View) -> list[tuple[str, Phrase, int]]:
    """Where each month (year, if there are many) starts in the page, and how many events it holds. A date that is wider
    stands by its own name."""
    by_year = len({(day.first.year, day.first.month) for day in shown.days if day.first}) > 48
    found: dict[object, list[Any]] = {}
    for day in shown.days:
        first, last = day.events[0].when.first, day.events[0].when.last
        ends = {(one.year, 0 if by_year else one.month) for one in (first, last) if one}
        whole = first is not None and last is not None and len(ends) == 1
        key = ends.pop() if whole else day.anchor
        entry = found.setdefault(key, [day.anchor, _month(key) if isinstance(key, tuple) else day.words, 0])
        entry[2] += len(day.events)
    return [(anchor, words, count) for anchor, words, count in found.values()]


def _density(shown: View) -> dict[str, Any]:
    """The table that says what the chart of a large chronology shows."""
    events = countable(shown.dated)
    if len(shown.dated) <= LIMIT or not events:
        return {"types": [], "rows": []}
    count, types = tally(events)
    unit = bucket_unit(events)
    rows = []
    for start in sorted({when for when, _ in count}):
        words = (
            _month((start.year, start.month if unit == "month" else 0))
            if unit != "day"
            else {code: (day_in_words(start, catalogue(code).calendar),) for code in LANGUAGES}
        )
        rows.append((words, [count[start, one] for one in types]))
    return {"types": types, "rows": rows}


def _month(key: tuple[int, int]) -> Phrase:
    year, month = key
    if not month:
        return same(str(year))
    return {code: (catalogue(code).calendar.month.format(month=catalogue(code).calendar.months[month - 1], year=year),)
            for code in LANGUAGES}  # fmt: skip


def _words(shown: View) -> dict[str, Any]:
    """What the script says by itself, in each language."""
    used = sorted({code for one in shown.events for code in one.event.countries})
    countries = {code: known_actors()[f"state:{code}"] for code in used if f"state:{code}" in known_actors()}
    said = {}
    for code in LANGUAGES:
        words = catalogue(code)
        said[code] = {
            "title": words.title,
            "shown": words.shown,
            "none": words.none_shown,
            "any": words.any,
            "group": words.group_mark,
            "types": {str(key): word for key, word in words.types.items()},
            "statuses": {str(key): word for key, word in words.statuses.items()},
            "precisions": words.precisions,
            "countries": {key: known.name(code) for key, known in countries.items()},
        }
    return said


def _rows(shown: View, strings: Strings) -> list[list[Any]]:
    """What the filters and the downloads need of each event; the rest is read from its card."""
    return [
        [
            one.event.event_id,
            one.event.event_type,
            one.event.mode,
            one.event.status,
            one.precision,
            one.when.first.isoformat() if one.when.first else None,
            one.when.last.isoformat() if one.when.last else None,
            one.event.grain,
            one.event.approximate,
            one.event.basis,
            one.event.edtf,
            strings.place(one.words),
            one.event.actor_names,
            one.event.recipient_names,
            one.event.countries,
            one.event.place_name,
            one.publishers,
            one.event.n_articles,
            one.event.n_publishers,
        ]
        for one in shown.events
    ]
