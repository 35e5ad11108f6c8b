"""Runs the corpus of triggers of each language: what each sentence must give, and nothing else."""

import pytest

from timeline.languages.triggers_schema import TriggerCase, trigger_corpus, triggers
from timeline.pipeline.corpora.events import mismatches

LANGUAGES = ("fr", "en")


def cases() -> list[object]:
    return [
        pytest.param(language, case, id=f"{language}-{number:03d}", marks=_marks(case))
        for language in LANGUAGES
        for number, case in enumerate(trigger_corpus(language).case)
    ]


def _marks(case: TriggerCase) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(reason=case.xfail, strict=True),) if case.xfail else ()


@pytest.mark.parametrize(("language", "case"), cases())
def test_case(language: str, case: TriggerCase) -> None:
    assert not list(mismatches(language, case)), case.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_named_by_a_case_exists(language: str) -> None:
    attested = {rule for case in trigger_corpus(language).case for rule in case.rules}
    assert attested <= {trigger.id for trigger in triggers(language).trigger}
