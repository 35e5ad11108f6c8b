"""The build: sources in, dataset and report out. Each input becomes an article or a reject; none is lost."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from timeline import curate, store
from timeline.config import Config, load_config
from timeline.errors import UsageError
from timeline.records import Article, Draft, Reject

from .analysis import EACH, Analysis
from .engine import Spread, engine_of
from .guard import guarded
from .ingestion import LATEST, has_dates, has_rules, ingest, primary, readable
from .sources import drafts, reading, roots
from .stages import STAGES, Order
from .summary import BuildSummary, Watch


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
    watch: Watch | None = None,
) -> BuildSummary:
    """Reads files and folders (recursively), and writes the dataset to `out` and a page to `reports` (None: no page).

    `as_of` is the last day on which an article can have been published; None is the end of this release's year, not today.
    `workers` are processes; the result is the same for any number (with more than one, a calling script needs its
    `if __name__ == "__main__":`). `corrections` is the analyst's file (None: `corrections.toml` beside `out`, if there is one).
    `language` is that of articles which do not state theirs. `engine`, the address of a cluster,
    is not supported yet. What cannot be read becomes a row of `rejects`. Raises UsageError, ConfigError or StoreError.
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
    )
    if corrections is not None and not order.corrections.exists():
        raise UsageError(
            f"{order.corrections}: there is no such file of corrections. Correct the path, or leave it out"
        )
    with store.locked(order.out):
        return _Build(order, watch or Watch()).run()


class _Build:
    """One run: the stages in their order, what was refused on the way, and how long each took."""

    def __init__(self, order: Order, watch: Watch) -> None:
        self.order, self.watch = order, watch
        self.rejects: list[Reject] = []
        self.seconds: dict[str, float] = {}
        self.read = 0

    def run(self) -> BuildSummary:
        with engine_of(self.order.workers) as spread:
            articles = self._ingest(spread)
            analyses = self._analyse(spread, articles)
        made: dict[str, Any] = {"order": self.order, "analyses": analyses, "rejects": self.rejects}
        for stage in STAGES:
            if stage.gather:
                with self._timed(stage.name) as said:
                    made[stage.name] = stage.of(made)
                    said.append(stage.tell(made[stage.name]))
        data: store.Dataset = made["gather"]
        return BuildSummary(
            read=self.read,
            articles=len(data.articles),
            rejects=dict(sorted(Counter(reject.code for reject in self.rejects).items())),
            without_rules=sum(not has_rules(article.language) for article in data.articles),
            times=len(data.times),
            mentions=len(data.mentions),
            events=len(data.events),
            out=self.order.out,
            tables=made["store"].files,
            report=made["report"],
            changed=made["store"].changed,
            corrected=made["curate"].applied,
            uncorrected=len(made["curate"].lost),
            findings=dict(sorted(Counter(str(one.code) for one in data.findings).items())),
            seconds=self.seconds,
        )

    def _ingest(self, spread: Spread) -> list[Article]:
        kept: dict[str, Article] = {}
        work = partial(admit, language=self.order.language, latest=self.order.latest)
        with self._timed("ingest") as said:
            for item in spread(work, drafts(self.order.given, self.order.reading, self.order.apart)):
                self.read += 1
                self.watch.advance()
                if isinstance(item, Reject):
                    self.rejects.append(item)
                else:
                    self._keep(kept, item)
            said.append(f"{len(kept):,} articles, {len(self.rejects):,} refused")
        return [kept[article_id] for article_id in sorted(kept)]

    def _keep(self, kept: dict[str, Article], article: Article) -> None:
        """Of the same article twice the one whose source sorts first stays, so that the order of reading does not matter."""
        other = kept.setdefault(article.article_id, article)
        if other is article:
            return
        first, second = sorted((other, article), key=lambda one: one.source)
        kept[article.article_id] = first
        message = f"{second.source}: the same article as {first.source}; nothing to do, it is counted once"
        self.rejects.append(
            Reject(source=second.source, stage="ingest", code="duplicate", message=message, excerpt=article.title)
        )

    def _analyse(self, spread: Spread, articles: list[Article]) -> list[Analysis]:
        done: list[Analysis] = []
        with self._timed("analyse", len(articles)) as said:
            for result in spread(examine, articles):
                self.watch.advance()
                if isinstance(result, Reject):
                    self.rejects.append(result)
                else:
                    done.append(result)
            times, mentions = sum(len(one.times) for one in done), sum(len(one.mentions) for one in done)
            said.append(f"{times:,} time expressions, {mentions:,} event mentions")
        return done

    @contextmanager
    def _timed(self, name: str, total: int | None = None) -> Iterator[list[str]]:
        self.watch.start(name, total)
        said: list[str] = []
        begun = perf_counter()
        yield said
        self.seconds[name] = round(perf_counter() - begun, 3)
        if any(said):
            self.watch.finish(name, " ".join(said), self.seconds[name])


def admit(item: Draft | Reject, *, language: str | None, latest: date) -> Article | Reject:
    """The article of a draft, in whatever language it is."""
    if isinstance(item, Reject):
        return item
    return guarded("ingest", item.source, ingest, item, language=language, latest=latest)


def examine(article: Article) -> Analysis | Reject:
    """One article through the stages that need it alone; a fault names its stage and costs this article only."""
    made: dict[str, Any] = {"ingest": article}
    for stage in EACH:
        result = guarded(stage.name, article.source, stage.of, made)
        if isinstance(result, Reject):
            return result
        made[stage.name] = result
    return Analysis.of(made)
