"""Writes docs/rules/fr.md and en.md: every rule of a language with a sentence that it matches and a near miss that it does not.

    make docs        (or: .venv/bin/python tools/rules.py)

All of it comes from the rules and their corpora; nothing is written by hand.
"""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from timeline.languages import available
from timeline.languages.temporal_schema import Case, Edge, Join, Rule, corpus, grammar
from timeline.languages.triggers_schema import Trigger, TriggerCase, trigger_corpus, triggers
from timeline.pipeline.texts import find_times
from timeline.records import EventType, TimeMention
from timeline.temporal.compiled import compiled
from timeline.temporal.fold import fold

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
NAMES = {"en": "English", "fr": "French"}
WORD = re.compile(r"[^\W_]+")
STEM = 5
"""Letters in which two forms of a word agree."""


@dataclass(frozen=True)
class Read:
    """A case of the time corpus and what was found in it; `said` are the ids of all rules, edges and joins that took part."""

    case: Case
    times: list[TimeMention]
    said: Set[str]


def page(language: str) -> str:
    """The page of a language, as Markdown."""
    source, known = grammar(language), triggers(language)
    lines = [
        f"# Rules: {NAMES.get(language, language)}",
        "",
        "Made by `make docs` from the rules and their corpora; do not edit. Rules of time are in "
        f"`src/timeline/languages/{language}/temporal.toml`, words of events in `triggers.toml`, the cases in `corpus/`.",
        "",
        f"{len(source.rule)} phrases of time, {len(source.edge) + len(source.join)} ways to modify and join them, "
        f"{len(known.trigger)} senses of words that evoke events.",
        "",
        *_time(language),
        *_events(language),
    ]
    return "\n".join(lines) + "\n"


def _time(language: str) -> Iterator[str]:
    read = [_read(case, language) for case in corpus(language).case if not case.xfail]
    source = grammar(language)
    topics: dict[str, list[Rule]] = {}
    for rule in source.rule:
        topics.setdefault(rule.id.split(".")[1], []).append(rule)
    yield "## Phrases of time"
    yield ""
    yield "Each with a sentence that it matches, the value that it has there, and a near miss: a sentence like it in which it"
    yield "does not speak. Phrases of the kind *nothing* look like a time and are none."
    for topic, rules in topics.items():
        yield from (
            "",
            f"### {topic}",
            "",
            "| rule | kind | matches | value | does not match |",
            "|---|---|---|---|---|",
        )
        for rule in rules:
            hit, value = _hit(rule, read, language)
            yield _row(
                f"`{rule.id}`", str(rule.emit.get("kind", "")), hit, value, _miss(rule.id, hit, read), note=rule.note
            )
    yield from (
        "",
        "### Before, after and between",
        "",
        "| rule | matches | value | does not match |",
        "|---|---|---|---|",
    )
    for other in (*source.edge, *source.join):
        yield _edge(other, read)
    yield ""


def _read(case: Case, language: str) -> Read:
    times = find_times(case.text, published=case.published, language=language)
    nothing = (rule for rule in grammar(language).rule if rule.emit.get("kind") == "nothing")
    silent = {rule.id for rule in nothing if _silent(rule, language, fold(case.text))}
    told = " ".join(time.rule + " " + time.derivation[0] for time in times if time.derivation)
    return Read(case, times, silent | frozenset(re.findall(r"[a-z]{2}\.[a-z_]+(?:\.[a-z0-9_]+)*", told)))


def _hit(rule: Rule, read: Iterable[Read], language: str) -> tuple[str, str]:
    """The first sentence in which a rule speaks, and the value there."""
    for one in read:
        for time in one.times:
            if time.rule == rule.id:
                return _marked(one.case.text, time.start, time.end), time.value
    for one in read:
        if rule.id in one.said and (found := _silent(rule, language, fold(one.case.text))):
            return _marked(one.case.text, *found.span()), "none"
    return "", ""


def _silent(rule: Rule, language: str, folded: str) -> re.Match[str] | None:
    """Where a phrase that is no time matches."""
    pattern = next(p for group in compiled(language).rules.values() for p in group if p.rule.id == rule.id)
    for found in pattern.regex.finditer(folded):
        before = pattern.after is None or pattern.after.search(folded, 0, found.start())
        if before and (pattern.before is None or pattern.before.match(folded, found.end())):
            return found
    return None


def _edge(rule: Edge | Join, read: list[Read]) -> str:
    hit = next((one for one in read if rule.id in one.said), None)
    time = next((t for t in hit.times if t.derivation and rule.id in t.derivation[0]), None) if hit else None
    shown = _marked(hit.case.text, time.start, time.end) if hit and time else ""
    return _row(f"`{rule.id}`", shown, time.value if time else "", _miss(rule.id, shown, read))


def _miss(rule_id: str, hit: str, read: Iterable[Read]) -> str:
    """A case that names the rule as missed, else the one most like the sentence that it hits: they share what it marks."""
    silent = [one for one in read if rule_id not in one.said]
    named = next((one.case.text for one in silent if rule_id in one.case.misses), None)
    wanted = set(_words(" ".join(re.findall(r"\*\*(.+?)\*\*", hit))))
    if named or not wanted:
        return named or ""
    shared = max(silent, key=lambda one: (len(wanted & set(_words(one.case.text))), not one.times, -len(one.case.text)))
    return shared.case.text if wanted & set(_words(shared.case.text)) else ""


def _words(text: str) -> list[str]:
    return WORD.findall(fold(text))


def _events(language: str) -> Iterator[str]:
    cases = [case for case in trigger_corpus(language).case if not case.xfail]
    yield "## Words that evoke events"
    yield ""
    yield "By type, with the words of each sense, a sentence in which they tell such an event and one in which they do not."
    for kind in EventType:
        senses = [trigger for trigger in triggers(language).trigger if trigger.type is kind]
        if senses:
            yield from (
                "",
                f"### {kind}",
                "",
                "| sense | mode | words | event | no such event |",
                "|---|---|---|---|---|",
            )
            yield from (_sense(sense, cases) for sense in senses)


def _sense(sense: Trigger, cases: list[TriggerCase]) -> str:
    own = [case for case in cases if sense.id in case.rules]
    hit = next((_told(case, sense) for case in own if any(e.type is sense.type for e in case.expect)), "")
    others = [case for case in (*own, *cases) if all(expected.type is not sense.type for expected in case.expect)]
    stems = [word[:STEM] for word in _words(" ".join(re.findall(r"\*\*(.+?)\*\*", hit))) if len(word) > 2]
    alike = (case.text for case in others if any(w.startswith(s) for w in _words(case.text) for s in stems))
    miss = next((case.text for case in others if sense.id in case.rules), None) or next(alike, "")
    words = ", ".join((*sense.verb, *sense.noun))
    return _row(f"`{sense.id}`", sense.mode or "", words, hit, miss, note=sense.note)


def _told(case: TriggerCase, sense: Trigger) -> str:
    words = next(expected.trigger for expected in case.expect if expected.type is sense.type)
    at = case.text.find(words)
    return _marked(case.text, at, at + len(words)) if at >= 0 else case.text


def _marked(text: str, start: int, end: int) -> str:
    return f"{text[:start]}**{text[start:end]}**{text[end:]}"


def _row(*cells: str, note: str | None = None) -> str:
    first, *rest = (" ".join(cell.split()).replace("|", "\\|").replace("[", "\\[") for cell in cells)
    return f"| {first}{f'<br>{note}' if note else ''} | {' | '.join(rest)} |"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in available():
        path = FOLDER / f"{language}.md"
        path.write_text(page(language), encoding="utf-8")
        print(path.relative_to(FOLDER.parent.parent))


if __name__ == "__main__":
    main()
