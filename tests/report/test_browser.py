"""The page in a real browser: its script runs under its own policy, and the address says what is shown."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from pypdf import PdfReader

from timeline.report import write

from ..conftest import Sample
from .conftest import Desk, crowded, small

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]
PROTEST, CUT, LIFTED, PLAN, CRITICISED = range(5)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: `make browser` installs it")
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def desk() -> Desk:
    return small()


@pytest.fixture(scope="module")
def report(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("reports"), *desk.rows())


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two hundred events in two years, many on the same days."""
    return write(tmp_path_factory.mktemp("crowd"), *crowded(200).rows())


@pytest.fixture
def visit(browser: Browser, report: Path) -> Iterator[Open]:
    """Opens the page of the small set at an address. Whatever it asks of a host, or fails at, fails the test."""
    contexts, wrong = [], []

    def opened(fragment: str = "", *, path: Path = report, width: int = 1280, **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", locale="en-GB", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on(
            "request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(("file:", "blob:")) else None
        )
        page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{path.as_uri()}{fragment}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong


@pytest.fixture(scope="module")
def pages(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of pages of the small set: by actor, topic and month, and the card of one event."""
    embed = [desk.events[PROTEST].event_id]
    made = write(tmp_path_factory.mktemp("pages"), *desk.rows(), by=["actor", "topic", "month"], embed=embed)
    return made.parent / "pages"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of sixty events that is written as a page of thousands is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("timeline.report.page.FULL", 20)
        patch.setattr("timeline.report.site.FULL", 20)
        return write(tmp_path_factory.mktemp("large"), *crowded(60).rows())


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of sixty events that is written as that of a hundred thousand is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("timeline.report.site.FULL", 20)
        patch.setattr("timeline.report.site.MOST", 40)
        return write(tmp_path_factory.mktemp("summary"), *crowded(60).rows())


def labels(page: Page) -> set[str]:
    return set(page.locator(".ev:visible h4").all_inner_texts())


def label(desk: Desk, *numbers: int) -> set[str]:
    return {desk.events[n].label for n in numbers}


def unfold(page: Page, facet: str) -> Locator:
    """Opens the values of a field, and gives them."""
    page.locator(f"[data-facet={facet}] > summary").click()
    values = page.locator(f"[data-facet={facet}] li")
    values.first.wait_for()
    return values


def pick(page: Page, facet: str, value: str) -> None:
    unfold(page, facet)
    page.locator(f"[data-facet={facet}] li input[value='{value}']").check()
    page.keyboard.press("Escape")


def hash_of(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def test_all_is_shown_at_first(visit: Open, desk: Desk) -> None:
    page = visit()
    assert labels(page) == {event.label for event in desk.events}
    assert page.locator("#count").inner_text() == "5 sur 5 événements affichés"
    assert page.locator("#frieze .mark").count() == 4


def test_a_filter_hides_counts_and_stands_in_the_address(visit: Open, desk: Desk) -> None:
    page = visit()
    pick(page, "type", "PROTEST")
    assert labels(page) == label(desk, PROTEST)
    assert page.locator("#count").inner_text() == "1 sur 5 événements affichés"
    assert page.locator("#frieze .mark").count() == 1
    assert "type=PROTEST" in hash_of(page)
    assert unfold(page, "status").locator("small").all_inner_texts() == ["1"]
    assert unfold(page, "type").count() == 5, "the other types keep the counts that choosing them would give"
    page.locator("[data-facet=type] li input[value=SANCTION]").check()
    assert labels(page) == label(desk, PROTEST, CUT)
    page.keyboard.press("Escape")
    page.locator(".chip", has_text="Protestation").click()
    assert labels(page) == label(desk, CUT)
    page.locator("#filters button[type=reset]").click()
    expect(page).not_to_have_url(re.compile("type="))
    assert len(labels(page)) == 5


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("#?q=ELUS%20critique", [CRITICISED]),
        ("#?q=%22primes%20de%22", [CUT]),
        ("#?from=2024-05-12&to=2024-05-31", [PLAN, CRITICISED]),
        ("#?status=planned", [PLAN]),
        ("#?precision=exact&precision=approximate", [PROTEST, CUT, PLAN]),
        ("#?grain=month", [CUT]),
        ("#?basis=published", [CRITICISED]),
        ("#?publisher=Example%20Wire&type=RETREAT", [LIFTED]),
        ("#?place=S%C3%A8te", [PROTEST]),
        ("#?actor=org%3Aport", [PROTEST, CUT]),
        ("#?pair=org%3Adockers%7Corg%3Aport", [PROTEST]),
        ("#?country=FRA", []),
    ],
)
def test_the_address_filters(visit: Open, desk: Desk, fragment: str, shown: list[int]) -> None:
    page = visit(fragment)
    assert labels(page) == label(desk, *shown)
    assert page.locator("#nothing").is_visible() is (not shown)


def test_typing_searches(visit: Open, desk: Desk) -> None:
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("syndicat")
    expect(page).to_have_url(re.compile("q=syndicat"))
    assert labels(page) == label(desk, PROTEST)


def test_the_language_changes_in_place(visit: Open, desk: Desk) -> None:
    page = visit(f"#{desk.events[PROTEST].event_id}")
    page.locator("#switch [data-lang=en]").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title() == "Chronology"
    opened = page.locator(f"#{desk.events[PROTEST].event_id}")
    assert (
        "is counted from publication (Monday 13 May 2024): Saturday 11 May 2024." in opened.locator(".why").inner_text()
    )
    assert opened.locator("q").first.get_attribute("lang") == "fr"
    assert "May 2024" in page.locator(".stage").inner_text()
    body = page.locator("body").inner_text()
    assert "samedi 11 mai" not in body.lower()
    page.reload()
    assert page.title() == "Chronology"


def test_a_permalink_opens_the_evidence_whatever_the_filter(visit: Open, desk: Desk) -> None:
    page = visit(f"#{desk.events[PROTEST].event_id}?type=SANCTION")
    opened = page.locator(f"#{desk.events[PROTEST].event_id}")
    assert opened.locator("blockquote").first.is_visible()
    assert opened.locator("mark.trigger").first.inner_text() == "bloqué"
    link = opened.get_by_role("link", name="Lien permanent")
    assert link.get_attribute("href") == f"#{desk.events[PROTEST].event_id}"


def test_a_mark_leads_to_its_card_and_the_card_to_its_mark(visit: Open, desk: Desk) -> None:
    page = visit("#?status=happened")
    page.locator(f".stage a[href='#{desk.events[CUT].event_id}']").click()
    card = page.locator(f"#{desk.events[CUT].event_id}")
    assert card.locator("blockquote").is_visible()
    assert hash_of(page).startswith(f"#{desk.events[CUT].event_id}?status=happened")
    before = page.locator(".span").inner_text()
    card.get_by_role("button", name="Voir sur la frise").click()
    expect(page.locator(".span")).not_to_have_text(before)


def test_the_timeline_by_keyboard(visit: Open, desk: Desk) -> None:
    page = visit()
    page.locator(".stage .mark[tabindex='0']").focus()
    reached = []
    for _ in range(4):
        reached.append(page.evaluate("document.activeElement.getAttribute('href').slice(1)"))
        page.keyboard.press("ArrowRight")
    assert set(reached) == {event.event_id for n, event in enumerate(desk.events) if n != CRITICISED}
    span, whole = page.locator(".span"), "4 sur 4"
    page.keyboard.press("0")
    expect(span).to_contain_text(whole)
    before = span.inner_text()
    for key in ("+", "Shift+ArrowRight", "-"):
        page.keyboard.press(key)
        expect(span).not_to_have_text(before)
        page.keyboard.press("0")
        expect(span).to_have_text(before)
    page.locator(".stage .mark[tabindex='0']").focus()
    aimed = page.evaluate("document.activeElement.getAttribute('href').slice(1)")
    page.keyboard.press("Enter")
    assert page.locator(f"#{aimed} details").first.get_attribute("open") is not None
    assert page.evaluate("document.activeElement.className") == "l"


def spans(page: Page) -> list[dict[str, float]]:
    return page.evaluate("""() => [...document.querySelectorAll('.stage .mark')].flatMap(mark =>
        [...mark.querySelectorAll('.known, .range, text, .chip')].map(one => {
          const box = one.getBoundingClientRect();
          const {left, right, top, bottom} = box;
          return {mark: mark.getAttribute('href') ?? mark.textContent, left, right, top, bottom};
        }))""")


def test_zoom_and_move_and_no_label_touches_another(visit: Open, crowd: Path) -> None:
    page = visit(path=crowd)
    for press in ("0", "+", "+", "Shift+ArrowRight", "+", "+", "-", "PageDown", "+", "+", "+"):
        page.locator(".stage .mark[tabindex='0']").focus()
        page.keyboard.press(press)
        boxes = spans(page)
        assert boxes
        for n, one in enumerate(boxes):
            for other in boxes[n + 1 :]:
                apart = one["right"] <= other["left"] + 0.5 or other["right"] <= one["left"] + 0.5
                level = one["bottom"] <= other["top"] + 4 or other["bottom"] <= one["top"] + 4
                assert apart or level or one["mark"] == other["mark"], (press, one, other)


def drag(page: Page, inside: str, start: int, end: int, height: int) -> None:
    box = page.locator(inside).bounding_box()
    assert box
    page.mouse.move(box["x"] + start, box["y"] + height)
    page.mouse.down()
    page.mouse.move(box["x"] + end, box["y"] + height, steps=4)
    page.mouse.up()


def test_hands_brush_drag_and_zoom(visit: Open, crowd: Path) -> None:
    page = visit(path=crowd)
    span = page.locator(".span")
    expect(span).to_contain_text("200 sur 200")
    drag(page, ".strip svg", 300, 420, 15)
    expect(span).not_to_contain_text("200 sur 200")
    expect(page).to_have_url(re.compile("view="))
    for act in (
        lambda: drag(page, ".stage svg", 900, 500, 60),
        lambda: page.locator("[data-do=in]").click(),
        lambda: page.locator(".stage svg").dblclick(position={"x": 900, "y": 20}),
        lambda: page.locator("[data-do=before]").click(),
        lambda: drag(page, ".strip svg", 100, 160, 15),
    ):
        before = span.inner_text()
        act()
        expect(span).not_to_have_text(before)
    expect(page).to_have_url(re.compile("view=2023-0[1-3]"))
    there = span.inner_text()
    page.reload()
    expect(span).to_have_text(there)
    page.locator("[data-do=all]").click()
    expect(span).to_contain_text("200 sur 200")


def test_lanes_can_be_actors_and_publishers(visit: Open, crowd: Path) -> None:
    page = visit(path=crowd)
    for by, lanes in (("type", 4), ("actor", 13), ("publisher", 7)):
        page.locator("select[name=lanes]").select_option(by)
        expect(page.locator(".stage .lane")).to_have_count(lanes)


def saved(page: Page, kind: str) -> str:
    with page.expect_download() as download:
        page.locator(f"[data-save={kind}]").click()
    return Path(download.value.path()).read_text("utf-8-sig")


def test_what_is_shown_is_downloaded(visit: Open, desk: Desk) -> None:
    page = visit("#?status=happened&type=PROTEST&type=SANCTION")
    rows = list(csv.DictReader(io.StringIO(saved(page, "csv"))))
    assert [row["event_id"] for row in rows] == [desk.events[n].event_id for n in (CUT, PROTEST)]
    assert (rows[0]["first"], rows[0]["last"], rows[0]["date_in_words"]) == (
        "2024-05-01",
        "2024-05-10",
        "début mai 2024",
    )
    assert rows[1]["quote"].startswith("Les dockers ont bloqué")
    objects = json.loads(saved(page, "json"))
    assert [one["event_id"] for one in objects] == [row["event_id"] for row in rows]
    assert objects[1]["actors"] == ["Les dockers"]


def test_a_spreadsheet_runs_nothing(visit: Open, tmp_path: Path) -> None:
    desk = small()
    article = desk.article("=HYPERLINK(1) a été bloqué samedi.")
    desk.event(desk.mention(article, "bloqué", desk.events[0].event_type), label="=HYPERLINK(1)")
    page = visit("#?q=hyperlink", path=write(tmp_path, *desk.rows()))
    (row,) = csv.DictReader(io.StringIO(saved(page, "csv")))
    assert row["label"] == "'=HYPERLINK(1)"


def test_without_javascript_all_can_be_read(visit: Open, desk: Desk) -> None:
    page = visit(java_script_enabled=False)
    assert labels(page) == {event.label for event in desk.events}
    assert page.locator(".still").first.is_visible()
    assert not page.locator("#filters, #frieze, #switch").locator("visible=true").count()
    card = page.locator(f"#{desk.events[PROTEST].event_id}")
    card.locator("summary").first.click()
    assert card.locator("blockquote").first.is_visible()
    assert not page.locator("[data-reveal]").locator("visible=true").count()


def test_what_is_shown_is_printed_with_its_evidence(visit: Open, desk: Desk) -> None:
    page = visit("#?type=PROTEST&type=SANCTION")
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4", print_background=True)))
    text = " ".join("".join(sheet.extract_text() for sheet in pdf.pages).split())
    assert "Début mai 2024" in text
    assert "se compte à partir de la publication" in text
    assert "Les dockers ont bloqué le port samedi" in text
    assert "Des élus – critiquer" not in text.split("Articles lus")[0].split("Chronologie")[-1]
    assert "Télécharger" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", ["index", "opened", "facet", "actor", "card", "large", "summary"])
def test_axe_finds_nothing(  # noqa: PLR0917 - the pages that there are
    visit: Open, desk: Desk, report: Path, pages: Path, large: Path, summary: Path, scheme: str, where: str
) -> None:
    path = {
        "actor": pages / "actor-org-port.html",
        "card": pages / f"{desk.events[PROTEST].event_id}.html",
        "large": large,
        "summary": summary,
    }.get(where, report)
    fragment = f"#{desk.events[PROTEST].event_id}" if where in {"opened", "card", "actor"} else ""
    page = visit(fragment, path=path, color_scheme=scheme)
    if where == "facet":
        unfold(page, "actor")
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("fragment", ["", "#?lanes=actor"])
def test_a_telephone_needs_no_sideways_scroll(visit: Open, desk: Desk, fragment: str) -> None:
    page = visit(fragment or f"#{desk.events[PROTEST].event_id}", width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    unfold(page, "actor")
    box = page.locator("[data-facet=actor] .panel").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_no_part_of_the_sample_is_wider_than_a_telephone(visit: Open, sample: Sample) -> None:
    page = visit(path=sample.page, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_large_page_fills_its_cards_when_they_are_wanted(visit: Open, large: Path) -> None:
    page = visit(path=large)
    assert page.locator(".ev").count() == 60
    first = page.locator(".ev").first
    first.scroll_into_view_if_needed()
    first.locator("summary").first.click()
    assert first.locator("mark.trigger").inner_text() == "manifesté"
    assert "se compte à partir de la publication" in first.locator(".why").inner_text()
    page.locator("#switch [data-lang=en]").click()
    assert "is counted from publication" in first.locator(".why").inner_text()
    page.locator("#filters [name=q]").fill("counted nothing")
    expect(page.locator("#nothing")).to_be_visible()
    page.locator("#filters [name=q]").fill('"depeche 7"')
    expect(page.locator(".ev:visible")).to_have_count(1)
    (row,) = json.loads(saved(page, "json"))
    assert row["quote"].startswith("Le syndicat 7 a manifesté")


def test_a_permalink_into_a_large_page_arrives(visit: Open, large: Path) -> None:
    event = crowded(60).events[41].event_id
    page = visit(f"#{event}?type=SANCTION", path=large)
    expect(page.locator(f"#{event} blockquote").first).to_be_in_viewport()


def test_a_large_page_leads_to_the_evidence_without_javascript(visit: Open, large: Path) -> None:
    page = visit(path=large, java_script_enabled=False)
    page.locator(".ev .l").first.click()
    page.wait_for_load_state()
    assert "/pages/" in page.url
    opened = page.locator(".ev:target")
    opened.locator("summary").first.click()
    assert opened.locator("blockquote").first.is_visible()


def test_an_index_without_events_knows_where_each_is(visit: Open, summary: Path) -> None:
    desk = crowded(60)
    page = visit(f"#{desk.events[33].event_id}", path=summary)
    page.wait_for_url("**/pages/*")
    assert page.locator(f"#{desk.events[33].event_id} blockquote").first.is_visible()
    page.get_by_role("link", name="Toute la chronologie").click()
    assert page.locator(".ev").count() == 0
    assert page.locator("#pages .month li").count() > 10
    assert page.locator("#pictures .picture").count() >= 1


def test_pages_are_linked_and_a_card_can_stand_in_a_frame(visit: Open, pages: Path, desk: Desk) -> None:
    page = visit(path=pages.parent / "index.html")
    page.locator("#pages .topic a", has_text="Protestation").click()
    assert page.locator("h1").inner_text() == "Protestation"
    assert labels(page) == label(desk, PROTEST)
    card = visit(path=pages / f"{desk.events[PROTEST].event_id}.html", width=400)
    assert labels(card) == label(desk, PROTEST)
    assert not card.locator("#filters, #articles").locator("visible=true").count()
    frame = visit("#?embed=timeline", path=pages.parent / "index.html", width=600)
    assert frame.locator(".stage .mark").count() == 4
    assert not frame.locator("#filters, #pictures").locator("visible=true").count()


def test_a_picture_leads_to_its_events(visit: Open, desk: Desk, report: Path) -> None:
    page = visit()
    page.locator("#pictures .map a").click()
    assert 0 < len(labels(page)) < len(desk.events)
    assert page.locator("#chosen .chip").count() == 1
    page.locator("#chosen .chip").click()
    assert len(labels(page)) == len(desk.events)


def test_the_contents_lead_to_each_part(visit: Open, sample: Sample) -> None:
    page = visit(path=sample.page, width=1280)
    page.emulate_media(reduced_motion="no-preference")
    links = page.locator("nav.tabs a")
    targets = links.evaluate_all("links => links.map(one => one.getAttribute('href'))")
    assert {"#chronology", "#undated", "#pictures"} <= set(targets)
    for target in targets:
        page.evaluate("scrollTo(0, 0)")
        page.locator(f"nav.tabs a[href='{target}']").click()
        page.wait_for_timeout(300)  # what comes into sight is laid out, and the place must hold
        expect(page.locator(f"{target} h2, h2{target}").first).to_be_in_viewport()


def test_three_clicks_tell_why_the_delivery_has_no_day(visit: Open, sample: Sample) -> None:
    page = visit(path=sample.page)
    page.locator("#filters [name=q]").click()
    page.keyboard.type("bombes suspendu")
    card = page.locator(".ev:visible", has_text="suspendent l'envoi de bombes")
    card.locator("summary").first.click()
    why = card.locator(".why").inner_text()
    assert "la semaine dernière" in why
    assert "semaine du 29 avril au 5 mai 2024" in why
