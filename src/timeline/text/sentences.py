"""Cuts blocks into sentences: one scan over the points, with the abbreviations of the language."""

import re
from collections.abc import Iterator, Sequence

from timeline.languages import available
from timeline.languages.info_schema import Language, language_info
from timeline.records import Block, Sentence

DEFAULT = "en"

END = re.compile(
    r"(?<![.!?…])(?P<points>[.!?…]++)(?P<closers>(?:[\"'”’)\]]|[\s\u00a0\u202f]?[»›])*+)(?P<gap>\s++)(?=\S)"
)
WORD_BEFORE = re.compile(r"[\w’'.&-]*$")
FIRST_WORD = re.compile(r"[\"«“‘(\[\s\u00a0\u202f-]*(?P<word>[^\W\d_][\w’'-]*)?")
INITIAL = re.compile(r"(?:(?:[A-ZÀ-Þ]\.?-)?[A-ZÀ-Þ]|Ch|Ph|Th)")
ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
ITEM_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})")
DASHES = "-–—"
PARENTHESIS = 200
"""How far a parenthesis is looked for, either way."""
LONGEST_WORD = 30


def sentences(text: str, language: str | None, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """The sentences of `text`, numbered in their order; each lies within one block, without the white space around."""
    info = language_info(language if language in available() else DEFAULT)
    spans = ((start, end, block.kind) for block in blocks for start, end in split(text, block.start, block.end, info))
    return tuple(
        Sentence(index=index, start=start, end=end, block=kind) for index, (start, end, kind) in enumerate(spans)
    )


def split(text: str, start: int, end: int, info: Language) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences in `text[start:end]`, which holds no blank line."""
    begin = start
    for found in END.finditer(text, start, end):
        stop = found.end("closers")
        if found.end() < end and _ends(text, begin, found, info):
            yield begin, stop
            begin = found.end()
    if begin < end:
        yield begin, end


def _ends(text: str, begin: int, found: re.Match[str], info: Language) -> bool:
    """Whether the points that were found end a sentence."""
    following = text[found.end()]
    if following.islower() or following in ",;:)]}»›" or _is_dash(text, found.end()):
        return False
    points, closers = found["points"], found["closers"]
    if _in_parenthesis(text, begin, found):
        return False
    if points.strip(".…") or closers:
        return not _is_ellipsis_in_brackets(text, found)
    starter = _first_word(text, found.end()) in info.starters
    if len(points) > 1 or points == "…":
        return True
    word = WORD_BEFORE.search(text, max(begin, found.start() - LONGEST_WORD), found.start("points"))
    return _ends_after(word[0] if word else "", found.start("points") - begin, following, starter, info)


def _ends_after(word: str, before: int, following: str, starter: bool, info: Language) -> bool:
    """Whether one point after `word` ends a sentence, of which `before` characters have been read."""
    bare = word.lstrip("'’.-&")
    lower = re.split("[’']", bare.lower())[-1]
    if before == len(word) and ITEM_NUMBER.fullmatch(word):
        return False
    known = info.abbreviations
    if lower in known.never:
        return False
    if lower in known.before_number and following.isdigit():
        return False
    last = lower.rpartition("-")[2]  # "the Japan-U.S. Pact"
    if (
        lower in known.may_end
        or ("." in last and last in known.may_end)
        or ACRONYM.fullmatch(lower)
        or INITIAL.fullmatch(bare)
    ):
        return starter or following in '«“"'
    return True


def _first_word(text: str, at: int) -> str:
    """The first word from `at`, in lower case; with an apostrophe, its elided part as well: "l'État" is "l'"."""
    found = FIRST_WORD.match(text, at)
    word = (found["word"] or "").lower().replace("’", "'") if found else ""
    head, apostrophe, _ = word.partition("'")
    return head + apostrophe if apostrophe and len(head) < 3 else word


def _is_dash(text: str, at: int) -> bool:
    """A dash with space behind it carries a dateline or an aside on."""
    return text[at] in DASHES and text[at + 1 : at + 2].isspace()


def _in_parenthesis(text: str, begin: int, found: re.Match[str]) -> bool:
    opened = text.rfind("(", max(begin, found.start() - PARENTHESIS), found.start())
    if opened < 0 or ")" in text[opened : found.end("closers")]:
        return False
    return ")" in text[found.end() : found.end() + PARENTHESIS].split("\n\n", 1)[0]


def _is_ellipsis_in_brackets(text: str, found: re.Match[str]) -> bool:
    """A bare "(…)" and "[...]" mark an omission; the sentence goes on."""
    return text[found.start() - 1 : found.start()] in {"(", "["} and set(found["points"]) <= {".", "…"}
