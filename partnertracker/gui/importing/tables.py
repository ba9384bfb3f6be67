"""How the tables of an import look: one line per row, no grid, columns as wide as what they show."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import ROW, STEP

_NARROWEST, _WIDEST, _SENTENCE = 12 * STEP, 60 * STEP, 250 * STEP
_LOOKED_AT = 50
_STYLE = """
QTableView::item { padding: 0 6px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""
"""Qt's delegate adds 3 pixels of its own to the padding: so texts stand under their heads."""


def arrange(view: QTableView, model: QAbstractItemModel) -> None:
    """Give a table its model and the look that all of them share; nothing in it is edited."""
    view.setModel(model)
    view.setStyleSheet(_STYLE)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.verticalHeader().setAccessibleName("Rows")
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(scaled(ROW))
    header = view.horizontalHeader()
    header.setAccessibleName("Columns")
    header.setHighlightSections(False)
    header.setMinimumSectionSize(_NARROWEST)
    header.setResizeContentsPrecision(_LOOKED_AT)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def fit(view: QTableView) -> None:
    """Make the columns as wide as what they show; the last one takes what room is left."""
    header = view.horizontalHeader()
    header.setStretchLastSection(False)
    header.setMaximumSectionSize(_WIDEST)
    view.resizeColumnsToContents()
    header.setMaximumSectionSize(_SENTENCE)
    last = header.count() - 1
    if last >= 0:
        view.setColumnWidth(last, max(view.columnWidth(last), view.sizeHintForColumn(last)))
    header.setStretchLastSection(header.length() <= view.viewport().width())
