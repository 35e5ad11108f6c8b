"""What `timeline explain` has to say, fact by fact; `explain` prints it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from timeline.records import Actor, Article, Event, EventMention, Finding, Party, Quantity, Span, TimeMention


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins what is told of one thing: "event", "mention" or "article", its id and its title."""

    kind: str
    name: str
    title: Text


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `more` goes on with the fact before, as a detail of it."""

    label: str
    value: Text
    more: bool = False


def of_event(
    event: Event,
    mentions: Mapping[str, EventMention],
    articles: Mapping[str, Article],
    findings: Mapping[str, Sequence[Finding]],
) -> Iterator[Heading | Fact]:
    """An event: what its mentions agree on, where they do not, and then each of them."""
    yield Heading("event", event.event_id, Text(event.label, style="bold"))
    yield Fact("type", Text(f"{_type(event)}, {event.status}"))
    yield Fact("date", _date(event))
    yield Fact("why", Text(event.why))
    yield from _names("actors", event.actor_names, event.actors)
    yield from _names("recipients", event.recipient_names, event.recipients)
    if event.place_name:
        yield Fact("place", Text(", ".join(filter(None, (event.place_name, event.place_country)))))
    yield from _quantities(event.quantities)
    for conflict in event.conflicts:
        values = [f"{one.value} in {_sources(one.articles, articles)}" for one in conflict.values]
        yield from _all("conflict", (f"sources differ in {conflict.field}", *values), style="red")
    counts = ((event.n_mentions, "mention"), (event.n_articles, "article"), (event.n_publishers, "independent source"))
    told = ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)
    yield Fact("linked", Text(f"{told}; founded by mention {event.mentions[0]}"))
    if event.curated:
        yield Fact("curated", Text("changed by an analyst's correction"))
    for name in event.mentions:
        article = articles[mentions[name].article_id]
        yield from of_mention(mentions[name], article, findings.get(article.article_id, ()))


def of_mention(mention: EventMention, article: Article, findings: Iterable[Finding]) -> Iterator[Heading | Fact]:
    """A mention: its sentence, for each part of it the words, the rule and the way it was found, and what was noticed of the
    sentence or of the whole article."""
    title = Text.assemble((article.source, "bold"), f", {article.title or 'no title'}")
    yield Heading("mention", mention.mention_id, title)
    yield Fact("sentence", _marked(mention, article))
    yield Fact("where", Text(f"{mention.block} of article {article.article_id}, published {_published(article)}"))
    yield Fact("trigger", Text(f"{_quoted(mention)} is {_type(mention)} by rule {mention.rule}"))
    cues = re.search(rf"{mention.status} because of (.+?); date: ", _own_why(mention))
    yield Fact("status", Text(f"{mention.status}, because of {cues[1]}" if cues else f"{mention.status}"))
    for actor in mention.actors:
        yield from _all(actor.role.value, (_identity(actor), f"{_quoted(actor)}{_path(actor, mention)}"))
    if mention.place is not None:
        place = mention.place
        where = "" if place.latitude is None else f", {place.latitude:.2f} {place.longitude:.2f}"
        yield Fact("place", Text(f"{place.name}, {place.country or 'country unknown'}{where}; {_quoted(place.span)}"))
    yield from _quantities(mention.quantities)
    if mention.attribution is not None:
        said = mention.attribution
        verb = f" by {_quoted(said.verb)}" if said.verb else ""
        who = f": {_identity(said.actor)}" if said.actor else ""
        yield Fact("said by", Text(f"{_quoted(said.span)}{verb}{who}"))
    if mention.time is not None:
        yield from _time(mention.time)
    yield Fact("date", _date(mention))
    yield Fact("why", Text(mention.why))
    start, end = mention.sentence_start, mention.sentence_end
    yield from _noticed(one for one in findings if one.start is None or start <= one.start < end)


def of_article(
    article: Article, mentions: Sequence[tuple[EventMention, str | None]], times: int, findings: Iterable[Finding]
) -> Iterator[Heading | Fact]:
    """An article: where it comes from, and what was found in it; `mentions` with the ids of their events."""
    yield Heading("article", article.article_id, Text(article.title or "no title", style="bold"))
    yield Fact(
        "source", Text(f"{article.source}, {len(article.text)} characters in {article.language or 'no known language'}")
    )
    for label, value in (("address", article.url), ("publisher", article.publisher), ("byline", article.byline)):
        if value:
            yield Fact(label, Text(value))
    yield Fact("published", Text(_published(article)))
    if article.duplicate_of:
        yield Fact("duplicate", Text(f"of {article.duplicate_of}"))
    yield from _noticed(findings)
    yield Fact("times", Text(str(times)))
    for mention, event in mentions:
        told = f"{mention.mention_id}  {mention.event_type:<10} {mention.text!r} at {mention.start}  event {event or 'none'}"
        yield Fact("mention", Text(told))


def _noticed(findings: Iterable[Finding]) -> Iterator[Fact]:
    for one in findings:
        words = f"“{' '.join(one.text.split())}” " if one.text else ""
        yield Fact("noticed", Text(f"{one.code}: {words}{one.message}"))


def _all(label: str, lines: Iterable[str], style: str = "") -> Iterator[Fact]:
    """A fact of several lines."""
    for number, line in enumerate(lines):
        yield Fact("" if number else label, Text(line, style=style), more=number > 0)


def _time(time: TimeMention) -> Iterator[Fact]:
    counted = f", counted from {time.anchor}" if time.anchor else ""
    head = f"{_quoted(time)} is {time.type} {time.value}, {time.basis}{counted}, by rule {time.rule}"
    yield from _all("time", (head, *time.derivation))


def _quantities(quantities: Iterable[Quantity]) -> Iterator[Fact]:
    for quantity in quantities:
        role = f" ({quantity.role})" if quantity.role else ""
        yield Fact("quantity", Text(f"{quantity.value:,.10g} {quantity.unit}{role}; {_quoted(quantity.span)}"))


def _names(label: str, names: Iterable[str], ids: Iterable[str]) -> Iterator[Fact]:
    if told := ", ".join(names):
        yield Fact(label, Text(told + (f"  ({', '.join(ids)})" if ids else "")))


def _own_why(mention: EventMention) -> str:
    """Why, where it speaks of this mention and not of another one that dates it."""
    return mention.why if mention.why.startswith(repr(mention.text)) else ""


def _path(actor: Actor, mention: EventMention) -> str:
    """The way by which syntax led to an actor, as `why` tells it; "" where it does not."""
    told = re.escape(f"{actor.role.value} {actor.text!r}: ")
    found = re.search(told + r"(.+?)(?=; (?:actor|recipient) ['\"]|\.(?: |;|$))", _own_why(mention))
    return f"; path: {found[1]}" if found else ""


def _identity(party: Party) -> str:
    kind = f", {party.kind}" if party.kind else ""
    return f"{party.name} ({party.actor_id or 'not identified'}{kind}{f', {party.country}' if party.country else ''})"


def _quoted(span: Span) -> str:
    """The words as written, and their characters."""
    return f"“{' '.join(span.text.split())}” at {span.start}..{span.end}"


def _type(typed: Event | EventMention) -> str:
    return f"{typed.event_type} ({typed.mode})" if typed.mode else typed.event_type.value


def _sources(names: Iterable[str], articles: Mapping[str, Article]) -> str:
    return ", ".join(f"{articles[name].source} ({name})" if name in articles else name for name in names)


def _marked(mention: EventMention, article: Article) -> Text:
    """The sentence with trigger and time in brackets, and with colours where the terminal has them."""
    shift, end = mention.sentence_start, mention.sentence_end
    line = Text(article.text[shift:end].replace("\n", " "))
    spans: list[tuple[Span, str]] = [(actor, "cyan") for actor in mention.actors]
    spans += [(mention.place.span, "green")] if mention.place else []
    spans += [(mention.time, "underline yellow")] if mention.time else []
    spans.append((mention, "bold red"))
    for span, style in spans:
        line.stylize(style, max(0, span.start - shift), max(0, span.end - shift))
    bracketed = [(mention.start, mention.end)]
    if mention.time is not None and shift <= mention.time.start and mention.time.end <= end:
        bracketed.append((mention.time.start, mention.time.end))
    cuts = [(at - shift, mark) for start, stop in bracketed for at, mark in ((start, "["), (stop, "]"))]
    for at, mark in sorted(cuts, key=lambda cut: (cut[0], cut[1] == "["), reverse=True):
        line = Text.assemble(line[:at], mark, line[at:])
    return line


def _date(dated: Event | EventMention) -> Text:
    if dated.first is None and dated.last is None:
        return Text(f"not known (basis {dated.basis})", style="italic")
    if dated.first is None or dated.last is None:
        days = f"until {dated.last}" if dated.first is None else f"from {dated.first}"
    else:
        days = str(dated.first) if dated.first == dated.last else f"{dated.first} to {dated.last}"
    about = ", approximate" if dated.approximate else ""
    grain = f", grain {dated.grain}" if dated.grain else ""
    rest = f" ({dated.basis}{grain}{about})  EDTF {dated.edtf or 'none'}"
    return Text.assemble((days, "bold yellow"), rest)


def _published(article: Article) -> str:
    if article.published is None:
        return "not known"
    trust = "reliable" if article.published_reliable else "not sure"
    evidence = f", from {article.published_evidence!r}" if article.published_evidence else ""
    return f"{article.published.isoformat()} ({article.published_basis}, {trust}{evidence})"
