from partnertracker.domain.columns import day_of, fact_fields
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.services.listing.stages import passages
from tests.domain.programmes import facts_of

TODAY = day_of("2026-11-21")


def facts(deal: Row, events: list[tuple[str, str]]) -> Facts:
    rows: dict[str, list[Row]] = {
        "deals": [{"key": 1, **deal}],
        "deal_stage_events": [
            {"key": i + 1, "deal": 1, "stage": stage, "entered_on": day}
            for i, (stage, day) in enumerate(events)
        ],
    }
    return facts_of(
        {
            table: [
                tuple(row.get(name) for name in ("key", *(f.name for f in fact_fields(entity(table)))))
                for row in those
            ]
            for table, those in rows.items()
        }
    )


def told(deal: Row, events: list[tuple[str, str]]) -> list[tuple[str, int, int | None, bool]]:
    found = passages(facts(deal, events), 0, TODAY)
    return [(each.stage.key, each.day, each.days, each.running) for each in found]


def test_tells_the_stages_as_in_the_picture() -> None:
    deal: Row = {"created_on": "2026-07-02", "qualified_on": "2026-08-14", "stage": "negotiation"}
    events = [
        ("lead", "2026-07-02"),
        ("negotiation", "2026-10-06"),
        ("qualified", "2026-08-14"),
        ("proposal", "2026-09-09"),
    ]
    assert [each[0::2] for each in told(deal, events)] == [
        ("lead", None),
        ("qualified", 43),
        ("proposal", 26),
        ("negotiation", 46),
    ]
    assert [each[3] for each in told(deal, events)] == [False, False, False, True]


def test_a_closed_deal_runs_no_longer() -> None:
    deal: Row = {"created_on": "2026-07-02", "stage": "won"}
    assert told(deal, [("won", "2026-07-12")]) == [
        ("lead", day_of("2026-07-02"), None, False),
        ("won", day_of("2026-07-12"), 10, False),
    ]


def test_the_close_ends_what_is_told_of_a_deal() -> None:
    deal: Row = {"created_on": "2026-07-02", "closed_on": "2026-07-12", "stage": "lost"}
    events = [("proposal", "2026-07-05"), ("lost", "2026-07-12"), ("negotiation", "2026-07-18")]
    assert [(stage, running) for stage, _, _, running in told(deal, events)] == [
        ("lead", False),
        ("proposal", False),
        ("lost", False),
    ]


def test_fills_in_what_the_dates_tell() -> None:
    deal: Row = {"created_on": "2026-07-02", "qualified_on": "2026-07-05", "stage": "qualified"}
    assert [each[0] for each in told(deal, [])] == ["lead", "qualified"]


def test_a_deal_that_began_in_a_later_stage_was_never_a_lead() -> None:
    deal: Row = {"created_on": "2026-07-02", "stage": "proposal"}
    assert [each[0] for each in told(deal, [("proposal", "2026-07-02")])] == ["proposal"]


def test_of_a_past_day_only_the_stages_by_then_are_told_and_the_last_one_runs() -> None:
    deal: Row = {"created_on": "2026-07-02", "qualified_on": "2026-08-14", "stage": "won"}
    known = facts(deal, [("proposal", "2026-09-09"), ("won", "2026-10-06")])

    found = passages(known, 0, day_of("2026-09-30"))
    assert [(each.stage.key, each.days, each.running) for each in found] == [
        ("lead", None, False),
        ("qualified", 43, False),
        ("proposal", 21, True),
    ]
