"""A folder of articles with labels made by hand, through all stages, and scored. Nothing is written."""

from datetime import date
from pathlib import Path, PurePosixPath

from timeline import link, readers
from timeline.errors import InputError
from timeline.evaluate import Found, Score, read_labels, score
from timeline.records import Reject

from .analysis import Analysis, analyse
from .ingestion import LATEST, ingest


def evaluate(folder: Path, *, latest: date = LATEST) -> Score:
    """How well the events of the articles in `folder` answer the labels in its gold.jsonl; see `evaluate.scoring`.

    Raises InputError for labels that do not hold together, that are about an article which is not there, or whose quotes do not
    stand in its text.
    """
    labels = read_labels(folder)
    analyses = {_stem(one): one for one in _analyses(folder, latest)}
    for label in labels:
        where = f"{folder}: the label of {label.quote!r}"
        one = analyses.get(label.article)
        if one is None:
            raise InputError(f"{where}: there is no article {label.article!r}. Articles: {', '.join(sorted(analyses))}")
        if one.article.text[label.quote_start : label.quote_end] != label.quote:
            raise InputError(
                f"{where} does not stand at {label.quote_start} of {one.article.source}. Correct its offsets"
            )
    mentions = [mention for one in analyses.values() for mention in one.mentions]
    linked = link.link(mentions, [one.article for one in analyses.values()])
    asked = {label.article for label in labels}
    return score(
        labels,
        [
            Found(stem, mention, linked.event_of.get(mention.mention_id))
            for stem, one in analyses.items()
            if stem in asked
            for mention in one.mentions
        ],
    )


def _analyses(folder: Path, latest: date) -> list[Analysis]:
    drafts = (item for item in readers.read(folder) if not isinstance(item, Reject))
    return [
        analyse(ingest(draft, latest=latest)) for draft in drafts if PurePosixPath(draft.source).name != "gold.jsonl"
    ]


def _stem(one: Analysis) -> str:
    return PurePosixPath(one.article.source).stem
