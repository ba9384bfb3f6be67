"""The words that other programs use for our fields: above columns that are imported or pasted."""

from collections.abc import Mapping

SYNONYMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "partners": {
        "name": ("partner", "account", "account name", "company", "partner account"),
        "type": ("partner type", "category"),
        "tier": ("level", "partner level", "partner tier"),
        "region": ("territory", "country", "geography"),
        "manager": ("owner", "partner manager", "account owner", "account manager"),
        "joined_on": ("joined", "start date", "partner since", "onboarded"),
        "website": ("url", "web", "homepage"),
        "contact_name": ("contact", "primary contact"),
        "contact_email": ("email", "e mail", "contact email"),
        "contact_phone": ("phone", "telephone", "contact phone"),
    },
    "deals": {
        "external_id": ("opportunity id", "deal id", "opportunity number", "record id", "crm id"),
        "name": ("opportunity name", "opportunity", "deal", "title", "product"),
        "customer": ("account", "account name", "client", "customer name", "company", "end customer"),
        "customer_is_new": ("new customer", "new business", "new logo"),
        "source_partner": ("partner", "partner name", "source partner", "reseller", "partner account"),
        "stage": ("deal stage", "sales stage", "status", "opportunity stage", "phase"),
        "value": (
            "amount",
            "deal value",
            "close value",
            "revenue",
            "productrevenue",
            "product revenue",
            "price",
        ),
        "created_on": ("created", "created date", "create date", "engage date", "date created", "open date"),
        "qualified_on": ("qualified", "qualified date", "sql date"),
        "expected_close_on": (
            "expected close",
            "expected close date",
            "estimated close date",
            "estimatedclosedate",
        ),
        "closed_on": ("close date", "closed date", "closed", "won date", "date closed"),
        "manager": ("owner", "sales agent", "opportunity owner", "rep", "sales rep", "salesperson"),
        "lost_reason": ("loss reason", "reason lost", "closed lost reason"),
        "term_months": ("term", "contract term"),
    },
}
"""For each field of a table the words for it, the likeliest first."""
