"""Who a noun phrase names: the shipped corpora, and what they cannot say."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extract.cast import Cast
from timeline.languages.actors_schema import Case, actor_corpus
from timeline.records import ActorKind, Article, Party, Sentence
from timeline.text import blocks, sentences


def read(text: str, language: str) -> tuple[Cast, tuple[Sentence, ...]]:
    parts = blocks(text, language)
    article = Article(article_id="a", source="test", text=text, language=language, blocks=parts)
    cut = sentences(text, language, parts)
    return Cast.of(article, cut), cut


def at(text: str, phrase: str, head: str, cut: tuple[Sentence, ...]) -> tuple[int, int, int, int, Sentence]:
    start = text.index(phrase)
    begin = text.index(head, start)
    sentence = next(s for s in cut if s.start <= start < s.end)
    return start, start + len(phrase), begin, begin + len(head), sentence


def found(party: Party | None) -> tuple[str, str]:
    if party is None:
        return "nobody", ""
    return party.actor_id or (party.kind.value if party.kind else "place"), party.country or ""


def cases(part: str) -> list:
    return [
        pytest.param(
            language,
            case,
            id=f"{language}-{case.text[:60]}",
            marks=[pytest.mark.xfail(reason=case.xfail)] if case.xfail else [],
        )
        for language in ("fr", "en")
        for case in actor_corpus(language).case
        if getattr(case, part)
    ]


@pytest.mark.parametrize(("language", "case"), cases("who"))
def test_corpus_names_who(language: str, case: Case) -> None:
    cast, cut = read(case.text, language)
    wrong = {}
    for phrase, head, actor, country in case.who:
        party = cast.party(*at(case.text, phrase, head, cut))
        expected = (actor, country)
        got = found(party)
        if actor in set(ActorKind) and party is not None and party.kind == actor and not country:
            got = (actor, got[1])
        if got != expected:
            wrong[phrase] = got
        if party is not None:
            assert case.text[party.start : party.end] == party.text
    assert not wrong


@pytest.mark.parametrize(("language", "case"), cases("split"))
def test_corpus_splits_representatives(language: str, case: Case) -> None:
    cast, cut = read(case.text, language)
    for phrase, head, ids in case.split:
        parties = cast.members(*at(case.text, phrase, head, cut))
        assert " ".join(found(party)[0] for party in parties) == ids


def test_the_corpora_are_large_and_hold_near_misses() -> None:
    for language, least in (("fr", 120), ("en", 100)):
        corpus = actor_corpus(language).case
        assert len(corpus) >= least
        assert sum(row[2] == "nobody" for case in corpus for row in case.who) >= 20


def test_parties_of_a_sentence_come_in_order_without_overlap() -> None:
    text = "Le ministre israélien de la Défense, Ehud Barak, a rencontré à Paris des diplomates turcs et l'ONU."
    cast, cut = read(text, "fr")
    parties = cast.parties(cut[0])
    assert [found(p)[0] for p in parties] == ["person:ehud-barak", "state:FRA", "group", "org:united-nations"]
    assert all(a.end <= b.start for a, b in pairwise(parties))


def test_same_text_gives_the_same_cast() -> None:
    text = "Sen. Ann Lee met Bob Gray. Lee thanked Gray. Ann Lee and Bob Gray agreed."
    first, cut = read(text, "en")
    second, _ = read(text, "en")
    assert [first.parties(s) for s in cut] == [second.parties(s) for s in cut]


def test_a_name_in_a_capitalised_headline_is_only_known_from_the_body() -> None:
    text = "Big Storm Hits Coastal Towns As Mayor Asks For Help\n\nMayor Ann Lee asked for help on Monday."
    cast, _ = read(text, "en")
    names = {n.person.name for n in cast.namings}
    assert names == {"Ann Lee"}


@pytest.mark.parametrize("text", ["", "\n", "…", "2024", "« »"])
def test_empty_texts_name_nobody(text: str) -> None:
    article = Article(article_id="a", source="test", text=text, language="fr")
    assert Cast.of(article, ()).namings == ()


WORDS = st.sampled_from(
    [
        *("le", "la", "l’", "d'", "Hamas", "Paris", "Joe", "Biden", "M.", "Mme", "(ONU)", "ONU", ",", ".", "ministre"),
        *("israélien", "de", "milliers", "3.500", "’s", "'s", "—", "«", "»", "U.S.", "il", "they", "of", "President"),
        *("the", "The", "Ex-", "ex-président", "al-Assad", "van", "\u00a0", "\n", "\n\n", "İ", "ß", "日本", "🙂"),
    ]
)


@given(st.lists(WORDS, max_size=40), st.sampled_from(["fr", "en"]))
@settings(max_examples=150, deadline=None)
def test_any_words_give_true_spans(parts: list[str], language: str) -> None:
    text = " ".join(parts)
    cast, cut = read(text, language)
    for sentence in cut:
        for party in cast.parties(sentence):
            assert text[party.start : party.end] == party.text
        for start in range(sentence.start, sentence.end, 3):
            party = cast.party(start, sentence.end, start, sentence.end, sentence)
            assert party is None or text[party.start : party.end] == party.text


def test_a_long_text_does_not_run_away(no_hang) -> None:
    sentence = "Le ministre malien Ali Koné a reçu Anna Roy (AR) et des soldats de la force. "
    with no_hang():
        cast, cut = read(sentence * 1_000, "fr")
    assert cast.parties(cut[-1])


def test_an_unknown_language_is_read_as_english() -> None:
    article = Article(article_id="a", source="test", text="NATO met.", language="xx")
    sentence = Sentence(index=0, start=0, end=9, block="body")  # type: ignore[arg-type]
    assert Cast.of(article, (sentence,)).parties(sentence)[0].actor_id == "org:nato"
