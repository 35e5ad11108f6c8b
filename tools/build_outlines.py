"""Builds src/timeline/report/pictures/outlines.json: the outlines of countries, from Natural Earth 1:110m through world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_outlines.py package/countries-110m.json

The result is a list of [ISO 3166-1 numeric code, rings]; a ring is a flat list of longitudes and latitudes in tenths of a degree,
each after the first as the step from the one before. Antarctica is left out: its outline goes around the
pole. Natural Earth is in the public domain, world-atlas under the ISC licence.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "src/timeline/report/pictures/outlines.json"
ANTARCTICA = "010"
Point = tuple[int, int]


def arcs(atlas: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a topology in tenths of a degree."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) * 10), round((y * sy + ty) * 10)))
        found.append(points)
    return found


def unrolled(points: list[Point]) -> list[Point]:
    """A line that crosses the 180th meridian, carried on beyond it."""
    turn, made = 0, points[:1]
    for before, after in pairwise(points):
        turn += (after[0] - before[0] < -1800) * 3600 - (after[0] - before[0] > 1800) * 3600
        made.append((after[0] + turn, after[1]))
    return made


def ring(numbers: list[int], lines: list[list[Point]]) -> list[int]:
    """One closed line, put together from arcs; a negative number is an arc walked backwards."""
    points: list[Point] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points.extend(line[1:] if points else line)
    points = unrolled(points)
    kept = points[:1] + [after for before, after in pairwise(points) if after != before]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept)]
    return [value for point in (kept[0], *steps) for value in point] if len(kept) > 3 else []


def main() -> None:
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = arcs(atlas)
    countries = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        if shape.get("id") == ANTARCTICA:
            continue
        shells = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [made for shell in shells for numbers in shell if (made := ring(numbers, lines))]
        countries.append([shape.get("id", ""), rings])
    countries.sort()
    TARGET.write_text(json.dumps(countries, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(countries)} countries, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
