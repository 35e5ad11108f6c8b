"""A short run of the fuzzing; `make fuzz` does 100,000."""

from .fuzzing import run

FEW = 600


def test_any_input_is_kept_or_refused_and_offsets_are_true() -> None:
    done = run(range(FEW))
    assert sum(done.values()) == FEW
    assert len(done) > 30, "every kind of input was met, and both kept and refused"
