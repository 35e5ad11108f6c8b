"""Articles: what a file gives (Draft), what the build keeps (Article), its parts, and what was refused (Reject)."""

from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, model_validator

from .base import Record


class PublishedBasis(StrEnum):
    """How a publication date was found."""

    SIDECAR = "sidecar"
    FEED = "feed"
    METADATA = "metadata"
    URL = "url"
    DATELINE = "dateline"
    TEXT = "text"
    FILE_NAME = "file_name"
    NONE = "none"


class BlockKind(StrEnum):
    """What a part of an article is. Events are not looked for in a masthead; captions and related headlines do not
    share the article's dates."""

    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"
    RELATED = "related"
    MASTHEAD = "masthead"


class Block(Record):
    """A run of the text of one kind: half-open code points without the white space around."""

    kind: BlockKind
    start: int
    end: int


class Sentence(Record):
    """One sentence: its number in the article, its half-open code points, and the kind of block it stands in."""

    index: int
    start: int
    end: int
    block: BlockKind


class DateClue(Record):
    """One sign of the publication date, as a reader finds it; `temporal` weighs them. `evidence` is the raw string."""

    basis: PublishedBasis
    value: AwareDatetime
    reliable: bool
    evidence: str


class Draft(Record):
    """An article as its file gives it: text in NFC with LF line ends, language and publication date not yet settled.

    `hints` are blocks that the format itself marks (a caption in HTML); they never overlap. `source` is relative to the
    folder that was read, with `#N` for the N-th article (or line) of a file that holds several. `notices` are short lines that
    stand around the headline but not in the article ("Published on 3 November 2022"): they may tell its date. `licence` is
    the one that was stated for this article.
    """

    source: str
    text: str
    title: str | None = None
    url: str | None = None
    language: str | None = None
    publisher: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    licence: str | None = None
    clues: tuple[DateClue, ...] = ()
    hints: tuple[Block, ...] = ()
    notices: tuple[str, ...] = ()


class Article(Record):
    """One published text. `text` never changes after this point: all offsets are code points into it.

    `language` is BCP 47, None where it cannot be told. `published` None means unknown, and then nothing relative is resolved;
    a bare day is midnight UTC. `published_evidence` are the words or the field that the date was read from; without a date, those
    of a date that was refused, and why.
    """

    article_id: str
    source: str
    text: str
    title: str | None = None
    url: str | None = None
    language: str | None = None
    published: AwareDatetime | None = None
    published_basis: PublishedBasis = PublishedBasis.NONE
    published_reliable: bool = False
    published_evidence: str | None = None
    publisher: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    licence: str | None = None
    blocks: tuple[Block, ...] = ()
    duplicate_of: str | None = None

    @model_validator(mode="after")
    def _basis_fits_date(self) -> Self:
        if (self.published is None) != (self.published_basis is PublishedBasis.NONE):
            raise ValueError(f"published {self.published} does not go with basis {self.published_basis}")
        return self


class Reject(Record):
    """A piece of input that was refused, and why. `line` counts from 1, None where lines mean nothing; `message` says
    what, where and what to do; `excerpt` shows at most 200 characters of what was refused."""

    source: str
    stage: str
    code: str
    message: str
    line: int | None = None
    excerpt: str | None = None
