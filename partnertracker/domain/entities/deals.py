"""Deals, who influenced them and the stages they went through."""

from partnertracker.domain.entities.rules import not_before
from partnertracker.domain.fields import Context, Entity, Field, Kind, Row, Rule, choices

_CREATED = Field("created_on", "Created on", Kind.DATE, required=True)
_QUALIFIED = Field("qualified_on", "Qualified on", Kind.DATE)
_CLOSED = Field("closed_on", "Closed on", Kind.DATE, help="The day the deal was won or lost.")


def _closed_when_won_or_lost(row: Row, context: Context) -> str:
    stage = context.stages.get(str(row.get("stage")))
    if stage is None:
        return ""
    closed = row.get("closed_on")
    if stage.outcome == "open":
        return "" if closed is None else f"Closed on must be empty while the deal is in stage {stage.label}."
    return "" if closed is not None else f"Closed on is needed when a deal is {stage.label.lower()}."


def _closed_not_in_the_future(row: Row, context: Context) -> str:
    closed = row.get("closed_on")
    if closed is None or str(closed) <= context.today:
        return ""
    return f"Closed on must not be after today ({context.today})."


DEALS = Entity(
    "deals",
    "Deal",
    "Deals",
    (
        Field("name", "Deal name", required=True, coded=False),
        Field("customer", "Customer", required=True, completes=True),
        Field("customer_is_new", "New customer", Kind.YES_NO, default=1, listed=False),
        Field("source_partner", "Sourced by", Kind.REFERENCE, references="partners"),
        Field("stage", "Stage", Kind.STAGE, required=True),
        Field("value", "Value", Kind.MONEY, required=True, low=0),
        Field("currency", "Currency", Kind.CURRENCY, listed=False, help="Empty: the file's currency."),
        _CREATED,
        _QUALIFIED,
        Field("expected_close_on", "Expected close", Kind.DATE),
        _CLOSED,
        Field(
            "probability",
            "Probability",
            Kind.PERCENT,
            low=0,
            high=100,
            listed=False,
            help="Empty: that of the stage.",
        ),
        Field(
            "registration_status",
            "Registration",
            Kind.CHOICE,
            choices=choices("none", "pending", "approved", "rejected", "expired"),
        ),
        Field("registered_on", "Registered on", Kind.DATE, listed=False),
        Field("term_months", "Term in months", Kind.WHOLE, low=0, listed=False),
        Field("lost_reason", "Lost reason", completes=True, listed=False),
        Field("manager", "Manager", completes=True),
        Field(
            "external_id",
            "External id",
            coded=False,
            listed=False,
            help="The deal's key in the system it came from.",
        ),
        Field("notes", "Notes", Kind.LONG_TEXT, listed=False),
    ),
    rules=(
        not_before(_QUALIFIED, _CREATED),
        not_before(_CLOSED, _CREATED),
        Rule("closed_on", _closed_when_won_or_lost, ("stage", "closed_on")),
        Rule("closed_on", _closed_not_in_the_future, ("closed_on",)),
    ),
    unique=(("external_id",),),
    recognised_by=("name", "customer"),
)

DEAL_INFLUENCES = Entity(
    "deal_influences",
    "Influence",
    "Influences",
    (
        Field("deal", "Deal", Kind.REFERENCE, required=True, references="deals"),
        Field("partner", "Partner", Kind.REFERENCE, required=True, references="partners"),
        Field(
            "role",
            "Role",
            Kind.CHOICE,
            choices=choices("co-sell", "referral", "technical", "delivery", "other"),
        ),
        Field("influenced_on", "Influenced on", Kind.DATE),
        Field("notes", "Notes", Kind.LONG_TEXT, listed=False),
    ),
    name_fields=("deal", "partner"),
    unique=(("deal", "partner"),),
)

DEAL_STAGE_EVENTS = Entity(
    "deal_stage_events",
    "Stage change",
    "Stage changes",
    (
        Field("deal", "Deal", Kind.REFERENCE, required=True, references="deals"),
        Field("stage", "Stage", Kind.STAGE, required=True),
        Field("entered_on", "Entered on", Kind.DATE, required=True),
    ),
    name_fields=("deal", "stage"),
)
