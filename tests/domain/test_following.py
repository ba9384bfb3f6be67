"""What a change is about: the rows it touched, and the deals those belong to with all that is theirs."""

from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Value
from partnertracker.domain.following import ChangedRows, followed, only, touched
from tests.domain.programmes import encoded, facts_from

DEAL: dict[str, Value] = {"customer": "Acme", "stage": "lead", "value": 1, "created_on": "2026-01-01"}


def programme() -> Facts:
    return facts_from(
        {
            "partners": [{"name": "Litware"}, {"name": "Adatum"}],
            "deals": [DEAL, DEAL, DEAL],
            "deal_influences": [{"deal": deal, "partner": 2} for deal in (3, 2, 3)],
            "deal_stage_events": [
                {"deal": 2, "stage": "lead", "entered_on": "2026-01-01"},
                {"deal": 3, "stage": "lead", "entered_on": "2026-01-01"},
            ],
        }
    )


def test_a_changed_influence_is_about_its_deal_with_everything_of_it() -> None:
    facts = programme()
    changed = {"deal_influences": ChangedRows(encoded("deal_influences", [{"deal": 2, "partner": 1}]))}
    after, _ = followed(facts.tables, changed)
    keys = touched(facts.tables, after, changed)
    assert keys["deals"].tolist() == [2, 3]  # the one it was of, and the one it is of now
    before, rows = only(facts.tables, keys)
    assert before["deals"].keys.tolist() == [2, 3]
    assert before["deal_influences"]["deal"].tolist() == [1, 0, 1]
    assert before["deal_stage_events"].keys.tolist() == [1, 2]
    assert rows["deal_influences"].tolist() == [0, 1, 2]
    assert only(after, keys)[0]["deal_influences"]["deal"].tolist() == [0, 0, 1]


def test_tables_that_were_not_touched_and_partners_stay_whole() -> None:
    facts = programme()
    changed = {
        "partners": ChangedRows(encoded("partners", [{"name": "Contoso"}])),
        "deals": ChangedRows((), gone=[1]),
    }
    after, splices = followed(facts.tables, changed)
    keys = touched(facts.tables, after, changed)
    alone, rows = only(after, keys)
    assert alone["partners"] is after["partners"]
    assert alone["surveys"] is facts["surveys"]
    assert (len(alone["deals"]), rows["deals"].tolist()) == (0, [])
    assert splices["deals"].gone.tolist() == [0]
    assert after["deal_influences"]["deal"].tolist() == [1, 0, 1]
