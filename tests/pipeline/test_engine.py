import os

import pytest

from timeline.errors import StageError
from timeline.pipeline.engine import AHEAD, CHUNK, FEW, engine_of


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    items = list(range(-CHUNK * AHEAD * 3 - 1, 5))
    with engine_of(workers) as spread:
        assert list(spread(abs, items)) == [abs(item) for item in items]
        assert list(spread(abs, [])) == []


def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def items() -> object:
        for item in range(10_000):
            taken.append(item)
            yield item

    with engine_of(2) as spread:
        results = iter(spread(abs, items()))  # type: ignore[arg-type]
        next(results)
        assert len(taken) <= CHUNK * AHEAD * 2


def test_a_worker_that_dies_is_said_so() -> None:
    with pytest.raises(StageError, match="fewer --workers"), engine_of(2) as spread:
        list(spread(os._exit, [1] * (FEW + 1)))
