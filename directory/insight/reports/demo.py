"""The demonstration's figures for reports: facts counted, money of three years and one model of what is left over. All
of it is invented, and its source says so.
"""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.insight.methods.spend import SpendClass
from directory.insight.models import SpendLine
from directory.insight.reports.counting import recount_reports
from directory.insight.reports.left_over import add_model
from directory.insight.reports.spending import add_spend

SOURCE = "Invented for the demonstration"
C = SpendClass
#: What, thousands of pounds in the first year, growth a year in per cent, shares.
MONEY = (
    ("Community grants and groups", 1_200, -4, {C.PREVENT: 80, C.REDUCE: 20}),
    ("Connectors and this directory", 640, 6, {C.REDUCE: 60, C.ENABLING: 40}),
    ("Reablement and equipment", 5_400, 2, {C.REDUCE: 25, C.DELAY: 75}),
    ("Carers’ services", 1_750, 1, {C.REDUCE: 50, C.DELAY: 50}),
    ("Home care and care homes", 96_000, 5, {C.REACTIVE: 100}),
)
YEARS = 3


def fill_reports(session: Session, *, at: datetime) -> None:
    """Everything that reports read beside the gap map's facts. Money is added once."""
    recount_reports(session, at=at)
    if session.scalar(select(SpendLine.id).limit(1)) is not None:
        return
    first = clock.local(at).year - YEARS
    for name, thousands, growth, shares in MONEY:
        for year in range(YEARS):
            amount = Decimal(thousands * 1000) * (1 + Decimal(growth) / 100) ** year
            parts = {each: Decimal(share) for each, share in shares.items()}
            add_spend(
                session,
                name=name,
                year=first + year,
                amount=amount.quantize(Decimal("1.00")),
                shares=parts,
                source=SOURCE,
            )
    _estimates(session, first + YEARS)


def _estimates(session: Session, year: int) -> None:
    def part(value: int, low: int, high: int) -> dict[str, object]:
        return {"value": float(value), "low": float(low), "high": float(high), "source": SOURCE, "year": year - 1}

    add_model(
        session,
        "Help with washing and dressing, 65 and over",
        {
            "expected": part(21_000, 18_500, 23_800),
            "council": part(4_300, 4_200, 4_400),
            "informal": part(9_500, 7_600, 11_400),
            "private": part(3_900, 3_100, 4_900),
        },
    )
