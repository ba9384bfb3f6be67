"""Twenty deals typed from a sheet of paper by keys alone, in fewer keys than a spreadsheet takes."""

from datetime import timedelta

from PySide6.QtWidgets import QApplication

from benchmarks.paper import PAPER, PARTNERS, calc_presses, rows_before
from benchmarks.typist import Typist
from partnertracker.domain.columns import NO_DAY, date_of
from partnertracker.gui.deals import DealsView
from partnertracker.services.listing.columns import names_of
from partnertracker.services.ports import Writer
from tests.e2e.driver import TODAY, Driver


def test_twenty_deals_are_typed_from_paper_in_fewer_keys_than_in_a_spreadsheet(driver: Driver) -> None:
    driver.make_file()

    def fill(writer: Writer) -> None:
        for table, rows in rows_before(TODAY).items():
            writer.insert(table, rows)

    driver.workspace.desk.do("Fill", fill)
    driver.press("Ctrl+2")
    page = driver.workspace.view
    assert isinstance(page, DealsView)

    presses = Typist(page, TODAY, QApplication.processEvents).enter(PAPER)

    assert stored(driver)[-len(PAPER) :] == [
        (
            *(each.name, each.customer, each.partner, each.stage, each.value),
            *(
                None if day is None else TODAY + timedelta(days=day)
                for day in (each.created, each.due, each.closed)
            ),
        )
        for each in PAPER
    ]
    assert driver.rows("partners") == len(PARTNERS) + 1
    assert sum(presses) < sum(calc_presses(TODAY))


def stored(driver: Driver) -> list[tuple[object, ...]]:
    """Return the deals as the paper has them, in the order in which they were entered."""
    facts = driver.workspace.desk.facts
    deals, partners = facts["deals"], names_of(facts, "partners")
    rows: list[tuple[object, ...]] = []
    texts: list[str] = []
    driver.workspace.desk.ask(
        lambda session: [str(row["name"]) for row in session.store.find("deals", {})], texts.extend
    )
    labels = {stage.key: stage.label for stage in facts.stages}
    for at in range(len(deals)):
        days = (int(deals[name][at]) for name in ("created_on", "expected_close_on", "closed_on"))
        rows.append(
            (
                *(texts[at], deals.text("customer", at), partners[int(deals["source_partner"][at])]),
                *(labels[str(deals.text("stage", at))], int(deals["value"][at]) // 100),
                *(None if day == NO_DAY else date_of(day) for day in days),
            )
        )
    return rows
