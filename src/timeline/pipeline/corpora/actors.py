"""The corpus of actors and places: who a noun phrase names, and where a locative lies."""

from collections.abc import Iterator

from timeline import text
from timeline.extract.cast import Cast
from timeline.extract.places import locate
from timeline.languages.actors_schema import Case, actor_corpus
from timeline.records import ActorKind, Article, Party, Sentence

from .outcome import Corpus, Outcome, outcome


def run(language: str) -> Iterator[Outcome]:
    """Each phrase names whom the case says, and lies where it says."""
    for case in actor_corpus(language).case:
        wrong = [*_who(case, language), *_where(case, language)]
        yield outcome(case.text, "; ".join(wrong), case.xfail)


def _who(case: Case, language: str) -> Iterator[str]:
    blocks = text.blocks(case.text, language)
    cut = text.sentences(case.text, language, blocks)
    cast = Cast.of(Article(article_id="a", source="case", text=case.text, language=language, blocks=blocks), cut)
    for phrase, head, actor, country in case.who:
        found = _named(cast.party(*_at(case.text, phrase, head, cut)), bare=actor in set(ActorKind) and not country)
        if found != (actor, country):
            yield f"{phrase!r}: expected {actor} {country}, found {' '.join(found)}"
    for phrase, head, ids in case.split:
        members = " ".join(_named(party)[0] for party in cast.members(*_at(case.text, phrase, head, cut)))
        if members != ids:
            yield f"{phrase!r}: expected {ids}, found {members}"


def _at(content: str, phrase: str, head: str, cut: tuple[Sentence, ...]) -> tuple[int, int, int, int, Sentence]:
    start = content.index(phrase)
    begin = content.index(head, start)
    sentence = next(one for one in cut if one.start <= start < one.end)
    return start, start + len(phrase), begin, begin + len(head), sentence


def _named(party: Party | None, *, bare: bool = False) -> tuple[str, str]:
    """(id, country) of a party; `bare`: the case wants its kind alone."""
    if party is None:
        return "nobody", ""
    kind = party.kind.value if party.kind else "place"
    return kind if bare else party.actor_id or kind, party.country or ""


def _where(case: Case, language: str) -> Iterator[str]:
    for phrase, name, country in case.where:
        start = case.text.index(phrase)
        place = locate(case.text, start, start + len(phrase), language)
        found = (place.name, place.country or "") if place else ("nowhere", country)
        if found != (name, country):
            yield f"{phrase!r}: expected {name} {country}, found {' '.join(found)}"


ACTORS = Corpus("actors", run)
