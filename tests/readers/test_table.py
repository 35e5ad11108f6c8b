"""Tables in: CSV as spreadsheets write it, TSV and Parquet."""

import datetime as dt
import io

import polars as pl
import pytest

from .support import BODY, MORE, PARAGRAPHS, codes, day, drafts, everything, one, refused

CSV = "text/csv"
PARQUET = "application/vnd.apache.parquet"


def parquet(**columns: list[object]) -> bytes:
    target = io.BytesIO()
    pl.DataFrame(columns).write_parquet(target)
    return target.getvalue()


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_row_is_an_article(mark: str) -> None:
    rows = [
        ["Title", "Text", "Date", "Publication", "URL"],
        ["Un", BODY, "2024-05-13", "Le Journal", "https://example.org/a"],
    ]
    table = "\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)
    found = one(table, CSV)
    assert (found.source, found.text, found.title) == ("memory#1", f"Un\n\n{BODY}", "Un")
    assert (found.publisher, found.url, day(found)) == ("Le Journal", "https://example.org/a", "2024-05-13")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_of_spreadsheets(encoding: str) -> None:
    table = f"titre;texte;date\nLa grève;{BODY};13/05/2024\n"
    found = one(table.encode(encoding), CSV)
    assert (found.text, day(found)) == (f"La grève\n\n{BODY}", "2024-05-13")


def test_a_bad_row_is_one_reject_and_the_rest_is_read() -> None:
    table = f'title,text\nUn,{BODY.replace(",", "")}\nDeux,"a "broken" cell"\nTrois,\nQuatre,a,b,c\n"Cinq\nlignes","{BODY}"\n'
    found = everything(table, CSV)
    assert [draft.source for draft in drafts(found)] == ["memory#1", "memory#5"]
    assert codes(found) == [("memory#2", "bad_csv"), ("memory#3", "no_text"), ("memory#4", "bad_csv")]


def test_columns_can_be_mapped_and_days_put_first() -> None:
    table = f"quand,quoi\n05/06/2024,{BODY.replace(',', '')}\n"
    assert "timeline.toml" in refused(table, CSV).message
    fields = {"text": ("quoi",), "published": ("quand",)}
    assert day(one(table, CSV, fields=fields)) is None, "the fifth of June or the sixth of May"
    assert day(one(table, CSV, fields=fields, day_first=True)) == "2024-06-05"
    assert day(one(table, CSV, fields=fields, day_first=False)) == "2024-05-06"


def test_a_cell_with_html_becomes_paragraphs() -> None:
    assert one(f'text\n"{PARAGRAPHS}"\n', CSV).text.startswith(f"{BODY}\n\n{MORE}")


def test_authors_written_as_a_list() -> None:
    table = f"text,authors\n\"{BODY}\",\"['Anne Exemple', 'Ann Lee']\"\n"
    assert one(table, CSV).authors == ("Anne Exemple", "Ann Lee")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02,\n" * 9, "binary"),
        (b'title,text\n"never,closed', "bad_csv"),
        (b"a,b\n1,2\n", "no_text"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, code: str) -> None:
    assert refused(content, CSV).code == code


def test_a_cell_too_long_is_refused() -> None:
    found = everything(f"text\n{'a' * 5000}\n{BODY.replace(',', '')}\n", CSV, limits={"article_bytes": 1000})
    assert [code for _, code in codes(found)] == ["too_large"] and len(drafts(found)) == 1


def test_a_quote_that_never_closes_takes_no_more_than_an_article() -> None:
    table = 'text\n"' + "mot mot\n" * 1000
    assert {code for _, code in codes(everything(table, CSV, limits={"article_bytes": 1000}))} == {"bad_csv"}


def test_parquet_with_real_dates() -> None:
    when = dt.datetime(2024, 5, 13, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    rows = parquet(title=["Un", "Deux"], text=[BODY, None], publish_date=[when, when], authors=[["Anne"], []])
    found = everything(rows, PARQUET)
    (draft,) = drafts(found)
    assert (draft.source, draft.text, draft.authors) == ("memory#1", f"Un\n\n{BODY}", ("Anne",))
    assert draft.clues[0].value == when
    assert codes(found) == [("memory#2", "no_text")]


def test_parquet_is_known_by_its_looks() -> None:
    assert one(parquet(text=[BODY])).text == BODY


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:-10], lambda data: data[:8] + bytes(len(data) - 16) + data[-8:]]
)
def test_broken_parquet_is_refused(damage) -> None:  # type: ignore[no-untyped-def]
    assert refused(damage(parquet(text=[BODY])), PARQUET).code == "broken_parquet"


def test_one_long_cell_repeated_without_end_is_a_bomb() -> None:
    found = everything(parquet(text=["mot " * 50_000] * 500), PARQUET, limits={"ratio": 20})
    assert codes(found)[-1][1] == "decompression_bomb" and len(drafts(found)) < 100


def test_parquet_that_claims_too_much_is_refused() -> None:
    bomb = parquet(text=["a"] * 2_000_000)
    assert refused(bomb, PARQUET, limits={"ratio": 50}).code == "decompression_bomb"
