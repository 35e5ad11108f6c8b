"""THE table of stages: how a build runs, in one place. `run` walks it; nothing else knows the order."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from timeline import curate, link, quality, readers, report, store
from timeline.digest import sha256
from timeline.errors import StoreError
from timeline.kept import Kept
from timeline.records import Article, EventMention, Finding, FindingCode, Reject, Sentence

from .analysis import EACH, Analysis
from .ingestion import INGEST
from .sources import Root
from .stage import Stage


@dataclass(frozen=True, slots=True)
class Order:
    """What a build was asked for, once all defaults are settled."""

    given: tuple[Root, ...]
    out: Path
    reports: Path | None
    reading: readers.Options
    latest: date
    language: str | None
    workers: int
    corrections: Path
    keep_missing: bool = False
    pages: tuple[str, ...] = ()

    @property
    def about(self) -> dict[str, str | None]:
        """What the manifest says of it."""
        return {
            "as_of": self.latest.isoformat(),
            "language": self.language,
            "corrections": sha256(self.corrections.read_bytes()) if self.corrections.exists() else None,
        }

    @property
    def apart(self) -> tuple[Path, ...]:
        """Folders and files of ours that are no input, wherever they lie."""
        return tuple(path for path in (self.out, self.reports, self.corrections) if path)


@dataclass(frozen=True, slots=True)
class Written:
    """Where the files of a dataset are, by their names, and whether they differ from those of the build before."""

    files: dict[str, Path]
    changed: bool


@dataclass(frozen=True, slots=True)
class Sifted:
    """The articles as they count: copies marked, nothing from the furniture of a site; and what was noticed about them."""

    analyses: tuple[Analysis, ...]
    findings: tuple[Finding, ...]

    @property
    def articles(self) -> list[Article]:
        """The article of each analysis."""
        return [one.article for one in self.analyses]

    @property
    def mentions(self) -> list[EventMention]:
        """The event mentions of all articles."""
        return [mention for one in self.analyses for mention in one.mentions]


def sift(analyses: Sequence[Analysis], kept: Kept) -> Sifted:
    """All articles looked at together."""
    parts = (quality.Part(one.article, one.sentences, one.times, one.mentions, one.signature) for one in analyses)
    reviewed = quality.review(parts, kept)
    left = (
        replace(one, article=part.article, times=tuple(part.times), mentions=tuple(part.mentions))
        for one, part in zip(analyses, reviewed.parts, strict=True)
    )
    return Sifted(tuple(left), reviewed.findings)


def link_events(sifted: Sifted, kept: Kept) -> link.Linked:
    """The events that the mentions of all articles are about."""
    return link.link(sifted.mentions, sifted.articles, kept)


def correct(order: Order, linked: link.Linked, sifted: Sifted) -> curate.Curated:
    """The events as the analyst's file of corrections wants them."""
    told = curate.load_corrections(order.corrections)
    return curate.curate(linked, told, sifted.mentions, sifted.articles, source=order.corrections.name)


def gather(sifted: Sifted, curated: curate.Curated, rejects: Sequence[Reject]) -> store.Dataset:
    """All records of the build, side by side."""
    return store.Dataset(
        articles=sifted.articles,
        times=[row for one in sifted.analyses for row in _time_rows(one)],
        mentions=sifted.mentions,
        events=curated.linked.events,
        event_of=curated.linked.event_of,
        rejects=[*rejects, *curated.lost],
        findings=sifted.findings,
    )


def write_tables(order: Order, inputs: Sequence[Mapping[str, Any]], data: store.Dataset) -> Written:
    """Makes the records the dataset of the output folder. `inputs` are the files that they come from."""
    return Written(*store.write(order.out, data, inputs=inputs, about=order.about))


def write_report(order: Order, data: store.Dataset, kept: Kept) -> dict[Path, str]:
    """Draws the pages, if any were asked for, and gives their files with their digests, the one to open first."""
    if order.reports is None:
        return {}
    try:
        written = report.write_dataset(order.reports, data, by=order.pages, kept=kept)
    except OSError as error:
        where = f"{order.reports}: cannot write the page ({error.strerror or error})"
        raise StoreError(f"{where}; the tables are whole. Mend it, or choose another folder with --reports") from error
    return {order.reports / name: digest for name, digest in written.items()}


def _noticed(made: Sifted) -> str:
    """How much was noticed of what, "" where nothing was."""
    count = Counter(one.code for one in made.findings)
    return ", ".join(f"{code} {count[code]:,}" for code in FindingCode if count[code])


def _corrected(made: curate.Curated) -> str:
    """What the corrections did, "" where there are none."""
    lost = f", {len(made.lost)} found no event" if made.lost else ""
    return f"{made.applied} corrections applied{lost}" if made.applied or made.lost else ""


def _time_rows(one: Analysis) -> Iterator[store.TimeRow]:
    for time in one.times:
        yield store.TimeRow(one.article.article_id, _sentence_at(one.sentences, time.start), time)


def _sentence_at(sentences: Sequence[Sentence], at: int) -> int | None:
    here = bisect_right(sentences, at, key=lambda one: one.start) - 1
    return sentences[here].index if here >= 0 and at < sentences[here].end else None


STAGES: tuple[Stage, ...] = (
    INGEST,
    *EACH,
    Stage(
        "sift",
        ("analyses", "kept"),
        sift,
        "copies, furniture and doubts among all articles",
        gather=True,
        tell=_noticed,
    ),
    Stage(
        "link",
        ("sift", "kept"),
        link_events,
        "events: the mentions of one event, across articles",
        gather=True,
        tell=lambda linked: f"{len(linked.events):,} events from {len(linked.event_of):,} mentions",
    ),
    Stage(
        "curate",
        ("order", "link", "sift"),
        correct,
        "events as an analyst corrected them",
        gather=True,
        tell=_corrected,
    ),
    Stage("gather", ("sift", "curate", "rejects"), gather, "all records", gather=True, tell=lambda data: ""),
    Stage(
        "store",
        ("order", "inputs", "gather"),
        write_tables,
        "tables and manifest",
        gather=True,
        tell=lambda written: f"{len(written.files)} files" if written.changed else "as before, byte for byte",
    ),
    Stage(
        "report",
        ("order", "gather", "kept"),
        write_report,
        "HTML pages",
        gather=True,
        tell=lambda files: str(next(iter(files), "")),
    ),
)
"""First ingest, then what needs one article alone, then what needs all of them. The build gives `order`, `inputs`, `rejects`, and
`kept` to a stage that keeps parts of its result (`timeline.kept`)."""
