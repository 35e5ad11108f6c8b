"""What a build tells of itself: to the one who waits (Watch) and to the one who called (BuildSummary)."""

from pathlib import Path

from pydantic import Field

from timeline.records import Record


class BuildSummary(Record):
    """A finished build. Every input is accounted for: `read == articles + sum(rejects.values())`.

    `read` counts articles and refusals as the readers gave them; `rejects` counts by code what was refused at any stage.
    `without_rules` of the articles are in a language that has no rules for events: they are kept with the dates that name
    their year, as far as these are read, and tell no event.
    `tables` and `report` say where the results are (report None: none was asked for). `changed` is False where the dataset stood
    there already, byte for byte. `corrected` counts the analyst's corrections that were applied, `uncorrected` those that found
    nothing to correct: they are rows of `rejects` with stage "curate", which are no inputs. `findings` counts by code what was
    noticed of the quality of the articles. `seconds` by stage are in no output file.
    """

    read: int
    articles: int
    without_rules: int = 0
    rejects: dict[str, int]
    times: int
    mentions: int
    events: int
    out: Path
    tables: dict[str, Path]
    report: Path | None
    changed: bool
    corrected: int = 0
    uncorrected: int = 0
    findings: dict[str, int] = Field(default_factory=dict)
    seconds: dict[str, float]


class Watch:
    """Is told how a build gets on, and shows it somehow; this one shows nothing."""

    def start(self, stage: str, total: int | None) -> None:
        """A stage begins, with that many items (None: not known yet)."""

    def advance(self) -> None:
        """One item is done."""

    def finish(self, stage: str, said: str, seconds: float) -> None:
        """The stage is done; `said` is one line for people."""
