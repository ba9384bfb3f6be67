"""Errors that a spreadsheet shows in place of a value, in workbooks and in CSV files written from them."""

import re

ERROR = "This is an error of the spreadsheet. Mend the cell there, or empty it."

_ERROR = re.compile(
    r"#(?:N/A|GETTING_DATA|(?:NULL|DIV/0|VALUE|REF|NUM|SPILL|CALC|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN)!|NAME\?"
    r"|NV|(?:WERT|BEZUG|ZAHL|ÜBERLAUF)!)"  # as Excel writes them in German
)


def is_error(text: str) -> bool:
    """Tell whether a cell's text, without space around it, is such an error."""
    return _ERROR.fullmatch(text) is not None
