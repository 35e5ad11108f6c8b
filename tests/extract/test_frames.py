"""Slots by syntax, in the active voice whatever the voice of the text."""

import pytest

from timeline.extract.frames import Frame, verb_frame
from timeline.extract.nouns import noun_frame
from timeline.extract.tree import Tree
from timeline.languages.cues_schema import cues
from timeline.records import BlockKind, Sentence
from timeline.syntax import parse


def tree_of(text: str, language: str) -> Tree:
    sentence = Sentence(index=0, start=0, end=len(text), block=BlockKind.BODY)
    return Tree(sentence, parse(text, [sentence], language)[0], cues(language))


def words(tree: Tree, frame: Frame, slot: str) -> list[str]:
    return [tree.tokens[f.token].text for f in frame.get(slot)]


def at(tree: Tree, word: str) -> int:
    return next(t.index for t in tree.tokens if t.text == word)


@pytest.mark.parametrize(
    ("language", "text", "verb", "subject", "object_"),
    [
        ("fr", "L'armée a bombardé un village.", "bombardé", ["armée"], ["village"]),
        ("fr", "Un village a été bombardé par l'armée.", "bombardé", ["armée"], ["village"]),
        ("fr", "Deux villages ont été bombardés dimanche.", "bombardés", [], ["villages"]),
        ("fr", "Le président a décidé de suspendre les livraisons.", "suspendre", ["président"], ["livraisons"]),
        ("fr", "Les rebelles qui ont attaqué le port ont fui.", "attaqué", ["rebelles"], ["port"]),
        ("fr", "Le Mali et le Niger ont expulsé l'ambassadeur.", "expulsé", ["Mali", "Niger"], ["ambassadeur"]),
        ("fr", "La police a arrêté le suspect et saisi des armes.", "saisi", ["police"], ["armes"]),
        ("en", "The army shelled a village.", "shelled", ["army"], ["village"]),
        ("en", "A village was shelled by the army.", "shelled", ["army"], ["village"]),
        ("en", "The president decided to suspend the deliveries.", "suspend", ["president"], ["deliveries"]),
        ("en", "The rebels who attacked the port fled.", "attacked", ["rebels"], ["port"]),
        ("en", "Kenya and Uganda expelled the envoy.", "expelled", ["Kenya", "Uganda"], ["envoy"]),
        ("en", "The minister urged the rebels to release the hostages.", "release", ["rebels"], ["hostages"]),
    ],
)  # fmt: skip
def test_verbs(language: str, text: str, verb: str, subject: list[str], object_: list[str]) -> None:
    tree = tree_of(text, language)
    frame = verb_frame(tree, at(tree, verb))
    assert words(tree, frame, "subject") == subject
    assert words(tree, frame, "object") == object_


def test_a_light_verb_lends_its_subject_to_its_noun() -> None:
    tree = tree_of("L'armée a mené une offensive contre les rebelles.", "fr")
    frame = noun_frame(tree, at(tree, "offensive"))
    assert words(tree, frame, "subject") == ["armée"]
    assert words(tree, frame, "contre") == ["rebelles"]
    assert tree.tokens[frame.anchor].text == "mené"


def test_a_noun_has_its_modifier_and_complement() -> None:
    tree = tree_of("Le bombardement israélien de Tyr a fait dix morts.", "fr")
    frame = noun_frame(tree, at(tree, "bombardement"))
    assert words(tree, frame, "modifier") == ["israélien"]
    assert words(tree, frame, "of") == ["Tyr"]


def test_an_english_noun_has_its_possessor() -> None:
    tree = tree_of("Russia's invasion of Ukraine shocked Europe.", "en")
    frame = noun_frame(tree, at(tree, "invasion"))
    assert words(tree, frame, "possessor") == ["Russia"]
    assert words(tree, frame, "of") == ["Ukraine"]
