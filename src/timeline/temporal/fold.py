"""Folding: one text in which a pattern need not care how a word was typed. Same length, so that offsets stay true."""

import re
import unicodedata

SPACES = "\t\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
APOSTROPHES = "\u2018\u2019\u02bc\u00b4`\u2032\u201b"
HYPHENS = "\u2010\u2011\u2012\u2013\u2212"
WRAP = re.compile(r"(?<=[^\n]{45})\n(?![ \t]*\n)")
"""A line end after a long line is a wrapped line; after a short one it is a heading's end."""


def _table() -> dict[int, int]:
    table = {}
    for code in range(0x41, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(base) == 1 and ord(base) != code:
            table[code] = ord(base)
    table |= {ord(mark): ord(" ") for mark in SPACES}
    table |= {ord(mark): ord("'") for mark in APOSTROPHES}
    return table | {ord(mark): ord("-") for mark in HYPHENS}


TABLE = _table()


def fold(text: str) -> str:
    """`text` in lower case, without accents, with straight apostrophes, short hyphens and plain spaces, wrapped lines joined."""
    return WRAP.sub(" ", text.translate(TABLE))


def squeeze(form: str) -> str:
    """A folded form with each run of spaces as one."""
    return " ".join(form.split())
