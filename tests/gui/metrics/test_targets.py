import pytest
from PySide6.QtCore import QLocale

from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.notation import PLAIN, Notation
from partnertracker.gui.metrics.targets import read_typed, typed


@pytest.mark.parametrize(
    ("name", "text", "comparison", "metric", "value"),
    [
        ("value", "1,050,000", "at_least", "bookings", 1_050_000.0),
        ("value", "$90,000", "at_least", "revenue_per_partner", 90_000.0),
        ("value", "35%", "at_least", "win_rate", 0.35),
        ("value", "35", "at_least", "win_rate", 0.35),
        ("value", "20%", "growth", "sourced_revenue", 20.0),
        ("value", "60 d", "at_most", "sales_cycle", 60.0),
        ("value", "3×", "at_least", "pipeline_coverage", 3.0),
        ("yellow_at", "85%", "at_least", "bookings", 0.85),
        ("yellow_at", "85", "growth", "sourced_revenue", 0.85),
        ("value", "  ", "at_least", "bookings", None),
    ],
)
def test_a_number_is_read_in_the_unit_of_its_metric(
    name: str, text: str, comparison: str, metric: str, value: float | None
) -> None:
    assert read_typed(name, text, comparison, BUILT_IN_BY_ID[metric], PLAIN, "USD") == (value, "")


def test_what_is_no_number_is_said_with_an_example() -> None:
    QLocale.setDefault(QLocale("en_US"))

    money = read_typed("value", "a lot", "at_least", BUILT_IN_BY_ID["bookings"], PLAIN, "USD")
    share = read_typed("value", "half", "at_least", BUILT_IN_BY_ID["win_rate"], PLAIN, "USD")

    assert money == (None, "Value must be a number such as $1,250.")
    assert share == (None, "Value must be a number such as 90%.")


@pytest.mark.parametrize(
    ("metric", "comparison", "number"),
    [
        ("bookings", "at_least", 1_050_000.5),
        ("win_rate", "at_least", 0.355),
        ("sourced_revenue", "growth", 12.5),
    ],
)
@pytest.mark.parametrize("language", ["en_US", "de_DE"])
def test_what_stands_in_an_input_reads_back_as_it_was(
    metric: str, comparison: str, number: float, language: str
) -> None:
    QLocale.setDefault(QLocale(language))
    notation = PLAIN if language == "en_US" else Notation(",", ".")

    text = typed("value", number, comparison, BUILT_IN_BY_ID[metric].unit)

    assert read_typed("value", text, comparison, BUILT_IN_BY_ID[metric], notation, "USD") == (number, "")
    QLocale.setDefault(QLocale("en_US"))
