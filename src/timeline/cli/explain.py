"""`timeline explain`: why an event stands where it stands, the whole way back to the characters of the file."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from timeline.errors import UsageError
from timeline.records import Finding
from timeline.store import Dataset, read

from .reasons import Fact, Heading, of_article, of_event, of_mention

SHOWN = 8
"""Ids named where a prefix is not unique."""
WIDEST = 100
"""Columns of a terminal beyond which lines are hard to read."""
LABEL = 11
INDENT = "  "


def run(wanted: str, path: Path) -> None:
    """Prints the explanation. Raises UsageError where no id, or more than one, begins like that."""
    lines = explain(read(path), wanted)
    console = Console(highlight=False, soft_wrap=True)
    if console.is_terminal:
        draw(Console(highlight=False, width=min(console.width, WIDEST)), lines)
    else:
        for line in _plain(lines):
            console.print(line, markup=False)


def explain(data: Dataset, wanted: str) -> Iterator[Heading | Fact]:
    """The explanation of an event, a mention or an article. Raises UsageError for an id that names none of them."""
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
    noticed: dict[str, list[Finding]] = {}
    for finding in data.findings:
        noticed.setdefault(finding.article_id, []).append(finding)
    if name in events:
        yield from of_event(events[name], mentions, articles, noticed)
    elif name in mentions:
        article = articles[mentions[name].article_id]
        yield from of_mention(mentions[name], article, noticed.get(article.article_id, ()))
        yield Fact("event", Text(data.event_of.get(name) or "none"))
    else:
        own = [
            (mention, data.event_of.get(mention.mention_id)) for mention in data.mentions if mention.article_id == name
        ]
        yield from of_article(
            articles[name], own, sum(row.article_id == name for row in data.times), noticed.get(name, ())
        )


def _plain(lines: Iterable[Heading | Fact]) -> Iterator[Text]:
    """One line a fact, never broken, for a file or another program."""
    for number, line in enumerate(lines):
        if isinstance(line, Heading):
            if number:
                yield Text()
            yield Text.assemble(f"{line.kind} {line.name}  ", line.title)
        else:
            yield Text.assemble(f"  {line.label:<{LABEL}}{INDENT * line.more}", line.value)


def draw(console: Console, lines: Iterable[Heading | Fact]) -> None:
    """The same for a person: headings with a line, facts in two columns that wrap."""
    grid = _grid()
    for line in lines:
        if isinstance(line, Heading):
            if grid.row_count:
                console.print(grid, "")
                grid = _grid()
            console.print(Rule(Text(f"{line.kind} {line.name}", style="bold"), align="left", style="dim"))
            console.print(line.title)
        else:
            grid.add_row(line.label, Padding(line.value, (0, 0, 0, len(INDENT))) if line.more else line.value)
    console.print(grid)


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1), pad_edge=True)
    grid.add_column(width=LABEL, style="dim")
    grid.add_column()
    return grid
