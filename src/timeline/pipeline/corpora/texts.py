"""The corpora of blocks and sentences."""

from collections.abc import Iterator

from timeline import text
from timeline.languages.blocks_schema import block_corpus, block_rules
from timeline.languages.info_schema import sentence_corpus

from .outcome import Corpus, Outcome, outcome


def run_sentences(language: str) -> Iterator[Outcome]:
    """Each text falls into just the expected sentences."""
    for case in sentence_corpus(language).case:
        found = text.sentences(case.text, language, text.blocks(case.text, language))
        cut = tuple(case.text[one.start : one.end] for one in found)
        yield outcome(case.text, "" if cut == case.expect else f"expected {case.expect}, found {cut}", case.xfail)


def run_blocks(language: str) -> Iterator[Outcome]:
    """Each text falls into blocks of just the expected kinds."""
    for case in block_corpus(language).case:
        kinds = tuple(block.kind for block in text.blocks(case.text, language, title=case.title))
        problem = "" if kinds == case.expect else f"expected {', '.join(case.expect)}, found {', '.join(kinds)}"
        yield outcome(case.text, problem, case.xfail)


def unattested(language: str) -> Iterator[str]:
    """Rules of blocks that no case names."""
    attested = {rule for case in block_corpus(language).case for rule in case.rules}
    yield from (rule.id for rule in block_rules(language).rule if rule.id not in attested)


SENTENCES = Corpus("sentences", run_sentences)
BLOCKS = Corpus("blocks", run_blocks, unattested)
