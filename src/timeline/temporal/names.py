"""Names that are spelled like times: April Ryan, Mr. Sunday, the song "Yesterday"; and times that only a capital tells from
verbs: March, May. Told by the capitals of the written text."""

import re
from functools import cache

from timeline.languages.temporal_schema import grammar

from .recognise import Phrase

BEFORE = 24
"""How many characters before a phrase tell what it is."""
OPEN, CLOSED = '"“«‘', '"”»’'


def is_name(text: str, phrase: Phrase, language: str) -> bool:
    """Whether a recognised phrase is no time: a person's name, a quoted title, or a verb that lacks the capital of a month."""
    names = grammar(language).names
    if names is None:
        return False
    if phrase.rule in names.capital and text[phrase.start : phrase.end].islower():
        return True
    if phrase.rule not in names.rules or not text[phrase.start].isupper() or phrase.modifiers:
        return False
    before = text[max(0, phrase.start - BEFORE) : phrase.start]
    if before.endswith(tuple(OPEN)) and text[phrase.end : phrase.end + 1] in set(CLOSED):
        return True
    title, keep, after = _patterns(language)
    if title.search(before):
        return True
    return phrase.rule in names.given and after.match(text, phrase.end) is not None and not keep.search(before)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names = grammar(language).names
    if names is None:
        return re.compile("(?!)"), re.compile("(?!)"), re.compile("(?!)")
    return (
        re.compile(rf"(?<!\w)(?:{names.title}) \Z"),
        re.compile(rf"(?<!\w)(?:{names.keep})[ -]\Z", re.IGNORECASE),
        re.compile(names.surname),
    )
