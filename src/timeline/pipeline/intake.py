"""Files become articles: each file is read, and each article made, unless it is known from the last build what they give."""

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from timeline import readers
from timeline.digest import canonical, sha256
from timeline.errors import StoreError
from timeline.records import Draft, Reject

from .cache import Cache
from .engine import Spread
from .guard import guarded
from .last import Input, recall_inputs
from .sources import File, Piece, named
from .work import Admitted, Work

PASSING = {"changed", "unreadable", "failed"}
"""Codes of refusals that may not come again, though the file stays as it is: they are not remembered."""


@dataclass(slots=True)
class _Gift:
    """What a file has given so far. `complete`: nothing went wrong with it that may not go wrong again."""

    piece: Piece
    articles: list[tuple[str, str]] = field(default_factory=list)
    units: list[tuple[str, str]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    complete: bool = True


class Intake:
    """The way in. `take` is told of every article and every refusal, in no particular order.

    `reading` is the digest of all that reading depends on beside the file; `files` are the files as they were when the build
    began. `changed` says whether one of them was another when it was read.
    """

    def __init__(
        self,
        work: Work,
        reading: str,
        files: Mapping[Path, File],
        options: readers.Options,
        take: Callable[[Admitted | Reject], None],
    ) -> None:
        self.work, self.reading, self.files, self.options, self.take = work, reading, files, options, take
        self.changed = False
        self._gifts: list[_Gift] = []
        self._waiting: deque[_Gift] = deque()

    @property
    def cache(self) -> Cache:
        """Where it is kept."""
        return self.work.cache

    def run(self, spread: Spread, pieces: list[Piece | Reject]) -> None:
        """Takes in all pieces."""
        for result in spread(self.work.admit, self._unknown(pieces)):
            gift = self._waiting.popleft()
            if isinstance(result, Admitted):
                for key, body in (*result.beside, (result.key, result.body)):
                    self.cache.put(key, body)
                gift.articles.append((result.source, result.key))
            else:
                gift.complete = False
                gift.rejects.append(result)
            self.take(result)

    def keep(self, present: set[str], *, first: bool) -> list[Input]:
        """Takes in what the last build had of files that are not `present`, as it was read then. `first`: there was none.
        Raises StoreError where the cache does not know the last build any more."""
        inputs = () if first else recall_inputs(self.cache)
        if inputs is None:
            raise StoreError(
                f"{self.cache.path.parent}: knows nothing of a last build, so that nothing missing can be kept. Bring the "
                "missing inputs back, or build without --keep-missing"
            )
        kept = [one for one in inputs if one.source not in present]
        for one in kept:
            for reject in one.rejects:
                self.take(reject)
            for source, key in one.articles:
                body = self.cache.get(key)
                if body is None:
                    raise StoreError(
                        f"{source}: its article is lost from {self.cache.path.parent}, and its file is missing. Bring the file "
                        "back, or build without --keep-missing"
                    )
                self.take(Admitted(source, key, body))
        return [one.model_copy(update={"rows": tuple({**row, "missing": True} for row in one.rows)}) for one in kept]

    def inputs(self) -> list[Input]:
        """What each file gave, for the next build."""
        return [
            Input(
                source=gift.piece.source,
                rows=tuple(self.files[path].row for path in gift.piece.paths if path in self.files),
                articles=tuple(gift.articles),
                rejects=tuple(gift.rejects),
            )
            for gift in self._gifts
        ]

    def _unknown(self, pieces: list[Piece | Reject]) -> Iterator[Draft]:
        """The drafts that are to be made articles; what is known is taken as it comes by."""
        for piece in pieces:
            if isinstance(piece, Reject):
                self.take(piece)
                continue
            gift = _Gift(piece)
            self._gifts.append(gift)
            if not self._recall(gift):
                yield from self._read(gift)

    def _recall(self, gift: _Gift) -> bool:
        """Takes what a file gave before, if all of it is known."""
        key = self._key(gift.piece)
        body = self.cache.get(key) if key else None
        if body is None:
            return False
        told = json.loads(body)
        articles = [self.work.recall_article(source, unit) for source, unit in told["articles"]]
        if None in articles:
            return False
        gift.rejects = [Reject.model_validate(row) for row in told["rejects"]]
        for article in filter(None, articles):
            gift.articles.append((article.source, article.key))
            self.take(article)
        for reject in gift.rejects:
            self.take(reject)
        return True

    def _read(self, gift: _Gift) -> Iterator[Draft]:
        """The drafts of a file that are not known as articles yet."""
        key = self._key(gift.piece)
        for found in readers.read_part(gift.piece.part, self.options):
            one = named(found, gift.piece.prefix + found.source)
            unit = one if isinstance(one, Reject) else guarded("ingest", one.source, self.work.unit, one)
            if isinstance(unit, Reject):
                gift.rejects.append(unit)
                gift.complete &= unit.code not in PASSING
                self.take(unit)
                continue
            assert isinstance(one, Draft)
            gift.units.append((one.source, unit))
            known = self.work.recall_article(one.source, unit)
            if known is None:
                self._waiting.append(gift)
                yield one
            else:
                gift.articles.append((known.source, known.key))
                self.take(known)
        if self._has_changed(gift.piece):
            self.changed = True
        elif key and gift.complete:
            rejects = [one.model_dump(mode="json") for one in gift.rejects]
            self.cache.put(key, canonical({"articles": gift.units, "rejects": rejects}))

    def _has_changed(self, piece: Piece) -> bool:
        return any(path in self.files and self.files[path].has_changed(path) for path in piece.paths)

    def _key(self, piece: Piece) -> str | None:
        """The key of what a file gives, None where it could not be read when the build began."""
        known = [self.files[path] for path in piece.paths if path in self.files]
        if len(known) < len(piece.paths) or any(one.sha256 is None for one in known):
            return None
        options = self.options.model_dump(mode="json")
        return sha256(canonical([self.reading, options, piece.source, [(one.source, one.sha256) for one in known]]))
