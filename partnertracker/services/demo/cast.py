"""The twelve partners that the first page of every made-up programme shows, each with its story."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A partner whose story is written, not drawn.

    Attributes:
        name, type, tier: as in the table of partners.
        manager: which of the managers looks after it, counted from 0.
        status: how it stands today.
        story: the cause behind the status, a key of ``stories.STORIES``.
        size: how much business it brings; an ordinary partner has 1.
        overdue: whether its review is overdue.
    """

    name: str
    type: str
    tier: str
    manager: int
    status: str
    story: str
    size: float
    overdue: bool = False


CAST = (
    Part("Litware", "reseller", "Platinum", 0, "green", "record", 9.0),
    Part("Northwind Systems", "reseller", "Gold", 2, "red", "champion", 4.5),
    Part("Contoso Cloud", "services", "Platinum", 1, "yellow", "late", 6.5, overdue=True),
    Part("Proseware", "technology", "Gold", 0, "green", "steady", 5.0),
    Part("Fabrikam", "services", "Gold", 1, "yellow", "late", 4.0),
    Part("Tailspin Resellers", "reseller", "Silver", 2, "red", "quiet", 2.5),
    Part("Adatum", "services", "Gold", 3, "yellow", "certificates", 4.5),
    Part("Blue Yonder", "technology", "Gold", 1, "green", "tier", 3.0),
    Part("Wingtip", "agency", "Silver", 3, "red", "rollouts", 2.5),
    Part("Coho Winery", "referral", "Silver", 2, "green", "praise", 2.5),
    Part("Graphic Design Inst.", "agency", "Silver", 0, "yellow", "pipeline", 2.0),
    Part("Fourth Coffee", "referral", "Registered", 3, "red", "certificates", 1.5),
)
