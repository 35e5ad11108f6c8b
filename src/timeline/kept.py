"""What a stage worked out before: one that sees all articles asks for its parts, and works out what is new and no more.

A stage that keeps parts takes a `kept: Kept` and asks it by a digest of all that the part is made of. Its code, its data and the
packages below are seen to by the build (decision 11), which has one shelf for each stage in `out/.stages`.
"""

from typing import Protocol


class Kept(Protocol):
    """Values by what they were made of. `about` is any text that differs where the value may differ: best a digest."""

    def get(self, about: str) -> bytes | None:
        """The value, as it was put; None where it is not known (any more)."""
        ...

    def put(self, about: str, body: bytes) -> None:
        """Keeps a value for the next build."""
        ...


class _Nothing:
    """Keeps nothing, so that all is worked out anew."""

    def get(self, about: str) -> bytes | None:
        return None

    def put(self, about: str, body: bytes) -> None:
        pass


NOTHING: Kept = _Nothing()
"""For whoever works without a build."""
