"""GeoJSON (RFC 7946): the events whose place has coordinates, as points."""

from pathlib import Path

from .flat import to_json
from .formats import Told
from .selection import Chosen

PLACE = ("longitude", "latitude")


def write_geojson(chosen: Chosen, path: Path) -> Told:
    """A feature for each event with coordinates (WGS 84); its properties are the columns that were asked for."""
    features = []
    whole, frame = chosen.tables["events"], chosen.frame("events").drop(PLACE, strict=False)
    points = whole.select("event_id", *PLACE).iter_rows()
    for (event, *point), row in zip(points, frame.iter_rows(named=True), strict=True):
        if None not in point:
            geometry = {"type": "Point", "coordinates": point}
            features.append({"type": "Feature", "id": event, "geometry": geometry, "properties": row})
    lines = ",\n".join(to_json(feature) for feature in features)
    path.write_text(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n', encoding="utf-8", newline="\n")
    return Told(len(features), "events", {"no coordinates are known": whole.height - len(features)})
