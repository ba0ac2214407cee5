""" "Is this yours?": who asks, what shows it, and who is told what."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import MembershipKind
from directory.audit.models import AuditEvent
from directory.listings.codes import ListingStatus
from directory.listings.models import Organization, Service
from directory.moderation.providing.claims.links import confirmation_token
from directory.moderation.providing.claims.operations import approve_claim
from directory.moderation.providing.codes import ClaimState
from directory.moderation.providing.models import Claim
from directory.notifications.models import OutboxMessage
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import accounts as people
from tests.factories import listings as make
from tests.page import Page

WORDS = "I have run the group since 2019"


def about(listing: Service) -> str:
    return f"/listings/{listing.id}/claims/new"


@pytest.fixture
def claim(session: Session, club: Service, nobody_in_particular: User, at: datetime) -> Claim:
    """A claim that waits."""
    made = Claim(
        reference="CL-7F3K-2QXM", service_id=club.id, user_id=nobody_in_particular.id, role_there="runs_it",
        words=WORDS, organization_id=club.organization_id, state=ClaimState.PENDING, created_at=at, updated_at=at,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def test_the_public_page_asks_whether_it_is_yours(client: CheckedClient, club: Service) -> None:
    assert client.page(f"/listings/{club.id}").links["Is this yours?"] == about(club)


def test_words_are_enough_to_ask(
    client: CheckedClient, club: Service, nobody_in_particular: User, session: Session
) -> None:
    client.sign_in(nobody_in_particular)
    answer = client.submit(about(club), {"role_there": "runs_it", "words": WORDS})
    made = session.scalars(select(Claim)).one()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/claims/{made.reference}")
    assert (made.state, made.user_id, made.words) == (ClaimState.PENDING, nobody_in_particular.id, WORDS)
    page = client.page(f"/claims/{made.reference}")
    assert page.h1 == "Thank you for asking"
    assert "usually within two working days" in page.text
    topics = set(session.scalars(select(OutboxMessage.topic)))
    assert "stewards.claim_made" in topics


def test_nothing_that_shows_it_is_refused_with_the_choice_kept(
    client: CheckedClient, club: Service, nobody_in_particular: User, session: Session
) -> None:
    client.sign_in(nobody_in_particular)
    answer = client.submit(about(club), {"role_there": "committee"})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.errors == ["Enter a few words on how you belong to it, or give one of the other two"]
    assert page.forms[0].values["role_there"] == "committee"
    assert session.scalar(select(func.count()).select_from(Claim)) == 0


def test_an_address_elsewhere_is_no_address_there(
    client: CheckedClient, club: Service, nobody_in_particular: User
) -> None:
    club.url = "https://www.bingo.example/"
    client.sign_in(nobody_in_particular)
    answer = client.submit(about(club), {"role_there": "runs_it", "work_email": "ann@other.example"})
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors == [
        "Enter an address at bingo.example, or leave this empty and tell us in words"
    ]


def test_an_address_there_is_confirmed_by_a_link_whose_page_changes_nothing_by_itself(
    client: CheckedClient, club: Service, nobody_in_particular: User, session: Session, at: datetime
) -> None:
    club.url = "https://www.bingo.example/"
    client.sign_in(nobody_in_particular)
    client.submit(about(club), {"role_there": "runs_it", "work_email": "ann@bingo.example"})
    made = session.scalars(select(Claim)).one()
    assert "ann@bingo.example" in client.page(f"/claims/{made.reference}").text
    link = f"/claims/confirmations/{confirmation_token(made.id, at)}"
    client.delete_cookie("session")
    assert client.page(link).h1 == "Is this address yours?"
    session.refresh(made)
    assert made.work_email_confirmed_at is None
    assert client.submit(link).status_code == 303
    session.refresh(made)
    assert made.work_email_confirmed_at == at
    assert client.page(link).h1 == "That is confirmed"


def test_a_confirming_link_lives_a_week_and_no_longer(client: CheckedClient, claim: Claim, at: datetime) -> None:
    link = f"/claims/confirmations/{confirmation_token(claim.id, at)}"
    with clock.stopped_at(at + timedelta(days=8)):
        assert client.get(link).status_code == 404
    assert client.get("/claims/confirmations/made-up").status_code == 404


def test_whoever_signs_in_at_the_listing_s_own_name_has_shown_it(
    client: CheckedClient, club: Service, session: Session, at: datetime
) -> None:
    club.email = "hello@bingo.example"
    client.sign_in(people.person(session, "Jo", email="jo@bingo.example"))
    assert "at this listing’s own name" in client.page(about(club)).text
    assert client.submit(about(club), {"role_there": "runs_it"}).status_code == 303
    assert session.scalars(select(Claim)).one().work_email_confirmed_at == at


def test_asking_twice_is_asking_once(
    client: CheckedClient, club: Service, claim: Claim, nobody_in_particular: User
) -> None:
    client.sign_in(nobody_in_particular)
    answer = client.get(about(club))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/claims/{claim.reference}")


def test_the_page_is_the_same_whether_or_not_somebody_has_the_listing(
    client: CheckedClient, club: Service, nobody_in_particular: User, provider: User
) -> None:
    assert provider.leads(club.organization_id)
    client.sign_in(nobody_in_particular)
    page = client.page(about(club))
    assert provider.name not in page.text
    assert "already" not in page.text


def test_whoever_keeps_it_is_led_to_it(client: CheckedClient, club: Service, provider: User) -> None:
    client.sign_in(provider)
    assert client.get(about(club)).headers["Location"] == f"/provider/listings/{club.id}"


def test_anonymous_is_asked_to_sign_in_and_led_back(client: CheckedClient, club: Service) -> None:
    answer = client.get(about(club))
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in?next=%2Flistings%2F")


def test_a_listing_that_is_not_there_or_not_shown_cannot_be_claimed(
    client: CheckedClient, club: Service, nobody_in_particular: User
) -> None:
    client.sign_in(nobody_in_particular)
    assert client.get(f"/listings/{uuid4()}/claims/new").status_code == 404
    club.listing_status = ListingStatus.ARCHIVED
    assert client.get(about(club)).status_code == 404


def test_nobody_else_s_claim_is_seen_or_taken_back(client: CheckedClient, claim: Claim, other_provider: User) -> None:
    client.sign_in(other_provider)
    assert client.get(f"/claims/{claim.reference}").status_code == 404
    assert client.post(f"/claims/{claim.reference}/withdrawal").status_code == 404


def test_one_s_own_is_taken_back_once(
    client: CheckedClient, claim: Claim, nobody_in_particular: User, session: Session
) -> None:
    client.sign_in(nobody_in_particular)
    assert client.post(f"/claims/{claim.reference}/withdrawal").status_code == 303
    session.refresh(claim)
    assert claim.state is ClaimState.WITHDRAWN
    assert client.post(f"/claims/{claim.reference}/withdrawal").status_code == 409


def test_a_steward_sees_what_shows_it_and_says_yes(
    client: CheckedClient, claim: Claim, steward: User, nobody_in_particular: User, session: Session
) -> None:
    client.sign_in(steward)
    page = client.page(f"/staff/claims/{claim.id}")
    assert WORDS in page.text
    assert "Showed no address at the listing’s own name." in page.text
    answer = client.submit(f"/staff/claims/{claim.id}", {"answer": "lead"})
    assert answer.status_code == 303
    session.expire_all()
    assert claim.state is ClaimState.APPROVED
    assert nobody_in_particular.leads(claim.organization_id)
    assert "claim.approved" in set(session.scalars(select(AuditEvent.action)))
    assert "claimant.answered" in set(session.scalars(select(OutboxMessage.topic)))
    client.sign_in(nobody_in_particular)
    assert client.page(f"/claims/{claim.reference}").h1 == "It is yours to keep"
    assert client.get(f"/provider/listings/{claim.service_id}").status_code == 200


def test_a_listing_nobody_ran_gets_an_organisation_of_its_name(
    client: CheckedClient, claim: Claim, club: Service, steward: User, session: Session
) -> None:
    club.organization_id = None
    client.sign_in(steward)
    client.submit(f"/staff/claims/{claim.id}", {"answer": "lead"})
    session.expire_all()
    assert club.organization is not None
    assert club.organization.name == "Monday bingo"
    assert claim.organization_id == club.organization_id


def test_a_listing_named_like_an_organisation_is_no_way_into_it(
    claim: Claim, club: Service, steward: User, organization: Organization, session: Session, at: datetime
) -> None:
    club.name = organization.name
    for record in (claim, club):
        record.organization_id = None
    session.flush()
    approve_claim(session, claim, kind=MembershipKind.LEAD, reason="", by=steward, at=at)
    assert claim.organization_id not in (None, organization.id)
    assert claim.user.organization_ids == {claim.organization_id}
    assert session.get_one(Service, club.id).organization_id == claim.organization_id


def test_a_steward_of_one_area_lets_nobody_into_what_runs_elsewhere_too(
    client: CheckedClient, claim: Claim, club: Service, area_steward: User, session: Session
) -> None:
    make.held_at(session, club, make.location(session, 53.14, -1.2, district_code=DISTRICT))
    far = make.service(session, "Far away club", organization_id=club.organization_id)
    make.held_at(session, far, make.location(session, 53.3, -1.1, district_code="E07000171"))
    client.sign_in(area_steward)
    case = f"/staff/claims/{claim.id}"
    assert client.submit(case, {"answer": "lead"}).status_code == 403
    session.expire_all()
    assert (claim.state, claim.user.memberships) == (ClaimState.PENDING, [])
    far.organization_id = None
    session.commit()
    assert client.submit(case, {"answer": "lead"}).status_code == 303


def test_a_no_needs_words_and_the_claimant_reads_them(
    client: CheckedClient, claim: Claim, steward: User, nobody_in_particular: User
) -> None:
    client.sign_in(steward)
    answer = client.submit(f"/staff/claims/{claim.id}", {"answer": "refused"})
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors == ["Enter why, in words the claimant will read"]
    client.submit(f"/staff/claims/{claim.id}", {"answer": "refused", "reason": "Ask Jean to ring us."})
    client.sign_in(nobody_in_particular)
    assert "Ask Jean to ring us." in client.page(f"/claims/{claim.reference}").text


def test_a_claim_is_decided_once(client: CheckedClient, claim: Claim, steward: User) -> None:
    client.sign_in(steward)
    decide = {"answer": "editor"}
    assert client.post(f"/staff/claims/{claim.id}/decision", data=decide).status_code == 303
    assert client.post(f"/staff/claims/{claim.id}/decision", data=decide).status_code == 409


def test_nobody_decides_their_own(client: CheckedClient, claim: Claim, steward: User) -> None:
    claim.user_id = steward.id
    client.sign_in(steward)
    assert "This claim is your own" in client.page(f"/staff/claims/{claim.id}").text
    assert client.post(f"/staff/claims/{claim.id}/decision", data={"answer": "lead"}).status_code == 403


def test_only_stewards_decide_and_only_where_they_answer_for(
    client: CheckedClient, claim: Claim, provider: User, area_steward: User, steward: User
) -> None:
    address = f"/staff/claims/{claim.id}"
    assert client.get(address).status_code == 303
    client.sign_in(provider)
    assert client.get(address).status_code == 403
    client.sign_in(area_steward)
    assert client.get(address).status_code == 404
    client.sign_in(steward)
    assert client.get(f"/staff/claims/{uuid4()}").status_code == 404


def test_an_address_given_for_a_claim_is_forgotten_with_its_answer(
    client: CheckedClient, claim: Claim, steward: User, session: Session
) -> None:
    claim.work_email = "ann@bingo.example"
    client.sign_in(steward)
    client.submit(f"/staff/claims/{claim.id}", {"answer": "editor"})
    session.refresh(claim)
    assert claim.work_email is None


def test_a_claim_waits_in_the_queue(client: CheckedClient, claim: Claim, steward: User) -> None:
    client.sign_in(steward)
    page = client.page("/staff/queue")
    assert "Monday bingo" in page.text
    assert f"/staff/claims/{claim.id}" in page.links.values()
