"""A runner without a thread."""

from collections.abc import Callable

from partnertracker.gui.lane import Failed, T, Ticket


class InPlace:
    """Does the work at once: everything has happened when ``run`` returns."""

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> Ticket:
        """Run the work and hand on its result at once."""
        try:
            result = work()
        except Exception as error:  # noqa: BLE001  the same catch as in the lane
            failed(error)
        else:
            then(result)
        return Ticket()

    def close(self) -> None:
        """There is nothing to stop."""
