"""What is told of a whole column at once is what is told of each of its cells."""

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from partnertracker.domain.parsing import unguarded
from partnertracker.services.importing.plain import plain_cents, plain_texts

CELLS = st.lists(st.text(alphabet="ab '=\n\t\0\x1fé", max_size=4), min_size=1, max_size=6)
AMOUNTS = st.lists(
    st.one_of(
        st.from_regex(r"[0-9]{1,16}(\.[0-9]{0,3})?", fullmatch=True),
        st.text(alphabet="12.-, \né", max_size=5),
    ),
    min_size=1,
    max_size=6,
)


@given(CELLS)
@example(["a b", "c"])
@example([" a", ""])
def test_texts_mean_what_each_alone_means(texts: list[str]) -> None:
    found = plain_texts(texts, "-")
    if found is not None:
        assert list(found) == [unguarded(text).strip() or "-" for text in texts]
        assert all(text.isascii() and "\0" not in text for text in texts)


def test_usual_texts_are_plain() -> None:
    texts = ["ERP rollout", "O'Neil & Sons", "~", "(x)"]
    assert plain_texts(texts, None) is texts
    assert plain_texts([*texts, "", " x "], None) == [*texts, None, "x"]
    for other in ("'=1", "Müller", "a\nb", "a\0b", "a\tb", "#N/A"):
        assert plain_texts([*texts, other], None) is None


@given(AMOUNTS)
@example(["1.50", "999999999999999.99"])
@example(["1.50", "12.5", "7"])
@example(["1.5", ".50", "7.123"])
def test_amounts_mean_what_each_alone_means(texts: list[str]) -> None:
    found = plain_cents(texts)
    if found is not None:
        assert found == [int(Decimal(text) * 100) for text in texts]
        assert {type(each) for each in found} == {int}


def test_usual_amounts_are_plain() -> None:
    assert plain_cents(["1250.00", "0.05", "999999999999999.99"]) == [125_000, 5, 99_999_999_999_999_999]
    assert plain_cents(["1250", "0.5", "7.25"]) == [125_000, 50, 725]
    for other in (
        "",
        "-1.00",
        "1,00",
        "1.000",
        "1e3",
        "1.00 ",
        ".50",
        "1234567890123456.00",
        "1.0.0",
        "1..0",
    ):
        assert plain_cents(["1.00", other]) is None
