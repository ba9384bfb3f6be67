"""New partners of a list that may be there already under another name, and what becomes of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from partnertracker.domain.fields import Entity, Kind
from partnertracker.domain.likeness import Companies, Company
from partnertracker.domain.names import search_key
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.importing.planning import ImportRequest
from partnertracker.services.importing.plans import Plan
from partnertracker.services.ports import Reader

_TABLE = "partners"


@dataclass(frozen=True, slots=True)
class Alike:
    """A new partner and one that is there and may be the same.

    Attributes:
        name: of the new one, as the list has it.
        there: the name of the other one.
        why: what is alike, in words.
    """

    name: str
    there: str
    why: str


class Choice(StrEnum):
    """What becomes of such a partner."""

    ADD = "add"
    USE = "use"
    LEAVE_OUT = "leave out"


def alike_in(reader: Reader, plan: Plan, progress: Callable[[float], None] | None = None) -> list[Alike]:
    """Return the new partners of a plan that may be there already, each with the likeliest other one.

    Args:
        reader: the open file.
        plan: what an import would do.
        progress: told the share done, 0 to 1; what it raises ends the search.
    """
    count = plan.new if plan.table == _TABLE else len(plan.partners)
    if not count:
        return []
    known = [_company(*row) for row in reader.each(_TABLE, ("name", "website", "contact_email"))]
    companies = Companies(known)
    found = []
    for number, company in enumerate(_new_partners(plan)):
        if progress is not None:
            progress(number / count)
        likeliest = companies.like(company, at_most=1)
        found += [Alike(company.name, known[match.at].name, match.why) for match in likeliest]
    return found


def settled(request: ImportRequest, kind: Entity, choices: Mapping[Alike, Choice]) -> ImportRequest:
    """Return a request in which every such partner becomes what was chosen for it.

    One that is there is used by a value mapping, which is remembered with the others.
    """
    used = {each.name: each.there for each, choice in choices.items() if choice is Choice.USE}
    left = {search_key(each.name) for each, choice in choices.items() if choice is Choice.LEAVE_OUT}
    values = {name: dict(words) for name, words in request.mapping.values.items()}
    for field in kind.fields:
        if used and field.name in request.mapping.columns:
            if field.references == _TABLE or (kind.table, field.name) == (_TABLE, "name"):
                values[field.name] = {**values.get(field.name, {}), **used}
            elif field.kind is Kind.SCOPE:
                words = {f"{OF_PARTNER}{name}": f"{OF_PARTNER}{there}" for name, there in used.items()}
                values[field.name] = {**values.get(field.name, {}), **words}
    return replace(request, mapping=replace(request.mapping, values=values), left_out=request.left_out | left)


def _new_partners(plan: Plan) -> Iterator[Company]:
    if plan.table != _TABLE:
        yield from (Company(name) for name in plan.partners)
        return
    for row in plan.additions():
        yield _company(row["name"], row["website"], row["contact_email"])


def _company(name: object, website: object, email: object) -> Company:
    return Company(str(name or ""), str(website or ""), str(email or ""))
