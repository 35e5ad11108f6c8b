"""Feeds in: RSS of all ages and Atom, whole, empty, cut and hostile."""

import pytest

from timeline.readers import refusal
from timeline.records import PublishedBasis

from .support import BODY, LAST, MORE, PARAGRAPHS, codes, day, drafts, everything, one, refused

RSS = "application/rss+xml"
ITEM = f"""<item><title>L'usine ferme</title><link>https://example.org/a</link><description>{BODY}</description>
<pubDate>Mon, 13 May 2024 23:30:00 +0200</pubDate><dc:creator>Anne Exemple</dc:creator>
<content:encoded><![CDATA[{PARAGRAPHS}
<figure><img src="a.jpg"/><figcaption>L'usine en mars.</figcaption></figure>]]></content:encoded>
</item>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Le Journal</title><language>fr-FR</language>
%s</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Journal</title>%s</feed>"""


def test_an_entry_with_its_full_content() -> None:
    found = one(FEED % ITEM, RSS)
    assert found.text == f"L'usine ferme\n\n{BODY}\n\n{MORE}\n\n{LAST}\n\nL'usine en mars."
    assert [(hint.kind.value, found.text[hint.start : hint.end]) for hint in found.hints] == [
        ("headline", "L'usine ferme"),
        ("caption", "L'usine en mars."),
    ]
    assert (found.title, found.url, found.language) == ("L'usine ferme", "https://example.org/a", "fr")
    assert (found.publisher, found.authors) == ("Le Journal", ("Anne Exemple",))
    (clue,) = found.clues
    assert (clue.basis, clue.reliable, clue.value.isoformat()) == (
        PublishedBasis.FEED,
        True,
        "2024-05-13T23:30:00+02:00",
    )


def test_the_summary_stands_in_for_the_content() -> None:
    entry = f"<item><title>Un</title><description>{BODY}</description></item>"
    assert one(FEED % entry, RSS).text == f"Un\n\n{BODY}"


def test_atom_with_a_day_of_change_only() -> None:
    entry = f"""<entry><title>Un</title><link href="https://example.org/a"/><updated>2024-05-14T08:00:00Z</updated>
    <content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry>"""
    found = one(ATOM % entry, "application/atom+xml")
    assert (found.text, found.language, day(found)) == (f"Un\n\n{BODY}", "fr", "2024-05-14")
    assert not found.clues[0].reliable


def test_entries_are_numbered_and_one_without_words_is_told() -> None:
    found = everything(FEED % (ITEM + "<item><title>Rien</title></item>" + ITEM.replace("L'usine", "La mine")), RSS)
    assert [draft.source for draft in drafts(found)] == ["memory#1", "memory#3"]
    assert codes(found) == [("memory#2", "no_text")]


def test_a_script_in_a_title_stays_a_text() -> None:
    entry = f"<item><title>&lt;script&gt;alert(1)&lt;/script&gt;</title><description>{BODY}</description></item>"
    assert one(FEED % entry, RSS).title == "<script>alert(1)</script>"


def test_a_feed_is_known_by_its_looks() -> None:
    assert one((FEED % ITEM).encode()).title == "L'usine ferme"


LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>x</title><item><title>&b;</title><description>&b;</description></item></channel></rss>"""
EXTERNAL = LAUGHS.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "empty"),
        (FEED % "", "empty"),
        ("<?xml version='1.0'?><catalogue><livre/></catalogue>", "not_a_feed"),
        ("<rss", "not_a_feed"),
        (LAUGHS, "xml_entities"),
        (EXTERNAL, "xml_entities"),
        (EXTERNAL.encode("utf-16"), "xml_entities"),
    ],
)
def test_what_is_no_feed_is_refused(content: str | bytes, code: str) -> None:
    assert refused(content, RSS).code == code


def test_a_feed_that_was_cut_off_gives_what_it_has() -> None:
    found = everything((FEED % (ITEM + ITEM.replace("usine", "mine")))[:-300], RSS)
    assert drafts(found)[0].title == "L'usine ferme"
    assert ("truncated" in {code for _, code in codes(found)}) or len(drafts(found)) == 2


def test_without_the_extra_the_reject_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}")

    monkeypatch.setattr(refusal.importlib, "import_module", gone)
    assert "timeline[feeds]" in refused(FEED % ITEM, RSS).message
