"""Canonical JSON, hashes and ids: the only source of identity, so that the same content has the same id everywhere."""

import hashlib
import json
from collections.abc import Iterable

ID_LENGTH = 16
"""Hexadecimal digits of an id: 64 bits, one chance in 37 million of any clash among a million ids."""


def canonical(value: object) -> bytes:
    """`value` as JSON with sorted keys and no spaces, in UTF-8: equal values give equal bytes."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.encode("utf-8", "surrogatepass")


def sha256(data: bytes | Iterable[bytes]) -> str:
    """The SHA-256 of bytes, or of a stream of them, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in (data,) if isinstance(data, bytes) else data:
        digest.update(chunk)
    return digest.hexdigest()


def identity(kind: str, *parts: object) -> str:
    """A stable id: one letter for the kind of thing, then a hash of what makes it that thing.

    >>> identity("a", "text", "2024-05-13")
    'a0d2ddf9ec87e8a3f'
    """
    return kind + sha256(canonical(parts))[:ID_LENGTH]
