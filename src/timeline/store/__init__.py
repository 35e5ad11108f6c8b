"""The dataset on disk: Parquet tables derived from the records, written so that a reader never sees a half-made build."""

from .generations import MANIFEST, locked
from .reading import DEFAULT, load, read, read_manifest, records, scan
from .tables import SCHEMA_VERSION, TABLES, Dataset, TimeRow, frames
from .writing import write

__all__ = [
    "DEFAULT",
    "MANIFEST",
    "SCHEMA_VERSION",
    "TABLES",
    "Dataset",
    "TimeRow",
    "frames",
    "load",
    "locked",
    "read",
    "read_manifest",
    "records",
    "scan",
    "write",
]
