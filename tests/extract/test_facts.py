"""Whether the text tells an event as a fact."""

import pytest

from timeline.extract.facts import Modality, modality
from timeline.extract.frames import verb_frame
from timeline.extract.nouns import noun_frame
from timeline.extract.tree import NOUNS, Tree
from timeline.languages.cues_schema import cues
from timeline.records import BlockKind, Sentence, Status
from timeline.syntax import parse


def facts(language: str, text: str, word: str) -> Modality:
    sentence = Sentence(index=0, start=0, end=len(text), block=BlockKind.BODY)
    tree = Tree(sentence, parse(text, [sentence], language)[0], cues(language))
    at = next(t.index for t in tree.tokens if t.text == word)
    frame = noun_frame(tree, at) if tree.tokens[at].pos in NOUNS else verb_frame(tree, at)
    return modality(tree, frame, BlockKind.BODY)


@pytest.mark.parametrize(
    ("language", "text", "word", "status"),
    [
        ("fr", "L'armée a bombardé le port.", "bombardé", Status.HAPPENED),
        ("fr", "L'armée n'a pas bombardé le port.", "bombardé", Status.DENIED),
        ("fr", "L'armée n'a bombardé que le port.", "bombardé", Status.HAPPENED),
        ("fr", "Le ministre rencontrera son homologue demain.", "rencontrera", Status.PLANNED),
        ("fr", "Le ministre va rencontrer son homologue.", "rencontrer", Status.PLANNED),
        ("fr", "Le ministre a refusé de rencontrer son homologue.", "rencontrer", Status.DENIED),
        ("fr", "Le ministre envisage de rencontrer son homologue.", "rencontrer", Status.PLANNED),
        ("fr", "Les rebelles auraient tué dix soldats.", "tué", Status.CONDITIONAL),
        ("fr", "La trêve pourrait être rompue.", "rompue", Status.CONDITIONAL),
        ("fr", "Le président a décidé de suspendre les livraisons.", "suspendre", Status.HAPPENED),
        ("en", "The army shelled the port.", "shelled", Status.HAPPENED),
        ("en", "The army did not shell the port.", "shell", Status.DENIED),
        ("en", "The minister will meet his counterpart.", "meet", Status.PLANNED),
        ("en", "The minister plans to meet his counterpart.", "meet", Status.PLANNED),
        ("en", "The rebels may have killed ten soldiers.", "killed", Status.CONDITIONAL),
        ("en", "The talks failed to end the war.", "end", Status.DENIED),
        ("en", "The minister is meeting his counterpart.", "meeting", Status.ONGOING),
    ],
)  # fmt: skip
def test_status(language: str, text: str, word: str, status: Status) -> None:
    assert facts(language, text, word).status is status


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("fr", "Paris redoute une offensive contre la ville.", "offensive"),
        ("fr", "Son opposition à une offensive est connue.", "offensive"),
        ("fr", "Si les rebelles attaquent la ville, nous partirons.", "attaquent"),
        ("fr", "Le ministre est venu pour rencontrer son homologue.", "rencontrer"),
        ("en", "Residents fear an attack on the town.", "attack"),
        ("en", "If the rebels attack the town, we will leave.", "attack"),
        ("en", "He flew to Geneva in order to meet his counterpart.", "meet"),
        ("en", "The risk of an attack is high.", "attack"),
    ],
)
def test_what_is_only_imagined_is_dropped(language: str, text: str, word: str) -> None:
    assert facts(language, text, word).dropped
