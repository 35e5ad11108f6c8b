"""What a stage is: a name, the results it needs, and the function from those to its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the build.

    `needs` names the stages (or what the build begins with) whose results are the arguments of `run`. `does` says in a few words
    what comes out. `gather`: it sees the results of all articles at once, so that it cannot run article by article; then `tell`
    puts its result into one line for people, "" for nothing worth a line. `kind` is the type of the result of a stage that needs
    one article alone: as JSON it is kept from one build to the next.
    """

    name: str
    needs: tuple[str, ...]
    run: Callable[..., Any]
    does: str
    gather: bool = False
    tell: Callable[[Any], str] = str
    kind: Any = None

    def of(self, made: Mapping[str, Any]) -> Any:
        """Its result, from the results that it needs."""
        return self.run(*(made[name] for name in self.needs))

    def dump(self, result: Any) -> bytes:
        """A result as JSON."""
        return _adapter(self.kind).dump_json(result)

    def load(self, body: bytes) -> Any:
        """A result from its JSON. Raises ValueError where it is none."""
        return _adapter(self.kind).validate_json(body)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
