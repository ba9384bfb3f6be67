"""A step is taken back, or what depends on it is named."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.identifiers import new_id
from partnertracker.services.bin import binned
from partnertracker.services.configuring import change_setting
from partnertracker.services.editing import change_row
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from partnertracker.services.taking_back import prospect, restore, take_back
from tests.made_up import content, empty_session, inserted


def key_of(row: Row) -> int:
    return int(row["key"] or 0)


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    yield session
    session.store.close()


def deal(name: str, **more: Value) -> Row:
    return {"name": name, "customer": "C", "stage": "lead", "value": 100, "created_on": "2026-01-05", **more}


def edit(session: Session, label: str, table: str, row: Row, **values: Value) -> int:
    session.execute(label, lambda writer: writer.update(table, key_of(row), values))
    return session.store.last_step()


def test_what_depends_on_a_step_is_named(session: Session) -> None:
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    made = session.store.last_step()
    (erp,) = inserted(session, "deals", deal("ERP", source_partner=litware["id"]))
    first = edit(session, "Raise", "deals", erp, value=200)
    edit(session, "Raise more", "deals", erp, value=300)

    with pytest.raises(InvalidRowsError, match="Deal “ERP” was changed \\(Raise more, Anna\\)"):
        take_back(session, first)
    with pytest.raises(InvalidRowsError, match="Partner “Litware” is referred to by deal “ERP” \\("):
        take_back(session, made)
    found = prospect(session, first)
    assert [(each.row, each.optional) for each in found.in_the_way] == [(("deals", 1), True)]


def test_an_import_is_taken_back_but_for_rows_edited_since(session: Session) -> None:
    rows = inserted(session, "deals", *(deal(f"D{n}") for n in range(5)))
    number = session.store.last_step()
    edit(session, "Win", "deals", rows[1], value=900)
    edit(session, "Win", "deals", rows[3], value=800)

    assert [each.name for each in prospect(session, number).in_the_way] == ["D1", "D3"]
    take_back(session, number, partly=True, too=frozenset({("deals", key_of(rows[3]))}))

    assert [row["name"] for row in session.store.find("deals", {})] == ["D1"]
    session.undo()
    assert [row["value"] for row in session.store.find("deals", {})] == [100, 900, 100, 800, 100]


def test_a_row_that_the_rest_of_its_own_step_needs_is_not_laid_to_a_later_step(session: Session) -> None:
    partner, erp = new_id(), new_id()

    def both(writer: Writer) -> None:
        writer.insert("partners", [{"id": partner, "name": "Litware"}])
        writer.insert("deals", [{"id": erp, **deal("ERP", source_partner=partner)}])

    session.execute("Import", both)
    number = session.store.last_step()
    edit(session, "Raise", "deals", session.store.find("deals", {})[0], value=200)
    assert [each.sentence for each in prospect(session, number).in_the_way] == [
        "Deal “ERP” was changed (Raise, Anna).",
        "Partner “Litware” is referred to by deal “ERP” of the same step, which stays.",
    ]


def test_a_row_that_an_older_one_came_to_refer_to_names_it_and_the_step_that_did_it(session: Session) -> None:
    erp, crm = inserted(session, "deals", deal("ERP"), deal("CRM"))
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    number = session.store.last_step()
    edit(session, "Raise", "deals", crm, value=200)
    edit(session, "Source", "deals", erp, source_partner=litware["id"])
    edit(session, "Raise more", "deals", erp, value=300)
    (way,) = prospect(session, number).in_the_way
    assert way.sentence == (
        "Partner “Litware” is referred to by deal “ERP” (Source, Anna). Take that back first, or let it stay."
    )


def test_what_was_taken_back_twice_stands_again(session: Session) -> None:
    (erp,) = inserted(session, "deals", deal("ERP"))
    raised = edit(session, "Raise", "deals", erp, value=200)
    edit(session, "Rename", "deals", erp, name="ERP 2")
    take_back(session, raised)
    taking = session.store.last_step()
    edit(session, "Rename", "deals", erp, name="ERP 3")
    take_back(session, taking)
    (row,) = session.store.find("deals", {})
    assert (row["value"], row["name"]) == (200, "ERP 3")

    take_back(session, raised)

    (row,) = session.store.find("deals", {})
    assert (row["value"], row["name"]) == (100, "ERP 3")


def test_undone_steps_and_undos_are_refused(session: Session) -> None:
    inserted(session, "partners", {"name": "Litware"})
    session.undo()
    for number, words in ((1, "undone already"), (2, "an undo or redo"), (9, "There is no step 9")):
        with pytest.raises(UnusableArgumentError, match=words):
            take_back(session, number)


def test_the_bin_gives_rows_back_with_what_belonged_to_them(session: Session) -> None:
    inserted(
        session,
        "custom_fields",
        {"table_name": "deals", "name": "region", "label": "Region", "kind": "text"},
    )
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    (erp,) = inserted(session, "deals", deal("ERP", region="North"))
    (influence,) = inserted(session, "deal_influences", {"deal": erp["id"], "partner": litware["id"]})
    was = content(session)

    def delete(writer: Writer) -> None:
        writer.delete("deal_influences", [key_of(influence)])
        writer.delete("deals", [key_of(erp)])

    session.execute("Delete", delete)
    session.execute("Delete", lambda writer: writer.delete("partners", [key_of(litware)]))

    gone = session.store.past.deleted("", 0, 10)
    assert [(each.table, each.row["name"]) for each in gone] == [("partners", "Litware"), ("deals", "ERP")]
    with pytest.raises(InvalidRowsError, match="Deal “ERP” needs a row that is gone"):
        restore(session, gone[1:])
    restore(session, gone)

    assert content(session) == was
    assert session.store.past.deleted("", 0, 10) == []
    session.undo()
    assert [each.row["name"] for each in session.store.past.deleted("", 0, 10)] == ["Litware", "ERP"]


def test_a_name_that_is_taken_keeps_a_row_in_the_bin(session: Session) -> None:
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    session.execute("Delete", lambda writer: writer.delete("partners", [key_of(litware)]))
    inserted(session, "partners", {"name": "LITWARE"})

    with pytest.raises(
        InvalidRowsError, match=r"Partner “Litware” can.t get its partner name back: partner “LITWARE” has it"
    ):
        restore(session, session.store.past.deleted("partners", 0, 10))


def test_an_amount_of_then_that_the_currency_of_now_can_not_hold_is_told_and_left(session: Session) -> None:
    (erp,) = inserted(session, "deals", deal("ERP", currency="EUR", value=100_50))
    session.execute("Empty", change_row(session, "deals", key_of(erp), {"value": 0}).operation)
    emptied = session.store.last_step()
    session.execute("To yen", change_row(session, "deals", key_of(erp), {"currency": "JPY"}).operation)

    (way,) = prospect(session, emptied).in_the_way
    assert not way.optional
    assert prospect(session, emptied).effects == ()
    assert way.sentence == (
        "Deal “ERP” got another currency (To yen, Anna)."
        " The amount of then has too many decimals for it: change the currency first."
    )
    with pytest.raises(InvalidRowsError, match="too many decimals"):
        take_back(session, emptied)
    session.execute("To dinar", change_row(session, "deals", key_of(erp), {"currency": "KWD"}).operation)
    take_back(session, emptied)
    (row,) = session.store.find("deals", {})
    assert (row["value"], row["currency"]) == (100_500, "KWD")


def test_the_file_keeps_its_currency_once_there_are_amounts(session: Session) -> None:
    session.execute(*change_setting("currency", "JPY"))
    number = session.store.last_step()
    assert prospect(session, number).free
    inserted(session, "deals", deal("ERP"))
    assert prospect(session, number).refusal == "There are amounts by now, so the file keeps its currency."
    with pytest.raises(UnusableArgumentError, match="the file keeps its currency"):
        take_back(session, number)


def test_a_deal_comes_back_in_the_currency_that_the_file_had(session: Session) -> None:
    (erp,) = inserted(session, "deals", deal("ERP", value=100_00))
    session.execute("Delete", lambda writer: writer.delete("deals", [key_of(erp)]))
    session.execute(*change_setting("currency", "JPY"))

    (thrown,) = binned(session, "", 0, 10)
    assert thrown.worth is not None
    assert (thrown.worth.amount, thrown.worth.currency) == (100_00, "USD")
    restore(session, [thrown.deleted])
    (row,) = session.store.find("deals", {})
    assert (row["value"], row["currency"]) == (100_00, "USD")
    session.undo()
    session.redo()
    assert session.store.find("deals", {}) == [row]
