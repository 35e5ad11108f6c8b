"""From a draft, as a reader gives it, to an article: language, publication date, blocks and a name of its own."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from timeline import readers, text
from timeline.digest import identity
from timeline.records import Article, Block, BlockKind, DateClue, Draft, PublishedBasis, Reject
from timeline.temporal import publication, refused

from .guard import guarded
from .stage import Stage
from .tongues import has_dates, primary

LATEST = date(2026, 12, 31)
"""The last day on which an article can have been published as far as the library knows: the end of this release's year.

No clock is read below the command line. `timeline build` passes today's date, or `--as-of`.
"""
TELLING = 300
"""Characters from which on a text tells its language better than a label does (templates say "en" of any page)."""

_GIVEN = {PublishedBasis.SIDECAR, PublishedBasis.FEED, PublishedBasis.METADATA}


def read_articles(
    source: Path | bytes | str, *, url: str | None = None, media_type: str | None = None
) -> Iterator[Article | Reject]:
    """The articles of a path (file or folder), or of bytes or text in memory, and what of it was refused.

    A str is a path unless `media_type` is given. `url` is the address of that one article. Raises InputError if there is nothing
    at the path, UsageError for a media type that no reader knows.
    """
    for item in readers.read(source, url=url, media_type=media_type):
        yield item if isinstance(item, Reject) else guarded("ingest", item.source, ingest, item)


def ingest(draft: Draft, *, language: str | None = None, latest: date = LATEST) -> Article:
    """The article of a draft. `language` is that of articles which do not state theirs; `latest` the last possible day
    of publication. Language or publication date stay None where nothing tells them. An article that nobody gave a title has
    that of its headline block, if it has one. Blocks of a language without rules are told by the English ones."""
    spoken = tongue(draft.text, draft.language or language)
    clue = publication(draft, spoken, latest)
    blocks = text.blocks(draft.text, spoken, title=draft.title, hints=draft.hints)
    return Article(
        article_id=article_id(draft, clue),
        source=draft.source,
        text=draft.text,
        title=draft.title or headline(draft.text, blocks),
        url=draft.url,
        language=spoken,
        published=clue.value if clue else None,
        published_basis=clue.basis if clue else PublishedBasis.NONE,
        published_reliable=bool(clue and clue.reliable),
        published_evidence=clue.evidence if clue else refused(draft, spoken, latest),
        publisher=draft.publisher,
        byline=draft.byline,
        authors=draft.authors,
        licence=draft.licence,
        blocks=blocks,
    )


def headline(content: str, blocks: Sequence[Block]) -> str | None:
    """The words of the first headline block on one line, None where there is none."""
    found = next((block for block in blocks if block.kind is BlockKind.HEADLINE), None)
    return " ".join(content[found.start : found.end].split()) if found else None


def article_id(draft: Draft, clue: DateClue | None) -> str:
    """Named by what was published: title, text, publisher and address, and a date that somebody stated.

    Folder and file names take no part, nor does what is worked out: a date from the text or from the name, a title from the
    headline. An article that moves keeps its ids, and so do all its events; and so they do when a rule changes.
    """
    stated = clue.value.isoformat() if clue and clue.basis in _GIVEN else None
    return identity("a", draft.title, draft.text, draft.publisher, draft.url, stated)


def tongue(content: str, stated: str | None) -> str | None:
    """The primary language subtag of a text: as stated, unless a long text plainly is in another one that can be read here."""
    label = primary(stated) if stated else None
    if label is not None and has_dates(label) and len(content) < TELLING:
        return label
    found = text.detect(content)
    return found if has_dates(found) or label is None else label


INGEST = Stage("ingest", (), ingest, "articles: language, publication date, blocks, id", kind=Article)
"""The stage that makes an article."""
