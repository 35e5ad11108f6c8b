import pytest

from timeline.extract.quantities import value_of
from timeline.languages.numbers_schema import numbers


@pytest.mark.parametrize(
    ("language", "form", "value"),
    [
        ("fr", "3.500", 3500), ("fr", "3 500", 3500), ("fr", "3\u00a0500", 3500), ("fr", "3,5", 3.5), ("fr", "vingt", 20),
        ("en", "3,500", 3500), ("en", "3.5", 3.5), ("en", "1,234,567", 1_234_567), ("en", "twelve", 12), ("en", "0.125", 0.125),
        ("en", "1,234.5", 1234.5), ("fr", "rien", None), ("en", "B-52", None),
    ],
)  # fmt: skip
def test_values(language: str, form: str, value: float | None) -> None:
    assert value_of(form, numbers(language)) == value
