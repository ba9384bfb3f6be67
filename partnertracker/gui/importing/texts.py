"""Texts from a stranger's file, made fit for one line of a table or a tooltip."""

_LONGEST = 300


def one_line(text: str) -> str:
    """Return a text as a table cell shows it: on one line, and no longer than can be of use."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    if not short.isprintable():  # line ends, control characters, marks that turn the reading direction
        short = "".join(each if each.isprintable() else " " for each in short)
    return " ".join(short.split())
