"""Takes the pictures of the report that the documents show, from the sample articles: wide in light and dark, a telephone, paper.

make screenshots
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import timeline

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
EVENT = "Les États-Unis suspendent l'envoi de bombes"
"""The event that the picture of a card shows: it has no day, and says why."""


def page_of(browser: Browser, index: Path, width: int, height: int, scheme: str = "light") -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce", locale="fr-FR"
    )
    page.goto(index.as_uri())
    page.wait_for_selector("html.js")
    return page


def main() -> None:
    if CHROMIUM is None:
        sys.exit("no Chromium on this machine: make browser installs it")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        timeline.build(ROOT / "data" / "raw", out=folder / "processed", reports=folder / "reports")
        index = folder / "reports" / "index.html"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page_of(browser, index, 1280, 1000).screenshot(path=ROOT / "docs" / "report.png")
        dark = page_of(browser, index, 1280, 1000, "dark")
        dark.locator(".ev h4 a", has_text=EVENT).first.click()
        dark.screenshot(path=ROOT / "docs" / "report-dark.png")
        page_of(browser, index, 390, 844).screenshot(path=ROOT / "docs" / "report-phone.png")
        paper = page_of(browser, index, 720, 1018)
        paper.emulate_media(media="print")
        paper.evaluate("document.body.style.padding = '13mm 14mm'")
        paper.screenshot(path=ROOT / "docs" / "report-print.png")
        browser.close()
    for picture in sorted((ROOT / "docs").glob("report*.png")):
        print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
