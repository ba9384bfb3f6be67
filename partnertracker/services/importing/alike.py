"""New partners and customers of a list that may be there under another name, and what becomes of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from partnertracker.domain.fields import Entity, Kind
from partnertracker.domain.likeness import Companies, Company, Pair, core_name
from partnertracker.domain.names import search_key
from partnertracker.services.customer_names import CUSTOMER, NAMING_CUSTOMERS
from partnertracker.services.customers import CUSTOMERS
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.importing.chosen import Said
from partnertracker.services.importing.neardeals import near_deals, said_in
from partnertracker.services.importing.planning import ImportRequest
from partnertracker.services.importing.plans import Plan
from partnertracker.services.naming import BETWEEN
from partnertracker.services.ports import Reader

_TABLE = "partners"
_AT_ONCE = 200
_MOST_AMONG = 5_000
_MOST_PAIRS = 10_000_000
"""Of more customers, ten seconds' worth, only those are found that differ in case or legal form."""

_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Alike:
    """A new partner or customer and one that may be the same, in the file or before it in the list.

    Attributes:
        name: of the new one, as the list has it.
        there: the name of the other one.
        why: what is alike, in words.
        table: ``partners``, ``deals`` or ``CUSTOMERS``.
        said: of a deal, what the list says of it.
        id: of a deal, that of the other one.
    """

    name: str
    there: str
    why: str
    table: str = _TABLE
    said: Said | None = None
    id: str = ""


class Choice(StrEnum):
    """What becomes of such a partner; a customer is added or used."""

    ADD = "add"
    USE = "use"
    LEAVE_OUT = "leave out"


def alike_in(reader: Reader, plan: Plan, progress: Callable[[float], None] | None = None) -> list[Alike]:
    """Return the new partners and customers of a plan that may be there already, each with the likeliest one.

    That is one of the file, or of partners else one before it in the list.

    Args:
        reader: the open file.
        plan: what an import would do.
        progress: told the share done, 0 to 1; what it raises ends the search.
    """
    found = [*partners_alike_in(reader, plan, progress), *_customers_in(reader, plan, progress)]
    return [*found, *_deals_in(reader, plan, progress)]


def partners_alike_in(
    reader: Reader, plan: Plan, progress: Callable[[float], None] | None = None
) -> list[Alike]:
    """Return the same of the partners alone, those that other rows name among them."""
    count = plan.new if plan.table == _TABLE else len(plan.partners)
    if not count:
        return []
    known = [_company(*row) for row in reader.each(_TABLE, ("name", "website", "contact_email"))]
    companies = Companies(known)
    new = list(_new_partners(plan))
    earlier = _Earlier(new)
    found = []
    for number, company in enumerate(new):
        if progress is not None:
            progress(number / count)
        likeliest = companies.like(company, at_most=1)
        found += [Alike(company.name, known[match.at].name, match.why) for match in likeliest]
        if not likeliest:
            found += earlier.like(number)
    return found


def _customers_in(reader: Reader, plan: Plan, progress: Callable[[float], None] | None) -> Iterator[Alike]:
    """Yield the customers of new rows that nobody bears, each with the likeliest one of the file.

    Names that differ in a number mean two: “Store 12” is not “Store 13”.
    """
    if CUSTOMER not in plan.names or not plan.new:
        return
    known = list(
        dict.fromkeys(str(name) for each in NAMING_CUSTOMERS for (name,) in reader.each(each, (CUSTOMER,)))
    )
    there, at = set(known), plan.names.index(CUSTOMER)
    named = dict.fromkeys(str(name) for _, columns in plan.added() for name in columns[at])
    new = [name for name in named if name not in there]
    same = {core_name(name): name for name in reversed(known)}
    companies = Companies([Company(name) for name in known if len(new) * len(known) <= _MOST_PAIRS])
    for number, name in enumerate(new):
        if progress is not None:
            progress(number / len(new))
        other = same.get(core_name(name))
        near = [known[match.at] for match in companies.like(Company(name))] if other is None else [other]
        numbers = _NUMBERS.findall(name)
        for likeliest in [each for each in near if _NUMBERS.findall(each) == numbers][:1]:
            yield Alike(name, likeliest, "similar name", CUSTOMERS)


def _deals_in(reader: Reader, plan: Plan, progress: Callable[[float], None] | None) -> Iterator[Alike]:
    """Yield the new deals that may be there already, each with the likeliest one of the file."""
    if plan.table != "deals" or not plan.new or not reader.count("deals"):
        return
    new: list[Said] = []
    for _, columns in plan.added():
        new += said_in(plan.names, columns)
        if progress is not None:
            progress(len(new) / plan.new)
    for said, there, why in near_deals(reader, new):
        yield Alike(f"{said.name}{BETWEEN}{said.customer}", there.name, why, "deals", said, there.id)


class _Earlier:
    """Finds for new partners of one list, asked for in their order, one before them that may be the same."""

    def __init__(self, new: Sequence[Company]) -> None:
        """Take all of them; of more than ``_MOST_AMONG`` none is compared: it would take minutes."""
        self._new = new if len(new) <= _MOST_AMONG else ()
        self._companies = Companies(self._new)
        self._likeliest: dict[int, Pair] = {}
        self._compared = 0
        """So many were compared with those behind them."""

    def like(self, number: int) -> list[Alike]:
        """Return the likeliest one before that at a place, if there is any."""
        while self._compared <= number < len(self._new):
            stop = self._compared + _AT_ONCE
            for pair in self._companies.pairs(self._compared, stop):
                before = self._likeliest.get(pair.other)
                if before is None or pair.match.score > before.match.score:
                    self._likeliest[pair.other] = pair
            self._compared = stop
        found = self._likeliest.get(number)
        if found is None:
            return []
        why = f"{found.match.why} in this list"
        return [Alike(self._new[number].name, self._new[found.one].name, why)]


def settled(request: ImportRequest, kind: Entity, choices: Mapping[Alike, Choice]) -> ImportRequest:
    """Return a request in which every such partner and customer becomes what was chosen for it.

    One that is there is used by a value mapping, which is remembered with the others.
    """
    used = _used(choices, _TABLE)
    customers = _used(choices, CUSTOMERS)
    left = {
        search_key(each.name)
        for each, choice in choices.items()
        if choice is Choice.LEAVE_OUT and each.table == _TABLE
    }
    values = {name: dict(words) for name, words in request.mapping.values.items()}
    for field in kind.fields:
        if customers and field.name == CUSTOMER and field.name in request.mapping.columns:
            values[field.name] = {**values.get(field.name, {}), **customers}
        if used and field.name in request.mapping.columns:
            if field.references == _TABLE or (kind.table, field.name) == (_TABLE, "name"):
                values[field.name] = {**values.get(field.name, {}), **used}
            elif field.kind is Kind.SCOPE:
                words = {f"{OF_PARTNER}{name}": f"{OF_PARTNER}{there}" for name, there in used.items()}
                values[field.name] = {**values.get(field.name, {}), **words}
    mapping, deals = replace(request.mapping, values=values), _chosen_deals(choices)
    return replace(request, mapping=mapping, left_out=request.left_out | left, deals=deals)


def _chosen_deals(choices: Mapping[Alike, Choice]) -> dict[Said, str]:
    """Return the id of the deal that each new one is, empty where it is left out."""
    return {
        each.said: each.id if choice is Choice.USE else ""
        for each, choice in choices.items()
        if each.said is not None and choice is not Choice.ADD
    }


def _used(choices: Mapping[Alike, Choice], table: str) -> dict[str, str]:
    """Return the names of a table that stand for another one, each with that."""
    chosen = {
        each.name: each.there
        for each, choice in choices.items()
        if choice is Choice.USE and each.table == table
    }
    return {name: _last_of(chosen, name) for name in chosen}


def _last_of(chosen: Mapping[str, str], name: str) -> str:
    """Return whom a name stands for, where the one used in its place is itself taken for another one."""
    passed = {name}
    while (there := chosen.get(name)) is not None and there not in passed:
        passed.add(there)
        name = there
    return name


def _new_partners(plan: Plan) -> Iterator[Company]:
    if plan.table != _TABLE:
        yield from (Company(name) for name in plan.partners)
        return
    for row in plan.additions():
        yield _company(row["name"], row["website"], row["contact_email"])


def _company(name: object, website: object, email: object) -> Company:
    return Company(str(name or ""), str(website or ""), str(email or ""))
