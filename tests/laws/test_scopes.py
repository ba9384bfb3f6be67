"""The programme is the union of its partners, and so is a manager or a tier; each row counts once."""

from partnertracker.services.measuring import by_partner
from tests.laws.asking import Asked, questions
from tests.oracle.made_up import MadeUp
from tests.oracle.running import over_programmes

BELONGING_TO_NONE = {"targets", "company_revenue", "costs", "capacities"}
"""Tables whose rows stand in every scope, or in none but the programme."""


def rows_behind(asked: Asked, scopes: list[str]) -> dict[str, set[tuple[str, int, str]]]:
    """Return for each metric the rows behind its figures in some scopes."""
    found: dict[str, set[tuple[str, int, str]]] = {}
    for figure in asked.figures(scopes):
        found.setdefault(figure.metric.id, set()).update(
            (row.table, row.key, row.part)
            for row in asked.behind(figure).rows
            if row.table not in BELONGING_TO_NONE
        )
    return found


@over_programmes(6)
def test_what_is_behind_the_programme_is_what_is_behind_its_partners(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        partners = asked.facts["partners"]
        names = [str(partners.text("name", place)) for place in range(len(partners))]
        together = rows_behind(asked, ["all"])
        each = rows_behind(asked, [f"partner:{name}" for name in names])
        assert {metric: rows for metric, rows in together.items() if rows} == {
            metric: rows for metric, rows in each.items() if rows
        }
        for kind in ("manager", "tier"):
            words = {partners.text(kind, place) for place in range(len(partners))} - {None}
            for word in words:
                of_word = [f"partner:{name}" for place, name in enumerate(names)
                           if partners.text(kind, place) == word]  # fmt: skip
                assert rows_behind(asked, [f"{kind}:{word}"]) == rows_behind(asked, of_word)


@over_programmes(6)
def test_all_partners_at_once_are_the_same_as_one_by_one(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        for metric in {figure.metric.id for figure in asked.figures()}:
            for figure in by_partner(asked.facts, metric, asked.period, asked.as_of):
                assert [figure] == asked.figures([figure.scope], [metric])


@over_programmes(6)
def test_several_scopes_at_once_are_the_same_as_each_alone(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        together = asked.figures(asked.scopes())
        alone = [figure for scope in asked.scopes() for figure in asked.figures([scope])]
        assert together == alone
