import pytest

from timeline.syntax import noun_lemma, verb_lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("tués", "tuer"), ("attaque", "attaquer"), ("bombardé", "bombarder"), ("suspendue", "suspendre"), ("reçues", "recevoir"),
        ("convaincus", "convaincre"), ("entretenus", "entretenir"), ("envahies", "envahir"), ("rejettent", "rejeter"),
        ("déploie", "déployer"), ("lançait", "lancer"), ("mise", "mettre"), ("détruites", "détruire"), ("élu", "élire"),
        ("rompues", "rompre"), ("réunissent", "réunir"), ("enlève", "enlever"), ("craint", "craindre"), ("soumise", "soumettre"),
    ],
)  # fmt: skip
def test_french_verbs(form: str, lemma: str) -> None:
    assert verb_lemma(form, "fr") == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("visites", "visite"),
        ("pourparlers", "pourparlers"),
        ("généraux", "général"),
        ("grève", "grève"),
        ("accords", "accord"),
    ],
)
def test_french_nouns(form: str, lemma: str) -> None:
    assert noun_lemma(form, "fr") == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("met", "meet"), ("swore", "swear"), ("left", "leave"), ("banning", "ban"), ("wounded", "wound")],
)
def test_english_verbs(form: str, lemma: str) -> None:
    assert verb_lemma(form, "en") == lemma


@pytest.mark.parametrize(
    ("form", "lemma"), [("meetings", "meeting"), ("talks", "talks"), ("bombings", "bombing"), ("men", "man")]
)
def test_english_nouns_keep_their_ending(form: str, lemma: str) -> None:
    assert noun_lemma(form, "en") == lemma
