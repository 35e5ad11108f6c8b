"""Penn Treebank tags, as the English tagger gives them, turned into universal parts of speech and features."""

FINITE, PARTICIPLE = "VerbForm=Fin", "VerbForm=Part"
TAGS = {
    "CC": ("CCONJ", ""),
    "CD": ("NUM", "NumType=Card"),
    "DT": ("DET", ""),
    "EX": ("PRON", ""),
    "FW": ("X", ""),
    "IN": ("ADP", ""),
    "JJ": ("ADJ", "Degree=Pos"),
    "JJR": ("ADJ", "Degree=Cmp"),
    "JJS": ("ADJ", "Degree=Sup"),
    "AFX": ("ADJ", ""),
    "MD": ("AUX", FINITE),
    "NN": ("NOUN", "Number=Sing"),
    "NNS": ("NOUN", "Number=Plur"),
    "NNP": ("PROPN", "Number=Sing"),
    "NNPS": ("PROPN", "Number=Plur"),
    "PDT": ("DET", ""),
    "POS": ("PART", ""),
    "PRP": ("PRON", "PronType=Prs"),
    "PRP$": ("PRON", "Poss=Yes|PronType=Prs"),
    "RB": ("ADV", ""),
    "RBR": ("ADV", "Degree=Cmp"),
    "RBS": ("ADV", "Degree=Sup"),
    "RP": ("ADP", ""),
    "SYM": ("SYM", ""),
    "$": ("SYM", ""),
    "#": ("SYM", ""),
    "TO": ("PART", ""),
    "UH": ("INTJ", ""),
    "VB": ("VERB", "VerbForm=Inf"),
    "VBD": ("VERB", f"Tense=Past|{FINITE}"),
    "VBG": ("VERB", f"Aspect=Prog|Tense=Pres|{PARTICIPLE}"),
    "VBN": ("VERB", f"Aspect=Perf|Tense=Past|{PARTICIPLE}"),
    "VBP": ("VERB", f"Tense=Pres|{FINITE}"),
    "VBZ": ("VERB", f"Number=Sing|Person=3|Tense=Pres|{FINITE}"),
    "WDT": ("PRON", "PronType=Rel"),
    "WP": ("PRON", "PronType=Rel"),
    "WP$": ("PRON", "Poss=Yes|PronType=Rel"),
    "WRB": ("SCONJ", ""),
    "_SP": ("SPACE", ""),
    "ADD": ("X", ""),
    "GW": ("X", ""),
    "LS": ("X", ""),
    "XX": ("X", ""),
}
BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
AUXILIARY = frozenset({"aux", "auxpass"})


def universal_tag(tag: str, dep: str, form: str) -> tuple[str, str]:
    """Part of speech and features of a word from its tag, its ClearNLP label and its form. Unknown tags are punctuation."""
    pos, morph = TAGS.get(tag, ("PUNCT", ""))
    lower = form.lower()
    if pos == "VERB" and (dep in AUXILIARY or lower in BE):
        return "AUX", morph
    if tag == "IN" and dep == "mark":
        return "SCONJ", morph
    if tag == "TO" and dep == "prep":
        return "ADP", morph
    if tag.startswith("PRP") and lower in FIRST:
        return pos, f"Person=1|{morph}"
    return pos, morph
