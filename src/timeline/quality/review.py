"""The review of all articles together: who copies whom, what is furniture, what is doubtful."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.kept import NOTHING, Kept
from timeline.records import Article, EventMention, Finding, FindingCode, Sentence, Severity, TimeMention

from .copies import Copy, Signature, copies, families
from .doubts import about, at, doubts
from .furniture import furniture


class Part(NamedTuple):
    """An article with what was found in it, and the signature of its words."""

    article: Article
    sentences: Sequence[Sentence]
    times: Sequence[TimeMention]
    mentions: Sequence[EventMention]
    signature: Signature


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The same articles, in their order, with `duplicate_of`; without times and mentions in sentences that are furniture; and
    all that was noticed, in the order of articles and places."""

    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]


def review(parts: Iterable[Part], kept: Kept = NOTHING) -> Reviewed:
    """Looks at all articles at once. The order of the input changes nothing but the order of the output. `kept` is what was
    worked out before."""
    given = list(parts)
    articles = [one.article for one in given]
    found = copies(articles, {one.article.article_id: one.signature for one in given}, kept)
    family = families(articles, found)
    repeated = furniture([(one.article, one.sentences) for one in given], family)
    sources = {one.article_id: one.source for one in articles}
    reviewed, findings = [], []
    for one in given:
        mine = repeated.get(one.article.article_id, [])
        part = _without(one, [sentence for sentence, _ in mine])
        copy = found.get(one.article.article_id)
        if copy is not None:
            part = part._replace(article=one.article.model_copy(update={"duplicate_of": copy.founder}))
            findings.append(_copied(part.article, copy, sources))
        findings += [_furnished(one, sentence, number) for sentence, number in mine]
        findings += doubts(part.article, part.times, part.mentions)
        reviewed.append(part)
    findings.sort(key=lambda one: (one.article_id, one.start or 0, one.end or 0, one.code, one.message))
    return Reviewed(tuple(reviewed), tuple(findings))


def _without(part: Part, sentences: Sequence[Sentence]) -> Part:
    """The part without what stands in these sentences."""
    if not sentences:
        return part

    def outside(start: int) -> bool:
        return not any(one.start <= start < one.end for one in sentences)

    times = [time for time in part.times if outside(time.start)]
    return part._replace(times=times, mentions=[mention for mention in part.mentions if outside(mention.start)])


def _copied(article: Article, copy: Copy, sources: Mapping[str, str]) -> Finding:
    whose = f"{sources[copy.model]} ({copy.model})"
    message = f"{copy.share:.0%} of its words stand in {whose} too; the two count as one source"
    return about(article, FindingCode.COPY, "article", message, Severity.NOTE)


def _furnished(part: Part, sentence: Sentence, number: int) -> Finding:
    inside = [sentence.start <= one.start < sentence.end for one in (*part.times, *part.mentions)]
    times, mentions = sum(inside[: len(part.times)]), sum(inside[len(part.times) :])
    what = f"{times} time expressions and {mentions} event mentions in it are left out"
    message = f"stands word for word in {number} articles of this publisher; {what}"
    return at(part.article, FindingCode.FURNITURE, (sentence.start, sentence.end), message, Severity.NOTE)
