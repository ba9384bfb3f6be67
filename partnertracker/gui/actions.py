"""Every command of the window in one entry; menus, shortcuts, search and the shortcut sheet follow."""

from typing import NamedTuple

from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.gui.views import HOMES, SETTINGS, VIEWS
from partnertracker.services.finding import Hit
from partnertracker.services.saved_views import view_names


class Command(NamedTuple):
    """One thing a person can do.

    Attributes:
        name: stable id.
        text: the words in menu, search and sheet; "…" when a question follows.
        menu: the menu it stands in.
        handler: the method that does it.
        shortcuts: the first one is shown.
        icon: of ``resources/icons``, or empty.
        needs: ``file`` (one is open), ``present`` or ``past`` (it is shown as it is, or as it was known on a
            past day), ``write`` (it can be changed), ``undo`` or ``redo`` (there is a step for it), or a
            command that the view must handle: ``new``, ``duplicate``, ``delete``, ``edit_rows``, ``merge``,
            ``edit_metric``, ``next_month``; or what it must offer: ``rows``, ``partner``,
            ``months``; empty: nothing.
        argument: what the handler is called with; empty: nothing.
        apart: whether a line stands above it in the menu.
        target: whose method the handler is: ``workspace`` (all that is about what is in front), ``file``
            (today and past days of the open file) or ``window``.
    """

    name: str
    text: str
    menu: str
    handler: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    needs: str = ""
    argument: str = ""
    apart: bool = False
    target: str = "workspace"


_ON_PAGE = "do_on_page"

MENUS = ("File", "Edit", "View", "Help")
"""In this order."""

ACTIONS: tuple[Command, ...] = (
    Command("new_file", "New file…", "File", "new_file", ("Ctrl+Shift+N",), "file-plus", target="window"),
    Command("open_file", "Open…", "File", "open_file", ("Ctrl+O",), "folder-open", target="window"),
    Command("open_demo", "Open the demo", "File", "open_demo", (), "circle-play", target="window"),
    Command("import", "Import…", "File", "import_table", ("Ctrl+I",), "upload", "write", apart=True),
    Command("export", "Export…", "File", "export_table", ("Ctrl+E",), "download", "file"),
    Command("snapshot", "Save a snapshot…", "File", "save_snapshot", (), "camera", "file"),
    Command("backup", "Back up now", "File", "back_up", (), "archive", "present"),
    Command(
        "close_file",
        "Close file",
        "File",
        "close_file",
        ("Ctrl+W",),
        "x",
        "file",
        apart=True,
        target="window",
    ),
    Command("quit", "Quit", "File", "quit", ("Ctrl+Q",), "log-out", target="window"),
    Command("undo", "Undo", "Edit", "undo", ("Ctrl+Z",), "undo-2", "undo"),
    Command("redo", "Redo", "Edit", "redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", "redo"),
    Command("history", "History and bin…", "Edit", "history", ("Ctrl+H",), "history", "file", target="file"),
    Command("new_record", "New record", "Edit", "new_record", ("Ctrl+N",), "plus", "new", apart=True),
    Command(
        "duplicate",
        "Duplicate",
        "Edit",
        _ON_PAGE,
        ("Ctrl+D",),
        "copy",
        "duplicate",
        "duplicate_record",
    ),
    Command(
        "next_month",
        "Add the next month",
        "Edit",
        _ON_PAGE,
        ("Ctrl+M",),
        "calendar",
        "next_month",
        "add_next_month",
    ),
    Command(
        "edit_rows",
        "Edit the chosen rows…",
        "Edit",
        _ON_PAGE,
        ("Ctrl+Shift+E",),
        "pencil",
        "edit_rows",
        "edit_rows",
    ),
    Command("merge", "Merge the two chosen rows…", "Edit", _ON_PAGE, ("Ctrl+J",), "", "merge", "merge_rows"),
    Command("duplicates", "Find duplicates…", "Edit", "find_duplicates", ("Ctrl+Shift+J",), "", "write"),
    Command("rename_customer", "Rename customer…", "Edit", "rename_customer", (), "", "write"),
    Command("delete", "Delete", "Edit", _ON_PAGE, ("Ctrl+Del",), "trash-2", "delete", "delete_records"),
    Command(
        "new_metric",
        "New metric…",
        "Edit",
        "new_metric",
        ("Ctrl+Shift+M",),
        "target",
        "write",
        apart=True,
    ),
    Command("edit_metric", "Edit metric…", "Edit", _ON_PAGE, ("F2",), "pencil", "edit_metric", "edit_metric"),
    *(
        Command(
            f"show_{page.name}", page.title, "View", "show_page", (f"Ctrl+{n}",), page.icon, "file", page.name
        )
        for n, page in enumerate(VIEWS, start=1)
    ),
    Command(
        "show_settings",
        SETTINGS.title,
        "View",
        "show_page",
        ("Ctrl+,",),
        SETTINGS.icon,
        "file",
        SETTINGS.name,
    ),
    Command(
        "previous_period",
        "Previous period",
        "View",
        "previous_period",
        ("Alt+Left",),
        "chevron-left",
        "file",
        apart=True,
    ),
    Command("next_period", "Next period", "View", "next_period", ("Alt+Right",), "chevron-right", "file"),
    Command(
        "look_back",
        "As known on a past day…",
        "View",
        "choose_known_on",
        ("Ctrl+Shift+D",),
        "history",
        "file",
        target="file",
    ),
    Command("back_to_today", "Back to today", "View", "back_to_today", (), "calendar", "past", target="file"),
    Command("compare", "What has changed since", "View", "compare", (), "history", "past", target="file"),
    Command(
        "closed_periods", "Closed periods", "View", "closed_periods", (), "archive", "file", target="file"
    ),
    Command("close_period", "Close period…", "Edit", "close_period", (), "check", "write", target="file"),
    Command(
        "find_rows",
        "Find in the table",
        "View",
        _ON_PAGE,
        ("Ctrl+F",),
        "search",
        "rows",
        "find_rows",
        apart=True,
    ),
    Command("add_filter", "Add a filter…", "View", _ON_PAGE, ("Ctrl+Shift+F",), "plus", "rows", "add_filter"),
    Command(
        "choose_columns",
        "Choose columns…",
        "View",
        _ON_PAGE,
        ("Ctrl+Shift+C",),
        "columns-3",
        "rows",
        "choose_columns",
    ),
    Command(
        "partner_page",
        "Open partner page",
        "View",
        "open_partner_page",
        ("Ctrl+Return",),
        "handshake",
        "partner",
        apart=True,
    ),
    Command(
        "show_year",
        "Year by month…",
        "View",
        _ON_PAGE,
        ("Ctrl+Shift+Y",),
        "calendar",
        "months",
        "show_year",
    ),
    Command("back", "Back", "View", "go_back", ("Ctrl+B",), "chevron-left", "file"),
    Command("save_view", "Save this view…", "View", _ON_PAGE, (), "save", "rows", "save_view"),
    Command("find", "Search", "View", "focus_search", ("Ctrl+K",), "search", "file"),
    Command(
        "shortcuts", "Keyboard shortcuts", "Help", "show_shortcuts", ("F1", "?"), "keyboard", target="window"
    ),
    Command("about", "About Partner Tracker", "Help", "show_about", (), "info", target="window"),
)
"""In the order of the menus."""


def search_hits(facts: Facts) -> tuple[Hit, ...]:
    """Return what the search box finds at once: pages, tables, saved views, metrics and commands."""
    pages = [Hit(page.title, "Page", "page", page.name) for page in (*VIEWS, SETTINGS)]
    metrics = [Hit(each.label, f"Metric · {each.group}", "metric", each.id) for each in catalogue(facts)]
    commands = [
        Hit(command.text, " · ".join(["Command", *command.shortcuts[:1]]), "command", command.name)
        for command in ACTIONS
        if command.handler != "show_page"
    ]
    titles = {page.title for page in VIEWS}
    names = {table: entity(table).plural for table in HOMES}
    tables = [Hit(name, "Page", "table", table) for table, name in names.items() if name not in titles]
    views = [
        Hit(name, f"View · {entity(table).plural}", "view", table, key)
        for table in facts["saved_views"].words_in_use("table_name")
        if table in HOMES
        for key, name in view_names(facts, table)
    ]
    return (*pages, *tables, *views, *metrics, *commands)
