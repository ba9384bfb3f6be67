"""A saved view that names partners and customers shows the same rows when one of them gets another name."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnertracker.domain.fields import Row, Value
from partnertracker.domain.notation import PLAIN
from partnertracker.services.arrangements import Arrangement
from partnertracker.services.customers import rename_customer
from partnertracker.services.editing import change_row
from partnertracker.services.listing.language import read_query
from partnertracker.services.listing.queries import Listing, rows_of
from partnertracker.services.listing.vocabulary import Vocabulary
from partnertracker.services.saved_views import save_view, saved_view
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted

PARTNERS = ("Litware", "Litigo", "Globex", "lit up", "None & Sons", 'The "Best"')
CUSTOMERS = ("Port", "PORT", "Port of Hull", "Zoo", "a|b", "any")
NEW = st.sampled_from(["Aside", "Two words", "x:y|z", 'A "B" C', "none", "~tilde", "-dash", "café"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return some terms: ``-partner:Litware|Globex customer:"Port of Hull"``."""
    terms = []
    for _ in range(draw(st.integers(1, 3))):
        column, names = draw(st.sampled_from([("partner", PARTNERS), ("customer", CUSTOMERS)]))
        words = draw(st.lists(st.sampled_from([*names, "none", "Nobody"]), min_size=1, max_size=3))
        quoted = ('"{}"'.format(word.replace('"', '""')) if word != "none" else word for word in words)
        terms.append(f"{draw(st.sampled_from(['', '-']))}{column}:{'|'.join(quoted)}")
    return " ".join(terms)


def keys(session: Session, text: str) -> list[int]:
    vocabulary = Vocabulary(session.facts, "deals", session.clock.today(), PLAIN, {})
    rows = rows_of(
        session.facts, Listing("deals", filters=read_query(text, vocabulary).filters, sort=("", False))
    )
    return [int(key) for key in session.facts["deals"].keys[rows]]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts(), NEW, st.integers(0, 11))
def test_a_view_shows_the_same_rows_when_a_name_has_changed(text: str, new: str, which: int) -> None:
    session = empty_session()
    partners = inserted(session, "partners", *(dict[str, Value](name=name) for name in PARTNERS))
    deal: Row = {"name": "ERP", "stage": "lead", "value": 1, "created_on": "2026-03-01"}
    inserted(
        session,
        "deals",
        *(
            {**deal, "customer": customer, "source_partner": partner["id"]}
            for customer, partner in zip(CUSTOMERS, partners, strict=True)
        ),
        {**deal, "customer": "Port"},
    )
    session.execute(*save_view(session, "deals", "View", Arrangement(text)))
    before = keys(session, text)
    if which < len(PARTNERS):
        session.execute(*change_row(session, "partners", which + 1, {"name": new}))
    else:
        session.execute(*rename_customer(CUSTOMERS[which - len(PARTNERS)], new))
    view = saved_view(session, 1)
    assert view is not None
    assert keys(session, view.arrangement.text) == before
    session.store.close()
