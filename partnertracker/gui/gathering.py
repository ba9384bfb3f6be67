"""A page made of views of which one is in front: what is asked of the page is done by that one."""

from collections.abc import Mapping

from partnertracker.gui.view import View


class Gathering(View):
    """Hands the window's commands on to the view in front."""

    @property
    def shown(self) -> View:
        """The view in front."""
        raise NotImplementedError

    @property
    def views(self) -> Mapping[str, View]:
        """Every view there is so far, by what ``turn_to`` takes."""
        raise NotImplementedError

    def turn_to(self, name: str) -> None:
        """Bring a view to the front."""
        raise NotImplementedError

    def adopt(self) -> None:
        """Take what the view in front can do as what the page can."""
        self.listed, self.handles, self.new_words = (
            self.shown.listed,
            self.shown.handles,
            self.shown.new_words,
        )
        self.offers = type(self).offers | self.shown.offers
        self.handling.emit()

    def take_focus(self) -> None:
        """Begin in the view in front."""
        self.shown.take_focus()

    def new_record(self) -> None:
        """Do the main action of the view in front."""
        self.shown.new_record()

    def duplicate_record(self) -> None:
        """Make a copy of the current record and show it."""
        self.shown.duplicate_record()

    def delete_records(self) -> None:
        """Delete the selected records; undo brings them back."""
        self.shown.delete_records()

    def edit_rows(self) -> None:
        """Change all chosen records at once."""
        self.shown.edit_rows()

    def add_next_month(self) -> None:
        """Copy the rows of the last month to the month after it."""
        self.shown.add_next_month()

    def merge_rows(self) -> None:
        """Make one record of the two that are chosen in the view in front."""
        self.shown.merge_rows()

    def find_rows(self) -> None:
        """Put the cursor where rows are looked for."""
        self.shown.find_rows()

    def add_filter(self) -> None:
        """Offer the columns to filter by."""
        self.shown.add_filter()

    def save_view(self) -> None:
        """Keep the table in front as it is arranged under a name."""
        self.shown.save_view()

    def choose_columns(self) -> None:
        """Offer the columns to show and hide."""
        self.shown.choose_columns()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence about each record with edits that are not saved, in any of the views."""
        return tuple(sentence for view in self.views.values() for sentence in view.unsaved)

    def mend(self) -> None:
        """Go to what keeps a record from being saved, in the view in front first."""
        wanting = [name for name, view in self.views.items() if view.unsaved]
        if wanting and not self.shown.unsaved:
            self.turn_to(wanting[0])
        self.shown.mend()

    @property
    def shown_record(self) -> tuple[str, int] | None:
        """The record in front."""
        return self.shown.shown_record

    @property
    def partner(self) -> int:
        """The key of the partner that is in front."""
        return self.shown.partner
