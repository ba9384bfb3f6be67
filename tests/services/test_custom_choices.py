"""A choice of a custom field gets another name in the field and in the records at once."""

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.services.arrangements import Arrangement
from partnertracker.services.checking import faults
from partnertracker.services.custom_choices import rename_choice
from partnertracker.services.custom_fields import add_field, change_field
from partnertracker.services.saved_views import save_view, saved_view
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted


@pytest.fixture
def session() -> Session:
    made = empty_session()
    made.execute(*add_field(made, "partners", "Segment", "choice", "Retail; Public sector"))
    made.execute(*add_field(made, "partners", "Was", "choice", "Retail; Other"))
    for name, word in (("Litware", "Retail"), ("Fabrikam", "Public sector"), ("Contoso", "Retail")):
        inserted(made, "partners", {"name": name, "segment": word, "was": "Retail"})
    return made


def words(session: Session, name: str = "segment") -> list[object]:
    return [row[name] for row in session.store.find("partners", {})]


def choices(session: Session) -> object:
    return session.store.find("custom_fields", {"name": "segment"})[0]["choices"]


def test_records_follow_and_one_undo_takes_it_back(session: Session) -> None:
    edit = rename_choice(session, 1, "Retail", " Shops ")
    assert edit.label == "Rename choice “Retail” to “Shops” in field “Segment” of partners"
    session.execute(*edit)
    assert (choices(session), words(session)) == ("Shops; Public sector", ["Shops", "Public sector", "Shops"])
    assert words(session, "was") == ["Retail"] * 3
    assert list(faults(session)) == []
    session.undo()
    assert (choices(session), words(session)) == (
        "Retail; Public sector",
        ["Retail", "Public sector", "Retail"],
    )


def test_a_choice_gets_another_case(session: Session) -> None:
    session.execute(*rename_choice(session, 1, "Retail", "RETAIL"))
    assert words(session) == ["RETAIL", "Public sector", "RETAIL"]


def test_views_ask_for_the_choice_by_its_new_name_until_that_is_undone(session: Session) -> None:
    texts = (
        "-segment:retail port",
        'Segment:"Public sector"|ret',
        "was:retail type:reseller",
        "segment:~retail",
    )
    for number, text in enumerate(texts):
        session.execute(*save_view(session, "partners", f"V{number}", Arrangement(text)))
    session.execute(*save_view(session, "deals", "V", Arrangement("segment:retail")))

    def asked() -> tuple[str, ...]:
        views = (saved_view(session, number) for number in range(1, len(texts) + 1))
        return tuple(view.arrangement.text for view in views if view is not None)

    session.execute(*rename_choice(session, 1, "Retail", "Our shops"))
    assert asked() == ('-segment:"Our shops" port', 'Segment:"Public sector"|"Our shops"', *texts[2:])
    session.undo()
    assert asked() == texts


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Retail", " ", "Give the choice a name."),
        ("Retail", "A; B", "A choice can't hold a “;”: it stands between choices."),
        ("Retail", "public SECTOR", "“public SECTOR” is among the choices already."),
        ("Farming", "Farms", "“Farming” is no longer among the choices."),
    ],
)
def test_what_can_not_be_is_said_and_changes_nothing(
    session: Session, old: str, new: str, sentence: str
) -> None:
    with pytest.raises(InvalidRowsError) as refused:
        session.execute(*rename_choice(session, 1, old, new))
    assert str(refused.value) == sentence
    assert (choices(session), words(session)[0]) == ("Retail; Public sector", "Retail")


def test_an_unused_choice_may_go_and_a_used_one_says_where_it_is(session: Session) -> None:
    session.execute(*change_field(session, 1, choices="Retail; Public sector; Farming"))
    session.execute(*change_field(session, 1, choices="Public sector; Retail"))
    assert choices(session) == "Public sector; Retail"
    with pytest.raises(InvalidRowsError) as refused:
        session.execute(*change_field(session, 1, choices="Public sector"))
    assert str(refused.value) == (
        "“Retail” must stay among the choices: 2 partners have it (Litware, Contoso)."
    )
