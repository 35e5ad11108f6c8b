"""Who does the work: this process, or a pool of processes. The results and their order are the same."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import Protocol, TypeVar

from timeline.errors import StageError

A = TypeVar("A")
B = TypeVar("B")

CHUNK = 8
"""Articles that travel to a worker together."""
FEW = 32
"""Items that are done here, since that is quicker than to start a worker, which loads a parser of its own."""
AHEAD = 4
"""Chunks that wait per worker: enough to keep it busy, few enough to hold little in memory."""


class Spread(Protocol):
    """Maps a function over items, in their order, somewhere."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The results, as they come in, in the order of the items. The function must be importable by name."""
        ...


def _here(function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    return map(function, items)


@contextmanager
def engine_of(workers: int) -> Iterator[Spread]:
    """A way to map with that many worker processes; with one, this process does it all."""
    if workers <= 1:
        yield _here
        return
    # A fresh interpreter per worker: a fork of a process that holds threads (polars has some) may hang.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_deaf)

    def spread(function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        rest = iter(items)
        head = list(islice(rest, FEW + 1))
        if len(head) <= FEW:
            return _here(function, head)
        return _ordered(pool, workers, function, chain(head, rest))

    try:
        yield spread
    finally:
        pool.shutdown(cancel_futures=True)


def _deaf() -> None:
    """A worker leaves Ctrl-C to the process that it works for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _ordered(pool: ProcessPoolExecutor, workers: int, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    waiting: deque[Future[list[B]]] = deque()
    source = iter(items)
    try:
        while True:
            while len(waiting) < workers * AHEAD and (chunk := list(islice(source, CHUNK))):
                waiting.append(pool.submit(_do, function, chunk))
            if not waiting:
                return
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        cause = "a worker process died, most likely for want of memory; build again with fewer --workers"
        raise StageError("engine", "(several)", cause) from error


def _do(function: Callable[[A], B], chunk: list[A]) -> list[B]:
    return [function(item) for item in chunk]
