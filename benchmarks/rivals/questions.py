# ruff: noqa: S608  the SQL is made of names of ours
"""The metrics as SQL: one query a metric, all twelve periods at once, for the programme or by partner.

What the program adds to the numbers (targets, verdicts, reasons, quartiles) is left out, so that the rivals
have less to do. Their answers are compared with ours before a time counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

_STAGES = ("onboarding", "implementation", "early_adoption")
_CARRYING = "category IN ('partner_managers', 'marketing', 'customer_success')"


@dataclass(frozen=True)
class Dialect:
    """Where the two databases write differently.

    Attributes:
        days: the days from one date to another.
        median: turns a query for rows (no, partner, x) into one for the medians (no, partner, value).
        worth: gives the query for a table's rows ``d`` with ``worth`` beside them: an amount at a day's rate.
        month: the first day of a month column.
    """

    days: Callable[[str, str], str]
    median: Callable[[str], str]
    worth: Callable[[str, str, str], str]
    month: Callable[[str], str]


def preparing(dialect: Dialect) -> list[str]:
    """Return what is worked out once for all questions: amounts at their rates, and who takes part."""
    month = dialect.month("d.month")
    influences = (
        "SELECT i.deal, i.partner FROM deal_influences AS i JOIN deals AS d ON d.id = i.deal"
        " WHERE d.closed_on IS NULL OR i.influenced_on IS NULL OR i.influenced_on <= d.closed_on"
    )
    made = {
        "won": "SELECT d.* FROM (" + dialect.worth("deals", "d.closed_on", "d.value") + ") AS d"
        " JOIN stages AS s ON s.name = d.stage WHERE s.outcome = 'won'",
        "lost": "SELECT d.id, d.source_partner, d.closed_on FROM deals AS d"
        " JOIN stages AS s ON s.name = d.stage WHERE s.outcome = 'lost'",
        "involved": "SELECT id AS deal, source_partner AS partner FROM deals"
        f" WHERE source_partner IS NOT NULL UNION {influences}",
        "won_by": "SELECT w.*, i.partner FROM won AS w JOIN involved AS i ON i.deal = w.id",
        "won_any": "SELECT * FROM won WHERE id IN (SELECT deal FROM involved)",
        "active": "SELECT DISTINCT p.no, w.partner FROM periods AS p"
        " JOIN won_by AS w ON w.closed_on BETWEEN p.year_before AND p.as_of",
        "spent": f"SELECT d.*, {month} AS day FROM ({dialect.worth('costs', month, 'd.amount')}) AS d",
        "earned": f"SELECT {month} AS day, d.worth FROM"
        f" ({dialect.worth('company_revenue', month, 'd.amount')}) AS d",
        "stage_days": "SELECT p.no, e.deal, s.position, row_number() OVER (PARTITION BY p.no, e.deal"
        " ORDER BY e.entered_on DESC, s.position DESC) AS nth FROM periods AS p JOIN deal_stage_events AS e"
        " ON e.entered_on <= p.as_of JOIN stages AS s ON s.name = e.stage"
        " JOIN deals AS d ON d.id = e.deal AND (d.closed_on IS NULL OR d.closed_on > p.as_of)",
        "open_then": "SELECT p.no, p.as_of, d.* FROM periods AS p JOIN deals AS d ON d.created_on <= p.as_of"
        " AND (d.closed_on IS NULL OR d.closed_on > p.as_of) WHERE d.source_partner IS NOT NULL",
        "pipeline": "SELECT d.no, d.source_partner AS partner, d.worth,"
        " coalesce(d.probability, s.probability) AS chance"
        f" FROM ({dialect.worth('open_then', 'd.as_of', 'd.value')}) AS d"
        " LEFT JOIN (SELECT * FROM stage_days WHERE nth = 1) AS e ON e.no = d.no AND e.deal = d.id"
        " JOIN stages AS s ON s.position = coalesce(e.position,"
        " CASE WHEN d.qualified_on <= d.as_of THEN 2 ELSE 1 END) WHERE s.position >= 2",
    }
    return [f"CREATE TEMP TABLE {name} AS {query}" for name, query in made.items()]


def questions(dialect: Dialect, *, by_partner: bool) -> Mapping[str, str]:
    """Return by metric id a query for rows (no, partner, value); partner is missing for the programme."""
    asked = _Asked("partner" if by_partner else "NULL")
    sourced = "SELECT *, source_partner AS partner FROM won WHERE source_partner IS NOT NULL"
    any_deal = "won_by" if by_partner else "won_any"
    assisted = f"SELECT * FROM {any_deal} WHERE source_partner IS NULL"
    decided = (
        f"SELECT 1 AS won, partner, closed_on FROM ({sourced}) AS w UNION ALL"
        " SELECT 0, source_partner, closed_on FROM lost WHERE source_partner IS NOT NULL"
    )
    cohort = (
        "SELECT d.*, source_partner AS partner, s.outcome FROM deals AS d JOIN stages AS s ON"
        " s.name = d.stage"
        " WHERE source_partner IS NOT NULL"
    )
    in_time = (
        "registration_status = 'approved' AND registered_on <= as_of"
        " AND (closed_on IS NULL OR registered_on <= closed_on)"
    )
    cycle = dialect.days("qualified_on", "closed_on")
    return {
        "bookings": asked.flow(sourced, "closed_on", "sum(worth)", "customer_is_new = 1"),
        "sourced_revenue": asked.flow(sourced, "closed_on", "sum(worth)"),
        "influenced_share": asked.of_company(f"SELECT * FROM {any_deal}"),
        "assisted_share": asked.of_company(assisted),
        "revenue_per_partner": asked.per_partner(any_deal),
        "average_deal_size": asked.flow(sourced, "closed_on", "avg(worth)"),
        "pipeline": asked.stock("SELECT * FROM pipeline", "sum(worth)"),
        "weighted_pipeline": asked.stock("SELECT * FROM pipeline", "sum(round(worth * chance / 100))"),
        "sqls": asked.flow(cohort, "qualified_on", "count(*)"),
        "sales_cycle": dialect.median(
            asked.flow(sourced, "closed_on", cycle, "qualified_on <= closed_on", "x")
        ),
        "win_rate": asked.flow(decided, "closed_on", "avg(won * 1.0)"),
        "cohort_conversion": asked.flow(
            cohort,
            "qualified_on",
            "avg(CASE WHEN outcome = 'won' AND closed_on <= as_of THEN 1.0 ELSE 0 END)",
        ),
        "deal_registration": asked.flow(
            cohort, "created_on", f"avg(CASE WHEN {in_time} THEN 1.0 ELSE 0 END)"
        ),
        "active_partners": asked.stock("SELECT * FROM active", "count(*)"),
        "certified_partners": asked.certified(),
        **_success(asked, dialect),
        **_health(asked),
        "cost_to_carry": asked.carried(_CARRYING),
        "cost_to_carry_with_commission": asked.carried("1 = 1"),
    }


def _success(asked: "_Asked", dialect: Dialect) -> dict[str, str]:
    found: dict[str, str] = {"partner_nps": asked.nps(), "support_satisfaction": asked.satisfaction()}
    taken = dialect.days("started_on", "finished_on")
    well = "CASE WHEN outcome = 'succeeded' AND finished_on <= as_of THEN 1.0 ELSE 0 END"
    for stage in _STAGES:
        rows = f"SELECT * FROM customer_stages WHERE stage = '{stage}'"
        ended = asked.flow(rows, "finished_on", taken, "outcome = 'succeeded'", "x")
        found[f"{stage}_days"] = dialect.median(ended)
        found[f"{stage}_completion"] = asked.flow(rows, "started_on", f"avg({well})")
    implementation = "SELECT * FROM customer_stages WHERE stage = 'implementation'"
    found["implementation_success"] = asked.flow(implementation, "finished_on", f"avg({well})")
    return found


def _health(asked: "_Asked") -> dict[str, str]:
    return {
        "green_share": asked.latest_review("avg(CASE WHEN status = 'green' THEN 1.0 ELSE 0 END)"),
        "red_partners": asked.latest_review("sum(CASE WHEN status = 'red' THEN 1 ELSE 0 END)"),
        "reviews_current": asked.latest_review("avg(CASE WHEN due >= as_of THEN 1.0 ELSE 0 END)"),
    }


class _Asked:
    """Makes queries for everything or by partner; each has the columns no, partner and value."""

    def __init__(self, partner: str) -> None:
        self._partner = partner
        self._group = "no, partner" if partner == "partner" else "no"

    def flow(self, rows: str, day: str, value: str, only: str = "1 = 1", called: str = "value") -> str:
        """Ask for something of the rows dated in each period; called x, row by row."""
        joined = (
            f"SELECT p.no, p.as_of, x.* FROM periods AS p JOIN ({rows}) AS x ON {day} BETWEEN p.first"
            " AND p.as_of"
        )
        chosen = (
            f"SELECT no, {self._partner} AS partner, {value} AS {called} FROM ({joined}) AS y WHERE {only}"
        )
        return chosen if called == "x" else f"{chosen} GROUP BY {self._group}"

    def stock(self, rows: str, value: str) -> str:
        """Ask for something of rows that say their period."""
        return (
            f"SELECT no, {self._partner} AS partner, {value} AS value FROM ({rows}) AS x GROUP BY"
            f" {self._group}"
        )

    def of_company(self, rows: str) -> str:
        """Ask for the part that deals have in the company's revenue."""
        earned = (
            "SELECT p.no, sum(e.worth) AS whole FROM periods AS p JOIN earned AS e ON e.day BETWEEN"
            " p.first AND p.as_of GROUP BY p.no"
        )
        part = self.flow(rows, "closed_on", "sum(worth)")
        return (
            f"SELECT a.no, a.partner, a.value * 1.0 / b.whole AS value FROM ({part}) AS a JOIN"
            f" ({earned}) AS b ON b.no = a.no"
        )

    def per_partner(self, deals: str) -> str:
        """Ask for revenue by active partner."""
        joined = (
            f"SELECT p.no, w.* FROM periods AS p JOIN {deals} AS w ON w.closed_on BETWEEN"
            " p.year_before AND p.as_of"
        )
        upper = self.stock(joined, "sum(worth)")
        if self._partner == "partner":
            return upper
        lower = self.stock("SELECT * FROM active", "count(*)")
        return (
            f"SELECT a.no, NULL AS partner, a.value * 1.0 / b.value AS value FROM ({upper}) AS a JOIN"
            f" ({lower}) AS b ON b.no = a.no"
        )

    def certified(self) -> str:
        """Ask for the share of active partners that hold what their tier requires."""
        held = (
            "SELECT a.no, a.partner, c.certificate, count(DISTINCT c.person) AS people FROM active AS a"
            " JOIN periods AS p ON p.no = a.no JOIN certifications AS c ON c.partner = a.partner"
            " AND c.issued_on <= p.as_of AND (c.expires_on IS NULL OR c.expires_on >= p.as_of)"
            " GROUP BY a.no, a.partner, c.certificate"
        )
        met = (
            "SELECT a.no, a.partner, count(r.certificate) AS wanted,"
            " sum(CASE WHEN h.people >= r.people THEN 1 ELSE 0 END) AS held FROM active AS a"
            " JOIN partners AS q ON q.id = a.partner LEFT JOIN tier_requirements AS r ON r.tier = q.tier"
            f" LEFT JOIN ({held}) AS h ON h.no = a.no AND h.partner = a.partner"
            " AND h.certificate = r.certificate GROUP BY a.no, a.partner"
        )
        any_held = f"SELECT DISTINCT no, partner FROM ({held}) AS h2"
        told = (
            "SELECT m.no, m.partner, CASE WHEN m.wanted > 0 THEN m.held = m.wanted ELSE v.no IS NOT NULL END"
            f" AS ok FROM ({met}) AS m LEFT JOIN ({any_held}) AS v ON v.no = m.no AND v.partner = m.partner"
        )
        return self.stock(told, "avg(CASE WHEN ok THEN 1.0 ELSE 0 END)")

    def nps(self) -> str:
        """Ask for promoters less detractors among each person's latest answer."""
        latest = (
            "SELECT p.no, s.partner, s.score, row_number() OVER (PARTITION BY p.no, s.partner,"
            " coalesce(s.respondent, s.tag) ORDER BY s.answered_on DESC, s.nr DESC) AS nth"
            " FROM periods AS p JOIN answers AS s ON s.kind = 'nps'"
            " AND s.answered_on BETWEEN p.year_before AND p.as_of"
        )
        points = "100.0 * avg(CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END)"
        return self.stock(f"SELECT * FROM ({latest}) AS l WHERE nth = 1", points)

    def satisfaction(self) -> str:
        """Ask for the mean rating on a scale from 1 to 5."""
        low, high = "coalesce(s.scale_min, 1)", "coalesce(s.scale_max, 5)"
        rated = (
            f"SELECT p.no, s.partner, 1 + 4 * (s.score - {low}) / ({high} - {low}) AS rating"
            " FROM periods AS p JOIN surveys AS s ON s.kind = 'support'"
            " AND s.answered_on BETWEEN p.year_before AND p.as_of"
        )
        return self.stock(rated, "avg(rating)")

    def latest_review(self, value: str) -> str:
        """Ask for something of each present partner's latest review."""
        latest = (
            "SELECT p.no, p.as_of, r.partner, r.status, r.due, row_number() OVER (PARTITION BY p.no,"
            " r.partner"
            " ORDER BY r.reviewed_on DESC, r.nr DESC) AS nth FROM periods AS p JOIN reviews AS r"
            " ON r.reviewed_on <= p.as_of JOIN partners AS q ON q.id = r.partner"
            " WHERE q.offboarded_on IS NULL OR q.offboarded_on > p.as_of"
        )
        return self.stock(f"SELECT * FROM ({latest}) AS l WHERE nth = 1", value)

    def carried(self, only: str) -> str:
        """Ask for the cost of the year before as a share of sourced revenue; shared cost by revenue."""
        revenue = (
            "SELECT p.no, w.source_partner AS partner, sum(w.worth) AS v FROM periods AS p JOIN won AS w"
            " ON w.closed_on BETWEEN p.year_before AND p.as_of WHERE w.source_partner IS NOT NULL"
            " GROUP BY p.no, w.source_partner"
        )
        cost = (
            "SELECT p.no, c.partner, sum(c.worth) AS v FROM periods AS p JOIN spent AS c"
            f" ON c.day BETWEEN p.year_before AND p.as_of WHERE {only} GROUP BY p.no, c.partner"
        )
        whole = f"SELECT no, sum(v) AS v FROM ({revenue}) AS r GROUP BY no"
        if self._partner != "partner":
            spent = f"SELECT no, sum(v) AS v FROM ({cost}) AS c GROUP BY no"
            return (
                f"SELECT s.no, NULL AS partner, s.v * 1.0 / w.v AS value FROM ({spent}) AS s JOIN"
                f" ({whole}) AS w ON w.no = s.no"
            )
        return (
            "SELECT r.no, r.partner, (coalesce(c.v, 0) + coalesce(s.v, 0) * (r.v * 1.0 / w.v)) / r.v AS value"
            f" FROM ({revenue}) AS r JOIN ({whole}) AS w ON w.no = r.no"
            f" LEFT JOIN ({cost}) AS c ON c.no = r.no AND c.partner = r.partner"
            f" LEFT JOIN ({cost}) AS s ON s.no = r.no AND s.partner IS NULL"
        )
