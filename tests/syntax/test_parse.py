import pytest

from timeline.errors import LanguageDataError
from timeline.records import BlockKind, Sentence, Token
from timeline.syntax import parse


def tokens(text: str, language: str) -> tuple[Token, ...]:
    return parse(text, [Sentence(index=3, start=0, end=len(text), block=BlockKind.BODY)], language)[3]


def by_text(found: tuple[Token, ...], text: str) -> Token:
    return next(t for t in found if t.text == text)


def test_tokens_slice_back() -> None:
    text = "Le ministre a reçu « l'ambassadeur » d’Italie."
    for token in tokens(text, "fr"):
        assert text[token.start : token.end].replace("’", "'") == token.text


def test_english_prepositions_hang_on_their_nouns() -> None:
    found = tokens("The port was shelled by rebels on Sunday.", "en")
    shelled, rebels, by, sunday = (by_text(found, w) for w in ("shelled", "rebels", "by", "Sunday"))
    assert (rebels.dep, rebels.head) == ("obl:agent", shelled.index)
    assert (by.dep, by.head) == ("case", rebels.index)
    assert (sunday.dep, sunday.head) == ("obl", shelled.index)
    assert by_text(found, "port").dep == "nsubj:pass"


def test_a_headline_stays_one_sentence() -> None:
    found = tokens("Washington suspend une livraison de blé", "fr")
    assert sum(t.head == t.index for t in found) == 1
    assert by_text(found, "Washington").dep == "nsubj"


def test_a_headline_verb_taken_for_a_noun_is_found() -> None:
    found = tokens("L'UE sanctionne six responsables biélorusses", "fr")
    verb = by_text(found, "sanctionne")
    assert (verb.pos, verb.lemma) == ("VERB", "sanctionner")
    assert by_text(found, "responsables").dep == "obj"


def test_prepositions_of_several_words_are_one() -> None:
    found = tokens("Trois gardes ont été blessés lors d'une embuscade.", "fr")
    ambush, wounded = by_text(found, "embuscade"), by_text(found, "blessés")
    assert ambush.head == wounded.index
    assert [t.lemma for t in found if t.head == ambush.index and t.dep == "case"] == ["lors de"]


def test_a_sentence_does_not_see_its_neighbours() -> None:
    one, two = "La police a dispersé la foule.", "Le maire a protesté."
    text = f"{one} {two}"
    both = [
        Sentence(index=0, start=0, end=len(one), block=BlockKind.BODY),
        Sentence(index=1, start=len(one) + 1, end=len(text), block=BlockKind.BODY),
    ]
    together = parse(text, both, "fr")
    alone = tokens(one, "fr")
    assert [(t.dep, t.head) for t in together[0]] == [(t.dep, t.head) for t in alone]


def test_an_empty_sentence_has_no_tokens() -> None:
    assert parse("   ", [Sentence(index=0, start=0, end=3, block=BlockKind.BODY)], "en") == {}


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(LanguageDataError, match="no model is known"):
        parse("x", [], "tlh")


@pytest.mark.parametrize("number", ["3 500", "3.500", "3 500"])
def test_a_number_in_figures_hangs_on_what_it_counts(number: str) -> None:
    found = tokens(f"Les États-Unis ont suspendu la semaine dernière l'envoi de {number} bombes à Israël.", "fr")
    bombs = by_text(found, "bombes")
    assert next(t for t in found if t.text[:1] == "3").head == bombs.index
    assert bombs.pos == "NOUN"


def test_clauses_beside_a_semicolon_stand_side_by_side() -> None:
    found = tokens("Chad accused Sudan of the raid last Monday; Khartoum denied any part in it.", "en")
    assert by_text(found, "accused").dep != "ccomp"


@pytest.mark.parametrize(
    ("text", "top"),
    [
        ("Le maire, Paul Durand, a pour sa part dénoncé ce projet.", "part"),
        ("Le maire, Paul Durand, a dans une lettre ouverte dénoncé ce projet.", "lettre"),
        ("Le maire, Paul Durand, s'est de son côté opposé à ce projet.", "côté"),
        ("Le maire, Paul Durand, a, par la voix de son avocat, dénoncé ce projet.", "voix"),
    ],
)
def test_what_parts_a_french_perfect_does_not_hide_its_verb(text: str, top: str) -> None:
    found = tokens(text, "fr")
    verb = next(t for t in found if t.text in {"dénoncé", "opposé"})
    assert (verb.pos, verb.dep) == ("VERB", "root")
    assert (by_text(found, top).dep, by_text(found, top).head) == ("obl:mod", verb.index)
    assert by_text(found, "maire").head == verb.index
    assert all(text[t.start : t.end].replace("’", "'") == t.text for t in found)


def test_what_one_has_is_no_perfect() -> None:
    found = tokens("Le pays a en réserve des chars achetés à la Russie.", "fr")
    assert by_text(found, "achetés").head == by_text(found, "chars").index
