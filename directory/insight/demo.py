"""The demonstration's insight: small areas, wards, neighbourhoods, an indicator with its source, the year as counts."""

from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from directory import clock
from directory.db import new_id
from directory.insight.areas import vintages
from directory.insight.areas.loading import load_areas
from directory.insight.areas.neighbourhoods import plan_neighbourhoods, write_neighbourhoods
from directory.insight.demo_kent import fill_kent
from directory.insight.disclosure.rule import NHS
from directory.insight.drivers.demo import add_drivers
from directory.insight.facts.counting import before, recount
from directory.insight.gap_map.telling import keep_all
from directory.insight.indicators.operations import Draft, define, publish, sign_off
from directory.insight.models import Indicator, IndicatorSet, IndicatorValue, NeighbourhoodPart, SmallArea
from directory.insight.models.indicators import Base, Unit
from directory.insight.outputs.public_months import keep_month
from directory.insight.reports.demo import fill_reports
from directory.listings.area_assignment import assign_areas

MONTHS_KEPT = 4
DISABLED = Draft(
    code="disabled_people",
    name="Disabled people",
    unit=Unit.PERCENT,
    base=Base.RESIDENTS,
    definition=(
        "Residents whose day-to-day activities are limited a little or a lot by a long-term physical or mental health "
        "condition (Equality Act 2010), as a share of all residents, at the census of 2021"
    ),
    owner="Public health intelligence (demonstration)",
    needs=("dis.physical",),
)


def fill_insight(session: Session, *, at: datetime) -> None:
    """Everything that reports read, once what stayed unmet in the year is flagged."""
    session.flush()
    load_areas(session, at=at)
    assign_areas(session)
    fill_kent(session, at=at)
    _build_neighbourhoods(session, at)
    _add_indicator(session, at)
    add_drivers(session, at=at)
    recount(session, at=at)
    keep_all(session, NHS, clock.local(at).date(), with_groups=False)  # the first look is as quick as any
    fill_reports(session, at=at)
    _keep_months(session, at)


def _build_neighbourhoods(session: Session, at: datetime) -> None:
    """Of every district, once: rebuilding them would begin their figures anew."""
    if session.scalar(select(NeighbourhoodPart.id).limit(1)) is not None:
        return
    for district in sorted(session.scalars(select(SmallArea.district_code).distinct())):
        write_neighbourhoods(session, district, plan_neighbourhoods(session, district), by="system", at=at)


def _keep_months(session: Session, at: datetime) -> None:
    """The page for everybody of the last months, as if it had been kept when each had ended."""
    first = clock.local(at).replace(day=1, hour=4, minute=20)
    for back in reversed(range(MONTHS_KEPT)):
        keep_month(session, NHS, at=first if not back else datetime.combine(before(first.date(), back), first.timetz()))


def _add_indicator(session: Session, at: datetime) -> None:
    """What the small areas tell themselves, by district."""
    if session.scalars(select(Indicator.id).where(Indicator.code == DISABLED.code)).first() is not None:
        return
    made = define(session, DISABLED, by="system", at=at)
    sign_off(session, made, group="Disabled people's forum (demonstration)", by="system", at=at)
    publish(session, made, by="system", at=at)
    source = vintages.CENSUS
    values = IndicatorSet(
        indicator_id=made.id,
        source="Census 2021 (Office for National Statistics)",
        year=int(source.year),
        vintage=source.vintage,
        licence=source.licence,
        loaded_at=at,
    )
    session.add(values)
    session.flush()
    shares = session.execute(
        select(SmallArea.district_code, func.sum(SmallArea.disabled), func.sum(SmallArea.residents)).group_by(
            SmallArea.district_code
        )
    )
    rows = [
        {"id": new_id(), "set_id": values.id, "area_code": district, "value": round(100 * disabled / residents, 1)}
        for district, disabled, residents in shares
    ]
    session.execute(insert(IndicatorValue), rows)
