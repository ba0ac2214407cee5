"""The verbs of panels: called, decided case by case, closed. The worker draws the cases. None commits."""

from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, NotVisible, RuleBroken
from directory.needs.codes import PanelDecision, PanelState
from directory.needs.flags.naming import leads_to_somebody
from directory.needs.models import CasePanel, PanelCase
from directory.notifications import outbox
from directory.web.references import new_reference

TOPIC = "panels.draw"
MOST_CASES, LONGEST_WORDS = 20, 1000


def panels() -> Select[CasePanel]:
    """Every panel, the latest first."""
    return select(CasePanel).options(selectinload(CasePanel.cases)).order_by(CasePanel.meets_on.desc(), CasePanel.id)


def call_panel(
    session: Session, need: str, district: str | None, wanted: int, meets_on: date | None, *, by: User, at: datetime
) -> CasePanel:
    """Ask for cases of a need, or group of needs, for a meeting. The worker draws them: no page reads a record."""
    if not need:
        raise RuleBroken("need", "Select what the cases are about")
    if not 1 <= wanted <= MOST_CASES:
        raise RuleBroken("wanted", f"Enter a number of cases from 1 to {MOST_CASES}")
    if meets_on is None or meets_on < clock.local(at).date():
        raise RuleBroken("meets_on", "Enter the day of the meeting")
    made = CasePanel(reference=new_reference("PN"), need=need, district_code=district, wanted=wanted)
    made.meets_on, made.made_by = meets_on, by.id
    session.add(made)
    session.flush()
    outbox.put(session, TOPIC, {"panel_id": str(made.id)}, at=at)
    _record(session, by, "panel.called", made, {"need": need}, at)
    return made


def decide(
    session: Session, panel: CasePanel, number: int, decision: PanelDecision, learnt: str, *, by: User, at: datetime
) -> PanelCase:
    """Record what the panel says of one case. It may think again until it closes."""
    case = next((each for each in panel.cases if each.number == number), None)
    if case is None:
        raise NotVisible("There is no such case.")
    if panel.state is not PanelState.DRAWN:
        raise Conflict("This panel is closed.")
    if len(learnt) > LONGEST_WORDS:
        raise RuleBroken("learnt", f"Shorten it to {LONGEST_WORDS:,} characters or fewer")
    if found := leads_to_somebody(learnt):
        raise RuleBroken("learnt", f"Take out “{found}”: it leads to a person")
    case.decision, case.learnt, case.decided_at, case.decided_by = decision, learnt, at, by.id
    _record(session, by, "panel.decided", panel, {"case": str(number), "decision": decision.value}, at)
    return case


def close(session: Session, panel: CasePanel, *, by: User, at: datetime) -> None:
    """The panel has met. Every case needs its decision first."""
    if panel.state is PanelState.CLOSED:
        raise Conflict("This panel is closed already.")
    if any(case.decision is None for case in panel.cases):
        raise Conflict("Record a decision for each case first.")
    panel.state = PanelState.CLOSED
    _record(session, by, "panel.closed", panel, {}, at)


def district_of(value: str, known: list[tuple[str, str]]) -> str | None:
    """A district of the list, or everywhere. Raises `RuleBroken`."""
    if value and value not in {code for code, _name in known}:
        raise RuleBroken("district", "Select a district of the list, or everywhere")
    return value or None


def _record(session: Session, by: User, action: str, panel: CasePanel, detail: dict[str, str], at: datetime) -> None:
    record(session, actor=by.actor, action=action, subject=f"panel:{panel.id}", detail=detail, at=at)
