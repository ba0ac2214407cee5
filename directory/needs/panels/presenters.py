"""What pages about panels say, in words."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from directory.needs.codes import PanelState
from directory.needs.flags.areas import area_names
from directory.needs.models import CasePanel, PanelCase
from directory.referrals.codes.referral import ClosureReason, Declined, NotTakenUp, ReferralStatus
from directory.taxonomy.queries import professional_names_of
from directory.web.wording import british_date


@dataclass(frozen=True)
class CaseView:
    """A course of help: whom it was for, roughly, what happened in order, and how it ended."""

    number: int
    title: str
    where: str
    steps: tuple[str, ...]
    reason: str
    outcome: str
    decision: str
    learnt: str


@dataclass(frozen=True)
class PanelView:
    """A panel: what it is about, when it meets, and its cases."""

    title: str
    meets: str
    state: str
    cases: tuple[CaseView, ...]
    is_drawn: bool
    may_close: bool


def names_of_needs(session: Session) -> dict[str, str]:
    """Groups of needs and needs by code: a panel looks at one of them."""
    return professional_names_of(session, "need_groups") | professional_names_of(session, "needs")


def present_panel(session: Session, panel: CasePanel, today: date) -> PanelView:
    """A panel with its cases."""
    needs = names_of_needs(session)
    areas = area_names(session, {panel.district_code or "", *(case.district_code for case in panel.cases)})
    about = (needs.get(panel.need, panel.need), areas.get(panel.district_code or "", "everywhere"))
    cases = tuple(_case(case, needs, areas) for case in panel.cases)
    return PanelView(
        title=", ".join(about),
        meets=f"{'Met' if panel.meets_on < today else 'Meets'} on {british_date(panel.meets_on)}",
        state=panel.state.label,
        cases=cases,
        is_drawn=panel.state is PanelState.DRAWN,
        may_close=panel.state is PanelState.DRAWN and all(case.decision for case in cases),
    )


def present_case(session: Session, case: PanelCase) -> CaseView:
    """One case."""
    return _case(case, names_of_needs(session), area_names(session, [case.district_code]))


def _case(case: PanelCase, needs: dict[str, str], areas: dict[str, str]) -> CaseView:
    reasons = {reason.value: reason.label for reason in (*Declined, *NotTakenUp)}
    return CaseView(
        number=case.number,
        title=f"{case.age_band.label}, {needs.get(case.need, case.need)}",
        where=areas.get(case.district_code, case.district_code),
        steps=tuple(ReferralStatus(each).label for each in case.course),
        reason=reasons.get(case.reason or "", ""),
        outcome=ClosureReason(case.outcome).label if case.outcome else "",
        decision=case.decision.label if case.decision else "",
        learnt=case.learnt,
    )
