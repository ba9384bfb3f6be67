"""Metrics are imported in any order; what would mean nothing is rejected with its reason."""

from tests.services.importing.conftest import Desk

HEAD = "name,label,formula,unit,direction\n"


def rejected(desk: Desk, *lines: str) -> list[str]:
    made = desk.plan("custom_metrics", HEAD + "\n".join(lines) + "\n")
    return [problem.sentence for rejection in made.rejections() for problem in rejection.problems]


def test_they_may_use_each_other_whatever_their_order(desk: Desk) -> None:
    desk.bring("custom_metrics", f"{HEAD}ma,A,mb * 2,count,higher\nmb,B,sqls / 2,count,higher\n")

    assert desk.session.store.count("custom_metrics") == 2
    assert rejected(desk, "mc,C,ma + mb,count,higher") == []


def test_each_that_means_nothing_is_rejected_and_so_is_what_uses_it(desk: Desk) -> None:
    found = rejected(
        desk,
        "ma,A,mb + 1,count,higher",
        "mb,B,banana,count,higher",
        "mc,C,sqls,count,higher",
        "bookings,D,sqls,count,higher",
        "me,E,mf,count,higher",
        "mf,F,me,count,higher",
        "mg,G,(sqls,count,higher",
        "mh,H,mi,count,higher",
        "mi,I,sqls,apples,higher",
    )

    assert found == [
        "Row 2, formula “mb + 1”: There is no metric “mb” at position 1.",
        "Row 3, formula “banana”: There is no metric “banana” at position 1.",
        "Row 5, name “bookings”: “bookings” is a metric of the program; choose another id.",
        "Row 6, formula “mf”: The formula leads back to itself: me → mf → me.",
        "Row 7, formula “me”: The formula leads back to itself: mf → me → mf.",
        "Row 8, formula “(sqls”: The bracket at position 1 is not closed.",
        "Row 9, formula “mi”: There is no metric “mi” at position 1.",
        "Row 10, unit “apples”: Unit must be one of Money, Share, Days, Count, People, Points, Times (×).",
    ]


def test_of_two_with_one_name_the_second_is_rejected(desk: Desk) -> None:
    found = rejected(
        desk, "ma,Own,sqls,count,higher", "mb,own ,sqls,count,higher", "mc,BOOKINGS,sqls,count,higher"
    )

    assert found == [
        "Row 3, label “own”: There is already a metric with this name; choose another one.",
        "Row 4, label “BOOKINGS”: There is already a metric with this name; choose another one.",
    ]


def test_a_change_is_checked_against_what_is_there(desk: Desk) -> None:
    desk.bring("custom_metrics", f"{HEAD}ma,A,sqls,count,higher\nmb,B,ma,count,higher\n")

    assert rejected(desk, "ma,A,mb,count,higher") == [
        "Row 2, formula “mb”: The formula leads back to itself: ma → mb → ma."
    ]


def test_targets_may_name_them(desk: Desk) -> None:
    desk.bring("custom_metrics", f"{HEAD}ma,A,sqls,count,higher\n")

    made = desk.plan("targets", "metric,period,comparison,value\nma,2026,at_least,5\nz,2026,at_least,5\n")

    assert (made.new, made.rejected) == (1, 1)
