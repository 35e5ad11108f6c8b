"""Python's search for circles of garbage, and when it is left out.

The search looks at all objects that are held, again and again while their number grows. Records are trees: with a dataset in
memory it takes a quarter of the time and finds nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search inside. What was made there counts as old afterwards, so that it is not searched on leaving either. What no
    circle holds is given back all the time, as ever."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()
