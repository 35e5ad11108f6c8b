"""Where: the places that have coordinates, on outlines of countries (Natural Earth 1:110m) that the package holds."""

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from urllib.parse import urlencode

from markupsafe import Markup

from timeline.report.event import KINDS, EventView
from timeline.report.layout import text_width
from timeline.report.phrases import counted, same
from timeline.report.strings import Strings
from timeline.report.svg import drawing, tag
from timeline.report.words import LANGUAGES, Phrase, plain

WIDTH, HEIGHT = 1040, 520
LEAST = 24.0
"""Degrees of latitude that the map shows at least."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and what each language calls it, where it is (degrees), its events, the filter that shows them ("": none), and the
    radius of its disc: areas are numbers of events."""

    name: str
    words: Phrase
    latitude: float
    longitude: float
    number: int
    kind: str
    link: str
    radius: float = 4.0


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The drawing, and its table: the places by number of events. `without` counts events in no such place."""

    drawing: Markup
    spots: tuple[Spot, ...]
    without: int


def world_map(events: Sequence[EventView], strings: Strings, *, linked: bool) -> WorldMap | None:
    """The picture, or None where no place has coordinates."""
    found = sorted(_spots(events, linked=linked), key=lambda one: (-one.number, one.name))
    if not found:
        return None
    most = max(8, found[0].number)
    spots = [replace(one, radius=4 + 16 * math.sqrt(one.number / most)) for one in found]
    frame = _Frame.around(spots)
    land = tag("path", class_="land", d="".join(_land(frame)))
    parts = [land, *(_mark(one, frame, strings) for one in spots), *_names(spots, frame, strings)]
    return WorldMap(
        drawing=drawing(WIDTH, HEIGHT, *parts, class_="picture map"),
        spots=tuple(spots),
        without=len(events) - sum(one.number for one in spots),
    )


def _spots(events: Sequence[EventView], *, linked: bool) -> Iterator[Spot]:
    found: dict[tuple[str, float, float], list[EventView]] = {}
    for one in events:
        event = one.event
        if event.place_name and event.latitude is not None and event.longitude is not None:
            found.setdefault((event.place_name, event.latitude, event.longitude), []).append(one)
    for (name, latitude, longitude), held in found.items():
        kinds = Counter(one.kind for one in held)
        kind = min(kinds, key=lambda kind: (-kinds[kind], list(KINDS).index(kind)))
        link = "#chronology?" + urlencode({"place": name}) if linked else ""
        yield Spot(name, held[0].place or same(name), latitude, longitude, len(held), kind, link)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of the world that is drawn: its western and northern edge, and pixels for a degree each way."""

    west: float
    north: float
    across: float
    down: float

    @classmethod
    def around(cls, spots: Sequence[Spot]) -> "_Frame":
        south, north = min(one.latitude for one in spots), max(one.latitude for one in spots)
        west, east = min(one.longitude for one in spots), max(one.longitude for one in spots)
        middle = (south + north) / 2
        narrow = max(0.35, math.cos(math.radians(middle)))
        high = max(LEAST, (north - south) * 1.25, (east - west) * 1.2 * narrow * HEIGHT / WIDTH)
        down = HEIGHT / min(high, 175.0)
        across = down * narrow
        return cls((west + east) / 2 - WIDTH / across / 2, middle + HEIGHT / down / 2, across, down)

    def at(self, longitude: float, latitude: float) -> Point:
        return (longitude - self.west) * self.across, (self.north - latitude) * self.down


def _land(frame: _Frame) -> Iterator[str]:
    """Outlines that reach into the frame, as steps of whole pixels."""
    for ring in _rings():
        points = [frame.at(x / 10, y / 10) for x, y in ring]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > HEIGHT:
            continue
        whole = [(round(x), round(y)) for x, y in points]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
        yield f"M{whole[0][0]} {whole[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps if x or y) + "z"


@cache
def _rings() -> tuple[tuple[tuple[int, int], ...], ...]:
    """All outlines as points in tenths of a degree."""
    rings = []
    for _, shapes in json.loads(files(__package__).joinpath("outlines.json").read_text(encoding="utf-8")):
        for flat in shapes:
            x = y = 0
            points = []
            for dx, dy in zip(flat[::2], flat[1::2], strict=True):
                x, y = x + dx, y + dy
                points.append((x, y))
            rings.append(tuple(points))
    return tuple(rings)


def _mark(one: Spot, frame: _Frame, strings: Strings) -> Markup:
    x, y = frame.at(one.longitude, one.latitude)
    disc = tag("circle", class_="spot", data_k=one.kind, cx=x, cy=y, r=one.radius)
    if not one.link:
        return disc
    said: Phrase = {
        code: (f"{plain(one.words[code])}: {plain(counted(one.number, 'event')[code])}",) for code in LANGUAGES
    }
    return Markup('<a href="{}" {}>{}</a>').format(one.link, strings.label("aria-label", said), disc)


def _names(spots: Sequence[Spot], frame: _Frame, strings: Strings) -> Iterator[Markup]:
    """Names of the places, largest first, where there is room."""
    taken: list[tuple[float, float, float, float]] = []
    for one in spots:
        x, y = frame.at(one.longitude, one.latitude)
        r, width = one.radius, max(text_width(plain(said)) for said in one.words.values())
        for left in (x + r + 4, x - r - 4 - width):
            box = (left, y - 8, left + width, y + 8)
            if left > 0 and box[2] < WIDTH and all(_apart(box, other) for other in taken):
                taken.append(box)
                yield strings.element("text", one.words, x=left, y=y + 4, aria_hidden="true")
                break
        taken.append((x - r, y - r, x + r, y + r))


def _apart(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]
