"""What a partner's tier asks of it, and who holds that."""

from typing import NamedTuple

from partnertracker.domain.columns import NO_CODE, NO_DAY
from partnertracker.domain.facts import Facts
from partnertracker.domain.names import search_key


class Requirement(NamedTuple):
    """A certificate that a tier requires.

    Attributes:
        certificate: as the requirement names it.
        people: how many must hold it.
        holders: who of the partner's people hold it, unexpired, by name.
    """

    certificate: str
    people: int
    holders: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many more people must hold it."""
        return max(0, self.people - len(self.holders))


def requirements_of(facts: Facts, partner: int, day: int) -> tuple[Requirement, ...]:
    """Return what a partner's tier requires; nothing where none is set: any one certificate is enough then.

    Args:
        facts: the file's columns.
        partner: the partner's position.
        day: the day that certificates must hold on, days since 1970-01-01.
    """
    tier = search_key(facts["partners"].text("tier", partner) or "")
    table = facts["tier_requirements"]
    held = _held(facts, partner, day)
    return tuple(
        Requirement(name, int(table["people"][row]), held.get(search_key(name), ()))
        for row in range(len(table))
        if tier and search_key(table.text("tier", row) or "") == tier
        for name in (table.text("certificate", row) or "",)
    )


def _held(facts: Facts, partner: int, day: int) -> dict[str, tuple[str, ...]]:
    """Return by certificate who holds it on a day; a person that is written in two ways is one."""
    table = facts["certifications"]
    expires = table["expires_on"]
    valid = (table["issued_on"] <= day) & ((expires == NO_DAY) | (expires >= day))
    mine = (table["partner"] == partner) & valid & (table["person"] != NO_CODE)
    held: dict[str, dict[str, str]] = {}
    for row in mine.nonzero()[0].tolist():
        person = table.text("person", row) or ""
        certificate = search_key(table.text("certificate", row) or "")
        held.setdefault(certificate, {}).setdefault(search_key(person), person)
    return {certificate: tuple(sorted(people.values())) for certificate, people in held.items()}
