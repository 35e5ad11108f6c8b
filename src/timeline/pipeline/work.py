"""One article at a time, each step looked up before it is done: what runs in this process or in a worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.digest import canonical, sha256
from timeline.records import Article, Draft, Reject
from timeline.temporal import settled

from .analysis import EACH, Analysis
from .cache import Cache
from .guard import guarded
from .ingestion import INGEST
from .stage import Stage

FINAL = ("segment", "recognise", "chain", "sign")
"""The stages whose results leave the article."""

Entry = tuple[str, bytes]
"""A key and the value to keep under it."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """An article as JSON, without its source: where it was found is no part of it. `key` is that of the cache; `beside` is what
    is to be kept with it."""

    source: str
    key: str
    body: bytes
    beside: tuple[Entry, ...] = ()

    @property
    def article(self) -> Article:
        """The article, with the source that it was found in."""
        article: Article = INGEST.load(self.body)
        return article.model_copy(update={"source": self.source})


@dataclass(frozen=True, slots=True)
class Examined:
    """The results of the stages on one article, as JSON by the name of the stage; `fresh` are those that were not kept yet,
    `held` the keys of those that were: whoever sweeps the cache may be another process, and must know of them."""

    bodies: Mapping[str, bytes]
    fresh: tuple[Entry, ...] = ()
    held: tuple[str, ...] = ()

    def analysis(self, article: Article) -> Analysis:
        """The results as records."""
        made = {stage.name: stage.load(self.bodies[stage.name]) for stage in EACH if stage.name in FINAL}
        return Analysis.of({"ingest": article, **made})

    @property
    def digests(self) -> list[str]:
        """What tells the results from any others."""
        return [sha256(self.bodies[name]) for name in FINAL]


@dataclass(frozen=True, slots=True)
class Work:
    """What is done to an article. `keys` holds, by the name of a stage, the digest of what its results depend on beside what it
    is given; `language` and `latest` are what `ingest` is told."""

    cache: Cache
    keys: Mapping[str, str]
    language: str | None
    latest: date

    def unit(self, draft: Draft) -> str:
        """The digest of a draft. Of its source only the name of the file counts: the number of an article in it is no part of
        the article."""
        bare = draft.model_copy(update={"source": draft.source.partition("#")[0]})
        return sha256(bare.model_dump_json().encode("utf-8"))

    def recall_article(self, source: str, unit: str) -> Admitted | None:
        """The article of a draft, None where it is not known."""
        since = self.cache.get(self._since(unit))
        key = self._admission(unit, since.decode() if since else None)
        body = self.cache.get(key)
        return None if body is None else Admitted(source, key, body)

    def admit(self, draft: Draft) -> Admitted | Reject:
        """The article of a draft, in whatever language it is."""
        return guarded(INGEST.name, draft.source, self._admit, draft)

    def _admit(self, draft: Draft) -> Admitted:
        article = INGEST.run(draft, language=self.language, latest=self.latest)
        body = INGEST.dump(article.model_copy(update={"source": ""}))
        unit, day = self.unit(draft), settled(draft, article.language)
        since = day.isoformat() if day else None
        beside = ((self._since(unit), since.encode()),) if since else ()
        return Admitted(draft.source, self._admission(unit, since), body, beside)

    def _since(self, unit: str) -> str:
        """The key of the day from which on it makes no difference to a draft what the last possible day is."""
        return sha256(canonical(["since", self.keys[INGEST.name], self.language, unit]))

    def _admission(self, unit: str, since: str | None) -> str:
        """The key of an article. An article is the same for every last possible day not before `since`."""
        latest = self.latest.isoformat()
        day = since if since is not None and since <= latest else latest
        return sha256(canonical([self.keys[INGEST.name], self.language, day, unit]))

    def recall(self, article: Admitted) -> Examined | None:
        """What is known of an article; None where any of it has to be worked out."""
        digests = {INGEST.name: sha256(article.body)}
        bodies = {}
        for stage in EACH:
            key = self._key(stage, digests)
            if stage.name in FINAL:
                digest, bodies[stage.name] = self.cache.entry(key) or (None, b"")
            else:
                digest = self.cache.digest(key)
            if digest is None:
                return None
            digests[stage.name] = digest
        return Examined(bodies)

    def examine(self, article: Admitted) -> Examined | Reject:
        """One article through the stages that need it alone; a fault names its stage and costs this article only.

        Each stage is given what the cache would give, be it fresh or kept. One that is given the same as before is not run.
        """
        bodies = {INGEST.name: article.body}
        made: dict[str, Any] = {INGEST.name: INGEST.load(article.body)}
        fresh: list[Entry] = []
        held: list[str] = []
        for stage in EACH:
            key = self._key(stage, {name: sha256(bodies[name]) for name in stage.needs})
            body = self.cache.get(key)
            if body is None:
                result = guarded(stage.name, article.source, _run, stage, made)
                if isinstance(result, Reject):
                    return result
                body = result
                fresh.append((key, body))
            else:
                held.append(key)
            bodies[stage.name] = body
            made[stage.name] = stage.load(body)
        return Examined({name: bodies[name] for name in FINAL}, tuple(fresh), tuple(held))

    def _key(self, stage: Stage, digests: Mapping[str, str]) -> str:
        return sha256(canonical([self.keys[stage.name], *(digests[name] for name in stage.needs)]))


def _run(stage: Stage, made: Mapping[str, Any]) -> bytes:
    return stage.dump(stage.of(made))
