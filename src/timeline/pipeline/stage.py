"""What a stage is: a name, the results it needs, and the function from those to its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the build.

    `needs` names the stages (or what the build begins with) whose results are the arguments of `run`. `does` says in a few words
    what comes out. `gather`: it sees the results of all articles at once, so that it cannot run article by article; then `tell`
    puts its result into one line for people, "" for nothing worth a line.
    """

    name: str
    needs: tuple[str, ...]
    run: Callable[..., Any]
    does: str
    gather: bool = False
    tell: Callable[[Any], str] = str

    def of(self, made: Mapping[str, Any]) -> Any:
        """Its result, from the results that it needs."""
        return self.run(*(made[name] for name in self.needs))
