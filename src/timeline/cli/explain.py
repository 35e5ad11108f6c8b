"""`timeline explain`: why an event stands where it stands, the whole way back to the characters of the file."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from timeline.errors import UsageError
from timeline.records import Article, Event, EventMention, Span, TimeMention
from timeline.store import Dataset, read

SHOWN = 8
"""Ids named where a prefix is not unique."""


def run(wanted: str, path: Path) -> None:
    """Prints the explanation. Raises UsageError where no id, or more than one, begins like that."""
    console = Console(highlight=False, soft_wrap=True)
    for line in explain(read(path), wanted):
        console.print(line, markup=False)


def explain(data: Dataset, wanted: str) -> Iterator[Text | str]:
    """The lines of an explanation of an event, a mention or an article. Raises UsageError for an id that names none of them."""
    articles = {article.article_id: article for article in data.articles}
    mentions = {mention.mention_id: mention for mention in data.mentions}
    events = {event.event_id: event for event in data.events}
    found = sorted(name for name in {*articles, *mentions, *events} if name.startswith(wanted))
    if len(found) > 1 and wanted not in found:
        more = " …" if len(found) > SHOWN else ""
        raise UsageError(
            f"id {wanted!r}: {len(found)} ids begin like that: {' '.join(found[:SHOWN])}{more}. Give more of it"
        )
    if not found or not wanted:
        raise UsageError(f"id {wanted!r}: no event, mention or article has it. timeline search WORDS lists ids")
    name = wanted if wanted in found else found[0]
    if name in events:
        yield from _event(events[name], mentions, articles)
    elif name in mentions:
        event = data.event_of.get(name)
        yield from _mention(mentions[name], articles[mentions[name].article_id])
        yield f"  event      {event}" if event else "  event      none"
    else:
        yield from _article(articles[name], [m for m in data.mentions if m.article_id == name], data)


def _event(event: Event, mentions: dict[str, EventMention], articles: dict[str, Article]) -> Iterator[Text | str]:
    yield Text.assemble(("event ", "dim"), (event.event_id, "bold"), f"  {event.label}")
    mode = f" ({event.mode})" if event.mode else ""
    yield f"  type       {event.event_type}{mode}, {event.status}"
    yield f"  date       {_date(event)}"
    yield f"  why        {event.why}"
    yield from _names("actors", event.actor_names, event.actors)
    yield from _names("recipients", event.recipient_names, event.recipients)
    if event.place_name:
        yield f"  place      {event.place_name}" + (f", {event.place_country}" if event.place_country else "")
    for quantity in event.quantities:
        yield f"  quantity   {quantity.value:g} {quantity.unit}, as written {quantity.span.text!r}"
    counts = ((event.n_mentions, "mention"), (event.n_articles, "article"), (event.n_publishers, "independent source"))
    yield "  merged     " + ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)
    for conflict in event.conflicts:
        told = "; ".join(f"{value.value} in {', '.join(value.articles)}" for value in conflict.values)
        yield f"  conflict   {conflict.field}: {told}"
    if event.curated:
        yield "  curated    changed by an analyst's correction"
    for name in event.mentions:
        yield ""
        yield from _mention(mentions[name], articles[mentions[name].article_id])


def _mention(mention: EventMention, article: Article) -> Iterator[Text | str]:
    yield Text.assemble(
        ("mention ", "dim"), (mention.mention_id, "bold"), f"  {article.source}, {article.title or 'no title'}"
    )
    yield Text.assemble("  sentence   ", _marked(mention, article))
    yield f"  where      characters {mention.start}..{mention.end} of article {article.article_id}, {mention.block}"
    mode = f" ({mention.mode})" if mention.mode else ""
    yield f"  type       {mention.event_type}{mode}, {mention.status}, by rule {mention.rule} on {mention.text!r}"
    yield f"  date       {_date(mention)}"
    if mention.time is not None:
        yield from _time(mention.time)
    yield f"  why        {mention.why}"
    for actor in mention.actors:
        known = actor.actor_id or "not identified"
        yield f"  {actor.role:<10} {actor.name} ({known}), as written {actor.text!r} at {actor.start}..{actor.end}"
    if mention.place is not None:
        place = mention.place
        yield f"  place      {place.name}, {place.country or 'country unknown'}, as written {place.span.text!r}"
    for quantity in mention.quantities:
        yield f"  quantity   {quantity.value:g} {quantity.unit}, as written {quantity.span.text!r}"
    if mention.attribution is not None:
        yield f"  said by    {mention.attribution.span.text!r}" + _who(mention.attribution.actor)
    yield f"  published  {_published(article)}"


def _time(time: TimeMention) -> Iterator[str]:
    counted = f", counted from {time.anchor}" if time.anchor else ""
    value = f"{time.type} {time.value}, {time.basis}{counted}"
    yield f"  time       {time.text!r} at {time.start}..{time.end}: {value}, by rule {time.rule}"
    for step in time.derivation:
        yield f"             {step}"


def _article(article: Article, mentions: list[EventMention], data: Dataset) -> Iterator[Text | str]:
    yield Text.assemble(("article ", "dim"), (article.article_id, "bold"), f"  {article.title or 'no title'}")
    yield f"  source     {article.source}, {len(article.text)} characters in {article.language}"
    if article.url:
        yield f"  address    {article.url}"
    if article.publisher:
        yield f"  publisher  {article.publisher}"
    yield f"  published  {_published(article)}"
    if article.duplicate_of:
        yield f"  duplicate  of {article.duplicate_of}"
    yield f"  times      {sum(row.article_id == article.article_id for row in data.times)}"
    for mention in mentions:
        event = data.event_of.get(mention.mention_id, "")
        yield f"  mention    {mention.mention_id}  {mention.event_type:<10} {mention.text!r} at {mention.start}  event {event}"


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


def _date(dated: Event | EventMention) -> str:
    if dated.first is None and dated.last is None:
        return f"not known (basis {dated.basis})"
    if dated.first is None or dated.last is None:
        days = f"until {dated.last}" if dated.first is None else f"from {dated.first}"
    else:
        days = str(dated.first) if dated.first == dated.last else f"{dated.first} to {dated.last}"
    about = ", approximate" if dated.approximate else ""
    return f"{days} ({dated.basis}, grain {dated.grain or 'none'}{about})  EDTF {dated.edtf or 'none'}"


def _published(article: Article) -> str:
    if article.published is None:
        return "not known"
    trust = "reliable" if article.published_reliable else "not sure"
    evidence = f", from {article.published_evidence!r}" if article.published_evidence else ""
    return f"{article.published.isoformat()} ({article.published_basis}, {trust}{evidence})"


def _who(party: object) -> str:
    name = getattr(party, "name", None)
    return f", that is {name} ({getattr(party, 'actor_id', None) or 'not identified'})" if name else ""


def _names(label: str, names: Iterable[str], ids: Iterable[str]) -> Iterator[str]:
    if told := ", ".join(names):
        yield f"  {label:<10} {told}" + (f"  ({', '.join(ids)})" if ids else "")
