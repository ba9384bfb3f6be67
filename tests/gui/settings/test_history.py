"""What held before, in words."""

from datetime import date

from partnertracker.gui.settings.history import line_of
from partnertracker.services.versions import Version

TODAY = date(2026, 11, 21)


def test_a_line_says_since_when_who_why_and_what() -> None:
    version = Version({"people": 2.0, "reason": "New tiers."}, "2026-01-25", "Anna")
    words = line_of(version, lambda row: f"People {row['people']:g}", TODAY)
    assert words == "Since 25 Jan · Anna · New tiers: People 2"
    bare = Version({"people": 2.0, "reason": None}, "", "")
    assert line_of(bare, lambda _row: "People 2", TODAY) == "Since ever: People 2"
