"""What a second process judges is imported as if it had been planned here, or not at all."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from partnertracker.services.importing import (
    ImportRequest,
    Message,
    Plan,
    aside,
    bring_in,
    chunks,
    errand_for,
    guess,
    judge_aside,
)
from tests.made_up import empty_session, inserted
from tests.services.importing.conftest import Desk

HEADER = "external_id,name,customer,customer_is_new,source_partner,stage,value,created_on,closed_on\n"
DEALS = f"""{HEADER}1,ERP,Port,yes,Litware,lead,5,2026-01-05,
2,CRM,Port,no,,won,5.50,2026-01-05,2026-02-01
3,SAP,Port,,Litware,selling,5,2026-01-05,
4,BI,Port,,,proposal,7,2026-01-05,
5,Web,Port,,Nobody,proposal,7,2026-01-05,
"""


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge any file aside, two rows at a time."""
    monkeypatch.setattr(aside, "LARGE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(chunks, "_AT_ONCE", 80)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    inserted(desk.session, "partners", {"name": "Litware"})
    return desk


def asked(desk: Desk, content: str, table: str = "deals", **options: object) -> ImportRequest:
    source = desk.source(content)
    request = ImportRequest(source, guess(desk.session.kind(table), source.header, synonyms=False))
    return replace(request, **options)  # type: ignore[arg-type]


def judged(desk: Desk, request: ImportRequest) -> list[Message]:
    """Return what the other process would send."""
    errand = errand_for(desk.session, request)
    assert errand is not None
    messages: list[Message] = []
    judge_aside(desk.session, errand, messages.append)
    return messages


def unheeded(_plan: Plan) -> None:
    pass


def brought(desk: Desk, content: str) -> Plan:
    request = asked(desk, content)
    planned = bring_in(desk.session, request, iter(judged(desk, request)), unheeded)
    assert planned is not None
    return planned


def content_of(desk: Desk) -> list[list[object]]:
    """Return deals and their events without what is made anew for each import."""
    names = {row["id"]: row["name"] for table in ("partners", "deals") for row in desk.rows(table)}
    anew = {"id", "created_step"}
    return [
        [[names.get(value, value) for name, value in row.items() if name not in anew] for row in rows]
        for rows in (desk.rows("deals"), desk.rows("deal_stage_events"))
    ]


def test_it_comes_to_the_same_as_a_plan_that_is_carried_out(desk: Desk, tmp_path: Path) -> None:
    other = Desk(empty_session(), tmp_path)
    inserted(other.session, "partners", {"name": "Litware"})
    usual = other.bring("deals", DEALS)
    planned = brought(desk, DEALS)
    assert (planned.new, planned.rejected) == (usual.new, usual.rejected) == (3, 2)
    assert list(planned.rejections()) == list(usual.rejections())
    assert (planned.changed, planned.same, planned.partners) == (0, 0, ())
    assert content_of(desk) == content_of(other)
    labels = [each.session.store.steps(limit=1)[0].label for each in (desk, other)]
    assert labels == ["Import 3 deals from list.csv"] * 2
    desk.session.undo()
    assert content_of(desk) == [[], []]
    other.open.close()


def test_many_messages_are_one_step(desk: Desk) -> None:
    days = [f"2026-01-0{n % 9 + 1},2026-02-0{n % 7 + 1}" for n in range(60)]
    rows = "".join(f"{n},D{n},Port,yes,Litware,won,{n}.25,{each}\n" for n, each in enumerate(days))
    request = asked(desk, HEADER + rows)
    messages = judged(desk, request)
    assert len(messages) > 10
    planned = bring_in(desk.session, request, iter(messages), unheeded)
    assert planned is not None
    assert [row["value"] for row in desk.rows("deals")] == [n * 100 + 25 for n in range(60)]
    assert len(desk.session.store.steps()) == 2


def test_without_the_last_word_nothing_is_kept(desk: Desk) -> None:
    request = asked(desk, DEALS)
    messages = judged(desk, request)
    for came in (messages[:-1], messages[:1], []):
        assert bring_in(desk.session, request, iter(came), unheeded) is None
    assert content_of(desk) == [[], []]
    assert len(desk.session.store.steps()) == 1


@pytest.mark.parametrize(
    "row",
    [
        "1,ERP,Port,yes,Litware,lead,6,2026-01-05,",  # as the first row, with another value
        "6,Late,Port,,,won,6,2026-01-05,31.01.2026",  # a date as none before it
    ],
)
def test_what_asks_for_another_look_has_no_last_word(desk: Desk, row: str) -> None:
    messages = judged(desk, asked(desk, f"{DEALS}{row}\n"))
    assert [what for what, _ in messages if what != "rows"] == []


def test_a_notation_that_shows_at_once_is_no_reason_to_stop(desk: Desk) -> None:
    content = f"{HEADER}1,ERP,Port,,,won,6,01/31/2026,02/28/2026\n2,CRM,Port,,,won,6,01/31/2026,02/28/2026\n"
    planned = brought(desk, content)
    assert (planned.new, planned.rejected) == (2, 0)
    assert {row["closed_on"] for row in desk.rows("deals")} == {"2026-02-28"}


def test_what_settling_raises_ends_the_step(desk: Desk) -> None:
    request = asked(desk, DEALS)

    def refuse(planned: Plan) -> None:
        assert planned.rejected == 2
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        bring_in(desk.session, request, iter(judged(desk, request)), refuse)
    assert content_of(desk) == [[], []]


def test_nothing_new_is_no_step(desk: Desk) -> None:
    planned = brought(desk, f"{HEADER}5,Web,Port,,Nobody,proposal,7,2026-01-05,\n")
    assert (planned.new, planned.rejected) == (0, 1)
    assert len(desk.session.store.steps()) == 1


def test_only_a_large_file_for_an_empty_table_is_judged_aside(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert errand_for(desk.session, asked(desk, DEALS)) is not None
    assert errand_for(desk.session, asked(desk, DEALS, create_partners=True)) is None
    assert errand_for(desk.session, asked(desk, DEALS, mode="update")) is None
    assert errand_for(desk.session, asked(desk, "name\nProseware\n", "partners")) is None
    assert errand_for(desk.session, asked(desk, "deal,partner\nERP,Litware\n", "deal_influences")) is None
    monkeypatch.setattr(aside, "LARGE", len(DEALS) + 1)
    assert errand_for(desk.session, asked(desk, DEALS)) is None
    monkeypatch.setattr(aside, "LARGE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert errand_for(desk.session, asked(desk, DEALS)) is None


def test_a_row_that_the_file_refuses_after_all_keeps_nothing(desk: Desk) -> None:
    request = asked(desk, DEALS)
    first, *_ = judged(desk, request)
    assert first[0] == "rows"
    ids, columns = first[1]
    spoilt = [["x"] if column == [500] else column for column in columns]
    rows: Message = ("rows", (ids, spoilt))  # type: ignore[assignment]  # no value could be that wrong
    assert bring_in(desk.session, request, iter([first, rows]), unheeded) is None
    assert content_of(desk) == [[], []]
