"""`make fuzz`: many inputs, in several processes, with an eye on those that hang."""

import argparse
import signal
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from time import perf_counter, process_time

from .fuzzing import check

PIECE = 250
PATIENCE = 60
"""Seconds of processor time in which an input is done; ten times as many by the clock, which other programs use up too."""


def attempt(numbers: range) -> tuple[Counter[str], dict[int, str], tuple[float, int]]:
    """What came of the inputs, which of them went wrong and how, and the slowest (seconds, number)."""
    done: Counter[str] = Counter()
    wrong: dict[int, str] = {}
    slowest = (0.0, 0)
    signal.signal(signal.SIGALRM, _ring)
    signal.signal(signal.SIGPROF, _ring)
    for number in numbers:
        begun = process_time()
        signal.alarm(10 * PATIENCE)
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        try:
            done[check(number)] += 1
        except (Exception, TooSlowError) as error:  # noqa: BLE001 - it is counted and shown
            wrong[number] = f"{type(error).__name__}: {error}"[:300]
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, (process_time() - begun, number))
    return done, wrong, slowest


class TooSlowError(BaseException):
    """Passes through every `except Exception`."""


def _ring(*_: object) -> None:
    raise TooSlowError(f"not done in {PATIENCE} s")


def main() -> int:
    """Runs the inputs and prints what came of them. 1 if one went wrong."""
    cli = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    cli.add_argument("--count", type=int, default=100_000)
    cli.add_argument("--first", type=int, default=0)
    cli.add_argument("--workers", type=int, default=2)
    cli.add_argument("--only", type=int, help="one input, with its traceback")
    given = cli.parse_args()
    if given.only is not None:
        print(check(given.only))
        return 0
    begun = perf_counter()
    done: Counter[str] = Counter()
    wrong: dict[int, str] = {}
    slowest = (0.0, 0)
    pieces = [
        range(at, min(at + PIECE, given.first + given.count))
        for at in range(given.first, given.first + given.count, PIECE)
    ]
    with ProcessPoolExecutor(given.workers) as pool:
        for future in as_completed([pool.submit(attempt, piece) for piece in pieces]):
            counted, failed, slow = future.result()
            done, wrong, slowest = done + counted, wrong | failed, max(slowest, slow)
            print(
                f"\r{sum(done.values()) + len(wrong):,} inputs, {len(wrong)} wrong", end="", file=sys.stderr, flush=True
            )
    print(file=sys.stderr)
    for what, count in sorted(done.items()):
        print(f"{count:8,}  {what}")
    for number, why in sorted(wrong.items()):
        print(f"WRONG {number}: {why}")
    minutes = (perf_counter() - begun) / 60
    print(f"{sum(done.values()):,} right, {len(wrong)} wrong, {minutes:.1f} minutes")
    print(f"slowest {slowest[0]:.1f} s of processor time (input {slowest[1]})")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
