from timeline.syntax import words
from timeline.syntax.words import without_label


def split(text: str, language: str) -> list[str]:
    return [text[a:b] for a, b in words(text, 0, len(text), language)]


def test_french_elisions_abbreviations_and_numbers() -> None:
    assert split("L'ONU exige qu'il livre 3 500 bombes à M. Diallo aujourd'hui.", "fr") == [
        "L'", "ONU", "exige", "qu'", "il", "livre", "3 500", "bombes", "à", "M.", "Diallo", "aujourd'hui", ".",
    ]  # fmt: skip


def test_french_inversions_and_hyphens() -> None:
    assert split("a-t-il déclaré au porte-parole ce mois-ci", "fr") == [
        "a", "-t-il", "déclaré", "au", "porte-parole", "ce", "mois", "-ci",
    ]  # fmt: skip


def test_english_contractions_and_abbreviations() -> None:
    assert split("The U.S. didn't free Mr. Okoye's men", "en") == [
        "The", "U.S.", "did", "n't", "free", "Mr.", "Okoye", "'s", "men",
    ]  # fmt: skip


def test_quotation_marks_are_no_words() -> None:
    assert split('>> Il dénonce « une "agression" »', "fr") == ["Il", "dénonce", "une", "agression"]


def test_offsets_are_those_of_the_text() -> None:
    text = "Avant. Le maire a démissionné."
    assert words(text, 7, len(text), "fr")[0] == (7, 9)


def test_a_label_is_set_aside_only_before_a_headline() -> None:
    text = "Mali : une attaque fait dix morts"
    assert text[slice(*without_label(text, words(text, 0, len(text), "fr"))[0])] == "une"
    short = "Bilan : dix morts"
    assert text and without_label(short, words(short, 0, len(short), "fr")) == words(short, 0, len(short), "fr")
