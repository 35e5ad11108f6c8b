"""Markdown in: its marks go, and the lines above it are what it says of itself."""

import pytest

from .support import BODY, MORE, day, one, refused

MD = "text/markdown"
YAML = f"""---
title: "L'usine ferme"
date: 2024-05-13T08:00:00+02:00
authors:
  - Anne Exemple
  - Ann Lee
publisher: Le Journal
lang: fr
url: https://example.org/a
---
{BODY}
"""


def test_marks_are_taken_off() -> None:
    source = f"# L'usine *ferme*\n\n{BODY}\n\n> {MORE}\n\n- un [lien](x.html)\n- ![image](a.png) deux\n\n<div>x</div>\n"
    found = one(source, MD)
    assert found.title == "L'usine ferme"
    assert found.text == f"L'usine ferme\n\n{BODY}\n\n{MORE}\n\nun lien\n\ndeux"


def test_the_lines_above_it() -> None:
    found = one(YAML, MD)
    assert (found.title, found.authors, found.publisher) == ("L'usine ferme", ("Anne Exemple", "Ann Lee"), "Le Journal")
    assert (found.language, found.url, day(found)) == ("fr", "https://example.org/a", "2024-05-13")
    assert found.text == f"L'usine ferme\n\n{BODY}"


def test_toml_above_it() -> None:
    found = one(f'+++\ntitle = "Un"\ndate = 2024-05-13\n+++\n{BODY}', MD)
    assert (found.title, day(found)) == ("Un", "2024-05-13")


def test_a_rule_is_no_front_matter() -> None:
    assert one(f"---\n{BODY}\n---\n{MORE}", MD).text == f"{BODY}\n\n{MORE}"


@pytest.mark.parametrize("source", ["", "\n \n", "---\ntitle: x\n---\n", "![](a.png)"])
def test_what_has_no_words_is_refused(source: str) -> None:
    assert refused(source, MD).code == "empty"


@pytest.mark.parametrize(
    "source", [">" * 50_000 + "a", "[" * 50_000 + "a", "*a " * 50_000, "---\na: [" + "[" * 50_000 + "]\n---\nb"]
)
def test_marks_without_end_do_no_harm(source: str) -> None:
    assert one(source, MD).text
