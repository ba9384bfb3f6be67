"""How a table is arranged, taken from its widgets and given back to them."""

from partnertracker.gui.tables.columnheader import ColumnHeader
from partnertracker.gui.tables.header import TableHeader
from partnertracker.services.arrangements import Arrangement


def join(header: TableHeader, columns: ColumnHeader) -> None:
    """Let the chooser of views know how the table is arranged, and arrange it as the chosen view says."""
    header.view.arranged = lambda: Arrangement(
        header.plain_text, header.view.preset, columns.sorted_by, columns.names_shown
    )
    header.view.view_chosen.connect(lambda wanted: _arrange(header, columns, wanted))


def _arrange(header: TableHeader, columns: ColumnHeader, wanted: Arrangement) -> None:
    """Arrange the table so; its rows are asked for in the end."""
    columns.show_sorted(wanted.sort[0], descending=wanted.sort[1])
    columns.show_only(wanted.columns)
    header.write_plain(wanted.text)
