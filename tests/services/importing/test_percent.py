"""25% is written 25 or 0.25: where a column may mean either, it is asked."""

from dataclasses import replace

import pytest

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing import FileFormat, ImportMapping, UndecidedError, guess, read_mapping
from tests.services.importing.conftest import Desk

HEADER = "name,customer,stage,value,created_on,probability\n"


def content(*shares: str) -> str:
    rows = (f'D{at},Ulm,lead,1,2026-01-02,"{share}"\n' for at, share in enumerate(shares))
    return f"{HEADER}{''.join(rows)}"


def mapping(desk: Desk, **known: str) -> ImportMapping:
    guessed = guess(desk.session.kind("deals"), HEADER.strip().split(","))
    return replace(guessed, format=FileFormat(**known))


@pytest.mark.parametrize(
    ("shares", "known", "stored"),
    [
        (["25", "0.5", ""], {}, [25.0, 0.5, None]),
        (["25%", "0.5%"], {}, [25.0, 0.5]),
        (["25%", "5"], {}, [25.0, 5.0]),
        (["0"], {}, [0.0]),
        (["25,5", "1"], {}, [25.5, 1.0]),
        (["0.25", "1"], {"percent": "0.25"}, [25.0, 100.0]),
        (["0.29", "5%"], {"percent": "0.25"}, [29.0, 5.0]),
        (["0,25"], {"percent": "0.25", "decimal": ","}, [25.0]),
        (["0,25"], {"percent": "25"}, [0.25]),
        (["0.25"], {"percent": "25", "decimal": "."}, [0.25]),
    ],
)
def test_what_is_clear_or_said_is_read(
    desk: Desk, shares: list[str], known: dict[str, str], stored: list[float | None]
) -> None:
    desk.bring("deals", content(*shares), mapping(desk, **known))
    assert [row["probability"] for row in desk.rows("deals")] == stored


@pytest.mark.parametrize(
    ("shares", "readings"),
    [
        (["0.25", "0.5"], "“0.25” may be 0.25 or 25"),
        (["0", "1"], "“1” may be 1 or 100"),
        (["35 %", "0.35"], "“0.35” may be 0.35 or 35"),
    ],
)
def test_what_may_be_either_is_asked(desk: Desk, shares: list[str], readings: str) -> None:
    with pytest.raises(UndecidedError, match=readings) as asked:
        desk.plan("deals", content(*shares), mapping(desk, decimal="."))
    question = asked.value.question
    assert (question.topic, [each.value for each in question.answers]) == ("percent", ["25", "0.25"])
    answered = mapping(desk).answered("percent", "0.25")
    assert desk.plan("deals", content(*shares), answered).rejected == 0


def test_both_are_asked_one_after_the_other(desk: Desk) -> None:
    with pytest.raises(UndecidedError) as asked:
        desk.plan("deals", content("0.25", "0,5"), mapping(desk))
    assert asked.value.question.topic == "decimal"
    with pytest.raises(UndecidedError) as asked:
        desk.plan("deals", content("0.25", "0,5"), mapping(desk, decimal="."))
    assert asked.value.question.topic == "percent"


def test_a_mapping_says_it_in_its_format() -> None:
    text = 'table = "deals"\n[columns]\nname = "name"\n[format]\npercent = 0.25\n'
    assert read_mapping(text).format.percent == "0.25"
    with pytest.raises(UnusableInputError, match="writes 25% as “0"):
        read_mapping(text.replace("0.25", "0.5"))
