"""The matrix products of the parsers by the library that numpy brings, which does them two to four times as fast as spaCy's
own: the greater half of all that `find_events` costs. In one thread: its workers would only wait for each other on
sentences, and how a product is cut into threads may change its last digit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

Matrix = np.ndarray[Any, np.dtype[np.float32]]


class Products(NumpyOps):  # type: ignore[misc]  # compiled: its types are not told
    """The operations of spaCy's networks, with numpy's matrix product. The parser's own loop, in C, keeps its own."""

    name = "numpy"

    def gemm(
        self, x: Matrix, y: Matrix, out: Matrix | None = None, trans1: bool = False, trans2: bool = False
    ) -> Matrix:
        """The product of two matrices, either transposed first; written into `out` where one is given."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        if out is None:
            return left @ right
        np.matmul(left, right, out=out)
        return out


def use_numpy(parser: Language) -> None:
    """Has all networks of a parser multiply by numpy; those of other parsers stay as they are."""
    ops = Products()
    for _, component in parser.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            node.ops = ops


@contextmanager
def one_thread() -> Iterator[None]:
    """Within, numpy multiplies in one thread; behind it as before."""
    with _pools().limit(limits=1, user_api="blas"):
        yield


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()
