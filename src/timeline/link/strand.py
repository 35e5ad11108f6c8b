"""The strands of all articles, and what linking worked out of them before."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pydantic import TypeAdapter

from timeline.digest import sha256
from timeline.errors import StageError
from timeline.kept import Kept
from timeline.records import Article, EventMention

from .chain import strands
from .nearby import Card, card
from .profile import Profile, merged


class Strand(NamedTuple):
    """Mentions of one article that are one event. `id` is the least of theirs; `name` differs where anything in the article
    does that a comparison looks at."""

    id: str
    name: str
    card: Card
    mentions: tuple[str, ...]


_STRANDS = TypeAdapter(tuple[Strand, ...])


class Strands:
    """The strands of all articles, sorted by id; the traits of one are worked out where they are asked for."""

    def __init__(self, mentions: Iterable[EventMention], articles: Mapping[str, Article], kept: Kept) -> None:
        self._told: dict[str, list[EventMention]] = {}
        self._articles, self._profiles = articles, dict[str, Profile]()
        for mention in mentions:
            self._told.setdefault(mention.article_id, []).append(mention)
        found: list[Strand] = []
        for article_id, told in sorted(self._told.items()):
            if article_id not in articles:
                raise StageError("link", article_id, "its mentions came without it; pass the article too")
            found += self._of(article_id, told, kept)
        self.all = sorted(found)

    def profile(self, index: int) -> Profile:
        """The traits of a strand."""
        one = self.all[index]
        if one.name not in self._profiles:
            self._look(one.card.article_id, one.name.partition(" ")[0])
        return self._profiles[one.name]

    def _of(self, article_id: str, told: Sequence[EventMention], kept: Kept) -> Sequence[Strand]:
        name = _name(self._articles[article_id], told)
        body = kept.get(name)
        if body is not None:
            return _STRANDS.validate_json(body)
        found = self._look(article_id, name)
        kept.put(name, _STRANDS.dump_json(found))
        return found

    def _look(self, article_id: str, name: str) -> tuple[Strand, ...]:
        """The strands of an article; their traits are noted."""
        found = []
        for number, group in enumerate(strands(self._articles[article_id], self._told[article_id])):
            whole = merged([mention for mention, _ in group], [one for _, one in group])
            self._profiles[f"{name} {number}"] = whole
            told = tuple(mention.mention_id for mention, _ in group)
            found.append(Strand(whole.id, f"{name} {number}", card(whole), told))
        return tuple(found)


def _name(article: Article, mentions: Iterable[EventMention]) -> str:
    """The digest of an article and its mentions; where it was found and whom it copies is nothing to a comparison."""
    parts = [article.model_dump_json(exclude={"source", "duplicate_of"})]
    parts += sorted(mention.model_dump_json() for mention in mentions)
    return sha256(part.encode("utf-8") + b"\n" for part in parts)
