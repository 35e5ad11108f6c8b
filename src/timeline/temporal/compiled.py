"""A language's grammar, compiled once: patterns, and which words of a text are worth trying them at."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import ValidationError

from timeline.errors import LanguageDataError
from timeline.languages.temporal_schema import Edge, Grammar, Join, Rule, Style, Value, grammar
from timeline.records.timexpr import TIME_EXPR, Modifier, TimeExpr

from .fold import fold
from .leads import LENGTH, Heads, can_lead, leads
from .numerals import Numerals

PLACE = re.compile(r"\{(:?)([a-z_]+\d?)(?:#(\d))?\}")
WORD = re.compile(r"[^\W_]+")
ATOM = re.compile(r"\\.|\[[^\]]*\]| ")
SPACE = r"(?: {1,9})"
FIGURE = "#"
"""The trigger of rules that begin with a figure."""
GLUES = {"number", "ordinal"}
"""Lexicons that are too common to trigger a rule."""
KEPT = 4096
"""How many meanings are kept: a text, and a corpus even more, names the same months and numbers again and again."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled rule. `fields` maps each captured group to the lexicon or figure that reads it; `rank` decides between matches
    of one length: weak rules come last, else the order of the file. `leads`: what a match can begin with."""

    rule: Rule
    regex: re.Pattern[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    fields: Mapping[str, str]
    rank: tuple[bool, int]
    leads: Heads


Matcher = Callable[[str, int], re.Match[str] | None]


@dataclass(frozen=True, slots=True)
class Margin:
    """A compiled edge."""

    edge: Edge
    regex: re.Pattern[str]


class Compiled:
    """The grammar of one language, ready to match on folded text."""

    def __init__(self, language: str, source: Grammar) -> None:
        self.language = language
        self.style: Style = source.style
        self._lexicon = {
            name: {fold(form): value for form, value in forms.items()} for name, forms in source.lexicon.items()
        }
        self._figure = source.figure
        self._numerals = Numerals(self._lexicon["number"], str(source.figure.get("glue", " ")))
        self._led: dict[tuple[tuple[str, ...], str], tuple[tuple[Matcher, Pattern], ...]] = {}
        self.triggers: dict[str, tuple[str, ...]] = {}
        self.rules: dict[str, tuple[Pattern, ...]] = {}
        self._patterns = [self._pattern(rule, number) for number, rule in enumerate(source.rule)]
        self._meaning = lru_cache(maxsize=KEPT)(self._meant)
        self._index(self._patterns)
        self.left = tuple(self._margin(edge) for edge in source.edge if edge.side == "left")
        self.right = tuple(self._margin(edge) for edge in source.edge if edge.side == "right")
        self.joins: tuple[tuple[Join, re.Pattern[str]], ...] = tuple(
            (join, self._regex(self._expand(join.gap, {}), join.id)) for join in source.join
        )
        self.tense = source.tense

    def read(self, pattern: Pattern, found: re.Match[str]) -> tuple[TimeExpr, Modifier | None] | None:
        """What a match means, None if its parts make no sense together (month 13)."""
        expr = self._meaning(pattern.rank[1], tuple(map(found.group, pattern.fields)))
        return (expr, pattern.rule.modifier) if expr is not None else None

    def _meant(self, number: int, texts: tuple[str | None, ...]) -> TimeExpr | None:
        """What a rule, by its number, emits where its groups have captured these texts."""
        pattern = self._patterns[number]
        captured = zip(pattern.fields.items(), texts, strict=True)
        values = {name: self._value(source, text) for (name, source), text in captured if text}
        emit = {key: _filled(value, values) for key, value in pattern.rule.emit.items()}
        shown = {key: value for key, value in emit.items() if value is not None}
        try:
            return TIME_EXPR.validate_python(shown)
        except ValidationError:
            return None

    def led_by(self, names: tuple[str, ...], folded: str, start: int) -> tuple[tuple[Matcher, Pattern], ...]:
        """The patterns that any of these triggers calls for and that the words from `start` on can begin, each after the method
        that tries it."""
        key = (names, folded[start : start + LENGTH])
        made = self._led.get(key)
        if made is None:
            called = (pattern for name in names for pattern in self.rules.get(name, ()))
            made = tuple((pattern.regex.match, pattern) for pattern in called if can_lead(key[1], pattern.leads))
            self._led[key] = made
        return made

    def _value(self, source: str, text: str) -> Value | None:
        if source == "number":
            return self._numerals.read(" ".join(text.split())).value
        if source in self._lexicon:
            return self._lexicon[source][" ".join(text.split())]
        return int(re.sub(r"\D", "", text))

    def _pattern(self, rule: Rule, number: int) -> Pattern:
        fields: dict[str, str] = {}
        body = self._expand(rule.pattern, fields, rule.id)
        self._check_emit(rule, fields)
        return Pattern(
            rule,
            self._regex(rf"(?<![\w])(?:{body})(?![\w])", rule.id),
            self._regex(self._expand(rule.only_before, {}, rule.id), rule.id) if rule.only_before else None,
            self._regex(rf"(?:{self._expand(rule.only_after, {}, rule.id)})\Z", rule.id) if rule.only_after else None,
            fields,
            (rule.weak, number),
            leads(rule.pattern, self._leads),
        )

    def _margin(self, edge: Edge) -> Margin:
        body = self._expand(edge.pattern, {}, edge.id)
        bounded = rf"(?<!\w)(?:{body})\Z" if edge.side == "left" else rf"(?:{body})(?!\w)"
        return Margin(edge, self._regex(bounded, edge.id))

    def _regex(self, pattern: str, where: str) -> re.Pattern[str]:
        try:
            return re.compile(pattern)
        except re.error as error:
            raise LanguageDataError(self._path, where, f"bad pattern, {error}", "Mend the expression") from error

    def _expand(self, pattern: str, fields: dict[str, str], where: str = "join") -> str:
        def place(found: re.Match[str]) -> str:
            silent, name, number = found.groups()
            body = self._alternatives(name, where)
            if silent:
                return f"(?:{body})"
            group = f"{name}{number or ''}"
            fields[group] = name
            return f"(?P<{group}>{body})"

        return PLACE.sub(place, ATOM.sub(lambda atom: SPACE if atom.group() == " " else atom.group(), pattern))

    @cache  # noqa: B019 - a Compiled lives as long as the process
    def _leads(self, name: str) -> Heads:
        """What the words of a lexicon, a number or a figure begin with."""
        if name == "number":
            return leads(self._numerals.pattern, self._leads)
        if name in self._figure:
            return leads(self._figure[name], self._leads)
        return frozenset(form[:LENGTH] for form in self._lexicon[name])

    @cache  # noqa: B019 - a Compiled lives as long as the process
    def _alternatives(self, name: str, where: str) -> str:
        if name == "number":
            return self._numerals.pattern
        if name in self._figure:
            return self._figure[name]
        if name not in self._lexicon:
            known = ", ".join(sorted([*self._lexicon, *self._figure]))
            raise LanguageDataError(self._path, where, f"no lexicon {name!r}", f"Known are {known}")
        forms = sorted(self._lexicon[name], key=len, reverse=True)
        return "|".join(re.escape(form).replace(r"\ ", SPACE) for form in forms)

    @property
    def _path(self) -> str:
        return f"languages/{self.language}/temporal.toml"

    def _check_emit(self, rule: Rule, fields: Mapping[str, str]) -> None:
        """Tries what the rule emits with some value of each lexicon, so that a typo is refused at load."""
        emit: dict[str, object] = {}
        for key, value in rule.emit.items():
            if not _refers(value):
                emit[key] = value
                continue
            name = str(value)[1:]
            if name not in fields:
                raise LanguageDataError(self._path, rule.id, f"emits {value} but captures no {name}", "Mend the emit")
            source = fields[name]
            emit[key] = 1.0 if source == "number" else next(iter(self._lexicon.get(source, {"": 1}).values()))
            if source in self._figure:
                emit[key] = 2 if key not in {"year", "last_year", "number"} else 1960
        try:
            TIME_EXPR.validate_python(emit)
        except ValidationError as error:
            first = error.errors()[0]
            raise LanguageDataError(
                self._path, rule.id, f"emit: {first['loc']}: {first['msg']}", "See timeline.records.timexpr"
            ) from error

    def _index(self, patterns: list[Pattern]) -> None:
        """Which lexicon triggers each rule, and which words trigger each lexicon."""
        rules: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            rules.setdefault(self._trigger(pattern.rule), []).append(pattern)
        words: dict[str, list[str]] = {}
        for name in sorted(rules):
            for form in self._lexicon.get(name, {}):
                first = WORD.search(form)
                if first and name not in words.setdefault(first.group(), []):
                    words[first.group()].append(name)
        self.rules = {name: tuple(found) for name, found in rules.items()}
        self.triggers = {word: tuple(names) for word, names in words.items()}

    def _trigger(self, rule: Rule) -> str:
        """The lexicon that a rule cannot do without: the last one outside of any group, or figures."""
        if rule.trigger:
            return rule.trigger
        names = _required(rule.pattern)
        lexicons = [name for name in names if name in self._lexicon and name not in GLUES]
        if lexicons:
            return lexicons[0]
        if not any(name in self._figure for name in names):
            raise LanguageDataError(
                self._path, rule.id, "nothing triggers it", "Let it hold a lexicon or a figure that is not optional"
            )
        return FIGURE


def _required(pattern: str) -> list[str]:
    """The lexicons and figures that every match of a pattern holds, in their order."""
    stack: list[tuple[list[str], bool]] = [([], False)]
    for token in re.finditer(
        r"\\.|\[[^\]]*\]|\{:?([a-z_]+\d?)(?:#\d)?\}([?*]?)|\((?:\?(?:P<\w+>|<?[=!]|:))?|\)([?*]?)|\|", pattern
    ):
        text = token.group()
        names, free = stack[-1]
        if text[0] == "(":
            stack.append(([], text[-1] in "=!"))
        elif text[0] == ")":
            stack.pop()
            if not (free or token.group(3)):
                stack[-1][0].extend(names)
        elif text == "|":
            stack[-1] = (names, True)
        elif token.group(1) and not token.group(2):
            names.append(token.group(1))
    names, free = stack[0]
    return [] if free else names


def _filled(value: Value, values: Mapping[str, Value | None]) -> Value | None:
    """A literal as it is; "$name" as the first that was captured of that name, its second, and so on."""
    if not isinstance(value, str) or not _refers(value):
        return value
    captured = (values.get(value[1:] + number) for number in ("", "2", "3", "4"))
    return next((found for found in captured if found is not None), None)


def _refers(value: object) -> bool:
    return isinstance(value, str) and value.startswith("$")


@cache
def compiled(language: str) -> Compiled:
    """The grammar of a language. Raises LanguageDataError."""
    return Compiled(language, grammar(language))
