"""What a pattern can begin with: so that at most words of a text most patterns need not be tried."""

import re
from collections.abc import Callable
from functools import cache
from itertools import product

TOKEN = re.compile(
    r"\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|<?[=!]|:))?|\{:?[a-z_]+\d?(?:#\d)?\}|[?*+]\??|\{\d+(?:,\d*)?\}\??|.",
    re.DOTALL,
)
PLACE = re.compile(r"\{:?([a-z_]+\d?)")
QUANTIFIER = re.compile(r"[?*+]|\{\d")
NO_WIDTH = {r"\Z", r"\A", r"\b", r"\B", "^", "$"}
CLASS_PART = re.compile(r"\\.|.-[^\]]|.", re.DOTALL)
LENGTH = 2
"""How many characters of the beginning are looked at."""
ANY = "\0"
"""Stands for any character in a beginning."""
Heads = frozenset[str]
"""Beginnings of at most LENGTH characters; one that is shorter is a whole match."""
NOTHING: Heads = frozenset({""})


def leads(pattern: str, named: Callable[[str], Heads]) -> Heads:
    """What a match of a rule's pattern can begin with; `named` says it of a lexicon or figure.

    It errs to one side: a pattern may then be tried in vain, but is never missed.
    """
    return _Reader(TOKEN.findall(pattern), named).alternatives()


def can_lead(lead: str, heads: Heads) -> bool:
    """Whether a match can begin with the first LENGTH characters of what is left of a text."""
    if not lead.isascii():
        return True
    if len(lead) < LENGTH:  # the end of the text
        return any(all(mine in (theirs, ANY) for mine, theirs in zip(head, lead, strict=False)) for head in heads)
    return not heads.isdisjoint(_openings(lead))


@cache
def _openings(lead: str) -> tuple[str, ...]:
    """The beginnings under which these characters may be filed: each of them or ANY, whole or cut short."""
    return tuple(
        "".join(chars) for size in range(LENGTH + 1) for chars in product(*((char, ANY) for char in lead[:size]))
    )


class _Reader:
    """The tokens of a pattern while they are read."""

    def __init__(self, tokens: list[str], named: Callable[[str], Heads]) -> None:
        self._tokens, self._named, self._at = tokens, named, 0

    def alternatives(self) -> Heads:
        """What the alternatives up to the end of a group begin with."""
        done: Heads = frozenset()
        heads = NOTHING
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token == ")":
                break
            if token == "|":
                done, heads = done | heads, NOTHING
            else:
                heads = _then(heads, self._atom(token))
        return done | heads

    def _atom(self, token: str) -> Heads:
        """What one atom begins with, with the quantifier that follows it."""
        if token.startswith("("):
            heads = self.alternatives()
            heads = NOTHING if token.endswith(("=", "!")) else heads
        elif place := PLACE.match(token):
            heads = self._named(place.group(1))
        else:
            heads = NOTHING if token in NO_WIDTH else _characters(token)
        if self._at < len(self._tokens) and QUANTIFIER.match(self._tokens[self._at]):
            often = self._tokens[self._at]
            self._at += 1
            if often[0] != "?":
                heads |= _then(heads, heads)
            if often.startswith(("?", "*", "{0")):
                heads |= NOTHING
        return heads


def _then(heads: Heads, after: Heads) -> Heads:
    """What begins with one and goes on with another."""
    if all(len(head) >= LENGTH for head in heads):
        return heads
    return frozenset((head + next_)[:LENGTH] for head in heads for next_ in (after if len(head) < LENGTH else NOTHING))


def _characters(token: str) -> Heads:
    """The characters that a literal, an escape or a class stands for."""
    if token == r"\d":
        return frozenset("0123456789")
    if token == "." or (token[0] == "\\" and token[1].isalpha()) or token.startswith("[^"):
        return frozenset({ANY})
    if not token.startswith("["):
        return frozenset({token[-1]})
    chars: Heads = frozenset()
    for part in CLASS_PART.findall(token[1:-1]):
        if len(part) == 3:
            chars |= {chr(code) for code in range(ord(part[0]), ord(part[2]) + 1)}
        else:
            chars |= _characters(part)
    return chars
