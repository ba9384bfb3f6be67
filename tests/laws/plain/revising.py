"""Taking steps back out of their turn and emptying the bin: to the file, and to the plain tables."""

from random import Random

from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.services.taking_back import restore, take_back
from tests.laws.plain import turning
from tests.laws.plain.clerk import Clerk, Made, told
from tests.laws.plain.rules import RefusedError
from tests.laws.plain.tables import Plain


def back(clerk: Clerk, draw: Random) -> None:
    """Take a step back; refused only where something later touched the same, or would lack something."""
    made = [each for each in clerk.steps if each.state == "applied"]
    if not made:
        return
    step = draw.choice(made)
    if any(each.fields != clerk.plain.fields for each in (step.before, step.after)):
        return  # a field goes with its values: other tests hold that
    after, why, refusal = clerk.plain.copied(), "", ""
    touched = turning.rows_in(step.before, step.after)
    try:
        turning.take_back(after, step.before, step.after)
        turning.check_all(after, turning.around(after, touched), clerk.today)
    except RefusedError as error:
        why = str(error)
    try:
        take_back(clerk.session, step.number)
    except PartnerTrackerError as error:
        refusal = told(error)
    if refusal:
        dependent = why or after == clerk.plain or _touched_later(step, made)
        assert dependent, f"step {step.number} can't be taken back: {refusal}"
        clerk.settle(clerk.plain)
    else:
        assert not why, f"step {step.number} was taken back: {why}"
        clerk.settle(after)


def _touched_later(step: Made, made: list[Made]) -> bool:
    """Tell whether a later step touched what a step touched, or what that refers to."""
    own = turning.rows_in(step.before, step.after)
    own = turning.around(step.before, own) | turning.around(step.after, own)
    later = [each for each in made if each.number > step.number]
    pairs = step.before.apart ^ step.after.apart
    return any(
        own & turning.rows_in(each.before, each.after) or pairs & (each.before.apart ^ each.after.apart)
        for each in later
    )


def out_of_the_bin(clerk: Clerk, draw: Random) -> None:
    """Bring back a row that was deleted; refused only where it can't stand there any more."""
    steps = {each.number: each for each in clerk.steps}
    binned = clerk.session.store.past.deleted("", 0, 6)
    gone = [each for each in binned if each.step.number in steps and each.table in clerk.plain.rows]
    gone = [each for each in gone if steps[each.step.number].before.fields == clerk.plain.fields]
    if not gone:
        return
    row = draw.choice(gone)
    step, place = steps[row.step.number], (row.table, str(row.row["id"]))

    def predict(plain: Plain) -> None:
        turning.restore(plain, step.before, step.after, [place])
        turning.check_all(plain, turning.rows_in(clerk.plain, plain), clerk.today)

    clerk.attempt(lambda: restore(clerk.session, [row]), predict)
