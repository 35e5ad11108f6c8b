"""The words of the interface: one typed catalogue a language, read from `catalogue/<code>.toml`. A third language is a file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from timeline.languages.loader import parse_part
from timeline.records import Basis, EventType, FindingCode, Grain, PublishedBasis, Status

LANGUAGES = ("fr", "en")
"""Codes of the catalogues, in the order in which they are offered."""
HOLE = re.compile(r"\{(\w+)\}")


class Words(BaseModel):
    """A frozen table of words that refuses unknown keys and needs all of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Calendar(Words):
    """How dates are said. Months from January, weekdays from Monday, seasons from spring; `the` puts a day into a sentence.

    Holes in braces are filled by `dates.py`; a pattern need not use all that it is given.
    """

    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: tuple[str, ...]
    ordinals: tuple[str, ...]
    dayparts: dict[str, str]
    first_day: str
    day: str
    day_plain: str
    day_of_year: str
    the: str
    month: str
    early_month: str
    mid_month: str
    late_month: str
    early_year: str
    mid_year: str
    late_year: str
    early_other: str
    mid_other: str
    late_other: str
    span: str
    between: str
    one_of: str
    week: str
    weekend: str
    season: str
    quarter: str
    half: str
    decade: str
    century: str
    years: str
    years_between: str
    about: str
    about_day: str
    from_: str
    until: str
    bounded: str
    bounded_after: str
    unknown: str
    at_time: str
    clock: str
    clock_hour: str

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"))

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        sizes = (len(self.months), len(self.months_short), len(self.weekdays), len(self.seasons))
        if sizes != (12, 12, 7, 4) or self.dayparts.keys() != {"MO", "MI", "AF", "EV", "NI"} or len(self.ordinals) < 21:
            raise ValueError(
                "12 months, 7 weekdays, 4 seasons, 21 ordinals and the parts of day MO MI AF EV NI are needed"
            )
        return self


class Reasons(Words):
    """Why a date is what it is, by its basis. `{phrase}` is the quoted expression, `{anchor}` and `{date}` are days in words."""

    stated: str
    resolved: str
    resolved_bare: str
    anaphoric: str
    anaphoric_bare: str
    assumed: str
    assumed_bare: str
    inherited: str
    published: str
    published_planned: str
    published_bare: str
    none: str
    own: str


class Catalogue(Words):
    """All strings of the interface in one language. Pairs are singular and plural."""

    code: str
    language: str
    switch: str
    skip: str
    title: str
    lede: str
    lede_undated: str
    contents: str
    more: str
    event: tuple[str, str]
    article: tuple[str, str]
    publisher: tuple[str, str]
    reject: tuple[str, str]
    source: tuple[str, str]
    mention: tuple[str, str]
    no_events: str
    zero_is_one: bool
    group_mark: str
    decimal_mark: str
    dates_heading: str
    timeline: str
    overview: str
    table: str
    key_day: str
    key_span: str
    key_range: str
    key_open: str
    cooperation_words: str
    cooperation_deeds: str
    conflict_words: str
    conflict_deeds: str
    other_kind: str
    chronology: str
    undated_heading: str
    undated_help: str
    why: str
    legend: str
    mark_trigger: str
    mark_time: str
    mark_actor: str
    mark_recipient: str
    mark_place: str
    mark_attribution: str
    mark_quantity: str
    said_by: str
    conflicts: str
    curated: str
    published_on: str
    published_unknown: str
    filters: str
    search: str
    search_hint: str
    field_type: str
    field_status: str
    field_actor: str
    field_country: str
    field_publisher: str
    field_precision: str
    field_from: str
    field_to: str
    reset: str
    shown: str
    none_shown: str
    download: str
    articles: str
    rejected: str
    rejected_none: str
    column_date: str
    column_event: str
    column_title: str
    column_publisher: str
    column_language: str
    column_published: str
    column_basis: str
    column_trust: str
    column_evidence: str
    column_source: str
    column_stage: str
    column_code: str
    column_message: str
    column_times: str
    column_count: str
    trusted: str
    untrusted: str
    colophon: str
    timeline_how: str
    timeline_keys: str
    lanes_by: str
    lanes_type: str
    lanes_actor: str
    lanes_place: str
    lanes_publisher: str
    scale: str
    zoom_in: str
    zoom_out: str
    zoom_all: str
    period: str
    period_before: str
    period_after: str
    filter_range: str
    others: str
    no_type: str
    no_place: str
    no_actor: str
    no_publisher: str
    and_more: str
    more_values: str
    nearby: str
    nothing_here: str
    loose: str
    span_shown: str
    since: str
    until_day: str
    remove: str
    key_planned: str
    key_denied: str
    event_date: str
    statement_date: str
    publication_date: str
    said_on: str
    on_frieze: str
    permalink: str
    up: str
    pictures: str
    pages: str
    too_many: str
    field_place: str
    field_grain: str
    field_basis: str
    steps: str
    pages_by_month: str
    pages_by_actor: str
    pages_by_topic: str
    pages_left_out: str
    pictures_help: str
    by_week: str
    by_month: str
    by_year: str
    coarser: str
    pairs: str
    pairs_help: str
    pairs_table: str
    places: str
    places_without: str
    quality: str
    lag: str
    lag_help: str
    quality_basis: str
    quality_basis_help: str
    quality_published: str
    quality_published_help: str
    quality_conflicts: str
    quality_noticed: str
    quality_noticed_help: str
    column_number: str
    column_kinds: str
    column_trend: str
    column_coordinates: str
    column_lag: str
    column_field: str
    types: dict[EventType, str]
    modes: dict[str, str]
    statuses: dict[Status, str]
    precisions: dict[str, str]
    bases: dict[PublishedBasis, str]
    languages: dict[str, str]
    grains: dict[Grain, str]
    date_bases: dict[Basis, str]
    findings: dict[FindingCode, str]
    lags: dict[str, str]
    conflict_fields: dict[str, str]
    calendar: Calendar
    reasons: Reasons

    @model_validator(mode="after")
    def _names_everything(self) -> Self:
        tables = ((self.types, EventType), (self.statuses, Status), (self.bases, PublishedBasis), (self.grains, Grain))
        for table, kinds in (*tables, (self.date_bases, Basis), (self.findings, FindingCode)):
            missing = [str(kind) for kind in kinds if kind not in table]
            if missing:
                raise ValueError(f"no word for {', '.join(missing)}")
        return self

    def noun(self, number: int, noun: str) -> str:
        """The form of a noun that goes with a number. French counts 0 and 1 as singular."""
        one, many = getattr(self, noun)
        return str(one if number == 1 or (number == 0 and self.zero_is_one) else many)

    def count(self, number: int, noun: str) -> str:
        """A number and its noun: "1 event", "3 500 phrases"."""
        return f"{self.number(number)}\u00a0{self.noun(number, noun)}"

    def number(self, value: float) -> str:
        """A number with the language's marks."""
        text = f"{value:,.15g}" if value != int(value) else f"{int(value):,}"
        return text.translate({ord(","): self.group_mark, ord("."): self.decimal_mark})


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article inside a sentence of the interface, in the article's own language."""

    text: str
    language: str | None = None


Text = tuple[str | Quote, ...]
"""A sentence of the interface: our words, and quotations in other languages."""
Phrase = Mapping[str, Text]
"""The same sentence in each language of the interface."""


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of one language. Raises LanguageDataError."""
    return parse_part(files(__package__).joinpath("catalogue", f"{language}.toml"), Catalogue)


def fill(pattern: str, **values: str | Quote) -> Text:
    """`pattern` with its holes filled; a hole without a value is an error of the catalogue (KeyError)."""
    parts: list[str | Quote] = []
    for place, piece in enumerate(HOLE.split(pattern)):
        part = values[piece] if place % 2 else piece
        if part and isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        elif part:
            parts.append(part)
    return tuple(parts)


def plain(text: Text) -> str:
    """A text as one string."""
    return "".join(part if isinstance(part, str) else part.text for part in text)
