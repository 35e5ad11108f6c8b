"""The build: sources in, dataset and report out. Each input becomes an article or a reject; none is lost."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from timeline import curate, readers, store
from timeline.config import Config, load_config
from timeline.digest import canonical, sha256
from timeline.errors import UsageError
from timeline.garbage import uncollected
from timeline.kept import Kept
from timeline.records import Reject

from .analysis import EACH
from .cache import Cache, Shelf
from .engine import Spread, engine_of
from .ingestion import INGEST, LATEST
from .intake import PASSING, Intake
from .keys import Keys
from .last import Input, Last, digests, recall, remember
from .sources import Piece, files, pieces, reading, roots
from .stage import Stage
from .stages import STAGES, Order, correct, gather, link_events, sift, write_report, write_tables
from .summary import BuildSummary, Watch
from .tongues import has_dates, has_rules, primary, readable
from .work import Admitted, Examined, Work

SELF = ("timeline.pipeline.work", "timeline.pipeline.stage")
"""Modules on which every kept value depends: they say in what form it is kept."""


def build(
    sources: str | Path | Iterable[str | Path],
    *,
    out: str | Path = store.DEFAULT,
    reports: str | Path | None = None,
    config: str | Path | Config | None = None,
    as_of: date | None = None,
    workers: int = 1,
    engine: str | None = None,
    language: str | None = None,
    corrections: str | Path | None = None,
    keep_missing: bool = False,
    watch: Watch | None = None,
) -> BuildSummary:
    """Reads files and folders (recursively), and writes the dataset to `out` and a page to `reports` (None: no page).

    `as_of` is the last day on which an article can have been published; None is the end of this release's year, not today.
    `workers` are processes; the result is the same for any number (with more than one, a calling script needs its
    `if __name__ == "__main__":`). `language` is that of articles which do not state theirs. `engine`, the address of a cluster,
    is not supported yet. `corrections` is the analyst's file (None: `corrections.toml` beside `out`, if there is one).
    `keep_missing`: articles whose files are gone since the last build stay. What cannot be read becomes a
    row of `rejects`. What is known from the last build is not worked out again; the result is the same as from nothing. Raises
    UsageError, ConfigError or StoreError.
    """
    if engine is not None:
        raise UsageError(
            f"engine {engine!r}: this release computes on this machine only. Leave it out, and use workers"
        )
    settings = config if isinstance(config, Config) else load_config(Path(config) if config else None)
    spoken = language or settings.build.language
    if spoken is not None and not has_dates(primary(spoken)):
        raise UsageError(f"language {spoken!r}: it is not read here. There are {readable()}")
    order = Order(
        given=roots([sources] if isinstance(sources, str | Path) else sources),
        out=Path(out),
        reports=Path(reports) if reports is not None else None,
        reading=reading(settings),
        latest=as_of or settings.build.as_of or LATEST,
        language=spoken,
        workers=workers,
        corrections=Path(corrections) if corrections is not None else Path(out).parent / curate.FILE_NAME,
        keep_missing=keep_missing or settings.build.keep_missing,
        pages=settings.build.pages,
    )
    if corrections is not None and not order.corrections.exists():
        raise UsageError(
            f"{order.corrections}: there is no such file of corrections. Correct the path, or leave it out"
        )
    with store.locked(order.out), closing(Cache(order.out)) as cache:
        return _Build(order, watch or Watch(), cache).run()


class _Build:
    """One run: the stages in their order, what was refused on the way, and how long each took. `idle` are the stages that keep
    parts of their results and have not run, so that what they keep has not been asked for."""

    def __init__(self, order: Order, watch: Watch, cache: Cache) -> None:
        self.order, self.watch, self.cache = order, watch, cache
        self.keys = Keys(cache)
        known = {stage.name: self.keys.of(stage.run, *SELF) for stage in (INGEST, *EACH)}
        self.work = Work(cache, known, order.language, order.latest)
        self.found: dict[str, list[Admitted]] = {}
        self.rejects: list[Reject] = []
        self.seconds: dict[str, float] = {}
        self.read = 0
        self.idle = {stage.name for stage in STAGES if "kept" in stage.needs}

    def run(self) -> BuildSummary:
        order, last = self.order, recall(self.cache)
        found, parts = files(order.given, order.apart), list(pieces(order.given, order.apart))
        asked = self._asked([file.row for file in found.values()], parts)
        if last and last.asked == asked and last.has_tables(order.out) and last.has_pages(order.reports):
            return self._as_before(last)
        intake = Intake(self.work, self.keys.of(readers.read_part, *SELF), found, order.reading, self._take)
        with engine_of(order.workers) as spread:
            missing = self._ingest(spread, intake, parts)
            examined = self._analyse(spread)
        if intake.changed:
            found = files(order.given, order.apart)
        if intake.changed or any(reject.code in PASSING for reject in self.rejects):
            asked = ""
        rows = [*(file.row for file in found.values()), *(dict(row) for one in missing for row in one.rows)]
        with uncollected():
            made, changed = self._gather(examined, rows, last)
        made = made.model_copy(update={"asked": asked})
        remember(self.cache, made, [*intake.inputs(), *missing])
        self.cache.sweep(spared=self.idle)
        return self._summary(made, changed=changed)

    def _asked(self, rows: Sequence[Mapping[str, Any]], parts: Sequence[Piece | Reject]) -> str:
        """The digest of all that the build depends on: code, data and packages, inputs and options."""
        order = self.order
        named = [one.model_dump(mode="json") if isinstance(one, Reject) else one.source for one in parts]
        options = [
            order.about,
            order.corrections.name,
            order.reading.model_dump(mode="json"),
            order.keep_missing,
            order.pages,
            order.reports is None,
        ]
        return sha256(canonical([self.keys.of(build), rows, named, options]))

    def _as_before(self, last: Last) -> BuildSummary:
        with self._timed("build") as said:
            said.append("nothing has changed since the last one")
        return self._summary(last, changed=False)

    def _ingest(self, spread: Spread, intake: Intake, parts: list[Piece | Reject]) -> list[Input]:
        """Takes all articles in; gives what is kept of files that are gone."""
        with self._timed("ingest") as said:
            intake.run(spread, parts)
            present = {one.source for one in parts if isinstance(one, Piece)}
            first = not (self.order.out / store.MANIFEST).exists()
            missing = intake.keep(present, first=first) if self.order.keep_missing else []
            refused = len(self.rejects)
            said.append(f"{len(self.found):,} articles, {refused + self._refuse_copies():,} refused")
            if missing:
                said.append(f", {len(missing):,} files are gone and kept")
        return missing

    def _take(self, item: Admitted | Reject) -> None:
        self.read += 1
        self.watch.advance()
        if isinstance(item, Reject):
            self.rejects.append(item)
        else:
            self.found.setdefault(item.article.article_id, []).append(item)

    def _refuse_copies(self) -> int:
        """Of the same article several times the one whose source sorts first stays; gives how many others there are."""
        before = len(self.rejects)
        for copies in self.found.values():
            copies.sort(key=lambda one: (one.source, one.key))
            for other in copies[1:]:
                message = f"{other.source}: the same article as {copies[0].source}; nothing to do, it is counted once"
                title = other.article.title
                self.rejects.append(
                    Reject(source=other.source, stage="ingest", code="duplicate", message=message, excerpt=title)
                )
            del copies[1:]
        return len(self.rejects) - before

    def _analyse(self, spread: Spread) -> list[tuple[Admitted, Examined]]:
        """The articles that no stage failed on, in the order of their ids, with what the stages gave."""
        articles = [self.found[article_id][0] for article_id in sorted(self.found)]
        done: dict[str, Examined] = {}
        with self._timed("analyse", len(articles)) as said:
            new = [one for one in articles if not self._recall(one, done)]
            for one, result in zip(new, spread(self.work.examine, new), strict=True):
                self.watch.advance()
                if isinstance(result, Reject):
                    self.rejects.append(result)
                    continue
                for key, body in result.fresh:
                    self.cache.put(key, body)
                self.cache.spare(result.held)
                done[one.key] = result
            self.cache.commit()
            said.append(f"{len(articles):,} articles, {len(new):,} of them new or changed")
        return [(one, done[one.key]) for one in articles if one.key in done]

    def _recall(self, article: Admitted, done: dict[str, Examined]) -> bool:
        known = self.work.recall(article)
        if known is None:
            return False
        self.watch.advance()
        done[article.key] = known
        return True

    def _gather(
        self, examined: Sequence[tuple[Admitted, Examined]], rows: Sequence[Mapping[str, Any]], last: Last | None
    ) -> tuple[Last, bool]:
        """What needs all articles at once; nothing of it where all that it depends on is as it was. Also gives whether the
        dataset is another than before."""
        content = sha256(
            canonical(
                [
                    [[one.source, sha256(one.body), *result.digests] for one, result in examined],
                    sorted(reject.model_dump_json() for reject in self.rejects),
                ]
            )
        )
        about = self.order.about
        base = [*(self.keys.of(one) for one in (sift, link_events, correct, gather)), content]
        base += [self.order.corrections.name, str(about["corrections"])]
        tables = sha256(canonical([*base, self.keys.of(write_tables), rows, about]))
        pages = sha256(canonical([*base, self.keys.of(write_report), self.order.pages]))
        whole = last is not None and last.tables == tables and last.has_tables(self.order.out)
        drawn = last is not None and last.report == pages and last.has_pages(self.order.reports)
        if last is not None and whole and drawn:
            return last, False
        made: dict[str, Any] = {
            "order": self.order,
            "inputs": rows,
            "analyses": [result.analysis(one.article) for one, result in examined],
            "rejects": self.rejects,
        }
        for stage in STAGES:
            if stage.gather and not (stage.name == "store" and whole) and not (stage.name == "report" and drawn):
                with self._timed(stage.name) as said:
                    made[stage.name] = stage.of({**made, **self._kept(stage)})
                    said.append(stage.tell(made[stage.name]))
        return self._last(made, last, tables, pages), "store" in made and made["store"].changed

    def _kept(self, stage: Stage) -> dict[str, Kept]:
        """What a stage that keeps parts of its result is given beside the results that it needs."""
        if "kept" not in stage.needs:
            return {}
        self.idle.discard(stage.name)
        return {"kept": Shelf(self.cache, stage.name, self.keys.of(stage.run, *SELF))}

    def _last(self, made: Mapping[str, Any], last: Last | None, tables: str, pages: str) -> Last:
        """The record of what was made; what was not made anew is as `last` says."""
        data: store.Dataset = made["gather"]
        counts = {
            "read": self.read,
            "articles": len(data.articles),
            "rejects": dict(sorted(Counter(reject.code for reject in self.rejects).items())),
            "without_rules": sum(not has_rules(article.language) for article in data.articles),
            "times": len(data.times),
            "mentions": len(data.mentions),
            "events": len(data.events),
            "corrected": made["curate"].applied,
            "uncorrected": len(made["curate"].lost),
            "findings": dict(sorted(Counter(str(one.code) for one in data.findings).items())),
        }
        written, drawing = made.get("store"), made.get("report", {})
        names = [path.name for path in written.files.values()] if written else []
        reports = self.order.reports
        drawn = {path.relative_to(reports).as_posix(): digest for path, digest in drawing.items()} if reports else {}
        return Last(
            asked="",
            tables=tables,
            report=pages,
            counts=counts,
            files=digests(self.order.out, names) if written else last.files if last else {},
            pages=drawn or (last.pages if last else {}),
        )

    def _summary(self, made: Last, *, changed: bool) -> BuildSummary:
        out, reports = self.order.out, self.order.reports
        return BuildSummary(
            **made.counts,
            out=out,
            tables={Path(name).stem: out / name for name in made.files},
            report=reports / next(iter(made.pages)) if reports else None,
            changed=changed,
            seconds=self.seconds,
        )

    @contextmanager
    def _timed(self, name: str, total: int | None = None) -> Iterator[list[str]]:
        self.watch.start(name, total)
        said: list[str] = []
        begun = perf_counter()
        yield said
        self.seconds[name] = round(perf_counter() - begun, 3)
        if any(said):
            self.watch.finish(name, "".join(said), self.seconds[name])
