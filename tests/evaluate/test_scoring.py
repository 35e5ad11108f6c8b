"""The scorer gives full marks to one who agrees with every label, and takes them for faults."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import InputError
from timeline.evaluate import Found, Label, Score, read_labels, score
from timeline.evaluate.scoring import MEASURES, alike
from timeline.pipeline.evaluation import evaluate
from timeline.records import Actor, Basis, BlockKind, EventMention, Role, TimeMention

GOLD = Path(__file__).resolve().parent.parent / "gold"
LABELS = read_labels(GOLD)


def answer(label: Label, event_id: str, **changes: Any) -> Found:
    """What one who agrees with the label would find."""
    end = label.start + len(label.trigger)
    names = ((Role.ACTOR, label.actors), (Role.RECIPIENT, label.recipients))
    fields: dict[str, Any] = {
        "start": label.start,
        "end": end,
        "text": label.trigger,
        "mention_id": f"m{label.article}{label.start}",
        "article_id": label.article,
        "sentence": 0,
        "sentence_start": label.quote_start,
        "sentence_end": label.quote_end,
        "block": BlockKind.BODY,
        "event_type": label.types[0],
        "status": label.status,
        "actors": tuple(
            Actor(start=0, end=len(name), text=name, name=name, role=role) for role, group in names for name in group
        ),
        "time": time(label.time_text) if label.time_text else None,
        "first": label.first,
        "last": label.last,
        "basis": label.basis,
        "why": "by hand",
        "rule": "by hand",
    }
    return Found(label.article, EventMention(**fields | changes), event_id)


def time(words: str) -> TimeMention:
    return TimeMention(start=0, end=len(words), text=words, type="DATE", value="2024", basis=Basis.STATED, rule="x")


def agreeing(**changes: Any) -> list[Found]:
    return [answer(label, str(label.cluster or index), **changes) for index, label in enumerate(LABELS) if label.types]


def figures(of: Score) -> dict[str, float | None]:
    return of.measures()


def test_full_marks_for_agreement() -> None:
    reached = score(LABELS, agreeing())
    assert figures(reached) == dict.fromkeys(MEASURES, 1.0) | {"invented": 0.0}
    assert all(one.f1 == 1 for one in reached.by_type.values())


def test_nothing_found_scores_nothing() -> None:
    reached = figures(score(LABELS, []))
    assert (reached["mention"], reached["recall"], reached["precision"], reached["date"]) == (0, 0, None, None)


@pytest.mark.parametrize(
    ("change", "hit", "least"),
    [
        ({"first": date(1999, 1, 1), "last": date(1999, 1, 1), "basis": Basis.STATED}, "date", 0.0),
        ({"status": "denied"}, "status", 0.5),
        ({"actors": ()}, "actor", 0.0),
        ({"time": None}, "time", 0.0),
    ],
)
def test_each_fault_costs_its_own_measure(change: dict[str, Any], hit: str, least: float) -> None:
    reached = figures(score(LABELS, agreeing(**change)))
    value = reached.pop(hit)
    assert value is not None
    assert value <= least
    invented = reached.pop("invented")
    assert (invented or 0) > 0.5 if hit == "date" else invented == 0
    assert set(reached.values()) == {1.0}


def test_a_missed_article_costs_recall_alone() -> None:
    reached = figures(score(LABELS, [one for one in agreeing() if one.article != "niger-coup"]))
    assert reached["precision"] == 1
    assert reached["recall"] is not None
    assert reached["recall"] < 1


def test_events_apart_and_events_thrown_together_cost_links() -> None:
    apart = [answer(label, str(index)) for index, label in enumerate(LABELS) if label.types]
    together = [answer(label, "e") for label in LABELS if label.types]
    assert score(LABELS, apart).link.recall == 0
    thrown = score(LABELS, together).link
    assert thrown.recall == 1
    assert thrown.precision is not None
    assert thrown.precision < 0.5


def test_a_mention_too_much_costs_precision_and_a_statement_nothing() -> None:
    label = next(label for label in LABELS if label.asked)
    twice = [*agreeing(), answer(label, "again")]
    assert (score(LABELS, twice).mention.precision or 1) < 1
    said = [*agreeing(), answer(label, "said", event_type="STATEMENT")]
    assert score(LABELS, said).mention.f1 == 1


def test_optional_labels_are_no_fault_either_way() -> None:
    asked = [one for label, one in zip((x for x in LABELS if x.types), agreeing(), strict=True) if label.asked]
    assert score(LABELS, asked).mention.f1 == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("l'armée israélienne", "L’armée israélienne", True),
        ("Israël", "l'armée d'Israël", True),
        ("Iran", "les Iraniens", False),
        ("", "Iran", False),
    ],
)
def test_wordings_that_are_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


def lay_out(folder: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    text = "Le ministre a rencontré son homologue lundi à Genève."
    (folder / "a.txt").write_text(text, encoding="utf-8")
    row = {
        **{"article": "a", "quote": text[:-1], "quote_start": 0, "quote_end": len(text) - 1, "trigger": "rencontré"},
        **{"types": ["CONSULT"], "status": "happened", "basis": "published"},
    }
    change(row)
    (folder / "gold.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def test_a_folder_is_read_and_scored(tmp_path: Path) -> None:
    reached = evaluate(lay_out(tmp_path, lambda row: None))
    assert reached.mention.recall == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda row: row.update(trigger="refusé"), "gold.jsonl:1: .*'refusé' is not in the quote"),
        (lambda row: row.update(status="maybe"), "gold.jsonl:1: status"),
        (lambda row: row.update(typ="x"), "gold.jsonl:1: typ"),
        (lambda row: row.update(article="b"), "no article 'b'"),
        (lambda row: row.update(quote_start=1, quote_end=row["quote_end"] + 1), "does not stand at 1"),
    ],
)
def test_labels_that_do_not_hold_are_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        evaluate(lay_out(tmp_path, change))


def test_a_folder_without_labels(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        evaluate(tmp_path)
