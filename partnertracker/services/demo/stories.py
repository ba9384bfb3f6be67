"""Why a partner stands where it stands: the words that managers write and the actions they take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """A cause and how it reads in reviews and actions.

    Attributes:
        reasons: by status, the reasons a manager gives; ``{months}``: those without revenue.
        actions: what is done about it.
    """

    reasons: dict[str, tuple[str, ...]]
    actions: tuple[str, ...]


_FINE = ("Steady", "On plan", "Good joint pipeline", "")
_DIP = ("Pipeline thin", "Slow follow-up on leads", "Fewer deals registered")

STORIES = {
    "champion": Story(
        {
            "green": _FINE,
            "yellow": ("Champion is leaving", "New contact not in place"),
            "red": ("Champion left", "Champion left; two deals lost"),
        },
        ("Executive call with the new sales lead", "Joint account plan", "Introduce a second contact"),
    ),
    "certificates": Story(
        {"green": _FINE, "yellow": ("Certificates expire soon",), "red": ("Certificates expired",)},
        ("Book certification training", "Agree on exam dates", "Check the tier requirements together"),
    ),
    "rollouts": Story(
        {
            "green": _FINE,
            "yellow": ("A rollout runs late", "Customer complained about a rollout"),
            "red": ("Two failed rollouts",),
        },
        (
            "Review the failed rollouts",
            "Send a solution architect on site",
            "Quality plan for the next project",
        ),
    ),
    "pipeline": Story(
        {"green": _FINE, "yellow": ("Low pipeline", "Pipeline thin"), "red": ("Almost no new deals",)},
        ("Joint campaign for next quarter", "Account mapping session", "Lead follow-up every Friday"),
    ),
    "quiet": Story(
        {
            "green": _FINE,
            "yellow": ("No revenue in {months} months",),
            "red": ("No revenue in {months} months",),
        },
        ("Decide: new plan or part ways", "Visit the owner", "Offer a restart with two named accounts"),
    ),
    "late": Story(
        {
            "green": _FINE,
            "yellow": ("Late deals", "Deals slip every month"),
            "red": ("Most deals have slipped",),
        },
        ("Deal review of everything past its date", "Agree on close plans", "Help with procurement"),
    ),
    "record": Story(
        {
            "green": ("Record quarter", "Strong quarter", "Best partner of the region"),
            "yellow": _DIP,
            "red": _DIP,
        },
        ("Plan a customer story", "Propose for the advisory board"),
    ),
    "steady": Story(
        {"green": _FINE, "yellow": _DIP, "red": _DIP},
        ("Quarterly business review", "Share the roadmap", "Refresh the joint plan"),
    ),
    "tier": Story(
        {"green": ("New tier", "Moved up a tier"), "yellow": ("Ramping up slowly", *_DIP), "red": _DIP},
        ("Announce the new tier", "Plan the launch event"),
    ),
    "praise": Story(
        {"green": ("NPS 9", "Customers praise them"), "yellow": _DIP, "red": _DIP},
        ("Ask for a reference customer", "Say thank you to the team"),
    ),
}

BY_STATUS = {
    "green": ("steady", "steady", "steady", "record", "praise", "tier"),
    "yellow": ("pipeline", "late", "certificates", "champion", "rollouts", "pipeline"),
    "red": ("champion", "quiet", "rollouts", "certificates", "pipeline"),
}
"""The stories a partner of that status may have; the usual ones stand more than once."""
