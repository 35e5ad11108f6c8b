"""Web pages in: title, text, captions, metadata and the signs of the publication date."""

import subprocess
import sys

import pytest

from timeline.readers import read, refusal
from timeline.records import BlockKind, Draft, Reject

PARAGRAPHS = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "Le conseil municipal a voté lundi la fermeture de l'usine, après six heures de débat à huis clos.",
        "La maire, qui avait promis de la garder ouverte, s'est abstenue, et ses adjoints se sont divisés sur le sort du site.",
        "Les salariés ont annoncé une marche pour samedi et demandent à rencontrer le préfet avant la fin de la semaine.",
    )
)
LD = '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "%s", '
LD += '"datePublished": "2024-05-13T22:30:00+02:00", "author": [{"name": "Par Anne Exemple"}], '
LD += '"publisher": {"name": "Exemple"}}]}</script>'


def page(head: str = "", body: str = "", top: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>L'usine ferme | Exemple</title>{head}</head><body><main>"
        f"<article><h1>L'usine ferme</h1>{top}{PARAGRAPHS}{body}</article></main><footer>Tous droits réservés</footer></html>"
    )


def draft(source: str, url: str | None = None) -> Draft:
    (found,) = read(source, url=url, media_type="text/html")
    assert isinstance(found, Draft), found
    return found


def test_the_article_stands_under_its_title() -> None:
    found = draft(page(LD.replace("%s", "L'usine ferme")))
    assert found.title == "L'usine ferme"
    assert found.text.startswith("L'usine ferme\n\nLe conseil municipal a voté lundi")
    assert found.text.count("L'usine ferme") == 1
    assert "Tous droits" not in found.text
    assert found.hints[0].kind is BlockKind.HEADLINE
    assert (found.publisher, found.authors) == ("Exemple", ("Anne Exemple",))


def test_a_caption_is_kept_and_told() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>L'usine vue du fleuve, en mars.</figcaption></figure>"
    found = draft(page(body=figure + PARAGRAPHS))
    (caption,) = [hint for hint in found.hints if hint.kind is BlockKind.CAPTION]
    assert found.text[caption.start : caption.end] == "L'usine vue du fleuve, en mars."


@pytest.mark.parametrize(
    ("head", "day", "reliable"),
    [
        (LD.replace("%s", "x"), "2024-05-13T22:30:00+02:00", True),
        ('<meta property="article:published_time" content="2024-05-13T10:00:00Z">', "2024-05-13T10:00:00+00:00", True),
        ('<meta itemprop="datePublished" content="2024-05-13">', "2024-05-13T00:00:00+00:00", True),
        ('<meta name="DC.date.issued" content="20240513">', "2024-05-13T00:00:00+00:00", True),
        ('<meta name="date" content="Mon, 13 May 2024 10:00:00 +0200">', "2024-05-13T10:00:00+02:00", False),
    ],
)
def test_dates_in_metadata(head: str, day: str, reliable: bool) -> None:
    clue = draft(page(head)).clues[0]
    assert (clue.value.isoformat(), clue.reliable) == (day, reliable)


def test_a_year_or_a_month_is_no_day() -> None:
    head = '<meta property="article:published_time" content="2024"><meta name="pubdate" content="2024-05">'
    assert not draft(page(head)).clues


def test_teasers_with_other_days_do_not_date_a_page() -> None:
    times = "".join(f'<time class="published" datetime="2024-05-{day}">x</time>' for day in (10, 11))
    assert not any(clue.reliable for clue in draft(page(top=times)).clues)


def test_lines_around_the_headline_are_kept_as_notices() -> None:
    found = draft(page(top="<div><span>Publié le 3 novembre 2022 à 9h40</span></div>"))
    assert "Publié le 3 novembre 2022 à 9h40" in found.notices


def test_lines_around_a_sites_name_are_none() -> None:
    source = page(top="<p>Publié le 3 novembre 2022</p>").replace(
        "<main>", "<header><h1>Exemple</h1><p>Le 4 mai 1999</p></header><main>"
    )
    assert draft(source).notices == ("Publié le 3 novembre 2022",)


def test_sections_and_the_sites_name_are_no_part_of_a_title() -> None:
    assert draft(page().replace("<title>L'usine ferme |", "<title>L'usine ferme | Économie |")).title == "L'usine ferme"


def test_the_day_of_the_visit_is_no_sign() -> None:
    seen = draft(page(top="<div class='today'>4 novembre 2022</div><p>Le texte dit 5 novembre 2021.</p>"))
    assert not any("2022-11-04" in clue.evidence for clue in seen.clues)
    assert not any("4 novembre" in notice for notice in seen.notices)


def test_the_day_of_a_change_at_the_foot_is_no_day_of_publication() -> None:
    foot = "<footer><p>%s 4 novembre 2022</p></footer>"
    assert not draft(page().replace("<footer>", foot % "Dernière mise à jour le" + "<footer>")).clues
    (clue,) = draft(page().replace("<footer>", foot % "Publié le" + "<footer>")).clues
    assert clue.value.date().isoformat() == "2022-11-04"


def test_a_page_in_windows_1252_says_so() -> None:
    source = page().replace("utf-8", "iso-8859-1").encode("cp1252")
    (found,) = read(source, media_type="text/html")
    assert isinstance(found, Draft) and "a voté lundi" in found.text


def test_scripts_and_odd_addresses_do_not_come_through() -> None:
    head = '<link rel="canonical" href="javascript:alert(1)"><meta property="og:title" content="&lt;script&gt;x&lt;/script&gt;">'
    found = draft(page(head), url="https://example.org/a")
    assert found.url == "https://example.org/a"


@pytest.mark.parametrize(
    "source",
    [
        "<html></html>",
        "<p>",
        "<!DOCTYPE html>",
        "<html><body><p>Erreur 404</p></body></html>",
        "<" * 5000,
        "&#0;&#xD800;<p>",
    ],
)
def test_a_page_without_an_article_is_refused(source: str) -> None:
    (found,) = read(source, media_type="text/html")
    assert isinstance(found, Reject) and found.code in {"no_article", "broken_html", "empty"}, found


def test_without_the_extra_the_reject_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError("No module named 'trafilatura'")

    monkeypatch.setattr(refusal.importlib, "import_module", missing)
    (found,) = read(page(), media_type="text/html")
    assert isinstance(found, Reject) and found.code == "no_html_support" and "timeline[html]" in found.message


def test_nothing_heavy_is_imported_before_a_page_comes() -> None:
    code = "import sys, timeline.readers; print(sorted({'trafilatura', 'htmldate', 'lxml', 'dateparser'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert shown.stdout.strip() == "[]"
