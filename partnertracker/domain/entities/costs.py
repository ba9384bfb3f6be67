"""What the programme costs and what the company earns, month by month."""

from partnertracker.domain.fields import Entity, Field, Kind, choices

COSTS = Entity(
    "costs",
    "Cost",
    "Costs",
    (
        Field("month", "Month", Kind.MONTH, required=True),
        Field(
            "category",
            "Category",
            Kind.CHOICE,
            required=True,
            choices=choices("partner_managers", "marketing", "customer_success", "commission"),
        ),
        Field(
            "partner", "Partner", Kind.REFERENCE, references="partners", help="Empty: shared by all partners."
        ),
        Field("amount", "Amount", Kind.MONEY, required=True),
        Field("currency", "Currency", Kind.CURRENCY, listed=False, help="Empty: the file's currency."),
        Field("people", "People", Kind.NUMBER, low=0, help="Full-time equivalents."),
        Field("notes", "Notes", Kind.LONG_TEXT, listed=False),
    ),
    name_fields=("month", "category"),
    about=("month", "category"),
)

COMPANY_REVENUE = Entity(
    "company_revenue",
    "Company revenue",
    "Company revenue",
    (
        Field("month", "Month", Kind.MONTH, required=True),
        Field("amount", "Amount", Kind.MONEY, required=True),
        Field("currency", "Currency", Kind.CURRENCY, help="Empty: the file's currency."),
    ),
    name_fields=("month",),
    unique=(("month",),),
)
