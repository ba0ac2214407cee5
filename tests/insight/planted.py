"""People, words and small numbers planted all over, and how to find them on what a page sends."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory.accounts.models import User
from directory.insight.extracts import operations as extracts
from directory.insight.extracts.codes import Fact
from directory.insight.extracts.operations import Asking
from directory.insight.facts.counting import recount
from directory.insight.models import AudienceLink, AudienceOpening, Indicator
from directory.insight.models.indicators import Base, Unit
from directory.insight.outputs.sharing import share
from directory.insight.outputs.snapshots import keep
from directory.insight.reports.counting import recount_reports
from directory.insight.reports.report import Report
from directory.needs.cases.operations import Planned, agree_action, open_case
from directory.needs.codes import ActionType, FlagSource, PanelState
from directory.needs.flags.operations import Flag, raise_flag
from directory.needs.models import CasePanel, FlagImport, GapCase, PanelCase, UnmetNeed
from directory.needs.promises.operations import promise
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.codes.work import ActionKind, UnmetReason
from directory.referrals.conversations.operations import add_action
from directory.referrals.models import FollowUp
from tests.factories import referrals as people
from tests.insight import land

MONTH = date(2025, 12, 1)
#: What only somebody's own words or record can have brought onto a page.
WORDS = (
    "Quilliam", "Testperson", "quilliam.testperson@", "07700 900461", "NG18 9ZZ", "14 Foxglove Row", "Biscuit",
    "Hepzibah", "cannot climb the stairs", "07700 900872",
)  # fmt: skip
#: References of people and of referrals.
REFERENCE = re.compile(r"\b(?:PE|RF)-[A-Z0-9]{4}-[A-Z0-9]{4}\b")


@dataclass(frozen=True)
class Planted:
    """What was planted: ids that no page may name, and what stands for the parts of addresses."""

    ids: tuple[str, ...]
    values: Mapping[str, str]
    case: GapCase
    small_case: GapCase
    panel: str
    quoted: UnmetNeed


def plant(session: Session, connector: User, commissioner: User, at: datetime) -> Planted:
    """A county with a person in it, words of a resident, a way of ringing back, gaps large and small, and a panel."""
    land.county(session)
    land.missing(session, at, land.LADYBROOK, 39)
    land.missing(session, at, land.OAK_TREE, 12, reason=UnmetReason.COST)
    land.missing(session, at, land.WORKSOP, 1, reason=UnmetReason.TOO_FAR)
    quoted = land.missing(session, at, land.WORKSOP, 1, reason=UnmetReason.COST, quote="A bus that never comes")
    land.talks(session, connector, at, land.LADYBROOK, 21)
    land.talks(session, connector, at, land.WORKSOP, 2)
    ids = _person(session, connector, at)
    told = Flag(land.NEED, UnmetReason.TRANSPORT, FlagSource.RESIDENT, ward=land.WORKSOP, district=land.BASSETLAW)
    resident = raise_flag(session, told, by="public", at=at)
    resident.words = "My Aunt Hepzibah cannot climb the stairs"
    waiting = promise(session, resident, "07700 900872", "Hepzibah", by="public", at=at)
    case, small = _cases(session, commissioner, at)
    values = {
        "flag_id": resident.id, "promise_id": waiting.id, "action": case.actions[0].id, "reference": case.reference,
        "person_id": ids[0], "referral": ids[1], "referral_id": ids[1], "conversation_id": ids[2], "task": ids[3],
        **_reports(session, commissioner, at),
    }  # fmt: skip
    counted(session, at)
    return Planted(
        (*map(str, ids), str(resident.id), str(waiting.id)),
        {name: str(value) for name, value in values.items()},
        case,
        small,
        _panel(session, at),
        quoted,
    )


def one_more(session: Session, connector: User, at: datetime) -> None:
    """One more where few are, and one where many are and rounding hides it."""
    land.missing(session, at, land.LADYBROOK, 1)
    land.missing(session, at, land.WORKSOP, 1, reason=UnmetReason.TOO_FAR)
    land.talks(session, connector, at, land.LADYBROOK, 1)
    land.talks(session, connector, at, land.WORKSOP, 1)
    for flag in session.query(UnmetNeed).filter_by(ward_code=land.WORKSOP, gap_case_id=None, month=MONTH):
        flag.gap_case_id = session.query(GapCase).filter_by(area_code=land.WORKSOP).one().id
    for flag in session.query(UnmetNeed).filter_by(ward_code=land.LADYBROOK, gap_case_id=None, month=MONTH):
        flag.gap_case_id = session.query(GapCase).filter_by(area_code=land.MANSFIELD).one().id
    counted(session, at)


def counted(session: Session, at: datetime) -> None:
    """The counting of the night."""
    session.flush()
    recount(session, at=at)
    recount_reports(session, at=at)
    session.commit()


def told(answer: TestResponse) -> str:
    """Everything that an answer sends, as text; a document is unpacked."""
    raw = answer.get_data()
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers if name not in ("Set-Cookie", "Link"))
    return f"{head}\n{raw.decode(errors='replace')}"


def given_away(text: str, planted: Planted) -> list[str]:
    """What of the planted somebody who reads this learns."""
    return [each for each in (*WORDS, *planted.ids) if each in text] + REFERENCE.findall(text)


def _person(session: Session, connector: User, at: datetime) -> tuple[Any, ...]:
    marks = {
        "phone": "07700 900461", "email": "quilliam.testperson@example.org", "postcode": "NG18 9ZZ",
        "address": "14 Foxglove Row", "ward_code": land.LADYBROOK, "district_code": land.MANSFIELD,
    }  # fmt: skip
    person = people.helped_person(session, connector, "Quilliam Testperson", **marks)
    talk = people.conversation(session, connector, person, at, note="Quilliam and his dog Biscuit")
    listing = land.offer(session, "Minibus")
    sent = people.referral(
        session, connector, person, listing, at, status=ReferralStatus.ACCEPTED, need=land.NEED,
        summary="Biscuit comes along", ward_code=land.LADYBROOK,
    )  # fmt: skip
    action = add_action(
        session, talk, ActionKind.UNMET, by=connector, at=at, need=land.NEED, person=person,
        unmet_reason=UnmetReason.FULL, note="Quilliam cannot climb the stairs",
    )  # fmt: skip
    task = FollowUp(kind="ring_back", person_id=person.id, action_id=action.id, due_on=at.date())
    task.first_due_on = at.date()
    session.add(task)
    session.flush()
    return person.id, sent.id, talk.id, task.id, action.id


def _cases(session: Session, commissioner: User, at: datetime) -> tuple[GapCase, GapCase]:
    large = open_case(session, land.NEED, land.MANSFIELD, "Transport, Mansfield", by=commissioner, at=at)
    small = open_case(session, land.NEED, land.WORKSOP, "Transport, Worksop", by=commissioner, at=at)
    planned = Planned(ActionType.TRANSPORT, "A minibus", commissioner.id, date(2026, 6, 1), "Twenty people a week")
    agree_action(session, large, planned, by=commissioner, at=at)
    session.refresh(large)
    return large, small


def _panel(session: Session, at: datetime) -> str:
    """A panel with one case that was drawn."""
    panel = CasePanel(reference="PN-AAAA-AAAA", need=land.NEED, wanted=1, meets_on=at.date(), state=PanelState.DRAWN)
    case = PanelCase(number=1, age_band="to_79", need=land.NEED, district_code=land.MANSFIELD, course=["submitted"])
    panel.cases.append(case)
    session.add(panel)
    session.flush()
    return panel.reference


def _reports(session: Session, commissioner: User, at: datetime) -> dict[str, Any]:
    report = Report(title="Contacts", lead="", sections=(), sources=(), made_at=at, parameters=(), cautions=())
    kept = keep(session, "contacts", report, {}, by=commissioner, at=at)
    link: AudienceLink = share(session, kept, "Health board", date(2026, 3, 1), by=commissioner, at=at)
    opening = AudienceOpening(link_id=link.id, at=at)
    known = Indicator(code="lonely", name="Feeling lonely", unit=Unit.PERCENT, base=Base.ADULTS, needs=[land.NEED])
    survey = FlagImport(
        name="Residents", source="survey", year=2025, publisher="Us", rows=0, people=0, lines=[], prepared_at=at
    )
    session.add_all([opening, known, survey])
    session.flush()
    wanted = Asking("The university", "A study of transport", list(Fact), MONTH, MONTH)
    extract = extracts.ask(session, wanted, by=commissioner, at=at)
    ids = {"snapshot_id": kept.id, "opening_id": opening.id, "indicator_id": known.id, "survey": survey.id}
    return {**ids, "extract_id": extract.id}
