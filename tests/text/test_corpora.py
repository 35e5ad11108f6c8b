"""The corpora that ship beside the language data, run case by case, and the invariants of blocks and sentences."""

from collections.abc import Iterator

import pytest

from timeline.languages import available
from timeline.languages.blocks_schema import BlockCase, block_corpus, block_rules
from timeline.languages.info_schema import SentenceCase, sentence_corpus
from timeline.text import blocks, sentences
from timeline.text.blocks import compiled, matching


def block_cases() -> Iterator[object]:
    for language in available():
        for number, case in enumerate(block_corpus(language).case, 1):
            marks = [pytest.mark.xfail(reason=case.xfail)] if case.xfail else []
            yield pytest.param(language, case, id=f"{language}-{number}", marks=marks)


def sentence_cases() -> Iterator[object]:
    for language in available():
        for number, case in enumerate(sentence_corpus(language).case, 1):
            marks = [pytest.mark.xfail(reason=case.xfail)] if case.xfail else []
            yield pytest.param(language, case, id=f"{language}-{number}", marks=marks)


@pytest.mark.parametrize(("language", "case"), list(block_cases()))
def test_blocks(language: str, case: BlockCase) -> None:
    found = blocks(case.text, language, title=case.title)
    shown = [(block.kind.value, case.text[block.start : block.end]) for block in found]
    assert [kind for kind, _ in shown] == [kind.value for kind in case.expect], shown
    lines = [case.text[block.start : block.end] for block in found]
    hit = {
        rule.id
        for line in lines
        for rule, pattern in compiled(language)
        if len(line) <= rule.longest and pattern.match(line)
    }
    assert set(case.rules) <= hit, f"attested but not hit: {set(case.rules) - hit}"
    assert not set(case.near) & hit, f"near misses that hit: {set(case.near) & hit}"


@pytest.mark.parametrize(("language", "case"), list(sentence_cases()))
def test_sentences(language: str, case: SentenceCase) -> None:
    found = sentences(case.text, language, blocks(case.text, language))
    assert tuple(case.text[one.start : one.end] for one in found) == case.expect


def test_every_block_rule_is_attested_and_nearly_missed() -> None:
    cases = [case for language in available() for case in block_corpus(language).case]
    attested = {rule for case in cases for rule in case.rules}
    missed = {rule for case in cases for rule in case.near}
    rules = {rule.id for language in available() for rule in block_rules(language).rule}
    assert attested | missed <= rules, "the corpus names rules that do not exist"
    assert rules <= attested, f"without an example: {sorted(rules - attested)}"
    assert rules - missed <= WITHOUT_A_NEAR_MISS, f"without a near miss: {sorted(rules - missed)}"


WITHOUT_A_NEAR_MISS = {"en.related.marker", "fr.caption.copyright", "fr.caption.agency_credit"}
"""Typographic marks that no sentence begins or ends with."""


@pytest.mark.parametrize("language", [*available(), None, "xx"])
def test_blocks_and_sentences_hold_the_whole_text(language: str | None) -> None:
    for case in (case for code in available() for case in block_corpus(code).case):
        text = case.text
        parts = blocks(text, language, title=case.title)
        cut = sentences(text, language, parts)
        for spans in (parts, cut):
            assert "".join("".join(text[one.start : one.end].split()) for one in spans) == "".join(text.split())
            assert all(text[one.start : one.end].strip() == text[one.start : one.end] != "" for one in spans)
        assert [one.index for one in cut] == list(range(len(cut)))
        assert all(any(b.start <= one.start and one.end <= b.end and b.kind is one.block for b in parts) for one in cut)
        assert not any("\n\n" in text[one.start : one.end] for one in parts)


def test_matching_gives_the_first_rule() -> None:
    rule = matching("Photo : Lina Caron/Exemple", compiled("fr"))
    assert rule is not None and rule.id == "fr.caption.credit"
