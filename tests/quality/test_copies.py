"""A story that many papers print is one source, whatever the order in which it comes."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.quality import copies as module
from timeline.quality.copies import Copy, copies, families, sequences, sign
from timeline.records import Article

DAY = datetime(2024, 5, 13, tzinfo=UTC)
WORDS = [f"mot{n}" for n in range(400)]


def words(seed: int, count: int = 200) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def article(name: str, text: list[str], *, days: int | None = 0, publisher: str | None = None) -> Article:
    published = None if days is None else DAY + timedelta(days)
    basis = "none" if published is None else "sidecar"
    given: dict[str, Any] = {"published": published, "published_basis": basis, "publisher": publisher}
    return Article(article_id=name, source=f"{name}.txt", text=" ".join(text), language="fr", **given)


def found(*articles: Article) -> dict[str, Copy]:
    return copies(articles, {one.article_id: sign(one) for one in articles})


def test_the_earliest_is_the_founder_then_the_smallest_id() -> None:
    text = words(1)
    made = found(article("a3", text), article("a1", text, days=2), article("a2", text))
    assert {name: one.founder for name, one in made.items()} == {"a1": "a2", "a3": "a2"}


def test_what_is_known_of_a_pair_is_not_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shelf(dict[str, bytes]):
        def put(self, about: str, body: bytes) -> None:
            self[about] = body

    shelf, compared = Shelf(), []
    real = module._taken
    monkeypatch.setattr(module, "_taken", lambda *pair: compared.append(pair) or real(*pair))
    wire = [article("a1", words(1)), article("a2", words(1)[:150]), article("a3", [*words(1), *words(2, 180)])]
    signed = {one.article_id: sign(one) for one in [*wire, article("a4", words(1)[:120])]}
    first = copies(wire, signed, shelf)
    assert first == found(*wire) and first.keys() == {"a2"}
    compared.clear()
    assert copies(wire, signed, shelf) == first
    assert compared == []
    more = [*wire, article("a4", words(1)[:120])]
    assert copies(more, signed, shelf) == found(*more)
    assert found(*more).keys() == {"a2", "a4"}


def test_an_article_without_a_date_founds_nothing_that_has_one() -> None:
    made = found(article("a1", words(1), days=None), article("a2", words(1)))
    assert {name: one.founder for name, one in made.items()} == {"a1": "a2"}


@pytest.mark.parametrize(
    ("edited", "is_copy"),
    [
        (words(1)[:120], True),  # cut at the end
        (words(1)[:40], True),  # a brief
        ([*words(2, 20), *words(1), *words(3, 20)], True),  # with a frame of its own
        ([*words(1), *words(2, 180)], False),  # half of it is new
        ([word if n % 20 else "autre" for n, word in enumerate(words(1))], True),  # a word in twenty changed
        ([word if n % 6 else "autre" for n, word in enumerate(words(1))], False),  # rewritten
        (words(4), False),
        ([], False),
    ],
)
def test_what_is_a_copy(edited: list[str], is_copy: bool) -> None:
    made = found(article("a1", words(1)), article("a2", edited, days=1))
    assert made.keys() == ({"a2"} if is_copy else set())


def test_a_short_text_is_a_copy_only_if_all_of_it_stands_there() -> None:
    short = words(1, 14)
    assert found(article("a1", short), article("a2", short)).keys() == {"a2"}
    assert not found(article("a1", short), article("a2", [*short, "fin"]))


def test_accents_capitals_and_marks_do_not_matter() -> None:
    text = "Le président a rencontré, samedi, à Genève, l'envoyé de l'Union ; ils ont parlé de la trêve et des otages."
    plain = "LE PRESIDENT A RENCONTRE SAMEDI A GENEVE L’ENVOYE DE L’UNION. Ils ont parlé de la trêve et des otages"
    assert sequences(text) == sequences(plain)


def test_a_form_that_comes_back_is_no_copy() -> None:
    assert found(article("a1", words(1)), article("a2", words(1), days=365)) == {}


def test_a_copy_of_a_copy_belongs_to_the_first() -> None:
    first, second = words(1), [*words(1)[60:], *words(2, 60)]
    third = [*second[40:], *words(3, 50)]
    made = found(article("a1", first), article("a2", second, days=1), article("a3", third, days=2))
    assert made["a3"].model == "a2"
    assert made["a3"].founder == "a1"
    assert families([article("a1", first)], made) == {"a1": "a1"}


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(chance: random.Random) -> None:
    articles = [article(f"a{n}", words(n % 4)[: 200 - n], days=n % 3) for n in range(16)]
    expected = found(*articles)
    assert len(expected) == 12
    chance.shuffle(articles)
    assert found(*articles) == expected


def test_nearly_every_copy_is_proposed() -> None:
    """The signature proposes pairs by chance: of 200 briefs that hold a third of a story all but a few must be found."""
    articles = [article(f"s{n:03}", words(n)) for n in range(200)]
    briefs = [article(f"t{n:03}", words(n)[50:120], days=1) for n in range(200)]
    assert len(found(*articles, *briefs)) >= 198
