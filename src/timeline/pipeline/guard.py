"""The one place that catches everything: what a stage could not bear becomes a reject that names stage, cause and place."""

import traceback
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from timeline.errors import StageError, TimelineError
from timeline.records import Reject

P = ParamSpec("P")
T = TypeVar("T")

EXCERPT = 200


def guarded(stage: str, source: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Reject:
    """What the function returns, or a Reject with code "failed" if it raised.

    Errors of our own kind pass: a bad rule file or a full disk concerns the build, not one article. So does want of memory, which
    raises StageError.
    """
    try:
        return function(*args, **kwargs)
    except TimelineError:
        raise
    except MemoryError as error:
        cause = "there is not enough memory; build again with fewer --workers, what is done by now is kept"
        raise StageError(stage, source, cause) from error
    except Exception as error:  # noqa: BLE001 - by decision 0006, here and nowhere else
        cause = " ".join(f"{type(error).__name__}: {error}".split())[:EXCERPT]
        message = f"{source}: {stage} failed ({cause}). A fault of timeline, not of the article: please report it"
        return Reject(source=source, stage=stage, code="failed", message=message, excerpt=_place(error))


def _place(error: Exception) -> str:
    """The last calls before the error, innermost last: module and line, without folders of this machine."""
    calls = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{call.filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{call.lineno}" for call in calls)[
        -EXCERPT:
    ]
