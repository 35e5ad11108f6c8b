from datetime import UTC, date, datetime

from timeline.pipeline.guard import guarded
from timeline.pipeline.ingestion import article_id, ingest, tongue
from timeline.records import DateClue, Draft, PublishedBasis, Reject

FRENCH = "Le gouvernement a annoncé mercredi la suspension des livraisons. Les syndicats ont dénoncé cette décision. "


def draft(**changes: object) -> Draft:
    return Draft.model_validate({"source": "a.txt", "text": FRENCH, "title": "Livraisons", **changes})


def clue(basis: PublishedBasis, day: int = 13) -> DateClue:
    return DateClue(basis=basis, value=datetime(2024, 5, day, tzinfo=UTC), reliable=True, evidence="2024-05-13")


def test_an_article_is_named_by_what_was_published() -> None:
    name = article_id(draft(), clue(PublishedBasis.SIDECAR))
    assert article_id(draft(source="b/c.txt"), clue(PublishedBasis.SIDECAR)) == name
    assert article_id(draft(byline="Par A. Un"), clue(PublishedBasis.SIDECAR)) == name
    for other in (
        draft(text=FRENCH + "Fin."),
        draft(title="Autre"),
        draft(publisher="X"),
        draft(url="https://x.example/1"),
    ):
        assert article_id(other, clue(PublishedBasis.SIDECAR)) != name
    assert article_id(draft(), clue(PublishedBasis.SIDECAR, day=14)) != name


def test_a_date_that_was_worked_out_names_nothing() -> None:
    bare = article_id(draft(), None)
    for basis in (PublishedBasis.FILE_NAME, PublishedBasis.TEXT, PublishedBasis.DATELINE):
        assert article_id(draft(), clue(basis)) == bare


def test_a_label_is_believed_unless_a_long_text_speaks_against_it() -> None:
    assert tongue("Grève", "fr_FR") == "fr"
    assert tongue("Grève", "EN-us") == "en"
    assert tongue(FRENCH * 4, "en") == "fr"
    assert tongue(FRENCH, None) == "fr"
    assert tongue(FRENCH, "tlh") == "fr"
    assert tongue("El ministro habló el lunes con su homólogo sobre el acuerdo de paz. " * 6, "en") == "es"
    assert tongue("Der Minister hat gestern telefoniert und die Forderung abgelehnt.", "de") == "de"


def test_a_title_is_the_headline_where_nobody_gave_one() -> None:
    lines = f"Les livraisons\nsuspendues\n\n{FRENCH}"
    found = ingest(draft(title=None, text=lines))
    assert found.title is not None
    assert found.title.startswith("Les livraisons")
    assert "\n" not in found.title
    assert ingest(draft(title="Autre titre", text=lines)).title == "Autre titre"
    assert ingest(draft(title=None)).title is None, "a text without a headline"


def test_a_title_that_was_found_takes_no_part_in_the_id() -> None:
    bare = draft(title=None, text=f"Livraisons suspendues\n\n{FRENCH}")
    assert ingest(bare).title == "Livraisons suspendues"
    assert ingest(bare).article_id == article_id(bare, None)


def test_ingest_settles_language_date_and_blocks() -> None:
    article = ingest(draft(clues=(clue(PublishedBasis.SIDECAR),)))
    assert article.language == "fr"
    assert article.published == datetime(2024, 5, 13, tzinfo=UTC)
    assert (article.published_basis, article.published_reliable) == (PublishedBasis.SIDECAR, True)
    assert article.blocks
    assert article.text == FRENCH


def test_ingest_has_a_last_day() -> None:
    given = draft(clues=(clue(PublishedBasis.SIDECAR),))
    assert ingest(given, latest=date(2024, 5, 12)).published is None


def test_a_fault_becomes_a_reject_without_paths_of_this_machine() -> None:
    def fails(value: int) -> int:
        return 1 // value

    assert guarded("link", "a.txt", fails, 1) == 1
    reject = guarded("link", "a.txt", fails, 0)
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.code) == ("link", "failed")
    assert "ZeroDivisionError" in reject.message
    assert reject.excerpt is not None
    assert "/" not in reject.excerpt
