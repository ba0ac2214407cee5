"""Two indicators of how far the council is: whether what exists is mapped, and whether what is missing is noticed."""

from sqlalchemy import select

from directory.insight.models import InsightFact
from directory.insight.models.facts import FactKind
from directory.insight.reports.asking import Asked
from directory.insight.reports.assets import assets, count
from directory.insight.reports.contacts import plain
from directory.insight.reports.report import Report, Section
from directory.taxonomy.queries import all_terms

#: What councils of England said in a survey of 2017, to stand beside ours.
THEN_MAPPED, THEN_NOTICED = 79, 49


def maturity(asked: Asked) -> Report:
    """Both, from the data as they are."""
    return Report(
        title=f"Two indicators for the board: {asked.where.name}",
        lead="Is what exists mapped, and is what is missing noticed? Both are counted from the data, not answered.",
        sections=(_indicators(asked),),
        sources=(asked.listings, asked.activity),
        made_at=asked.at,
        parameters=(("Area", asked.where.name),),
        cautions=("A need with one listing is mapped; that is not to say that it is met.",),
    )


def _indicators(asked: Asked) -> Section:
    needs = [term.code for term in all_terms(asked.session, "needs")]
    found = assets(asked)
    checked = [each for each in found if each.is_checked]
    districts = list(asked.where.districts)
    pairs = len(needs) * len(districts)
    there = {(need, district) for each in checked for need in each.needs for district in each.districts}
    mapped = sum((need, district) in there for need in needs for district in districts)
    heard = _noticed(asked)
    noticed = sum(district in heard for district in districts)
    rows = [
        (
            "Services are mapped",
            f"{_share(mapped, pairs)} of needs and districts have a listing checked in three months",
            f"{mapped} of {pairs}",
            f"{THEN_MAPPED} % of councils said so",
        ),
        (
            "Unmet need is noticed",
            f"{_share(noticed, len(districts))} of districts have unmet need on record in twelve months",
            f"{noticed} of {len(districts)}",
            f"{THEN_NOTICED} % of councils said so",
        ),
        (
            "Listings are true",
            f"{_share(len(checked), len(found))} of listings were checked in three months",
            f"{count(found, lambda each: each.is_checked)} of {len(found)}",
            "Not asked",
        ),
    ]
    words = "The survey asked councils whether they had; Waypost counts whether they have. The two differ in kind."
    return plain(
        "Mapped and noticed",
        "Indicator",
        ("Now", "Counted", "Survey of councils, 2017"),
        rows,
        words=words,
        key="maturity",
    )


def _noticed(asked: Asked) -> frozenset[str]:
    """Districts with any flag. Whether there is one tells nobody's number."""
    query = select(InsightFact.district_code).where(
        InsightFact.kind == FactKind.FLAGS, InsightFact.cohort == "", InsightFact.month.between(asked.first, asked.last)
    )
    return frozenset(asked.session.scalars(query.distinct()))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"
