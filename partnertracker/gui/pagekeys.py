"""The keys that a part of a page has for itself, for the shortcut sheet."""

from typing import NamedTuple


class PageKeys(NamedTuple):
    """Keys that work where the keyboard is, beside the commands of the window.

    Attributes:
        place: the page or the kind of panel that has them.
        text: what they do.
        keys: each of them does it, or each in its own direction.
    """

    place: str
    text: str
    keys: tuple[str, ...]


PAGE_KEYS: tuple[PageKeys, ...] = (
    PageKeys("Window", "Open the menu", ("F10",)),
    PageKeys("Tables", "Edit the cell", ("Enter", "F2")),
    PageKeys("Tables", "Next cell", ("Tab",)),
    PageKeys("Tables", "Choose cells", ("Shift+Right", "Shift+Down")),
    PageKeys("Tables", "… a screen of them", ("Shift+PgUp", "Shift+PgDown")),
    PageKeys("Tables", "Choose rows, one more", ("Shift+Space", "Ctrl+Space")),
    PageKeys("Tables", "Copy, cut, paste", ("Ctrl+C", "Ctrl+X", "Ctrl+V")),
    PageKeys("Tables", "Fill cells down", ("Ctrl+D",)),
    PageKeys("Tables", "Clear cells", ("Del",)),
    PageKeys("Tables", "Take the customer offered beside the cell", ("F8",)),
    PageKeys("Tables", "Sort by the column, up or down", ("Alt+Up", "Alt+Down")),
    PageKeys("Tables", "Where rows are looked for: filters to type", ("Down",)),
    PageKeys("Cells that don't fit", "Edit the cell", ("Enter",)),
    PageKeys("Cells that don't fit", "Leave the cell as it is", ("Del",)),
    PageKeys("Cells that don't fit", "Leave the row out", ("Ctrl+Del",)),
    PageKeys("Forms", "Show the words to choose from", ("Down",)),
    PageKeys("Forms", "Open the calendar", ("Alt+Down",)),
    PageKeys("Forms", "A day on, a day back", ("D", "Shift+D")),
    PageKeys("Forms", "Likewise a week, month or year", ("W", "M", "Y")),
    PageKeys("Forms", "Save at once", ("Ctrl+S",)),
    PageKeys("Forms", "On to the next field to fill in, in a new record", ("Enter",)),
    PageKeys("Forms", "Take the only choice that fits, and go on", ("Tab",)),
    PageKeys("Forms", "Pin the value for the next new record", ("Ctrl+Shift+P",)),
    PageKeys("Forms", "Take what is offered under the customer", ("F8",)),
    PageKeys("Forms", "What the field held before", ("Ctrl+Shift+H",)),
    PageKeys("Partner page", "Back to where it was opened", ("Esc",)),
    PageKeys("Partner page", "Next tab, tab before", ("Ctrl+Tab", "Ctrl+Shift+Tab")),
    PageKeys("Partner page", "Choose the period of a figure to see the rows behind", ("T",)),
    PageKeys("Year by month", "Type an amount, then go on to the next month", ("Enter",)),
    PageKeys("Year by month", "Copy the amount to the rest of the year", ("Ctrl+R",)),
    PageKeys("Year by month", "Choose cells", ("Shift+Right", "Shift+Down")),
    PageKeys("Year by month", "Copy, paste", ("Ctrl+C", "Ctrl+V")),
    PageKeys("Year by month", "Clear cells", ("Del",)),
    PageKeys("Metrics", "Go to the rows behind it", ("Enter",)),
    PageKeys("Metrics", "Edit the target", ("E",)),
    PageKeys("Metrics", "Go along the trend, to the rows behind each period", ("T",)),
    PageKeys("Change of a figure", "Go to the rows of the bar", ("Enter",)),
    PageKeys("Rows behind a figure", "Open the record", ("Enter",)),
    PageKeys("Health", "Review as Green, Yellow or Red", ("G", "Y", "R")),
    PageKeys("Health", "Show the deals behind the line on the card", ("B",)),
    PageKeys("Health", "Go to the card beside", ("Left", "Right")),
    PageKeys("Health", "Open the partner page", ("Enter",)),
    PageKeys("Beside the board", "Show the rows behind a score, open a review", ("Enter", "Space")),
    PageKeys("Charts", "Go from point to point", ("Left", "Right", "Home", "End")),
    PageKeys("Charts", "Show the rows behind a point", ("Enter", "Space")),
    PageKeys("Charts", "Leave the point", ("Esc",)),
    PageKeys("Figures by partner", "Go from partner to partner", ("Up", "Down", "Home", "End")),
    PageKeys("Figures by partner", "Open the partner page", ("Enter",)),
    PageKeys("Data quality", "Go to the rows", ("Enter",)),
    PageKeys("Duplicates", "Merge the two", ("Enter",)),
    PageKeys("Duplicates", "Not the same", ("Del",)),
    PageKeys("Merging", "Keep the value on the left or right", ("Left", "Right")),
    PageKeys("Merging", "Go to the field above or below", ("Up", "Down")),
    PageKeys("What has changed, Closed periods", "Open the record", ("Enter",)),
    PageKeys("Settings", "Change the line", ("Enter",)),
    PageKeys("Settings", "Remove the line", ("Del",)),
    PageKeys("Settings", "Move the line", ("Alt+Up", "Alt+Down")),
    PageKeys("Import", "Next step", ("Ctrl+Return",)),
    PageKeys("Import", "Step before", ("Alt+Left",)),
    PageKeys("Import", "Choose a file", ("Ctrl+O",)),
    PageKeys("Import", "Paste cells", ("Ctrl+V",)),
)
"""By place, in the order of the sheet."""
