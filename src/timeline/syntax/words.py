"""Words of a sentence and where they stand. Quotation marks are no words: they derail the parser and mean nothing to it."""

import re

DROPPED = frozenset("\"'«»“”„‟‹›`´*_|>")
"""Characters that never make a word of their own. An apostrophe or a closing quotation mark inside a word stays in it."""

DATELINE = 14
"""Words that a dateline has at most."""
LABEL = 4
"""Words that a headline's label has at most, and that must at least follow it."""

BEHIND_ONLY = frozenset(
    ["en", "à", "au", "aux", "dans", "par", "pour", "sur", "lors", "après", "avant", "depuis", "vers"]
)
NEGATORS = frozenset(["pas", "plus", "jamais", "rien", "aucun"])

FRENCH = re.compile(
    r"""
    aujourd['’]hui | quelqu['’]un\w* | prud['’]hom\w+
  | (?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)   # elided words
  | \d+(?:[.,\u00a0\u202f ]\d{3})+(?:,\d+)?(?!\d) | \d+(?:[.,]\d+)?   # 3.500  3 500  3,5
  | (?:\w\.){2,}                                             # U.S.  O.N.U.
  | (?:MM?|Mme|Mlle|Mgr|Dr|Pr|St|gén|col|cdt|lt|adj|av|n)\.(?=\s)
  | -(?:t-)?(?:il|elle|on|ils|elles|ce|je|tu|nous|vous)\b    # a-t-il
  | -(?:ci|là)\b
  | \w+(?:[-‑’']\w+)*?(?=-(?:t-)?(?:il|elle|on|ils|elles|ce|je|tu|nous|vous|ci|là)\b)
  | \w+(?:[-‑’']\w+)*
  | [^\w\s]
    """,
    re.VERBOSE | re.IGNORECASE,
)

ENGLISH = re.compile(
    r"""
    (?:can(?=not\b))
  | n['’]t\b
  | ['’](?:s|re|ve|ll|d|m)\b
  | \d+(?:[.,]\d+)*(?:st|nd|rd|th)?
  | (?:\w\.){2,}
  | (?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Rep|Sen|Gov|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|St|No|Maj|Prof|Brig)\.
  | \w+?(?=n['’]t\b)
  | \w+(?:-\w+)*
  | [^\w\s]
    """,
    re.VERBOSE | re.IGNORECASE,
)


def words(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Half-open offsets of the words between `start` and `end`, in order; quotation marks and list signs are left out."""
    pattern = FRENCH if language == "fr" else ENGLISH
    return [m.span() for m in pattern.finditer(text, start, end) if m.group() not in DROPPED]


def without_label(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words after a headline's label ("Mali : …") or a dateline ("PARIS, 3 mai (AFP) – …"), which would upset the parse
    of the rest."""
    for at, (start, end) in enumerate(spans[:DATELINE]):
        word = text[start:end]
        if len(spans) - at <= LABEL:
            break
        if at and at <= LABEL and word == ":":
            return spans[at + 1 :]
        if at and word in {"-", "–", "—"} and text[spans[at - 1][0] : spans[at - 1][1]] in {".", ")", "RRB"}:
            return spans[at + 1 :]
        if at and word in {"–", "—"} and _is_loud(text, spans[:at]):
            return spans[at + 1 :]
    return spans


def _is_loud(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether words before a dash name the town of a dateline: in capitals up to a comma ("NEW YORK", "LOS ANGELES, Calif")."""
    forms = [text[a:b] for a, b in spans]
    town = forms[: forms.index(",")] if "," in forms else forms
    return bool(town) and all(form.isupper() and len(form) > 1 for form in town)


def only(forms: list[str]) -> list[str]:
    """The words with the "que" of "ne … que" ("n'ont été libérés qu'en mai") as the adverb that it is: parsers take it for a
    conjunction and look for a verb behind it."""
    for at, form in enumerate(forms[:-1]):
        if form.lower() in {"qu'", "que"} and (forms[at + 1].lower() in BEHIND_ONLY or forms[at + 1][:1].isdigit()):
            near = [f.lower() for f in forms[max(0, at - 6) : at]]
            if ("n'" in near or "ne" in near) and not set(near) & NEGATORS:
                forms[at] = "seulement"
    return forms
