"""An analyst's corrections: they do what they say, mark what they touch, and tell when they find nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from timeline import read_articles
from timeline.curate import Corrections, Curated, curate, load_corrections
from timeline.errors import ConfigError
from timeline.link import Linked, link
from timeline.records import Article, Basis, Event, EventMention, Grain

TEXTS = (
    "Anna Berg met Luc Morel in Oslo on Thursday.\n\nNorway condemned the bombing of a harbour.",
    "Police arrested 12 protesters in Bergen on Friday.",
)


@pytest.fixture(scope="module")
def told() -> tuple[list[EventMention], list[Article]]:
    import timeline

    articles, mentions = [], []
    for text in TEXTS:
        (article,) = read_articles(text, media_type="text/plain")
        assert isinstance(article, Article)
        articles.append(article)
        found = timeline.find_events(article.text, published=date(2024, 3, 16), language="en")
        mentions += [one.model_copy(update={"article_id": article.article_id}) for one in found]
    return [one.model_copy(update={"mention_id": f"m{number}"}) for number, one in enumerate(mentions)], articles


@pytest.fixture
def linked(told: tuple[list[EventMention], list[Article]]) -> Linked:
    return link(*told)


Apply = Callable[[dict[str, object]], Curated]


@pytest.fixture
def apply(linked: Linked, told: tuple[list[EventMention], list[Article]]) -> Apply:
    return lambda content: curate(linked, Corrections.model_validate(content), *told)


def event(result: Linked, kind: str) -> Event:
    return next(one for one in result.events if one.event_type == kind)


def test_the_stage_is_set(linked: Linked) -> None:
    assert {one.event_type for one in linked.events} >= {"CONSULT", "ACCUSE", "COERCE"}


def test_no_corrections_change_nothing(apply: Apply, linked: Linked) -> None:
    assert apply({}).linked is linked


def test_a_dropped_event_is_gone_and_its_mentions_belong_to_none(apply: Apply, linked: Linked) -> None:
    gone = event(linked, "CONSULT")
    left = apply({"drop": [{"event_id": gone.event_id, "note": "a rehearsal"}]})
    assert gone.event_id not in {one.event_id for one in left.linked.events}
    assert not set(gone.mentions) & left.linked.event_of.keys()
    assert (left.applied, left.lost) == (1, ())


def test_merged_events_are_one_with_the_id_of_its_founder(apply: Apply, linked: Linked) -> None:
    both = [event(linked, "CONSULT"), event(linked, "ACCUSE")]
    ids = [one.event_id for one in both]
    content = {"merge": [{"event_ids": ids}], "set": [{"event_id": one, "label": "One story"} for one in ids]}
    result = apply(content)
    (whole,) = (one for one in result.linked.events if one.curated)
    assert whole.event_id in ids and whole.label == "One story"
    assert set(whole.mentions) == {mention for one in both for mention in one.mentions}
    assert result.applied == 3, "an event that was merged away is found under its old id"


def test_a_merged_event_can_be_split_again(apply: Apply, told, linked: Linked) -> None:
    both = [event(linked, "CONSULT"), event(linked, "ACCUSE")]
    whole = apply({"merge": [{"event_ids": [one.event_id for one in both]}]}).linked
    (merged,) = (one for one in whole.events if one.curated)
    content = {"split": [{"event_id": merged.event_id, "mention_ids": list(both[1].mentions)}]}
    again = curate(whole, Corrections.model_validate(content), *told).linked
    assert {one.mentions for one in again.events} == {one.mentions for one in linked.events}
    assert {one.event_id for one in again.events} == {one.event_id for one in linked.events}


@pytest.mark.parametrize(
    ("fields", "grain", "edtf"),
    [
        ({"first": date(2024, 3, 12), "last": date(2024, 3, 12)}, Grain.DAY, "2024-03-12"),
        ({"first": date(2024, 3, 1), "last": date(2024, 3, 31)}, Grain.MONTH, "2024-03"),
        ({"first": date(2024, 1, 1), "last": date(2024, 12, 31)}, Grain.YEAR, "2024"),
        ({"first": date(2024, 3, 1), "last": date(2024, 3, 9)}, Grain.DAY, "2024-03-01/2024-03-09"),
        ({"first": date(2024, 3, 12)}, Grain.DAY, "2024-03-12"),
    ],
)
def test_a_date_set_by_hand_claims_what_was_set(
    apply: Apply, linked: Linked, fields: dict[str, object], grain: Grain, edtf: str
) -> None:
    undated = event(linked, "ACCUSE")
    assert undated.first is None
    entry = {"event_id": undated.event_id, "note": "the ministry's own record", **fields}
    new = event(apply({"set": [entry]}).linked, "ACCUSE")
    assert (new.first, new.grain, new.edtf, new.basis) == (fields["first"], grain, edtf, Basis.STATED)
    assert new.curated and "the ministry's own record" in new.why


def test_a_new_place_takes_no_coordinates_from_the_old_one(apply: Apply, linked: Linked) -> None:
    old = event(linked, "COERCE")
    assert old.latitude is not None
    new = event(apply({"set": [{"event_id": old.event_id, "place_name": "the harbour"}]}).linked, "COERCE")
    assert (new.place_name, new.place_country, new.latitude) == ("the harbour", None, None)


@pytest.mark.parametrize(
    "content",
    [
        {"drop": [{"event_id": "e-none"}]},
        {"merge": [{"event_ids": ["e-none", "e-other"]}]},
        {"set": [{"event_id": "e-none", "label": "x"}]},
        {"split": [{"event_id": "e-none", "mention_ids": ["m"]}]},
    ],
)
def test_a_correction_that_finds_no_event_is_told(apply: Apply, linked: Linked, content: dict[str, object]) -> None:
    result = apply(content)
    (lost,) = result.lost
    assert (lost.stage, lost.code) == ("curate", "correction")
    assert "there is no event e-none" in lost.message and "[[" + next(iter(content)) + "]] 1" in lost.message
    assert result.linked == linked


def test_a_split_must_leave_something(apply: Apply, linked: Linked) -> None:
    whole = event(linked, "ACCUSE")
    (lost,) = apply({"split": [{"event_id": whole.event_id, "mention_ids": list(whole.mentions)}]}).lost
    assert "no mention left" in lost.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[[set]]\nevent_id = "e"\nlable = "x"', "Did you mean label"),
        ('[[set]]\nevent_id = "e"', "sets no field"),
        ('[[set]]\nevent_id = "e"\nfirst = 2024-03-02\nlast = 2024-03-01', "before first"),
        ('[[drop]]\nnote = "x"', "event_id"),
        ('[[merge]]\nevent_ids = ["e"]', "at least 2"),
        ("[[drop]", "Mend the file"),
    ],
)
def test_a_faulty_file_is_refused_with_its_cure(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load_corrections(path)


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    assert not load_corrections(tmp_path / "corrections.toml")
