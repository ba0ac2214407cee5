"""A small county for tests of insight: districts, wards, small areas, and what happened in them. Valid and dull."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.geo.models import Area, AreaType
from directory.insight.models import SmallArea
from directory.listings.models import Service
from directory.needs.codes import FlagSource
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import Severity, UnmetReason
from directory.referrals.models import Conversation
from directory.taxonomy.models import TaxonomyTerm
from tests.factories import listings as make
from tests.factories import referrals as people

COUNTY, MANSFIELD, BASSETLAW, RUSHCLIFFE = "E10000024", "E07000174", "E07000171", "E07000176"
LADYBROOK, OAK_TREE, WORKSOP, ABBEY = "E05009876", "E05009877", "E05006381", "E05009718"
NEED, OTHER_NEED = "travel.transport", "connect.lunch"
#: The middles of the wards: Mansfield's are 2 km apart, the others far away.
SPOTS = {LADYBROOK: (53.14, -1.21), OAK_TREE: (53.14, -1.18), WORKSOP: (53.30, -1.12), ABBEY: (52.92, -1.11)}
WARDS = {LADYBROOK: MANSFIELD, OAK_TREE: MANSFIELD, WORKSOP: BASSETLAW, ABBEY: RUSHCLIFFE}
NAMES = {MANSFIELD: "Mansfield", BASSETLAW: "Bassetlaw", RUSHCLIFFE: "Rushcliffe"}
WARD_NAMES = {LADYBROOK: "Ladybrook", OAK_TREE: "Oak Tree", WORKSOP: "Worksop", ABBEY: "Abbey"}


def county(session: Session) -> Area:
    """Three districts, four wards, one small area each, and two needs."""
    whole = make.area(session, COUNTY, "Nottinghamshire", AreaType.COUNTY)
    districts = {code: make.area(session, code, name, parent=whole) for code, name in NAMES.items()}
    for number, (code, name) in enumerate(WARD_NAMES.items()):
        make.area(session, code, name, AreaType.WARD, parent=districts[WARDS[code]])
        small_area(session, f"E0102800{number}", code)
    for code, name in (("travel", "Getting about"), ("connect", "Company")):
        make.term(session, "need_groups", code, name)
    make.term(session, "needs", NEED, "Community transport")
    make.term(session, "needs", OTHER_NEED, "Lunch clubs", position=1)
    make.term(session, "cohorts", "older_80", "People aged 80 and over")
    return whole


def draw(session: Session) -> None:
    """Give every area an outline, the same for all."""
    ring = [[-1.3, 53.0], [-1.1, 53.0], [-1.1, 53.2], [-1.3, 53.0]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    session.execute(update(Area).where(Area.code.in_(NAMES)).values(geometry=shape))


def small_area(session: Session, code: str, ward: str, residents: int = 10_000, **values: Any) -> SmallArea:
    """A small area of so many people at the middle of its ward; a ward of another county is told its district."""
    latitude, longitude = SPOTS.get(ward, SPOTS[LADYBROOK])
    dull = {
        "latitude": latitude,
        "longitude": longitude,
        "district_code": WARDS.get(ward),
        "is_rural": ward == WORKSOP,
        "residents": residents,
        "disabled": residents * 20 // 100,
        "aged_0_17": residents * 20 // 100,
        "aged_18_64": residents * 60 // 100,
        "aged_65_79": residents * 15 // 100,
        "aged_80_over": residents * 5 // 100,
        "imd_rank": 5_000,
        "imd_decile": 2,
        "imd_score": 30.0,
    }
    made = SmallArea(code=code, ward_code=ward, **(dull | values))
    session.add(made)
    session.flush()
    return made


def missing(session: Session, at: datetime, ward: str, number: int, need: str = NEED, **values: Any) -> UnmetNeed:
    """So many people who could not get something, in the month before."""
    dull = {
        "reason": UnmetReason.NO_SERVICE,
        "source": FlagSource.NAVIGATOR,
        "severity": Severity.MEDIUM,
        "cohorts": [],
        "district_code": WARDS[ward],
        "month": date(2025, 12, 1),
        "ward_code": ward,
    }
    made = UnmetNeed(need=need, people=number, at=at, **(dull | values))
    session.add(made)
    session.flush()
    return made


def talks(session: Session, navigator: User, at: datetime, ward: str, number: int) -> None:
    """So many conversations, in the month before."""
    for _ in range(number):
        made: Conversation = people.conversation(session, navigator, None, at)
        made.month, made.ward_code, made.district_code, made.needs = date(2025, 12, 1), ward, WARDS[ward], []
    session.flush()


def offer(session: Session, name: str, ward: str | None = LADYBROOK, need: str = NEED, **values: Any) -> Service:
    """A listing for the need that can be counted on, at the middle of a ward."""
    listing = make.service(session, name, **({"review_due_on": date(2026, 3, 1)} | values))
    make.tag(session, listing, term(session, need))
    if ward is not None:
        make.held_at(session, listing, make.location(session, *SPOTS[ward]))
    return listing


def term(session: Session, code: str) -> TaxonomyTerm:
    """The term of a need that is there."""
    return session.scalars(select(TaxonomyTerm).where(TaxonomyTerm.code == code)).one()
