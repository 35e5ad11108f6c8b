import pytest

from timeline.errors import UsageError
from timeline.languages import available
from timeline.languages.blocks_schema import BlockCase, BlockCorpus
from timeline.languages.temporal_schema import Case as TimeCase
from timeline.languages.temporal_schema import Corpus as TimeCorpus
from timeline.languages.triggers_schema import TriggerCase, TriggerCorpus
from timeline.pipeline.corpora import CORPORA, Corpus, Verdict, check, events, texts, times
from timeline.pipeline.corpora.outcome import outcome


@pytest.mark.parametrize(
    ("problem", "xfail", "verdict"),
    [
        ("", None, Verdict.PASSED),
        ("wrong", None, Verdict.FAILED),
        ("wrong", "known", Verdict.GAP),
        ("", "known", Verdict.CLOSED),
    ],
)
def test_verdicts(problem: str, xfail: str | None, verdict: Verdict) -> None:
    assert outcome("text", problem, xfail).verdict is verdict


def test_every_part_runs_and_has_cases() -> None:
    found = check("fr")
    assert list(found) == [corpus.part for corpus in CORPORA]
    assert all(outcomes for outcomes, _ in found.values())
    assert not [one for outcomes, _ in found.values() for one in outcomes if one.verdict is Verdict.CLOSED]


@pytest.mark.parametrize("language", available())
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.part)
def test_every_rule_speaks_in_a_case(corpus: Corpus, language: str) -> None:
    assert not list(corpus.unattested(language))


def test_a_rule_that_speaks_in_no_case_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    one = TriggerCase.model_validate({"text": "Le ministre a rencontré son homologue mardi."})
    monkeypatch.setattr(events, "trigger_corpus", lambda language: TriggerCorpus(case=(one,)))
    monkeypatch.setattr(
        times, "corpus", lambda language: TimeCorpus(case=(TimeCase(text="Le pêcheur (47 ans) dort."),))
    )
    assert "fr.sanction.ecoper" in set(events.unattested("fr"))
    silent = set(times.unattested("fr"))
    assert "fr.not.age_aside" not in silent
    assert {"fr.not.numbered_day", "fr.part.joined"} <= silent


def test_a_case_that_does_not_hold_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = BlockCorpus(case=(BlockCase(text="Une phrase, une seule, et bien entière.", expect=("caption",)),))
    monkeypatch.setattr(texts, "block_corpus", lambda language: wrong)
    (found,) = texts.run_blocks("fr")
    assert found.verdict is Verdict.FAILED
    assert "expected caption" in found.message
    assert len(list(texts.unattested("fr"))) > 3


def test_missing_and_extra_events_are_named() -> None:
    case = TriggerCase.model_validate(
        {
            "text": "Le ministre a rencontré son homologue mardi.",
            "expect": [{"type": "SANCTION", "trigger": "suspendu"}],
        }
    )
    told = list(events.mismatches("fr", case))
    assert any(line.startswith("missing SANCTION 'suspendu'") for line in told)
    assert any("found CONSULT 'rencontré'" in line for line in told)


def test_an_unknown_language() -> None:
    with pytest.raises(UsageError, match="en, fr"):
        check("xx")
