"""How a partnership stands, as its manager sees it, and what is to be done about it."""

from partnertracker.domain.entities.rules import not_before
from partnertracker.domain.fields import Context, Entity, Field, Kind, Row, Rule, choices

_REVIEWED = Field("reviewed_on", "Reviewed on", Kind.DATE, required=True)
_NEXT = Field("next_review_on", "Next review", Kind.DATE, help="Empty: after the file's review interval.")


def _reason_for_trouble(row: Row, _context: Context) -> str:
    if row.get("status") in {"yellow", "red"} and not row.get("reason"):
        return f"A reason is needed when the status is {str(row['status']).capitalize()}."
    return ""


HEALTH_REVIEWS = Entity(
    "health_reviews",
    "Health review",
    "Health reviews",
    (
        Field("partner", "Partner", Kind.REFERENCE, required=True, references="partners"),
        Field("status", "Status", Kind.CHOICE, required=True, choices=choices("green", "yellow", "red")),
        _REVIEWED,
        Field("reason", "Reason", coded=False, help="Needed for Yellow and Red."),
        _NEXT,
        Field("reviewer", "Reviewer", completes=True),
    ),
    rules=(not_before(_NEXT, _REVIEWED), Rule("reason", _reason_for_trouble, ("status", "reason"))),
    name_fields=("partner", "status", "reviewed_on"),
    about=("partner", "reviewed_on"),
)

ACTIONS = Entity(
    "actions",
    "Action",
    "Actions",
    (
        Field("partner", "Partner", Kind.REFERENCE, required=True, references="partners"),
        Field("title", "Title", required=True, coded=False),
        Field("owner", "Owner", completes=True),
        Field("due_on", "Due on", Kind.DATE),
        Field("done_on", "Done on", Kind.DATE),
        Field("notes", "Notes", Kind.LONG_TEXT, listed=False),
    ),
    name_fields=("title",),
    about=("partner", "title"),
)
