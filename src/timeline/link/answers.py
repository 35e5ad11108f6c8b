"""What was found out about pairs of strands, from one build to the next."""

import json
from collections.abc import Callable, Mapping, Sequence

from timeline.digest import canonical
from timeline.kept import Kept

from .nearby import Pair


class Answers:
    """Answers to one question about pairs, each worked out once. One that the last build has is not worked out again: it holds by
    itself, as long as both strands are what they were, and so have the same names.

    `ask` answers about two indices into `names`, the smaller first.
    """

    def __init__(self, question: str, names: Sequence[str], ask: Callable[[int, int], int], kept: Kept) -> None:
        self._question, self._names, self._ask, self._kept = question, names, ask, kept
        self._known = self._recall()
        self._given: dict[Pair, int] = {}

    def __call__(self, one: int, other: int) -> int:
        """The answer about two strands, in any order."""
        pair = (one, other) if one < other else (other, one)
        answer = self._given.get(pair)
        if answer is None:
            answer = self._known.get(pair)
            if answer is None:
                answer = self._ask(*pair)
            self._given[pair] = answer
        return answer

    def keep(self) -> None:
        """Keeps what was asked of these answers, for the next build."""
        ones, others = zip(*self._given, strict=True) if self._given else ((), ())
        self._kept.put(self._question, canonical([self._names, ones, others, list(self._given.values())]))

    def _recall(self) -> Mapping[Pair, int]:
        body = self._kept.get(self._question)
        if body is None:
            return {}
        names, *columns = json.loads(body)
        place = {name: index for index, name in enumerate(self._names)}
        now = [place.get(name, -1) for name in names]
        rows = zip(*columns, strict=True)
        return {(now[a], now[b]): answer for a, b, answer in rows if now[a] >= 0 <= now[b]}
