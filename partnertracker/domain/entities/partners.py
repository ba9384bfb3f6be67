"""Partners and what their people are certified for."""

from partnertracker.domain.entities.rules import not_before
from partnertracker.domain.fields import Entity, Field, Kind, choices

_JOINED = Field("joined_on", "Joined on", Kind.DATE)
_OFFBOARDED = Field("offboarded_on", "Offboarded on", Kind.DATE, listed=False)

PARTNERS = Entity(
    "partners",
    "Partner",
    "Partners",
    (
        Field("name", "Partner name", required=True, help="Each partner stands once, whatever its case."),
        Field(
            "type",
            "Type",
            Kind.CHOICE,
            choices=choices(
                "reseller", "referral", "technology", "services", "distributor", "agency", "other"
            ),
        ),
        Field("tier", "Tier", completes=True),
        Field("region", "Region", completes=True),
        Field("manager", "Manager", completes=True, help="Who looks after this partner."),
        Field(
            "stage",
            "Stage",
            Kind.CHOICE,
            choices=choices("prospect", "onboarding", "active", "inactive", "offboarded"),
        ),
        _JOINED,
        _OFFBOARDED,
        Field("website", "Website", coded=False, listed=False),
        Field("contact_name", "Contact name", coded=False),
        Field("contact_email", "Contact e-mail", coded=False, listed=False),
        Field("contact_phone", "Contact phone", coded=False, listed=False),
        Field("notes", "Notes", Kind.LONG_TEXT, listed=False),
    ),
    rules=(not_before(_OFFBOARDED, _JOINED),),
    unique=(("name",),),
)

_ISSUED = Field("issued_on", "Issued on", Kind.DATE, required=True)
_EXPIRES = Field("expires_on", "Expires on", Kind.DATE, help="The last day on which the certificate counts.")

CERTIFICATIONS = Entity(
    "certifications",
    "Certification",
    "Certifications",
    (
        Field("partner", "Partner", Kind.REFERENCE, required=True, references="partners"),
        Field("person", "Person", required=True, completes=True),
        Field("certificate", "Certificate", required=True, completes=True),
        _ISSUED,
        _EXPIRES,
    ),
    rules=(not_before(_EXPIRES, _ISSUED),),
    name_fields=("person", "certificate"),
    about=("partner", "person", "certificate", "issued_on"),
)

TIER_REQUIREMENTS = Entity(
    "tier_requirements",
    "Tier requirement",
    "Tier requirements",
    (
        Field("tier", "Tier", required=True, completes=True),
        Field("certificate", "Certificate", required=True, completes=True),
        Field("people", "People", Kind.WHOLE, required=True, low=1, help="How many must hold it."),
    ),
    name_fields=("tier", "certificate"),
    unique=(("tier", "certificate"),),
)
