"""The two real lists come in as their makers' README tells."""

from collections import Counter
from pathlib import Path

from partnertracker.services.importing import ImportRequest, Plan, carry_out, open_source, plan, read_mapping
from tests.services.importing.conftest import Desk

MAPPINGS = Path(__file__).resolve().parents[2] / "mappings"


def planned(desk: Desk, data: Path, name: str) -> Plan:
    mapping = read_mapping((MAPPINGS / f"{name}.toml").read_text(encoding="utf-8"))
    source = open_source(data / f"{name}.csv", mapping.format)
    made = plan(desk.session, ImportRequest(source, mapping, create_partners=True))
    desk.open.callback(made.close)
    return made


def test_the_hardware_vendor(desk: Desk, shared_data: Path) -> None:
    made = planned(desk, shared_data, "sales_pipeline")
    assert (made.new, made.changed, made.same, made.rejected) == (8300, 0, 0, 500)
    rejected = list(made.rejections())
    assert {rejection.texts[4] for rejection in rejected} == {"Prospecting"}
    sentences = {problem.sentence.partition(", ")[2] for each in rejected for problem in each.problems}
    assert sentences == {"engage_date: Created on is needed."}
    carry_out(desk.session, made)
    deals = desk.rows("deals")
    without = [row for row in deals if row["source_partner"] is None]
    assert len(desk.rows("partners")) == 85
    assert {row["customer"] for row in without} == {"Unknown"}
    assert len(without) == 1425 - sum(each.texts[3] == "" for each in rejected)
    assert Counter(row["stage"] for row in deals) == {"won": 4238, "lost": 2473, "qualified": 1589}
    assert sum(int(row["value"] or 0) for row in deals if row["stage"] == "won") == 10_005_534_00
    again = planned(desk, shared_data, "sales_pipeline")
    assert (again.new, again.changed, again.same, again.rejected) == (0, 0, 8300, 500)


def test_the_software_vendor(desk: Desk, shared_data: Path) -> None:
    made = planned(desk, shared_data, "opportunity_tracking")
    assert (made.new, made.changed, made.same, made.rejected) == (486, 0, 0, 1)
    (conflict,) = made.rejections()
    assert (conflict.line, conflict.texts[0], conflict.texts[7]) == (304, "302", "Gratus")
    (problem,) = conflict.problems
    assert problem.sentence.startswith(
        "Row 304, Opportunity ID “302”: Row 303 has the same external id and other"
    )
    carry_out(desk.session, made)
    open_stages = {"qualified", "proposal", "negotiation"}
    counted = [row for row in desk.rows("deals") if row["stage"] in open_stages]
    through_partners = [int(row["value"] or 0) for row in counted if row["source_partner"] is not None]
    direct = [int(row["value"] or 0) for row in counted if row["source_partner"] is None]
    assert (sum(through_partners), len(through_partners)) == (525_062_526_00, 102)
    assert (sum(direct) + 4_258_202_00, len(direct) + 1) == (348_221_233_00, 117)
    assert "Direct" not in {row["name"] for row in desk.rows("partners")}
