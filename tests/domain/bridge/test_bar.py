import numpy as np

from partnertracker.domain.bridge.bar import KINDS, Changes, bars_of, total


def changes(*rows: tuple[int, int, str, bool]) -> Changes:
    keys, amounts, kinds, corrections = zip(*rows, strict=True)
    codes = [KINDS.index(kind) for kind in kinds]
    return Changes(
        np.array(keys), np.array(amounts), np.array(codes, dtype=np.int8), np.array(corrections, dtype=bool)
    )


def test_a_row_that_changed_twice_in_one_way_stands_once_with_what_it_comes_to() -> None:
    (bar,) = bars_of("deals", (changes((5, 20, "resized", False)), changes((5, -5, "resized", False))))

    assert (bar.keys.tolist(), bar.amounts.tolist(), bar.amount) == ([5], [15], 15)


def test_what_comes_to_nothing_is_no_bar() -> None:
    assert bars_of("deals", (changes((5, 20, "recredited", False), (5, -20, "recredited", False)),)) == ()


def test_movements_stand_before_corrections_each_in_the_order_of_the_screen() -> None:
    bars = bars_of(
        "deals",
        (
            changes(
                (1, 1, "added", True), (2, 1, "resized", False), (3, 1, "won", False), (4, 1, "won", True)
            ),
        ),
    )

    assert [(bar.kind, bar.correction) for bar in bars] == [
        ("won", False),
        ("resized", False),
        ("added", True),
        ("won", True),
    ]


def test_sums_are_exact_beyond_64_bits() -> None:
    assert total(np.full(4, 2**62)) == 2**64
