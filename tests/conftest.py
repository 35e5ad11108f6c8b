"""What several areas of the tests share: the sample articles, built once."""

from dataclasses import dataclass
from pathlib import Path

import pytest

import timeline

ROOT = Path(__file__).resolve().parent.parent


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
