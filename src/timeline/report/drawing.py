"""Vega-Lite to SVG for the page: no script, no host, the page's own colours and fonts, links to the cards."""

import re
from collections.abc import Mapping
from typing import Any, Literal

import vl_convert

from .charts import LINKS

LOCALES: Mapping[str, Literal["fr-FR", "en-GB"]] = {"fr": "fr-FR", "en": "en-GB"}
"""Names of months as d3 knows them."""
NAMESPACES = re.compile(r' xmlns(?::xlink)?="[^"]*"')
NOISE = re.compile(r' (?:font-family|role|aria-roledescription|pointer-events|stroke-miterlimit|version)="[^"]*"')
DECIMALS = re.compile(r"(\d\.\d\d)\d+")
BAR = re.compile(r'(<a href="#[^"]*")(?=><path)')


def svg(spec: Mapping[str, Any], language: str) -> str:
    """A spec drawn, to stand in the page. A bar and its label lead to the card; the keyboard stops at the label only."""
    drawn = vl_convert.vegalite_to_svg(
        dict(spec), allowed_base_urls=[LINKS], format_locale=LOCALES[language], time_format_locale=LOCALES[language]
    )
    start, close, rest = drawn.partition(">")
    marks = []
    for tag in re.split(r"(<[^>]*>)", rest):
        marks.append(_tag(tag) if tag.startswith("<") else tag)
    return (
        NOISE.sub("", NAMESPACES.sub("", start))
        + close
        + BAR.sub(r'\1 tabindex="-1" aria-hidden="true"', "".join(marks))
    )


def _tag(tag: str) -> str:
    """One tag of the drawing; the words between tags stay as they are."""
    tag = tag.replace(f'<a xlink:href="{LINKS}#', '<a href="#')
    return DECIMALS.sub(r"\1", NOISE.sub("", tag))
