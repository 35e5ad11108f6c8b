"""What a pattern can begin with: never too little, or a match would be missed."""

import pytest

from timeline.languages import available
from timeline.languages.temporal_schema import corpus
from timeline.temporal.compiled import WORD, Pattern, compiled
from timeline.temporal.fold import fold
from timeline.temporal.leads import can_lead, leads

NAMED = {"month": frozenset({"ja", "fe"}), "day": frozenset({"1", "2"})}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("ce soir", {"ce"}),
        ("(?:le |la )?{month}", {"le", "la", "ja", "fe"}),
        ("{:day}(?:er)? {month#2}", {"1e", "2e", "1 ", "2 "}),
        ("l'?(?P<span>an)", {"l'", "la"}),
        ("[0-2]?x|y", {"0x", "1x", "2x", "x", "y"}),
        ("(?<!a)(?=bc)b(?!d)\\.?", {"b", "b."}),
        ("a{0,2}b", {"aa", "ab", "b"}),
        ("(?:ab)+", {"ab"}),
        ("\\w+e", {"\0\0", "\0e"}),
        ("x*", {"", "x", "xx"}),
    ],
)
def test_beginnings(pattern: str, expected: set[str]) -> None:
    assert leads(pattern, NAMED.__getitem__) == expected


@pytest.mark.parametrize(
    ("lead", "possible"), [("le", True), ("lu", False), ("l", True), ("œu", True), ("z1", True), ("ab", False)]
)
def test_what_can_begin_a_match(lead: str, possible: bool) -> None:
    assert can_lead(lead, frozenset({"le", "\0" + "1"})) is possible


@pytest.mark.parametrize("language", available())
def test_no_rule_matches_where_it_is_not_tried(language: str) -> None:
    made = compiled(language)
    patterns = [pattern for rules in made.rules.values() for pattern in rules]
    untried: dict[str, list[Pattern]] = {}
    for case in corpus(language).case[::24]:
        folded = fold(case.text)
        for word in WORD.finditer(folded):
            lead = folded[word.start() : word.start() + 2]
            if lead not in untried:
                untried[lead] = [pattern for pattern in patterns if not can_lead(lead, pattern.leads)]
            for pattern in untried[lead]:
                assert not pattern.regex.match(folded, word.start()), (pattern.rule.id, case.text)
