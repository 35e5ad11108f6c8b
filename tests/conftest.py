"""What several areas of the tests share: the sample articles, built once."""

import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

import timeline

ROOT = Path(__file__).resolve().parent.parent


Guard = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def no_hang() -> Guard:
    """Ends what runs away: a minute of the processor's time, where the work itself takes a second or less.

    It measures no speed (`make bench` does) and does not count what other programs take.
    """

    @contextmanager
    def guarded() -> Iterator[None]:
        def stop(*_: object) -> None:
            raise AssertionError(
                "it ran for a minute of the processor's time: it does not grow with the input's length"
            )

        before = signal.signal(signal.SIGPROF, stop)
        signal.setitimer(signal.ITIMER_PROF, 60)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)

    return guarded


@dataclass(frozen=True)
class Sample:
    """A build of data/raw: where its tables and its page are."""

    folder: Path
    processed: Path
    page: Path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sample")
    processed, reports = folder / "data" / "processed", folder / "reports"
    timeline.build([ROOT / "data" / "raw"], out=processed, reports=reports)
    return Sample(folder, processed, reports / "index.html")
