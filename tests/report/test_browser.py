"""The page in a real browser: its script runs under its own policy, and the address says what is shown."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.report import write

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=4000",
    "--dump-dom",
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: `make browser` installs it")
Browse = Callable[[str], str]


@pytest.fixture
def browse(desk, tmp_path: Path) -> Browse:
    """Opens the page of the small set at an address and gives the document as it then stands."""
    page = write(tmp_path / "reports", *desk.rows())

    def opened(fragment: str = "") -> str:
        command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", f"{page.as_uri()}{fragment}"]
        return subprocess.run(command, capture_output=True, text=True, timeout=90, check=True).stdout

    return opened


def cards(document: str) -> dict[str, bool]:
    """Whether each event is shown, by its label."""
    shown = {}
    for piece in document.split("<article ")[1:]:
        tag, _, rest = piece.partition(">")
        shown[rest.partition('class="l"')[2].partition(">")[2].partition("<")[0]] = "hidden" not in tag
    return shown


def test_all_is_shown_at_first(browse: Browse, desk) -> None:
    document = browse("")
    assert cards(document) == {event.label: True for event in desk.events}
    assert "5 sur 5 événements affichés" in document
    assert 'id="filters" role="search"' in document.replace(' hidden=""', "!")


def test_the_address_filters(browse: Browse) -> None:
    document = browse("#?type=PROTEST")
    assert [label for label, shown in cards(document).items() if shown] == ["Les dockers – bloquer – le port"]
    assert "1 sur 5 événements affichés" in document
    assert 'class="off"' in document


def test_search_ignores_case_and_accents(browse: Browse) -> None:
    assert [label for label, shown in cards(browse("#?q=ELUS%20critique")).items() if shown] == [
        "Des élus – critiquer – la direction"
    ]


def test_dates_filter_by_what_is_possible(browse: Browse) -> None:
    shown = {label for label, on in cards(browse("#?from=2024-05-12&to=2024-05-31")).items() if on}
    assert shown == {"rencontre", "Des élus – critiquer – la direction"}


def test_the_language_changes_in_place(browse: Browse) -> None:
    document = browse("#?lang=en")
    assert '<html lang="en"' in document
    assert "<title>Chronology</title>" in document
    assert "Saturday 11 May 2024" in document
    assert "is counted from publication (Monday 13 May 2024): Saturday 11 May 2024." in document
    assert '<q lang="fr">samedi</q>' in document
    assert "Samedi 11 mai" not in document.partition("<main")[2].partition('class="drawn"')[2].partition("<script")[0]


def test_a_permalink_opens_the_evidence(browse: Browse, desk) -> None:
    first = desk.events[0].event_id
    document = browse(f"#{first}?type=SANCTION")
    piece = document.partition(f'id="{first}"')[2].partition("</article>")[0]
    assert "<details open" in piece
    assert "hidden" not in piece.partition(">")[0]
