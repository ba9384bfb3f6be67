"""A mapping's TOML says what it says, or where it is wrong."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.entities.deals import DEALS
from partnertracker.domain.errors import UnusableArgumentError, UnusableInputError
from partnertracker.services.importing import (
    FileFormat,
    ImportMapping,
    MappingLibrary,
    guess,
    mapping_text,
    read_mapping,
)
from partnertracker.services.importing.library import shape_of

CONTRACT = """
table = "deals"
match = "external_id"
[columns]
external_id = "opportunity_id"
source_partner = "account"
created_on = "engage_date"
[defaults]
currency = "USD"
value = 0
customer_is_new = true
created_on = 2017-01-01
[values.stage]
Engaging = "qualified"
[values.source_partner]
Direct = ""
[format]
delimiter = ","
encoding = "UTF8"
date = "%m/%d/%Y"
decimal = "."
"""


def test_the_contracts_example() -> None:
    assert read_mapping(CONTRACT) == ImportMapping(
        "deals",
        "external_id",
        {"external_id": "opportunity_id", "source_partner": "account", "created_on": "engage_date"},
        {"currency": "USD", "value": "0", "customer_is_new": "yes", "created_on": "2017-01-01"},
        {"stage": {"Engaging": "qualified"}, "source_partner": {"Direct": ""}},
        FileFormat(",", "utf-8", "%m/%d/%Y", "."),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("table = ", "not valid TOML"),
        ("", "doesn't say its table"),
        ('table = "dreams"', "no table “dreams”"),
        ('table = "deals"\ncolour = 1', "has a part “colour”"),
        ('table = "deals"\ncolumns = 1', "columns that is not a section"),
        ('table = "deals"\n[columns]\nname = []', "columns.name that is no text"),
        ('table = "deals"\n[values]\nstage = "x"', "values.stage that is not a section"),
        ('table = "deals"\ncreate_partners = "maybe"', "has “maybe” for create_partners"),
        ('table = "deals"\n[format]\ncolour = "x"', "has “colour” in \\[format\\]"),
        ('table = "deals"\n[format]\ndelimiter = ",,"', "delimiter that can't separate"),
        ('table = "deals"\n[format]\ndecimal = "x"', "decimal sign “x”"),
        ('table = "deals"\n[format]\ndate = "%H"', "date format “%H”"),
        ('table = "deals"\n[format]\nencoding = "klingon"', "encoding “klingon”"),
        ('table = "deals"\n[format]\nencoding = "shift-jis"', "encoding “shift-jis”"),
    ],
)
def test_what_is_wrong_is_said(text: str, sentence: str) -> None:
    with pytest.raises((UnusableInputError, UnusableArgumentError), match=sentence):
        read_mapping(text)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(
    stages=st.dictionaries(words, words, max_size=4),
    header=words,
    delimiter=st.sampled_from([",", ";", "\t"]),
    creates=st.sampled_from([None, True, False]),
)
def test_what_is_written_is_read_back(
    stages: dict[str, str], header: str, delimiter: str, *, creates: bool | None
) -> None:
    mapping = ImportMapping(
        "deals",
        "external_id",
        {"name": header},
        {"customer": header},
        {"stage": stages} if stages else {},
        FileFormat(delimiter=delimiter, decimal=","),
        creates,
    )
    assert read_mapping(mapping_text(mapping)) == mapping


def test_an_answer_goes_into_the_format() -> None:
    mapping = ImportMapping("deals").answered("date", "%d/%m/%Y").answered("decimal", ",")
    assert mapping.format == FileFormat(date="%d/%m/%Y", decimal=",")


def test_columns_are_guessed_by_name_label_and_custom() -> None:
    header = ["Deal name", "customer", "Amount", "ID", "source_partner_id", "Close Date", "x"]
    assert guess(DEALS, header).columns == {
        "id": "ID",
        "name": "Deal name",
        "customer": "customer",
        "source_partner_id": "source_partner_id",
        "value": "Amount",
        "closed_on": "Close Date",
    }
    assert "value" not in guess(DEALS, header, synonyms=False).columns


def test_a_column_is_guessed_once_and_a_double_one_never() -> None:
    assert guess(DEALS, ["account"]).columns == {"customer": "account"}
    assert guess(DEALS, ["name", "Name", "deal"]).columns == {"name": "deal"}


def test_mappings_are_saved_under_names(tmp_path: Path) -> None:
    library = MappingLibrary(tmp_path / "mappings")
    assert library.names() == ()
    mapping = read_mapping(CONTRACT)
    library.save("Our CRM", mapping)
    library.save("Another", ImportMapping("partners"))
    assert library.names() == ("Another", "Our CRM")
    assert library.load("Our CRM") == mapping
    path = tmp_path / "own.toml"
    path.write_text(CONTRACT, encoding="utf-8")
    assert library.load(str(path)) == mapping


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../up", "a/b", "a\\b", "nul", "x" * 80, "end ", "a\0b", "_x"]
)
def test_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnusableArgumentError, match="A mapping can't be called"):
        MappingLibrary(tmp_path).save(name, ImportMapping("deals"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["none", "", "a\0b", "."])
def test_a_mapping_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnusableInputError, match="mapping"):
        MappingLibrary(tmp_path).load(name)


def test_files_with_the_same_columns_are_of_one_shape() -> None:
    assert shape_of(["Name", "close_date", ""]) == shape_of(["Close Date", "name"])
    assert shape_of(["Name", "close date"]) != shape_of(["Name", "close date", "Stage"])
