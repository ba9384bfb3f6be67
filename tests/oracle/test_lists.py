"""The list of deals from a past day against plain loops over exported CSV, deal by deal."""

from partnertracker.domain.columns import day_of
from partnertracker.services.listing.columns import cells
from partnertracker.services.listing.queries import Listing, as_listed, rows_of
from tests.oracle.made_up import MadeUp, Maker
from tests.oracle.pipeline import is_open, stage_on
from tests.oracle.program import exported, session_of
from tests.oracle.question import Question
from tests.oracle.running import over_programmes


@over_programmes(30)
def test_every_deal_stands_at_the_stage_and_outcome_of_the_day(made_up: MadeUp) -> None:
    maker = Maker(made_up)
    session = session_of(maker)
    file, facts = exported(session), session.facts
    ids = {int(str(row["key"])): str(row["id"]) for row in session.store.find("deals", {})}
    for period, day in maker.questions:
        q = Question(file, period, day)
        listing = Listing("deals", as_of=day_of(day.isoformat()), later=False, past=True)
        shown = cells(as_listed(facts, listing), "deals", "stage")

        def keys(wanted: Listing) -> set[str]:
            return {ids[key] for key in facts["deals"].keys[rows_of(facts, wanted)].tolist()}

        there = [deal for deal in file.rows("deals") if deal["created_on"] <= day]
        assert keys(listing) == {deal["id"] for deal in there}
        assert keys(listing._replace(preset="open")) == {deal["id"] for deal in there if is_open(q, deal)}
        stages = {
            ids[key]: shown.words[code]
            for key, code in zip(facts["deals"].keys.tolist(), shown.values.tolist(), strict=True)
            if code >= 0
        }
        for deal in there:
            expected = stage_on(q, deal).key if is_open(q, deal) else deal["stage"]
            assert stages[deal["id"]] == expected, (deal["id"], day)
