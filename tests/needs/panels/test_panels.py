"""Case panels: drawn where nobody stands out, seen without anybody in them, decided and closed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.jobs.registry import HANDLERS
from directory.needs.codes import AgeBand, PanelDecision, PanelState
from directory.needs.models import CasePanel, PanelCase
from directory.needs.panels.drawing import age_band
from directory.needs.panels.operations import TOPIC
from directory.notifications.models import OutboxMessage
from directory.referrals.codes.referral import Declined, ReferralStatus
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people
from tests.needs.gaps import LADYBROOK, NEED


@pytest.fixture(autouse=True)
def _named(session: Session) -> None:
    make.term(session, "needs", NEED, "Lunch clubs")
    make.area(session, DISTRICT, "Mansfield")


def crowd(session: Session, connector: User, number: int, born: str = "1948") -> list[str]:
    """So many people of one age who were referred for lunch in Mansfield: everything that could name them."""
    club = make.service(session, "Tuesday table")
    marks = []
    for each in range(number):
        person = people.helped_person(session, connector, f"Zelda Quillfeather{each}", born=born, postcode="NG18 1NP")
        referral = people.referral(
            session,
            connector,
            person,
            club,
            clock.now(),
            status=ReferralStatus.NOT_ACCEPTED,
            declined=Declined.FULL,
            need=NEED,
            district_code=DISTRICT,
            ward_code=LADYBROOK,
            summary="Her dog is called Biscuit.",
        )
        marks += [person.reference, referral.reference, str(person.id), str(referral.id)]
    return [*marks, "Zelda", "Biscuit", "NG18", LADYBROOK]


def in_days(days: int) -> str:
    day = clock.today() + timedelta(days=days)
    return f"{day.day} {day:%B} {day.year}"


def called(client: CheckedClient, session: Session, **typed: str) -> CasePanel:
    """A panel whose cases the worker has drawn."""
    answer = client.submit("/gaps/panels", {"need": NEED, "wanted": "5", "meets_on": in_days(9), **typed})
    assert answer.status_code == 303
    message = session.scalars(select(OutboxMessage).where(OutboxMessage.topic == TOPIC)).all()[-1]
    HANDLERS[TOPIC](session, message.payload, clock.now())
    panel: CasePanel = session.scalars(select(CasePanel).order_by(CasePanel.id.desc()).limit(1)).one()
    return panel


@pytest.mark.requirement("A117")
def test_a_panel_sees_pseudonymised_cases_only_and_its_decisions_are_kept(
    client: CheckedClient, session: Session, connector: User, commissioner: User
) -> None:
    marks = crowd(session, connector, 9)
    client.sign_in(commissioner)
    panel = called(client, session)
    base = f"/gaps/panels/{panel.reference}"
    assert (panel.state, len(panel.cases)) == (PanelState.DRAWN, 5)
    for address in (base, f"{base}/cases/1", "/gaps/panels"):
        html = client.page(address).html
        assert not [mark for mark in marks if mark in html]
    page = client.page(f"{base}/cases/1")
    assert "65 to 79, Lunch clubs, Mansfield" in page.text
    assert "We are full" in page.text
    assert client.post(f"{base}/closing").status_code == 409
    for number in range(1, 6):
        typed = {"decision": "barrier", "learnt": "Lifts on Tuesdays"}
        assert client.submit(f"{base}/cases/{number}", typed).status_code == 303
    assert client.post(f"{base}/closing").status_code == 303
    assert client.post(f"{base}/cases/1/decision", data={"decision": "gap"}).status_code == 409
    kept = session.scalars(select(PanelCase)).all()
    assert {case.decision for case in kept} == {PanelDecision.BARRIER}


def test_where_somebody_would_stand_out_no_case_is_drawn(
    client: CheckedClient, session: Session, connector: User, commissioner: User
) -> None:
    crowd(session, connector, 7)
    crowd(session, connector, 7, born="1990")
    client.sign_in(commissioner)
    panel = called(client, session)
    assert (panel.state, panel.cases) == (PanelState.TOO_FEW, [])
    assert "somebody could be recognised" in client.page(f"/gaps/panels/{panel.reference}").text


def test_a_case_has_no_key_that_leads_back() -> None:
    keys = {key.column.table.name for key in PanelCase.__table__.foreign_keys}
    assert keys == {"case_panel", "user_account"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"need": "nonsense"}, "Select what the cases are about"),
        ({"wanted": "21"}, "from 1 to 20"),
        ({"wanted": "many"}, "from 1 to 20"),
        ({"meets_on": "soon"}, "as a date"),
        ({"district": "E99999999"}, "Select a district"),
    ],
)
def test_what_cannot_be_drawn_is_asked_again(
    client: CheckedClient, commissioner: User, typed: dict[str, str], sentence: str
) -> None:
    client.sign_in(commissioner)
    answer = client.submit("/gaps/panels", {"need": NEED, "wanted": "5", "meets_on": in_days(9), **typed})
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_a_decision_names_nobody_and_is_one_of_the_list(
    client: CheckedClient, session: Session, connector: User, commissioner: User
) -> None:
    crowd(session, connector, 9)
    client.sign_in(commissioner)
    base = f"/gaps/panels/{called(client, session).reference}"
    named = client.submit(f"{base}/cases/1", {"decision": "gap", "learnt": "Ring Mrs Ada Smith"})
    assert (named.status_code, "leads to a person" in named.get_data(as_text=True)) == (422, True)
    assert client.submit(f"{base}/cases/1", {"decision": "nonsense"}).status_code == 422
    assert client.get(f"{base}/cases/99").status_code == 404
    assert client.get("/gaps/panels/PN-2222-2222").status_code == 404


def test_panels_are_for_commissioners(client: CheckedClient, connector: User, supervisor: User) -> None:
    assert client.get("/gaps/panels").status_code == 303
    for wrong in (connector, supervisor):
        client.sign_in(wrong)
        assert client.get("/gaps/panels").status_code == 403


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("", AgeBand.NOT_KNOWN),
        ("1948", AgeBand.TO_79),
        ("1946-01-06", AgeBand.TO_79),
        ("1946-01-05", AgeBand.OVER_79),
        ("2010", AgeBand.UNDER_18),
        ("1990-07-01", AgeBand.TO_49),
    ],
)
def test_an_age_is_told_as_a_band(born: str, band: AgeBand) -> None:
    assert age_band(born, date(2026, 1, 5)) is band
