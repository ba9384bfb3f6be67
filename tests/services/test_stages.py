"""Stages of deals are data: words, order and probability change, and one that nothing needs can go."""

from collections.abc import Callable

import pytest

from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Row, Stage
from partnertracker.services.configuring import change_setting
from partnertracker.services.editing import insert_row
from partnertracker.services.session import Session
from partnertracker.services.stages import add_stage, can_move, change_stage, move_stage, remove_stage
from tests.made_up import empty_session, inserted

DEAL: Row = {
    "name": "ERP",
    "customer": "Port",
    "stage": "proposal",
    "value": 100_00,
    "created_on": "2026-03-01",
    "qualified_on": "2026-03-02",
}


@pytest.fixture
def session() -> Session:
    return empty_session()


def keys(session: Session) -> list[str]:
    return [stage.key for stage in session.facts.stages]


def stage(session: Session, key: str) -> Stage:
    return next(each for each in session.store.stages() if each.key == key)


def test_a_new_stage_comes_after_the_other_open_ones_under_a_key_of_its_own(session: Session) -> None:
    edit = add_stage(session, " Légal review ", probability=60)
    assert edit.label == "Add stage “Légal review”"
    session.execute(*edit)
    assert keys(session) == ["lead", "qualified", "proposal", "negotiation", "legal_review", "won", "lost"]
    assert stage(session, "legal_review") == Stage("legal_review", "Légal review", 5, 60, "open")
    session.execute(*add_stage(session, "Legal-review"))
    session.execute(*add_stage(session, "契約"))
    assert keys(session)[5:7] == ["legal_review_2", "stage"]
    session.undo()
    session.undo()
    session.undo()
    assert keys(session) == ["lead", "qualified", "proposal", "negotiation", "won", "lost"]


def test_a_stage_that_ends_deals_comes_last_and_is_sure(session: Session) -> None:
    session.execute(*add_stage(session, "Abandoned", "lost", probability=40))
    assert keys(session)[-3:] == ["won", "lost", "abandoned"]
    assert stage(session, "abandoned").probability == 0


def test_label_and_probability_change_and_the_pipeline_follows(session: Session) -> None:
    inserted(session, "partners", {"name": "Litware"})
    (litware,) = session.store.find("partners", {})
    session.execute(*insert_row(session, "deals", {**DEAL, "source_partner": litware["id"]}))
    edit = change_stage(session, "proposal", label="Offer", probability=40.0)
    assert edit.label == "Change stage “Proposal”"
    session.execute(*edit)
    assert (stage(session, "proposal").label, session.facts.stages[2].probability) == ("Offer", 40)
    session.undo()
    assert stage(session, "proposal").label == "Proposal"


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda session: add_stage(session, " "), "Label is needed"),
        (lambda session: add_stage(session, "PROPOSAL"), "already a stage with this label"),
        (lambda session: change_stage(session, "lead", label="won"), "already a stage with this label"),
        (lambda session: change_stage(session, "lead", probability=101.0), "between 0 and 100"),
    ],
)
def test_labels_are_needed_and_unique_and_probabilities_are_shares(
    session: Session, edit: Callable[[Session], tuple[str, object]], sentence: str
) -> None:
    with pytest.raises(InvalidRowsError, match=sentence):
        session.execute(*edit(session))  # type: ignore[arg-type]
    assert len(keys(session)) == 6


def test_stages_move_among_their_like(session: Session) -> None:
    session.execute(*move_stage(session, "negotiation", -1))
    assert keys(session)[:4] == ["lead", "qualified", "negotiation", "proposal"]
    assert [each.order for each in session.facts.stages] == [1, 2, 3, 4, 5, 6]
    stages = session.store.stages()
    assert not can_move(stages, "lead", -1)
    assert not can_move(stages, "proposal", 1)
    assert can_move(stages, "won", 1)
    with pytest.raises(UnusableArgumentError, match="“Proposal” can't be moved there"):
        move_stage(session, "proposal", 1)


def test_a_stage_that_nothing_needs_goes(session: Session) -> None:
    session.execute(*remove_stage(session, "negotiation"))
    assert keys(session) == ["lead", "qualified", "proposal", "won", "lost"]
    assert [each.order for each in session.facts.stages] == [1, 2, 3, 4, 5]


def test_a_stage_that_is_needed_stays_and_the_sentence_says_for_what(session: Session) -> None:
    def refused(key: str, why: str) -> None:
        label = stage(session, key).label
        with pytest.raises(InvalidRowsError, match=f"The stage “{label}” can't be removed: {why}"):
            session.execute(*remove_stage(session, key))

    refused("won", "it is the only one for deals that are won.")
    refused("qualified", "deals with a date of qualification are in it.")
    session.execute(*change_setting("pipeline_stage", "negotiation"))
    refused("negotiation", "deals count as pipeline from it on; choose another stage for that first.")
    session.execute(*insert_row(session, "deals", DEAL))
    refused("proposal", "1 deal is in it.")
    session.execute(*insert_row(session, "deals", {**DEAL, "name": "Other"}))
    refused("proposal", "2 deals are in it.")
    (deal, _other) = session.store.find("deals", {})
    event = {"deal": deal["id"], "stage": "lead", "entered_on": "2026-03-01"}
    session.execute(*insert_row(session, "deal_stage_events", event))
    refused("lead", "1 deal was in it.")
    with pytest.raises(UnusableArgumentError, match="no stage “gone”"):
        remove_stage(session, "gone")
