"""Another name for one of the choices of a custom field, in what is stored as well."""

from partnertracker.domain.custom import SEPARATOR, words_of
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.names import word_key
from partnertracker.domain.notation import PLAIN
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import shown
from partnertracker.services.custom_fields import TABLE, called, declaration, values_of
from partnertracker.services.editing.edit import Edit
from partnertracker.services.listing.vocabulary import Vocabulary
from partnertracker.services.ports import Writer
from partnertracker.services.saved_views import rename_in_views
from partnertracker.services.session import Session


def problem_of_choice(new: str, old: str, words: tuple[str, ...]) -> Problem | None:
    """Return what keeps a choice from getting another name; None when nothing does.

    Args:
        new: the name.
        old: the one that it has.
        words: all choices of the field, as they are.
    """
    if old not in words:
        return Problem("choice", old, f"“{shown(old)}” is no longer among the choices.")
    if not new:
        return Problem("name", new, "Give the choice a name.")
    if SEPARATOR in new:
        return Problem("name", new, f"A choice can't hold a “{SEPARATOR}”: it stands between choices.")
    if any(word_key(word) == word_key(new) for word in words if word != old):
        return Problem("name", new, f"“{shown(new)}” is among the choices already.")
    return None


def rename_choice(session: Session, key: int, old: str, new: str) -> Edit:
    """Give a choice another name, in the field, in every record that has it and in views that ask for it.

    The step is “Rename choice “Retail” to “Shops” in field “Segment” of partners”.

    Raises:
        UnusableArgumentError: there is no such field. Running it raises InvalidRowsError where the choice is
            gone, or the name is missing or taken.
    """
    new = new.strip()
    field = declaration(session.store, key)
    table, name = str(field["table_name"]), str(field["name"])
    vocabulary = Vocabulary(session.facts, table, session.clock.today(), PLAIN, {})

    def operation(writer: Writer) -> None:
        row = declaration(writer, key)
        words = words_of(row["choices"])
        problem = problem_of_choice(new, old, words)
        if problem is not None:
            raise InvalidRowsError((problem,))
        renamed = f"{SEPARATOR} ".join(new if word == old else word for word in words)
        holding = [each for each, text in values_of(writer, str(row["id"])) if text == old]
        writer.update(TABLE, key, {"choices": renamed})
        writer.update_many("custom_values", {each: {"value": new} for each in holding})
        rename_in_views(writer, name, (old, new), vocabulary)

    return Edit(f"Rename choice “{shown(old)}” to “{shown(new)}” in {called(field)}", operation)
