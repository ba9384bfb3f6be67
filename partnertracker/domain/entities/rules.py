"""Rules that more than one table keeps."""

from partnertracker.domain.fields import Context, Field, Row, Rule


def not_before(later: Field, earlier: Field) -> Rule:
    """Make the rule that one date is on or after another where both are given (ISO text sorts as dates)."""

    def check(row: Row, _context: Context) -> str:
        then, before = row.get(later.name), row.get(earlier.name)
        if then is None or before is None or str(then) >= str(before):
            return ""
        return f"{later.label} must be on or after {earlier.label.lower()} ({before})."

    return Rule(later.name, check, (later.name, earlier.name), floor=earlier.name)
