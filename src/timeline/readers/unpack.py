"""Packed bytes (gzip, zstd, bzip2) as a stream of what they hold, with an eye on how much comes out."""

import bz2
import gzip
import importlib
import io
import zlib
from collections.abc import Callable
from typing import IO, Any, cast

from .refusal import RefusedError, missing

BUFFER = 1 << 16
WINDOW = 1 << 27
"""The most memory that a zstd stream may ask for."""

Errors = tuple[type[Exception], ...]


class Budget:
    """How many bytes may still be unpacked, over all streams that share it."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, amount: int) -> None:
        """Takes `amount` off. Raises RefusedError `decompression_bomb` where there is not so much."""
        self.left -= amount
        if self.left < 0:
            message = "unpacks to far more than its size; unpack it yourself if you trust it, or raise the ratio"
            raise RefusedError("decompression_bomb", message)


class Counted(io.RawIOBase):
    """A stream that takes what is read from it off a budget, piece by piece, and closes what lies below.

    `errors` are what the stream raises where it is damaged: they become RefusedError `broken_archive`.
    """

    def __init__(self, inner: Any, budget: Budget, errors: Errors, below: IO[bytes] | None = None) -> None:
        self._inner, self._budget, self._errors, self._below = inner, budget, errors, below

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills `buffer` as far as there is something."""
        try:
            data = self._inner.read1(len(buffer))  # what there is, also where the next bytes are damaged
        except self._errors as error:
            raise RefusedError("broken_archive", f"the packed file is damaged ({error}); fetch it again") from error
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Closes this stream and those below."""
        if not self.closed:
            self._inner.close()
            if self._below is not None:
                self._below.close()
        super().close()


def buffered(inner: Any, budget: Budget, errors: Errors, below: IO[bytes] | None = None) -> IO[bytes]:
    """A counted stream as readers want one."""
    return cast("IO[bytes]", io.BufferedReader(Counted(inner, budget, errors, below), BUFFER))


def unpacked(raw: IO[bytes], budget: Budget, depth: int) -> IO[bytes]:
    """What a stream holds, freed from its layers of packing; itself where it is not packed.

    Raises RefusedError for more than `depth` layers in one another, and for zstd without its library.
    """
    stream = (
        raw if isinstance(raw, io.BufferedReader) else cast("IO[bytes]", io.BufferedReader(cast("Any", raw), BUFFER))
    )
    layers = 0
    while opener := _opener(cast("Any", stream).peek(4)[:4]):
        if layers > depth:
            stream.close()
            raise RefusedError("nested_too_deep", "is packed many times over; unpack it yourself, or raise the depth")
        inner, errors = opener(stream)
        stream, layers = buffered(inner, budget, errors, stream), layers + 1
    return stream


def _opener(head: bytes) -> Callable[[IO[bytes]], tuple[Any, Errors]] | None:
    if head.startswith(b"\x1f\x8b"):
        return _gzip
    if head.startswith(b"BZh"):
        return _bzip2
    return _zstd if head == b"\x28\xb5\x2f\xfd" else None


def _gzip(stream: IO[bytes]) -> tuple[Any, Errors]:
    return gzip.GzipFile(fileobj=stream, mode="rb"), (gzip.BadGzipFile, EOFError, zlib.error)


def _bzip2(stream: IO[bytes]) -> tuple[Any, Errors]:
    return bz2.BZ2File(stream), (EOFError, ValueError, OSError)


def _zstd(stream: IO[bytes]) -> tuple[Any, Errors]:
    try:
        zstandard = importlib.import_module("zstandard")
    except ModuleNotFoundError as error:
        raise missing("zstd", "zstd") from error
    unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW)
    return unpacker.stream_reader(stream, read_across_frames=True), (zstandard.ZstdError,)
