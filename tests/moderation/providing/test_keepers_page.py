"""Whose everyday changes are live at once: stewards decide, from how their changes have gone."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.moderation.proposals.codes import ProposalState
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.submission.models import ListingDraft
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.factories.accounts import member


def sent(session: Session, user: User, club: Service, state: ProposalState) -> None:
    """A change of theirs that has come so far."""
    session.add(
        ChangeProposal(
            reference=f"CH-{state.value}", target_table="service", target_id=club.id, base_version=1, source="provider",
            proposer=user.actor, user_id=user.id, changes={}, state=state,
        )
    )  # fmt: skip
    session.flush()


def test_a_steward_sees_how_changes_went_and_trusts_and_thinks_better_of_it(
    client: CheckedClient, club: Service, provider: User, steward: User, session: Session
) -> None:
    for state in (ProposalState.APPROVED, ProposalState.REJECTED, ProposalState.SUBMITTED, ProposalState.WITHDRAWN):
        sent(session, provider, club, state)
    client.sign_in(steward)
    page = client.page("/staff/providers")
    assert "Priya Provider Kirkby Good Neighbours 1 change agreed as sent, 1 put right or refused, 1 open." in page.text
    assert client.submit("/staff/providers").status_code == 303
    session.expire_all()
    assert provider.is_trusted_with(club.organization_id)
    assert "Everyday changes are live at once." in client.page("/staff/providers").text
    client.submit("/staff/providers")
    session.expire_all()
    assert not provider.is_trusted_with(club.organization_id)


def test_only_stewards_and_only_where_they_answer_for(
    client: CheckedClient, club: Service, provider: User, area_steward: User, session: Session
) -> None:
    trust = f"/staff/providers/{provider.id}/trust"
    assert client.get("/staff/providers").status_code == 303
    client.sign_in(provider)
    assert client.get("/staff/providers").status_code == 403
    assert client.post(trust).status_code == 403
    client.sign_in(area_steward)
    assert "Priya Provider" not in client.page("/staff/providers").text
    assert client.post(trust).status_code == 404
    factory.held_at(session, club, factory.location(session, 53.14, -1.2, district_code=DISTRICT))
    assert "Priya Provider" in client.page("/staff/providers").text
    assert client.post(trust).status_code == 303
    assert client.post(f"/staff/providers/{uuid4()}/trust").status_code == 404


def test_an_area_steward_trusts_somebody_with_what_is_in_the_area_only(
    client: CheckedClient, club: Service, provider: User, area_steward: User, steward: User, session: Session
) -> None:
    far = factory.service(session, "Far club", organization_id=factory.organization(session, "Far Neighbours").id)
    member(session, provider, far.organization_id)
    factory.held_at(session, club, factory.location(session, 53.14, -1.2, district_code=DISTRICT))
    session.commit()
    client.sign_in(area_steward)
    page = client.page("/staff/providers").text
    assert "Kirkby Good Neighbours" in page
    assert "Far Neighbours" not in page
    assert client.post(f"/staff/providers/{provider.id}/trust").status_code == 303
    session.expire_all()
    assert provider.is_trusted_with(club.organization_id)
    assert not provider.is_trusted_with(far.organization_id)
    client.sign_in(steward)
    assert "Let everyday changes be live at once" in client.page("/staff/providers").text
    client.post(f"/staff/providers/{provider.id}/trust")
    session.expire_all()
    assert provider.is_trusted_with(far.organization_id)


def test_no_browser_keeps_these_pages(client: CheckedClient, club: Service, provider: User) -> None:
    client.sign_in(provider)
    assert client.get(f"/provider/listings/{club.id}").headers["Cache-Control"] == "no-store"


def test_home_leads_back_to_what_is_not_finished(
    client: CheckedClient, provider: User, session: Session, at: datetime
) -> None:
    later = at.replace(month=2)
    draft = ListingDraft(code="DR-7F3K-2QXM", answers={"name": {"name": "Lunch club"}}, expires_at=later)
    draft.user_id = provider.id
    session.add(draft)
    client.sign_in(provider)
    assert client.page("/provider").links["Lunch club"] == "/drafts/DR-7F3K-2QXM"
