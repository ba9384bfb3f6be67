"""Where cells go: over the chosen ones, from the first on, into new rows, or by the names of columns."""

import pytest

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.services.editing.blocks import Block
from partnertracker.services.editing.clips import Clip, Clips
from partnertracker.services.editing.placing import Place, placed
from partnertracker.services.listing.columns import columns_of

EVERY = columns_of("deals")
SHOWN = EVERY[:8]  # deal, partner, involvement, stage, value, close, manager, registered
KIND = entity("deals")


def clips(*rows: str) -> Clips:
    return tuple(tuple(Clip(text) for text in row.split("|")) for row in rows)


def at(chosen: tuple[int, ...], first: int, width: int = 1) -> Place:
    below = (*range(chosen[0], 10),) if chosen else ()
    return Place("deals", chosen, below, SHOWN[first : first + width] if chosen else (), SHOWN[first:], EVERY)


def texts(block: Block) -> list[list[str]]:
    return [[cell.text if isinstance(cell, Clip) else "" for cell in row] for row in block.cells]


def test_one_cell_fills_all_that_are_chosen() -> None:
    block = placed(KIND, clips("x"), at((3, 5), 3, 2))
    assert block.keys == (3, 5)
    assert block.columns == (("stage",), ("value",))
    assert texts(block) == [["x", "x"], ["x", "x"]]


def test_a_block_that_fits_several_times_fills_all_that_are_chosen() -> None:
    block = placed(KIND, clips("a", "b"), at((1, 2, 3, 4), 6))
    assert texts(block) == [["a"], ["b"], ["a"], ["b"]]


def test_another_block_begins_at_the_first_chosen_cell() -> None:
    block = placed(KIND, clips("a|1", "b|2", "c|3"), at((7, 8), 3))
    assert block.columns == (("stage",), ("value",))
    assert block.keys == (7, 8, 9)


def test_rows_past_the_end_are_new_and_all_with_nothing_chosen() -> None:
    assert placed(KIND, clips("a", "b", "c"), at((9,), 0)).keys == (9, None, None)
    assert placed(KIND, clips("a", "b"), at((), 0)).keys == (None, None)


def test_columns_that_are_worked_out_take_nothing() -> None:
    block = placed(KIND, clips("p|Sourced|won"), at((1,), 1))
    assert block.columns == (("source_partner",), (), ("stage",))
    assert block.worked_out == ("Involvement",)
    assert placed(KIND, clips("p| |won"), at((1,), 1)).worked_out == ()
    assert placed(KIND, clips("Sourced|lead"), at((1, 2), 2, 2)).worked_out == ("Involvement",)
    assert placed(KIND, clips("Deal|Involvement|Mood", "a|Sourced|good"), at((), 0)).worked_out == (
        "Involvement",
    )


def test_names_of_columns_say_where_cells_go_also_into_hidden_ones() -> None:
    block = placed(KIND, clips("Deal name|customer|Sourced by|Involvement|", "a|b|c|d|e"), at((1,), 3))
    assert block.columns == (("name",), ("customer",), ("source_partner",), (), ())
    assert block.keys == (None,)
    assert texts(block) == [["a", "b", "c", "d", "e"]]


@pytest.mark.parametrize("head", ["Stage", "Deal|Deal", "Deal|Harbour", "Port|Harbour|Deal"])
def test_what_only_looks_like_names_of_columns_is_data(head: str) -> None:
    width = head.count("|")
    assert placed(KIND, clips(head, "a" + "|b" * width), at((1,), 0)).keys == (1, 2)


def test_half_the_words_or_more_of_ours_or_of_other_programs_make_a_row_of_names() -> None:
    block = placed(KIND, clips("Opportunity|Amount|Comments|Owner|Mood", "a|1|b|c|d"), at((1,), 0))
    assert block.keys == (None,)
    assert block.columns == (("name",), ("value",), (), ("manager",), ())
    assert block.unknown == ("Comments", "Mood")


def test_of_two_names_for_one_field_ours_is_meant() -> None:
    block = placed(KIND, clips("Owner|Manager|Deal", "a|b|c"), at((1,), 0))
    assert block.columns == ((), ("manager",), ("name",))
    assert block.unknown == ("Owner",)


@pytest.mark.parametrize("head", ["Value", " value ", "Amount"])
def test_the_name_of_a_single_column_above_its_own_cells_is_left_out(head: str) -> None:
    block = placed(KIND, clips(head, "1", "2"), at((7,), 4))
    assert (block.columns, block.keys, texts(block)) == ((("value",),), (7, 8), [["1"], ["2"]])
    assert block.head == head.strip()
    assert placed(KIND, clips(head, "1", "2"), at((7,), 3)).head == ""
    assert placed(KIND, clips(head), at((7,), 4)).head == ""


def test_more_columns_than_are_left_are_refused() -> None:
    with pytest.raises(UnusableArgumentError, match="3 columns wide, and there are 2 from here on"):
        placed(KIND, clips("a|b|c"), at((1,), 6))
    with pytest.raises(UnusableArgumentError, match="no cells to paste"):
        placed(KIND, (), at((1,), 0))
