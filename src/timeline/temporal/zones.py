"""What day it was for a publisher's readers at a moment in universal time: told by the country of the address."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONES: dict[str, tuple[str, ...]] = {
    "ar": ("America/Argentina/Buenos_Aires",), "at": ("Europe/Vienna",),
    "au": ("Australia/Perth", "Australia/Sydney"), "be": ("Europe/Brussels",), "bf": ("Africa/Ouagadougou",),
    "bj": ("Africa/Porto-Novo",), "ca": ("America/St_Johns", "America/Vancouver"),
    "cd": ("Africa/Kinshasa", "Africa/Lubumbashi"), "cg": ("Africa/Brazzaville",), "ch": ("Europe/Zurich",),
    "ci": ("Africa/Abidjan",), "cm": ("Africa/Douala",), "cn": ("Asia/Shanghai",), "de": ("Europe/Berlin",),
    "dz": ("Africa/Algiers",), "eg": ("Africa/Cairo",), "es": ("Europe/Madrid", "Atlantic/Canary"),
    "fr": ("Europe/Paris",), "ga": ("Africa/Libreville",), "gn": ("Africa/Conakry",), "gr": ("Europe/Athens",),
    "hk": ("Asia/Hong_Kong",), "ht": ("America/Port-au-Prince",), "id": ("Asia/Jakarta", "Asia/Jayapura"),
    "ie": ("Europe/Dublin",), "il": ("Asia/Jerusalem",), "in": ("Asia/Kolkata",), "ir": ("Asia/Tehran",),
    "it": ("Europe/Rome",), "jp": ("Asia/Tokyo",), "ke": ("Africa/Nairobi",), "kr": ("Asia/Seoul",),
    "lb": ("Asia/Beirut",), "lu": ("Europe/Luxembourg",), "ma": ("Africa/Casablanca",),
    "mg": ("Indian/Antananarivo",), "mx": ("America/Tijuana", "America/Cancun"), "my": ("Asia/Kuala_Lumpur",),
    "ne": ("Africa/Niamey",), "ng": ("Africa/Lagos",), "nl": ("Europe/Amsterdam",), "nz": ("Pacific/Auckland",),
    "ph": ("Asia/Manila",), "pk": ("Asia/Karachi",), "pl": ("Europe/Warsaw",), "pt": ("Europe/Lisbon",),
    "qa": ("Asia/Qatar",), "sa": ("Asia/Riyadh",), "se": ("Europe/Stockholm",), "sg": ("Asia/Singapore",),
    "sn": ("Africa/Dakar",), "td": ("Africa/Ndjamena",), "tg": ("Africa/Lome",), "tn": ("Africa/Tunis",),
    "tr": ("Europe/Istanbul",), "tw": ("Asia/Taipei",), "tz": ("Africa/Dar_es_Salaam",), "ua": ("Europe/Kyiv",),
    "ug": ("Africa/Kampala",), "uk": ("Europe/London",), "vn": ("Asia/Ho_Chi_Minh",), "za": ("Africa/Johannesburg",),
}  # fmt: skip
"""Country endings of addresses, with the zone of the country, or its first and its last. Endings that are sold all over the
world (.tv, .io, .co, .me, .ly) are none, and the United States use theirs too little."""

UNIVERSAL = re.compile(r"(?:Z|[+-]00:?00|GMT|UTC)\s*$", re.IGNORECASE)


def says_universal(raw: str) -> bool:
    """Whether a written date says itself that its hour is in universal time, rather than saying nothing."""
    return UNIVERSAL.search(raw) is not None


def local(moment: datetime, url: str | None) -> datetime:
    """A moment in universal time on the clock of the country of an address, if its zones agree on the day; else as it is."""
    zones = _zones(url)
    there = [moment.astimezone(zone) for zone in zones]
    days = {one.date() for one in there}
    return there[0] if len(days) == 1 and moment.utcoffset() == UTC.utcoffset(None) else moment


def _zones(url: str | None) -> list[ZoneInfo]:
    try:
        country = (urlsplit(url or "").hostname or "").rpartition(".")[2]
        return [ZoneInfo(name) for name in ZONES.get(country, ())]
    except (ValueError, ZoneInfoNotFoundError):  # an address that is none, a machine without zones
        return []
