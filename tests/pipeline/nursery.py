"""Builds that are killed: each in a process of its own, forked from this one, which has the parsers loaded.

Reads one order per line from standard input and answers each with one line; both are JSON. An order is {source, out, reports}
and one of: `after` (seconds until SIGKILL), `call` (number of the marked call at which the build kills itself), `memory` (bytes
that it may take beyond what it has), `user` (whose rights it has); `batch` is how many values are kept at once. The answer is
{status, seconds, calls, error}; `status` is the exit code, or the number of the signal below zero.

A fork is safe here because nothing that holds threads has been used before it: no table, no page.
"""

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import timeline
from timeline.errors import TimelineError
from timeline.pipeline import cache, run
from timeline.pipeline.analysis import analyse
from timeline.pipeline.ingestion import ingest
from timeline.records import Draft
from timeline.report import site
from timeline.store import generations, writing

MARKED: tuple[tuple[Any, str], ...] = (
    *((cache.Cache, name) for name in ("put", "commit", "sweep", "close")),
    *((generations, name) for name in ("_digest", "flush", "_switch", "_link", "_sweep")),
    (writing, "publish"),
    (writing, "_json"),
    (site, "_put"),
    (run, "remember"),
)
"""Between any two of these calls the disk holds another state: before and after each switch, and at each step to one."""
WARM = (
    "Le ministre a rencontré mardi son homologue turc à Ankara.",
    "Police arrested 12 protesters in Lyon on Monday.",
)


def main() -> None:
    for text, language in zip(WARM, ("fr", "en"), strict=True):
        analyse(ingest(Draft(source="warm", text=text, language=language)))
    for line in sys.stdin:
        print(json.dumps(done(json.loads(line))), flush=True)


def done(order: dict[str, Any]) -> dict[str, Any]:
    reading, told_to = os.pipe()
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os._exit(build(order, told_to))
    os.close(told_to)
    if order.get("after") is not None:
        time.sleep(order["after"])
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, encoding="utf-8") as stream:
        told = stream.read()
    _, status = os.waitpid(child, 0)
    answer = {"status": os.waitstatus_to_exitcode(status), "seconds": time.perf_counter() - begun}
    return answer | (json.loads(told) if told else {})


def build(order: dict[str, Any], told_to: int) -> int:
    """In the child: builds, tells what happened, and gives the exit code."""
    cache.BATCH = order.get("batch", cache.BATCH)
    if order.get("user"):
        os.setuid(order["user"])
    if order.get("memory"):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + order["memory"],) * 2)
    calls: list[str] = []
    for owner, name in MARKED:
        setattr(owner, name, counted(getattr(owner, name), calls, order.get("call")))
    told: dict[str, Any] = {}
    try:
        timeline.build(order["source"], out=order["out"], reports=order["reports"])
    except (TimelineError, MemoryError) as error:
        told["error"] = f"{type(error).__name__}: {error}"
    os.write(told_to, json.dumps(told | {"calls": calls}).encode("utf-8"))
    return int("error" in told)


def counted(function: Callable[..., Any], calls: list[str], last: int | None) -> Callable[..., Any]:
    """The same function; it is counted, and the process dies in front of the call with the number `last`."""

    def call(*given: Any, **named: Any) -> Any:
        if len(calls) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        calls.append(function.__qualname__)
        return function(*given, **named)

    return call


if __name__ == "__main__":
    main()
