import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline import readers
from timeline.pipeline.analysis import EACH
from timeline.pipeline.cache import Cache
from timeline.pipeline.ingestion import INGEST
from timeline.pipeline.keys import ROOT, Keys
from timeline.pipeline.stages import STAGES

STAGE = {stage.name: stage.run for stage in STAGES} | {"read": readers.read_part}
Change = Callable[[str, Callable[[str], str]], set[str]]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def changed(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> Change:
    """Which stages have another key when a file of ours reads otherwise."""
    before = {name: Keys(cache).of(run) for name, run in STAGE.items()}

    def change(path: str, edit: Callable[[str], str]) -> set[str]:
        real = Path.read_bytes
        old = (ROOT / path).read_text(encoding="utf-8")
        new = edit(old)
        assert new != old

        def read(one: Path) -> bytes:
            return new.encode("utf-8") if one == ROOT / path else real(one)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "read_bytes", read)
            keys = Keys(cache)
            return {name for name, run in STAGE.items() if keys.of(run) != before[name]}

    return change


def test_comments_in_rules_do_not_count(changed: Change) -> None:
    assert changed("languages/fr/triggers.toml", lambda text: f"# a remark\n{text}\n# another\n") == set()


def test_a_rule_counts_for_what_reads_it(changed: Change) -> None:
    added = '\n[added]\nvalue = "x"\n'
    assert changed("languages/fr/triggers.toml", lambda text: text + added) == {"extract"}
    assert changed("languages/fr/temporal.toml", lambda text: text + added) == {"recognise"}
    assert changed("languages/fr/blocks.toml", lambda text: text + added) == {"ingest", "segment"}
    assert changed("languages/fr/link.toml", lambda text: text + added) == {"chain", "link", "curate"}
    assert changed("report/catalogue/fr.toml", lambda text: text + added) == {"report"}
    assert changed("ontology/places.tsv", lambda text: text + "\n") >= {"extract", "report"}


def test_code_counts_for_what_imports_it(changed: Change) -> None:
    def remark(text: str) -> str:
        return text + "\n# changed\n"

    assert changed("extract/frames.py", remark) == {"extract"}
    assert changed("report/view.py", remark) == {"report"}
    assert changed("link/across.py", remark) == {"chain", "link", "curate"}
    assert changed("readers/plain.py", remark) == {"read"}
    assert changed("temporal/cycles.py", remark) >= {"recognise"}
    assert changed("store/columns.py", remark) == {"gather", "store", "report"}, "the report takes a dataset"
    assert changed("records/base.py", remark) == set(STAGE), "every stage speaks in records"
    assert changed("pipeline/guard.py", remark) == set()


def test_cases_for_tests_do_not_count(changed: Change) -> None:
    assert changed("languages/fr/corpus/triggers.toml", lambda text: text + "\n[x]\n") == set()


def test_another_version_of_a_package_counts(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Keys(cache).of(INGEST.run)
    monkeypatch.setattr("sys.version", "another interpreter")
    assert Keys(cache).of(INGEST.run) != before


def test_what_was_learnt_of_the_code_is_remembered(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {stage.name: Keys(cache).of(stage.run) for stage in EACH}

    def parse(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr("timeline.pipeline.keys.ast.parse", parse)
    monkeypatch.setattr("timeline.pipeline.keys.tomllib.loads", parse)
    assert {stage.name: Keys(cache).of(stage.run) for stage in EACH} == before


WATCHED = """
import json, sys
from pathlib import Path
opened = []
sys.addaudithook(lambda event, arguments: event == "open" and opened.append(str(arguments[0])))
from timeline import text
from timeline.pipeline.analysis import EACH
from timeline.pipeline.ingestion import INGEST
from timeline.pipeline.keys import ROOT
from timeline.records import Draft
found = {}
for line in json.loads(sys.argv[1]):
    made = {}
    for stage in (INGEST, *EACH):
        opened.clear()
        made[stage.name] = INGEST.run(Draft(source="a", text=line)) if stage is INGEST else stage.of(made)
        ours = {Path(path).relative_to(ROOT).as_posix() for path in opened if path.startswith(str(ROOT))}
        found.setdefault(stage.name, set()).update(path for path in ours if not path.endswith((".py", ".pyc")))
print(json.dumps({name: sorted(paths) for name, paths in found.items()}))
"""
TEXTS = (
    "Le ministre s'est entretenu mardi 12 mars 2024 à Lyon avec son homologue canadien. L'ONU a condamné la frappe, qui a tué "
    "trois soldats.",
    "The minister spoke by phone on Tuesday, March 12, 2024 with Emmanuel Macron in Lyon. Hamas fighters killed three soldiers.",
)


def test_no_stage_opens_a_file_that_is_not_in_its_key(cache: Cache) -> None:
    """The files that a stage is seen to open are among those that were found by reading its code."""
    called = [sys.executable, "-c", WATCHED, json.dumps(TEXTS)]
    seen = json.loads(subprocess.run(called, capture_output=True, text=True, check=True, timeout=120).stdout)
    assert any(path.startswith("ontology/") for path in seen["extract"])
    keys = Keys(cache)
    for stage in (INGEST, *EACH):
        known = set(keys.data(keys.modules(stage.run)))  # type: ignore[arg-type]
        assert set(seen[stage.name]) <= known, stage.name
