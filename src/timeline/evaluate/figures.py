"""Counts, and the shares made of them."""

from pydantic import computed_field

from timeline.records import Record


class Share(Record):
    """So many right, of so many. `share` is between 0 and 1, None of nothing."""

    right: int
    of: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def share(self) -> float | None:
        """`right` as a share of `of`."""
        return self.right / self.of if self.of else None


class Figures(Record):
    """Found and wanted things: `right` of those `found` were right, and answer as many of those `wanted`.

    Between 0 and 1; None where nothing was found, or wanted, so that there is no share.
    """

    right: int
    found: int
    wanted: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float | None:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float | None:
        """The share of what was wanted that was found."""
        return self.right / self.wanted if self.wanted else None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> float | None:
        """Their harmonic mean; 0 where nothing is right, None where nothing was found and nothing wanted."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else None
