"""The page: what it holds, that it is safe, and that it is the same each time."""

import base64
import hashlib
import json
import random
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from timeline.records import BlockKind, EventMention, EventType, Finding, FindingCode, Reject
from timeline.report import render, write
from timeline.report.evidence import ROLES, pieces
from timeline.report.words import LANGUAGES, catalogue

VOID = {"meta", "br", "input", "link", "img"}


class Tree(HTMLParser):
    """The page as elements in order: tag, attributes, text; fails on a tag that closes what is not open."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[dict] = []
        self.all: list[dict] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.all.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.all.append({"tag": tag, "text": "", **dict(attrs)})

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def find(self, tag: str, **attributes: str) -> list[dict]:
        return [one for one in self.all if one["tag"] == tag and all(one.get(k) == v for k, v in attributes.items())]


def data_of(tree: Tree) -> dict:
    return json.loads(tree.find("script", id="data")[0]["text"])


def test_each_event_has_its_id_once(desk) -> None:
    tree = Tree(render(*desk.rows()))
    ids = [one["id"] for one in tree.all if "id" in one]
    assert len(ids) == len(set(ids))
    assert {one["id"] for one in tree.find("article")} == {event.event_id for event in desk.events}
    assert {article.article_id for article in desk.articles} <= set(ids)


def test_links_inside_the_page_lead_somewhere(desk) -> None:
    tree = Tree(render(*desk.rows()))
    ids = {one["id"] for one in tree.all if "id" in one}
    inner = {one["href"][1:].partition("?")[0] for one in tree.find("a") if one["href"].startswith("#")}
    assert inner <= ids


def test_sentences_are_whole_and_in_their_own_language(desk) -> None:
    tree = Tree(render(*desk.rows()))
    texts = {article.article_id: article for article in desk.articles}
    shown = [(one["text"], one["lang"]) for one in tree.find("blockquote")]
    wanted = [
        (texts[m.article_id].text[m.sentence_start : m.sentence_end], texts[m.article_id].language)
        for m in desk.mentions
    ]
    assert sorted(shown) == sorted(wanted)


def test_overlapping_passages_reassemble(empty_desk) -> None:
    desk = empty_desk()
    article = desk.article("Lundi 13 mai, l’armée de Tel-Aviv a tiré 20 obus.")
    mention = desk.mention(
        article, "tiré 20 obus", EventType.ASSAULT, actors=["l’armée de Tel-Aviv"], place="Tel-Aviv",
        quantity=("20 obus", 20, "obus"), time=desk.time(article, "Lundi 13 mai", "2024-05-13"), said_by="armée de Tel",
    )  # fmt: skip
    cut = pieces(article.text, mention)
    assert "".join(piece.text for piece in cut) == article.text
    roles = {role: "".join(piece.text for piece in cut if role in piece.roles) for role in ROLES}
    assert roles["trigger"] == "tiré 20 obus"
    assert roles["quantity"] == "20 obus"
    assert roles["place"] == "Tel-Aviv"
    assert roles["attribution"] == "armée de Tel"
    assert ("actor", "place", "attribution") in {piece.roles for piece in cut}


def test_a_passage_outside_the_sentence_is_not_marked() -> None:
    text = "Lundi. Il a tiré."
    mention = EventMention(
        start=12, end=16, text="tiré", mention_id="m", article_id="a", sentence=1, sentence_start=7, sentence_end=17,
        block=BlockKind.BODY, event_type=EventType.ASSAULT, status="happened", why="", rule="r",
    )  # fmt: skip
    assert [piece.text for piece in pieces(text, mention)] == ["Il a ", "tiré", "."]


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}\u2028@data@"


def hostile(desk):
    article = desk.article(
        f"{HOSTILE} a menacé le port.", title=HOSTILE, publisher=HOSTILE, url="javascript:alert(3)", source=HOSTILE,
        byline=HOSTILE, published_evidence=HOSTILE, language='fr" onclick="alert(4)',
    )  # fmt: skip
    mention = desk.mention(
        article, "menacé", EventType.THREATEN, actors=[HOSTILE], place="port", said_by=HOSTILE, mode=HOSTILE
    )
    desk.event(mention, label=HOSTILE, countries=(HOSTILE,), place_name=HOSTILE)
    desk.rejects.append(Reject(source=HOSTILE, stage=HOSTILE, code=HOSTILE, message=HOSTILE))
    time = desk.time(article, "menacé", "2024-05-11")
    desk.event(desk.mention(article, "a menacé", EventType.THREATEN, time=time), label=HOSTILE)
    return desk


def test_hostile_words_are_words(desk) -> None:
    page = render(*hostile(desk).rows())
    tree = Tree(page)
    assert len(tree.find("script")) == 2
    assert not tree.find("img")
    assert not [one for one in tree.all if any(name.startswith("on") for name in one)]
    assert not [one for one in tree.all if one.get("href", "").startswith("javascript")]
    assert "7*7" in page
    assert sum(HOSTILE in one["text"] for one in tree.find("h4")) == 2
    data = data_of(tree)
    assert [data["names"][n] for n in data["events"]["place"] if n is not None].count(HOSTILE) == 1


def test_nothing_is_fetched(desk) -> None:
    tree = Tree(render(*desk.rows()))
    assert not [one for one in tree.all if {"src", "srcset", "poster", "data", "action", "background"} & one.keys()]
    assert not tree.find("link") + tree.find("iframe") + tree.find("object") + tree.find("base")
    assert all("url(" not in one["text"] and "@import" not in one["text"] for one in tree.find("style"))
    outside = [
        one for one in tree.all for name, value in one.items() if name != "text" and re.match(r"\w+://", value or "")
    ]
    assert {one["tag"] for one in outside} == {"a"}


def test_the_policy_admits_this_script_and_this_style_only(desk) -> None:
    tree = Tree(render(*desk.rows()))
    policy = next(one["content"] for one in tree.find("meta") if one.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag, element in (("script", tree.find("script")[1]), ("style", tree.find("style")[0])):
        digest = base64.b64encode(hashlib.sha256(element["text"].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not [one for one in tree.all if "style" in one]


def test_both_languages_are_in_the_page(desk) -> None:
    tree = Tree(render(*desk.rows()))
    data = data_of(tree)
    assert tuple(data["words"]) == LANGUAGES
    table = data["strings"]
    assert all(len(row) == len(LANGUAGES) for row in table if isinstance(row, list))
    assert all({"p", "date"} <= row.keys() for row in table if isinstance(row, dict))
    used = [int(one["data-i"]) for one in tree.all if "data-i" in one]
    used += [int(one["data-a"].split(":")[1]) for one in tree.all if "data-a" in one]
    used += data["events"]["words"]
    assert used
    assert set(used) <= set(range(len(table)))
    for one in tree.all:
        row = table[int(one["data-i"])] if "data-i" in one else None
        if isinstance(row, list):
            assert one["text"] == row[LANGUAGES.index(data["lang"])]


@pytest.mark.parametrize(("languages", "wanted"), [(["fr", "en"], "fr"), (["en", "en", "fr"], "en"), ([], "fr")])
def test_the_page_speaks_as_most_articles_do(empty_desk, languages, wanted) -> None:
    desk = empty_desk()
    for n, language in enumerate(languages):
        desk.article(f"Texte {n}.", language=language)
    assert f'<html lang="{wanted}">' in render(*desk.rows())


def test_equal_records_in_any_order_give_equal_bytes(desk) -> None:
    page = render(*desk.rows())
    shuffle = random.Random(7).shuffle
    for rows in (desk.articles, desk.mentions, desk.events, desk.rejects):
        shuffle(rows)
    desk.event_of = dict(sorted(desk.event_of.items(), reverse=True))
    assert render(*desk.rows()) == page


def test_why_is_said_from_the_fields(desk) -> None:
    tree = Tree(render(*desk.rows()))
    why = [one["text"] for one in tree.find("p", **{"class": "why"})]
    assert any(
        "samedi se compte à partir de la publication (lundi 13 mai 2024) : samedi 11 mai 2024." in one for one in why
    )
    assert any("Cette phrase n’est pas datée" in one for one in why)
    assert any("l’article a paru (lundi 13 mai 2024)" in one for one in why)
    assert [one["lang"] for one in tree.find("q")].count("fr") >= 2


def test_a_place_is_called_as_the_reader_calls_it(empty_desk) -> None:
    desk = empty_desk()
    article = desk.article("On a négocié au Caire.")
    mention = desk.mention(article, "négocié", EventType.CONSULT)
    desk.event(mention, label="négocier", place_name="Cairo", place_country="EGY", latitude=30.06, longitude=31.25)
    tree = Tree(render(*desk.rows()))
    assert any("Le Caire" in one["text"] for one in tree.find("p", **{"class": "meta"}))
    assert any(one["text"] == "Le Caire" for one in tree.find("text")), "on the map"
    data = data_of(tree)
    assert (data["words"]["fr"]["place"], data["words"]["en"]["place"]) == ({"Cairo": "Le Caire"}, {})
    assert ["Le Caire", "Cairo"] in data["strings"]


def test_only_the_text_dates_an_event(desk) -> None:
    tree = Tree(render(*desk.rows()))
    undated = tree.find("section", id="undated")[0]["text"]
    assert "Des élus – critiquer – la direction" in undated
    assert "au plus tard le 13 mai 2024 (publication)" in undated
    assert "Début mai 2024" not in undated
    assert [one["text"] for one in tree.find("h3")][:2] == ["début mai 2024", "samedi 11 mai 2024"]


@pytest.mark.parametrize(
    "days",
    [("9999-12-31", "9999-12-31"), ("0001-01-01", "0001-01-01"), ("0001-01-01", "9999-12-31"), (None, "0001-01-02")],
)
def test_the_ends_of_the_calendar(desk, days) -> None:
    article = desk.articles[0]
    time = desk.time(article, "port", *days, grain=None)
    desk.event(desk.mention(article, "resté", EventType.CONCEDE, time=time), label="à la fin")
    assert "à la fin" in render(*desk.rows())


def test_no_events_at_all(empty_desk) -> None:
    tree = Tree(render(*empty_desk().rows()))
    assert "Aucun événement" in tree.find("header")[0]["text"]
    assert not tree.find("svg")
    assert not tree.find("form")


def test_a_mention_of_an_unknown_article_does_not_break_the_page(desk) -> None:
    known = desk.articles.pop(0)
    tree = Tree(render(*desk.rows()))
    assert len(tree.find("article")) == len(desk.events)
    assert known.article_id not in {one.get("id") for one in tree.all}


def test_writing_replaces_the_page_whole(desk, tmp_path: Path) -> None:
    first = write(tmp_path / "reports", *desk.rows())
    assert first == tmp_path / "reports" / "index.html"
    first.write_text("old", encoding="utf-8")
    write(tmp_path / "reports", *desk.rows())
    assert first.read_text(encoding="utf-8") == render(*desk.rows())
    assert [one.name for one in (tmp_path / "reports").iterdir()] == ["index.html"]


def test_what_was_noticed_is_counted_in_both_languages(desk) -> None:
    article = desk.articles[0]
    findings = [
        Finding(
            code=code,
            severity="note",
            article_id=article.article_id,
            source=article.source,
            place="article",
            message="?",
        )
        for code in ("copy", "copy", "weekday")
    ]
    page = render(*desk.rows(), findings)
    rows = [one["text"] for one in Tree(page).find("tr")]
    for code, number in (("copy", 2), ("weekday", 1)):
        said = catalogue("fr").findings[FindingCode(code)]
        assert [row for row in rows if said in row and str(number) in row.replace(said, "")], code
        assert catalogue("en").findings[FindingCode(code)] in page
    assert catalogue("fr").findings[FindingCode.FURNITURE] not in render(*desk.rows())
