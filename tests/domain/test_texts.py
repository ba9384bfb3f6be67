from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.texts import Texts, TextsBuilder


def texts_of(*columns: list[str]) -> Texts:
    names = [f"c{i}" for i in range(len(columns))]
    builder = TextsBuilder(names)
    builder.add([(10 * i, *row) for i, row in enumerate(zip(*columns, strict=True))])
    return builder.texts()


@given(
    st.lists(st.tuples(st.text("abc ä", max_size=12), st.text("xy", max_size=3)), min_size=1, max_size=12),
    st.dictionaries(st.integers(0, 130), st.tuples(st.text("abc é"), st.none() | st.text("xy")), max_size=5),
    st.sets(st.integers(0, 13).map(lambda i: i * 10), max_size=4),
)
def test_patched_texts_equal_texts_built_anew(
    rows: list[tuple[str, str]], fresh: dict[int, tuple[str, str | None]], gone: set[int]
) -> None:
    gone -= fresh.keys()
    before = texts_of([row[0] for row in rows], [row[1] for row in rows])
    after = before.with_changes([(key, *texts) for key, texts in fresh.items()], gone)
    wanted: dict[int, tuple[str, str | None]] = {10 * i: row for i, row in enumerate(rows)}
    wanted |= fresh
    left = sorted((key, row) for key, row in wanted.items() if key not in gone)
    builder = TextsBuilder(["c0", "c1"])
    builder.add([(key, *row) for key, row in left])
    expected = builder.texts()
    assert after.keys.tolist() == expected.keys.tolist()
    for name, column in expected.columns.items():
        assert after.columns[name].blob == column.blob
        assert after.columns[name].ends.tolist() == column.ends.tolist()


def test_a_table_without_rows_has_columns_without_texts() -> None:
    texts = TextsBuilder(["c0"]).texts()
    assert texts.keys.tolist() == []
    assert len(texts.columns["c0"]) == 0
