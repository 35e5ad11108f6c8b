"""What is noticed, what is done about it, and that it is told."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

import timeline
from timeline import text
from timeline.quality import Part, review, sign
from timeline.quality.furniture import MANY
from timeline.records import Article, Finding

PUBLISHED = datetime(2024, 5, 13, tzinfo=UTC)
SIDEBAR = "Samedi 4 mai, le ministre a rencontré nos abonnés à Lyon."
STORIES = (
    "Le gouvernement a rejeté la demande.", "La ville a accueilli trois navires.", "Un incendie a détruit le marché couvert.",
    "Les écoles ont fermé leurs portes.", "La cour a annulé le décret contesté.", "Le festival a attiré des familles entières.",
    "Une digue a cédé près du port.", "Les pêcheurs ont bloqué le chenal.", "Le musée a vendu sa collection.",
    "Une grève a paralysé les trains.", "Le conseil a voté le budget.", "La récolte a doublé en un an.",
)  # fmt: skip


def part(name: str, content: str, **more: Any) -> Part:
    """An article read as the build reads it."""
    given: dict[str, Any] = {"published": PUBLISHED, "published_basis": "sidecar", "published_reliable": True}
    given |= {"publisher": "Le Courrier", "language": "fr"} | more
    blocks = text.blocks(content, given["language"], title=None)
    article = Article(article_id=name, source=f"{name}.txt", text=content, blocks=blocks, **given)
    published = article.published.date() if article.published else None
    speaks = given["language"] in {"fr", "en"}
    return Part(
        article,
        text.sentences(content, given["language"], blocks),
        timeline.find_times(content, published=published, language=given["language"]) if speaks else (),
        timeline.find_events(content, published=published, language=given["language"]) if speaks else (),
        sign(article),
    )


def told(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(one.article_id, str(one.code)) for one in findings}


def pages(count: int, **more: Any) -> list[Part]:
    return [part(f"a{n:02}", f"{STORIES[n]}\n\n{SIDEBAR}", **more) for n in range(count)]


def test_the_sidebar_of_a_site_tells_nothing() -> None:
    given = pages(6)
    assert all(one.times and one.mentions for one in given)
    reviewed = review(given)
    assert told(reviewed.findings) == {(one.article.article_id, "furniture") for one in given}
    for one in reviewed.parts:
        assert not one.times
        assert not [mention for mention in one.mentions if mention.sentence_start > 0]
    finding = reviewed.findings[0]
    assert (finding.text, finding.place, finding.severity) == (SIDEBAR, "text", "note")
    assert given[0].article.text[finding.start : finding.end] == SIDEBAR
    assert "in 6 articles" in finding.message
    assert "1 time expressions and 1 event mentions" in finding.message


def test_a_sentence_of_four_articles_or_of_many_publishers_is_no_furniture() -> None:
    assert not review(pages(4)).findings
    apart = [part(f"a{n}", f"{STORIES[n]}\n\n{SIDEBAR}", publisher=f"Journal {n}") for n in range(8)]
    assert not review(apart).findings


def test_rare_furniture_of_a_large_site() -> None:
    others = [part(f"b{n:02}", f"Texte numéro {n} sur le sujet {n}.") for n in range(60)]
    assert not review([*pages(MANY - 1), *others]).findings
    assert len(review([*pages(MANY), *others]).findings) == MANY


def test_a_story_in_many_editions_is_no_furniture() -> None:
    story = " ".join(STORIES)
    reviewed = review([part(f"a{n}", f"{story} Édition {n}.") for n in range(8)])
    assert told(reviewed.findings) == {(f"a{n}", "copy") for n in range(1, 8)}
    assert {one.article.duplicate_of for one in reviewed.parts} == {None, "a0"}
    assert all(one.mentions for one in reviewed.parts)


@pytest.mark.parametrize(
    ("content", "more", "code"),
    [
        ("Le ministre a signé l'accord le jeudi 8 mai 2024 à Lyon.", {}, "weekday"),
        ("The minister signed the deal on Thursday 8 May 2024.", {"language": "en"}, "weekday"),
        ("Le ministre a signé l'accord le mercredi 8 mai 2024 à Lyon.", {}, None),
        ("Le ministre rencontrera son homologue le 20 mai 2024 à Lyon.", {}, None),
        ("Le ministre a parlé.", {"published_reliable": False, "published_evidence": "lundi 13"}, "published_doubtful"),
        ("Le ministre a parlé.", {"published": None, "published_basis": "none"}, "published_unknown"),
        ("Le ministre a parlé.", {"published": None, "published_basis": "none", "published_evidence": "x"}, "published_late"),
        ("El ministro habló.", {"language": "es"}, "language_unread"),
        ("…", {"language": None}, "language_unknown"),
    ],
)  # fmt: skip
def test_doubts(content: str, more: dict[str, Any], code: str | None) -> None:
    one = part("a1", content, **more)
    findings = review([one]).findings
    assert told(findings) == ({("a1", code)} if code else set())
    for finding in findings:
        if finding.place == "text":
            assert content[finding.start : finding.end] == finding.text


def test_a_fact_of_a_later_day() -> None:
    one = part("a1", "Le ministre rencontrera son homologue le 20 mai 2024 à Lyon.")
    claimed = one._replace(mentions=[mention.model_copy(update={"status": "happened"}) for mention in one.mentions])
    (finding,) = review([claimed]).findings
    assert (finding.code, finding.severity, finding.text) == ("after_publication", "doubt", "le 20 mai 2024")
    assert "2024-05-20" in finding.message
    assert "2024-05-13" in finding.message


def test_nothing_given_is_changed() -> None:
    given = pages(6)
    before = [replace_nothing(one) for one in given]
    review(given)
    assert given == before


def replace_nothing(one: Part) -> Part:
    return Part(
        one.article.model_copy(deep=True), tuple(one.sentences), list(one.times), list(one.mentions), one.signature
    )
