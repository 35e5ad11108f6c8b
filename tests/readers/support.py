"""What the tests of the readers share: a text of our own, and short ways to read it."""

from pathlib import Path

from timeline.readers import Limits, Options, read
from timeline.records import Draft, Reject

BODY = "Le conseil municipal a voté lundi la fermeture de l'usine, après six heures de débat à huis clos."
MORE = "La maire, qui avait promis de la garder ouverte, s'est abstenue, et ses adjoints se sont divisés sur le sort du site."
LAST = "Les salariés ont annoncé une marche pour samedi et demandent à rencontrer le préfet avant la fin de la semaine."
PARAGRAPHS = f"<p>{BODY}</p><p>{MORE}</p><p>{LAST}</p>"
PAGE = f"<!DOCTYPE html><html><head><title>L'usine ferme</title></head><body><main><article><h1>L'usine ferme</h1>{PARAGRAPHS}"
PAGE += "</article></main></body></html>"


def everything(content: bytes | str | Path, media_type: str | None = None, **options: object) -> list[Draft | Reject]:
    given = Options.model_validate({"limits": Limits.model_validate(options.pop("limits", {})), **options})
    return list(read(content, media_type=media_type, options=given))


def one(content: bytes | str | Path, media_type: str | None = None, **options: object) -> Draft:
    (found,) = everything(content, media_type, **options)
    assert isinstance(found, Draft), found
    return found


def refused(content: bytes | str | Path, media_type: str | None = None, **options: object) -> Reject:
    (found,) = everything(content, media_type, **options)
    assert isinstance(found, Reject), found
    assert found.code != "failed" and ";" in found.message, f"says what and what to do: {found.message}"
    return found


def drafts(found: list[Draft | Reject]) -> list[Draft]:
    return [each for each in found if isinstance(each, Draft)]


def codes(found: list[Draft | Reject]) -> list[tuple[str, str]]:
    return [(each.source, each.code) for each in found if isinstance(each, Reject)]


def day(draft: Draft) -> str | None:
    return draft.clues[0].value.date().isoformat() if draft.clues else None
