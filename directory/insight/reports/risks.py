"""Referrals by what puts people at risk. Whoever is likely to reach a crisis counts, those with support already too."""

from collections import Counter
from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from directory.insight.reports.asking import Asked
from directory.insight.reports.report import Section
from directory.taxonomy.queries import all_terms

RISK = "risk"
DRAWS_ON_SUPPORT = "draws_on_support"
HAS_SUPPORT, NO_SUPPORT = "has_support", "no_support"
COLUMNS = {HAS_SUPPORT: "Draws on long-term support already", NO_SUPPORT: "Not noted that they do"}
HEADING = "Referrals by risk"
WORDS = (
    "A referral counts once for each risk that it names, so the lines do not add up. Prevention is for people with "
    "support too: both columns count."
)


def risks(session: Session) -> Mapping[str, str]:
    """The groups of people whose kind is a risk: code and name, in the order of the list."""
    terms = all_terms(session, "cohorts")
    return {term.code: term.professional_label or term.name for term in terms if term.facts.get("kind") == RISK}


def support_of(cohorts: Collection[str]) -> str:
    """Whether somebody is known to draw on long-term support."""
    return HAS_SUPPORT if DRAWS_ON_SUPPORT in cohorts else NO_SUPPORT


def by_risk(asked: Asked, found: Counter[tuple[str, str, str]]) -> Section:
    """The section, of counts by district, risk and support."""
    summed: Counter[tuple[str, str]] = Counter()
    for (_, risk, support), number in found.items():
        summed[risk, support] += number
    called = risks(asked.session)
    named = [*called, *sorted({risk for risk, _ in summed} - set(called))]  # what the list no longer has comes last
    rows = {called.get(risk, risk): tuple(summed[risk, each] for each in COLUMNS) for risk in named}
    rows = {name: numbers for name, numbers in rows.items() if any(numbers)}
    if not rows:
        return Section(HEADING, ("No referral of these months names what puts somebody at risk.",), key="risks")
    told = asked.protect(rows, tuple(COLUMNS.values()), has_column_totals=False)
    return Section(HEADING, (WORDS,), told, corner="Risk", key="risks")
