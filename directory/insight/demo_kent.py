"""Kent in the demonstration: a year of calls to the council's line, without any person, and what callers could not get.

Nottinghamshire has teams, people and referrals; here only a line is answered. So its map tells another story: transport
is missing on the Isle of Sheppey, deprived places lack most, and from some districts nobody has rung.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from types import MappingProxyType
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from directory import clock
from directory.db import new_id
from directory.insight.models import SmallArea
from directory.needs.codes import FlagSource
from directory.needs.models import UnmetNeed
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.work import Severity, UnmetReason
from directory.referrals.models import Conversation
from directory.taxonomy.models import TaxonomyTerm

SEED = "Waypost demonstration, Kent"
CALLS, DAYS = 1_100, 365
SWALE, THANET, DOVER, FOLKESTONE, CANTERBURY = "E07000113", "E07000114", "E07000108", "E07000112", "E07000106"
#: Calls for each resident, beside the others. From the districts that are not named nobody has ever rung.
RUNG: Mapping[str, float] = MappingProxyType(
    {
        SWALE: 1.5,
        THANET: 1.4,
        DOVER: 1.0,
        FOLKESTONE: 1.0,
        CANTERBURY: 0.9,
        "E07000105": 0.7,  # Ashford
        "E07000109": 0.8,  # Gravesham
        "E07000110": 0.6,  # Maidstone
        "E07000107": 0.6,  # Dartford
        "E06000035": 0.7,  # Medway
    }
)
GAP = "travel.transport"
NEEDS: Mapping[str, float] = MappingProxyType(
    {
        GAP: 3,
        "connect.befriending": 3,
        "connect.lunch": 2,
        "carer.break": 2,
        "home.tasks": 2,
        "money.benefits": 2,
        "money.energy": 1,
    }
)
REASONS: Mapping[UnmetReason, float] = MappingProxyType(
    {
        UnmetReason.NO_SERVICE: 4,
        UnmetReason.TOO_FAR: 3,
        UnmetReason.TRANSPORT: 3,
        UnmetReason.FULL: 3,
        UnmetReason.COST: 2,
        UnmetReason.TIMES: 1,
        UnmetReason.NOT_FOUND: 1,
        UnmetReason.DECLINED: 1,
    }
)
SEVERITIES: Mapping[Severity, float] = MappingProxyType({Severity.LOW: 4, Severity.MEDIUM: 4, Severity.HIGH: 2})
CHANNELS: Mapping[Channel, float] = MappingProxyType({Channel.PHONE: 8, Channel.EMAIL: 1, Channel.DROP_IN: 1})
#: How often somebody could not get what they rang about; more where places are deprived, most of all in the gap.
MISSED, MISSED_IN_GAP = 0.16, 0.75


def fill_kent(session: Session, *, at: datetime) -> None:
    """Write the year once."""
    if session.scalar(select(Conversation.id).where(Conversation.district_code == SWALE).limit(1)) is not None:
        return
    homes = list(session.scalars(select(SmallArea).where(SmallArea.district_code.in_(RUNG)).order_by(SmallArea.code)))
    known = set(session.scalars(select(TaxonomyTerm.code).where(TaxonomyTerm.code.in_(NEEDS))))
    if not homes or GAP not in known:
        return
    chance = Random(SEED)
    calls, flags = _year(chance, homes, {need: weight for need, weight in NEEDS.items() if need in known}, at)
    session.execute(insert(Conversation), calls)
    session.execute(insert(UnmetNeed), flags)


def _year(
    chance: Random, homes: Sequence[SmallArea], needs: Mapping[str, float], at: datetime
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    calls, flags = [], []
    weights = [home.residents * RUNG[home.district_code] for home in homes]
    for home in chance.choices(homes, weights, k=CALLS):
        moment = at - timedelta(days=DAYS * chance.random() ** 1.3, minutes=chance.randrange(600))
        need = _one(chance, needs)
        row = _placed(home, moment)
        calls.append(row | {"channel": _one(chance, CHANNELS), "needs": [need], "transitions": []})
        if chance.random() < _missed(home, need):
            flags.append(
                {**row, "id": new_id(), "need": need, "reason": _one(chance, REASONS), "people": 1, "cohorts": []}
                | {"source": FlagSource.CONTACT_CENTRE, "severity": _one(chance, SEVERITIES)}
            )
    return calls, flags


def _placed(home: SmallArea, moment: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "at": moment,
        "month": clock.month_of(moment),
        "lsoa_code": home.code,
        "ward_code": home.ward_code,
        "district_code": home.district_code,
        "created_at": moment,
        "updated_at": moment,
    }


def _missed(home: SmallArea, need: str) -> float:
    if need == GAP and home.district_code == SWALE:
        return MISSED_IN_GAP
    return MISSED * (1.6 - home.imd_decile / 10)


def _one(chance: Random, weights: Mapping[Any, float]) -> Any:
    return chance.choices(list(weights), list(weights.values()))[0]
