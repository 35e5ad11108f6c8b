"""Letters in: newsletters as HTML or plain text, mailboxes, and pages that a browser saved as one letter."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from timeline.records import PublishedBasis

from .support import BODY, MORE, PAGE, PARAGRAPHS, codes, day, drafts, everything, one, refused

EML = "message/rfc822"
MBOX = "application/mbox"


def letter(plain: str | None = BODY, html: str | None = None, **headers: str) -> bytes:
    message = EmailMessage()
    given = {"Subject": "L'usine ferme à Orléans", "From": "Le Journal <lettre@example.org>"} | headers
    given.setdefault("Date", "Mon, 13 May 2024 23:30:00 +0200")
    for name, value in given.items():
        message[name.replace("_", "-")] = value
    if plain is not None:
        message.set_content(plain)
    if html is not None:
        message.add_alternative(html, subtype="html") if plain is not None else message.set_content(
            html, subtype="html"
        )
    return message.as_bytes()


def test_a_plain_letter() -> None:
    found = one(letter(), EML)
    assert found.text.rstrip() == f"L'usine ferme à Orléans\n\n{BODY}"
    assert (found.title, found.publisher) == ("L'usine ferme à Orléans", "Le Journal")
    (clue,) = found.clues
    assert (clue.basis, clue.value.isoformat()) == (PublishedBasis.FEED, "2024-05-13T23:30:00+02:00")


def test_html_wins_over_a_plain_stub() -> None:
    found = one(
        letter("Voir en ligne", f"<html><body><table><tr><td>{PARAGRAPHS}</td></tr></table></body></html>"), EML
    )
    assert found.text.startswith(f"L'usine ferme à Orléans\n\n{BODY}\n\n{MORE}") and "Voir en ligne" not in found.text


def test_forwarding_marks_are_no_part_of_a_title() -> None:
    assert one(letter(Subject="TR: Fwd: L'accord"), EML).title == "L'accord"


def test_a_mailbox_holds_several() -> None:
    two = letter(f"{MORE}\n\nFrom here on it goes well.\n").replace(b"\nFrom here", b"\n>From here")
    box = b"From a@b Mon May 13 2024\n" + letter() + b"\n\nFrom c@d Tue May 14 2024\n" + two + b"\n"
    found = everything(box, MBOX)
    assert [draft.source for draft in drafts(found)] == ["memory#1", "memory#2"]
    assert "\nFrom here on" in drafts(found)[1].text
    assert len(everything(box)) == 2, "known by its looks"


def test_a_saved_page_is_a_page_and_its_date_is_none() -> None:
    page = letter(None, PAGE, Snapshot_Content_Location="https://example.org/a")
    found = one(page, "multipart/related")
    assert (found.title, found.url) == ("L'usine ferme", "https://example.org/a")
    assert day(found) is None


def test_headers_that_cannot_be_read_do_no_harm() -> None:
    raw = b"Subject: =?utf-8?b?////?=\nDate: yesterday\nFrom: <<>>\n\n" + BODY.encode()
    found = one(raw, EML)
    assert BODY in found.text and found.clues == ()


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        (b"", EML, "empty"),
        (letter(" "), EML, "no_text"),
        (b"Subject: x\nContent-Type: image/png\n\n\x89PNG\x00", EML, "no_text"),
        (b"", MBOX, "empty"),
        (b"no mailbox", MBOX, "empty"),
    ],
)
def test_what_has_no_words_is_refused(content: bytes, media_type: str, code: str) -> None:
    assert refused(content, media_type).code == code


def test_letters_in_letters_without_end() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    assert refused(nested, EML).code in {"broken_mail", "no_text"}


def test_a_letter_too_large_in_a_mailbox_is_one_reject(tmp_path: Path) -> None:
    box = b"From a\n" + letter() + b"\n\nFrom b\nSubject: x\n\n" + b"a" * 5000 + b"\n\nFrom c\n" + letter(MORE)
    found = everything(box, MBOX, limits={"article_bytes": 2000})
    assert codes(found) == [("memory#2", "too_large")] and len(drafts(found)) == 2
