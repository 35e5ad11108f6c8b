"""How names are compared: without accents, case and kinds of apostrophe, dash and space."""

import re
import unicodedata

_SIGNS = {
    "’": "'",
    "ʼ": "'",
    "ʻ": "'",
    "‘": "'",
    "`": "'",
    "–": "-",
    "‑": "-",
    "‐": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\n": " ",
}


class _Folding(dict[int, str]):
    """One character for one character, made when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        bare = _SIGNS.get(char) or unicodedata.normalize("NFD", char)[0].lower()
        self[code] = bare if len(bare) == 1 else char
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` in lower case without accents, with plain apostrophes, hyphens and spaces; as many code points as before.

    >>> fold("L’Élysée")
    "l'elysee"
    """
    return text.translate(_FOLDING)


def fold_key(name: str) -> str:
    """The key of a place in places.tsv: folded, with hyphens, apostrophes and full stops as single spaces.

    >>> fold_key("Saint-Denis")
    'saint denis'
    """
    return " ".join(re.sub(r"[-'.]", " ", fold(name).replace("ı", "i").replace("ø", "o").replace("ł", "l")).split())
