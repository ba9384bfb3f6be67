"""The currency that a row's amounts were in, step by step."""

from collections.abc import Sequence

from partnertracker.services.ports import LoggedChange


class Currencies:
    """What a row's log tells of its currency."""

    def __init__(self, logged: Sequence[LoggedChange], now: str, usual: str) -> None:
        """Take the log of a row.

        Args:
            logged: its changes, oldest first.
            now: the row's currency; empty: it names none.
            usual: that of rows that name none.
        """
        changes = [change for change in logged if change.field == "currency"]
        first = str((changes[0].before if changes else now) or usual)
        self._since = [(0, first), *((each.step.number, str(each.after or usual)) for each in changes)]
        self.now = now or usual

    def before(self, step: int) -> str:
        """Return the currency that amounts were in before a step."""
        return [currency for since, currency in self._since if since < step or since == 0][-1]

    def after(self, step: int) -> str:
        """Return the currency that amounts were in after a step."""
        return [currency for since, currency in self._since if since <= step][-1]
