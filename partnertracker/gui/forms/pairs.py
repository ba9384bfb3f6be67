"""Fields of a form two to a line: the team's own, which come and go, and the further ones."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnertracker.domain.fields import Field
from partnertracker.gui.forms.fieldbox import FieldBox
from partnertracker.gui.forms.layouts import field_grid
from partnertracker.gui.theme.controls import button

_BESIDE = 2


class FieldPairs(QWidget):
    """Takes no room while there are no fields in it."""

    def __init__(self, make: Callable[[Field], FieldBox], parent: QWidget) -> None:
        """Take what makes the box of a field, and the widget it lies in: shown alone it would be a window."""
        super().__init__(parent)
        self._make = make
        self._grid = field_grid(_BESIDE)
        self.setLayout(self._grid)
        self.boxes: list[FieldBox] = []

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields shown, in their order."""
        return tuple(box.field for box in self.boxes)

    def show_fields(self, fields: Sequence[Field], after: QWidget | None = None) -> None:
        """Show other fields; Tab goes to them from ``after``."""
        for box in self.boxes:
            box.entry.blockSignals(True)  # that it loses the focus is not somebody leaving it
            box.hide()
            self._grid.removeWidget(box)
            box.deleteLater()
        self.boxes = [self._make(field) for field in fields]
        for place, box in enumerate(self.boxes):
            self._grid.addWidget(box, *divmod(place, _BESIDE), Qt.AlignmentFlag.AlignTop)
            if after is not None:
                self.setTabOrder(after, box.entry)  # Qt puts what is made late behind everything else
                after = box.entry
        self.setVisible(bool(self.boxes))


class FurtherFields(QWidget):
    """Fields that few records need, behind a link that shows them."""

    def __init__(self, make: Callable[[Field], FieldBox], parent: QWidget) -> None:
        """Take what makes the box of a field, and the widget it lies in: shown alone it would be a window."""
        super().__init__(parent)
        self._link = button("More fields", "link")
        self._pairs = FieldPairs(make, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._pairs)
        self._link.clicked.connect(lambda: self._open(shown=self._pairs.isHidden()))

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Take the fields; nothing shows where there are none."""
        self._pairs.show_fields(fields)
        self._pairs.hide()
        self.setVisible(bool(fields))

    def reveal(self, box: FieldBox) -> None:
        """Show the fields if this is one of them."""
        if self._pairs.isHidden() and box in self._pairs.boxes:
            self._open(shown=True)

    def _open(self, *, shown: bool) -> None:
        self._pairs.setVisible(shown)
        self._link.setText("Fewer fields" if shown else "More fields")
        self._link.setAccessibleName(self._link.text())
