"""The small programme that GUI tests look at is what they think it is."""

from partnertracker.gui.desk import Desk
from tests.gui import programme


def test_the_programme_has_partners_and_deals(desk: Desk) -> None:
    assert len(desk.facts["partners"]) == len(programme.PARTNERS)
    assert desk.facts["deals"].text("stage", 0) == "won"
    assert desk.choice.period.label == "2026-Q4"
