"""The shape of blocks.toml: what captions, related headlines and mastheads look like in a language."""

import re
from functools import cache
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from timeline.records import BlockKind

from .loader import load_part

RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}\.(masthead|related|caption)\.[a-z0-9_]+$")]


class Closed(BaseModel):
    """A frozen table row that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class BlockRule(Closed):
    """How one kind of line is known. The middle part of the id is the kind.

    `pattern` is a regular expression that must match from the start of a line or paragraph of at most `longest` characters;
    letter case counts unless the pattern says (?i). `opens`: the line is a heading, and the short lines below it are of its
    kind. `closes`: the line above, in the same paragraph, is of its kind (a photo credit below its caption). `everywhere`: it
    is also found in articles of other languages.
    """

    id: RuleId
    pattern: str
    longest: int = 200
    opens: bool = False
    closes: bool = False
    everywhere: bool = False
    note: str = ""

    @model_validator(mode="after")
    def _compiles(self) -> Self:
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"rule {self.id!r}: the pattern is no regular expression: {error}") from error
        return self

    @property
    def kind(self) -> BlockKind:
        """The kind of block that it makes."""
        return BlockKind(self.id.split(".")[1])


class Blocks(Closed):
    """blocks.toml: the rules, tried in their order."""

    rule: tuple[BlockRule, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        ids = [rule.id for rule in self.rule]
        if twice := next((one for one in ids if ids.count(one) > 1), None):
            raise ValueError(f"rule id {twice!r} stands twice")
        return self


class BlockCase(Closed):
    """A text and the kinds of its lines or paragraphs in their order. `rules` are those that it attests (or nearly hits).

    `xfail` marks a known gap and why.
    """

    text: str
    expect: tuple[BlockKind, ...]
    title: str | None = None
    rules: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    xfail: str | None = None


class BlockCorpus(Closed):
    """corpus/blocks.toml."""

    case: tuple[BlockCase, ...]


@cache
def block_rules(language: str) -> Blocks:
    """The rules of a language. Raises LanguageDataError."""
    return load_part(language, "blocks", Blocks)


@cache
def block_corpus(language: str) -> BlockCorpus:
    """The cases beside them. Raises LanguageDataError."""
    return load_part(language, "corpus/blocks", BlockCorpus)
