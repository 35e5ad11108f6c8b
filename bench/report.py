"""The report of 10,000 and 100,000 events in a browser: how large, how soon it can be used, how quick a filter answers."""

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from timeline.report import write

from .common import once, tell
from .crowd import crowd

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SIZES = (10_000, 100_000)
FILTERS = (
    "type=PROTEST",
    "country=FRA",
    "q=convoy 123",
    "actor=person:speaker-7&status=planned",
    "from=2021-01-01&to=2021-06-30",
    "",
)
DRAWN = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
ANSWER = """query => new Promise(done => {
    const begun = performance.now();
    const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
    addEventListener('hashchange', drawn, {once: true});
    location.hash = '#?' + query;
})"""
"""From the change of the address, which sets the criteria, to the frame that shows the answer."""


def opened(page: Page, index: Path) -> float:
    """Seconds until the page is drawn and its script has run."""
    begun = perf_counter()
    page.goto(index.as_uri())
    page.wait_for_selector("html.js")
    page.evaluate(DRAWN)
    return perf_counter() - begun


def measured(number: int, folder: Path, page: Page) -> list[dict[str, str]]:
    made = crowd(number)
    written = once(lambda: write(folder, *made.rows()))
    index = folder / "index.html"
    beside = list((folder / "pages").glob("*.html"))
    largest = max((one.stat().st_size for one in beside), default=0) / 1e6
    rows = [
        {"what": f"report of {number:,} events, written", "ours": f"{written:.0f} s of processor time"},
        {
            "what": f"its size: the index; {len(beside)} pages beside it",
            "ours": f"{index.stat().st_size / 1e6:.1f} MB; the largest {largest:.1f} MB",
            "yardstick": "12 MB",
        },
        {
            "what": "opened, until it can be used",
            "ours": f"{min(opened(page, index) for _ in range(3)):.2f} s",
            "yardstick": "2 s",
        },
    ]
    if page.locator("#filters").count():
        page.wait_for_timeout(3000)  # the words of the search are made ready while nobody waits
        times = [[page.evaluate(ANSWER, f"{query}&round={n}") for query in FILTERS] for n in range(5)]
        each = [median(column) for column in zip(*times, strict=True)]
        rows.append(
            {
                "what": f"a filter answers ({len(FILTERS)} filters, median of 5 rounds each)",
                "ours": f"{median(each):.0f} ms, the slowest {max(each):.0f} ms",
                "yardstick": "200 ms",
            }
        )
    return rows


def main() -> None:
    if CHROMIUM is None:
        sys.exit("no Chromium on this machine: make browser installs it")
    rows = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for number in SIZES:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            rows += measured(number, Path(name) / str(number), page)
            page.close()
        browser.close()
    tell(rows)


if __name__ == "__main__":
    main()
