"""Claims of quality: nobody buys a badge, and none lasts for ever."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.codes import Feature, Known
from directory.listings.models import Accessibility, Service
from directory.moderation.stewardship.codes import ClaimState
from directory.moderation.stewardship.models import QualityClaim
from directory.notifications.models import OutboxMessage
from tests.client import CheckedClient
from tests.moderation.stewardship.conftest import leave
from tests.page import Page

DEMENTIA = {"kind": "dementia_friendly", "evidence": "All six of us did the training in June"}
YES = {"checked_on": "2026-01-05", "expires_on": "2028-01-05"}


def claims_at(listing: Service) -> str:
    return f"/listings/{listing.id}/quality-claims"


def claimed(client: CheckedClient, who: User, listing: Service, session: Session) -> QualityClaim:
    client.sign_in(who)
    assert client.post(claims_at(listing), data=DEMENTIA).status_code == 303
    return session.scalars(select(QualityClaim).order_by(QualityClaim.id.desc())).first()  # type: ignore[return-value]


@pytest.mark.requirement("A054")
def test_a_claim_is_shown_to_nobody_before_a_steward_confirmed_it_and_with_its_day_after(
    client: CheckedClient, provider: User, steward: User, tea: Service, session: Session
) -> None:
    claim = claimed(client, provider, tea, session)
    assert "Dementia friendly" not in client.page(f"/listings/{tea.id}").text
    client.sign_in(steward)
    waiting = client.page("/staff/quality-claims")
    assert f"/staff/quality-claims/{claim.id}" in waiting.links.values()
    page = client.page(f"/staff/quality-claims/{claim.id}")
    assert "All six of us did the training in June" in page.text
    assert "Dementia Friends" in page.text
    assert client.post(f"/staff/quality-claims/{claim.id}/confirmation", data=YES).status_code == 303
    leave(client)
    assert (
        "Dementia friendly : Checked by the directory’s stewards on 5 January 2026"
        in client.page(f"/listings/{tea.id}").text
    )


@pytest.mark.requirement("A054")
def test_what_the_organisers_say_is_never_worded_as_a_fact(
    client: CheckedClient, tea: Service, session: Session
) -> None:
    session.add(Accessibility(service_id=tea.id, feature=Feature.DEMENTIA_FRIENDLY, value=Known.YES))
    assert "Dementia friendly, the organisers say" in client.page(f"/listings/{tea.id}").text
    assert "Dementia friendly, the organisers say" in client.page(f"/listings/{tea.id}/leaflet").text


def test_a_claim_runs_out_by_itself(
    client: CheckedClient, provider: User, steward: User, tea: Service, session: Session, at: datetime
) -> None:
    claim = claimed(client, provider, tea, session)
    client.sign_in(steward)
    client.post(f"/staff/quality-claims/{claim.id}/confirmation", data=YES)
    leave(client)
    with clock.stopped_at(at + timedelta(days=729)):
        assert "Checked by the directory" in client.page(f"/listings/{tea.id}").text
    with clock.stopped_at(at + timedelta(days=730)):
        assert "Checked by the directory" not in client.page(f"/listings/{tea.id}").text


def test_nobody_confirms_their_own_claim_and_may_take_it_back(
    client: CheckedClient, steward: User, tea: Service, session: Session
) -> None:
    claim = claimed(client, steward, tea, session)
    assert "somebody else decides" in client.page(f"/staff/quality-claims/{claim.id}").text
    assert client.post(f"/staff/quality-claims/{claim.id}/confirmation", data=YES).status_code == 403
    assert client.post(f"/staff/quality-claims/{claim.id}/withdrawal").status_code == 303
    assert session.get_one(QualityClaim, claim.id).state is ClaimState.WITHDRAWN


def test_a_claim_is_sent_back_with_what_is_missing_and_the_provider_hears(
    client: CheckedClient, provider: User, steward: User, tea: Service, session: Session
) -> None:
    claim = claimed(client, provider, tea, session)
    client.sign_in(steward)
    there = f"/staff/quality-claims/{claim.id}/refusal"
    empty = client.post(there, data={})
    assert (empty.status_code, Page(empty.get_data(as_text=True)).errors) == (422, ["Enter what is missing"])
    assert client.post(there, data={"refusal-reason": "Tell us who trained you"}).status_code == 303
    assert client.post(there, data={"refusal-reason": "Again"}).status_code == 409
    letter = session.scalars(select(OutboxMessage).where(OutboxMessage.topic.startswith("proposer"))).one()
    assert letter.payload == {"claim": str(claim.id)}
    client.sign_in(provider)
    assert "Tell us who trained you" in client.page(claims_at(tea)).text


def test_the_same_claim_does_not_wait_twice(
    client: CheckedClient, provider: User, tea: Service, session: Session
) -> None:
    claimed(client, provider, tea, session)
    again = client.post(claims_at(tea), data=DEMENTIA)
    page = Page(again.get_data(as_text=True))
    assert (again.status_code, page.errors) == (422, ["“Dementia friendly” waits for a steward already"])
    assert "All six of us" in page.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"evidence": "x"}, "Select what you want to say"),
        ({"kind": "dementia_friendly"}, "Enter how we can tell"),
        ({**DEMENTIA, "evidence_url": "javascript:alert(1)"}, "Enter a web address that starts with https://"),
    ],
)
def test_a_claim_that_cannot_be_judged_is_refused(
    client: CheckedClient, provider: User, tea: Service, data: dict[str, str], sentence: str
) -> None:
    client.sign_in(provider)
    answer = client.post(claims_at(tea), data=data)
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, [sentence])


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"checked_on": "2026-01-06", "expires_on": "2027-01-01"}, "Enter a day that has come already"),
        (
            {"checked_on": "2025-01-05", "expires_on": "2026-01-05"},
            "Enter a day to come, or check it anew: what was seen then is too long ago",
        ),
        ({"checked_on": "2026-01-05", "expires_on": "2039-01-05"}, "Enter a day within three years of the check"),
    ],
)
def test_a_check_has_days_that_make_sense(
    client: CheckedClient,
    provider: User,
    steward: User,
    tea: Service,
    session: Session,
    days: dict[str, str],
    sentence: str,
) -> None:
    claim = claimed(client, provider, tea, session)
    client.sign_in(steward)
    answer = client.post(f"/staff/quality-claims/{claim.id}/confirmation", data=days)
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, [sentence])


def test_only_those_who_run_it_claim_and_only_stewards_of_the_area_decide(
    client: CheckedClient,
    provider: User,
    other_provider: User,
    area_steward: User,
    steward: User,
    tea: Service,
    far: Service,
    session: Session,
) -> None:
    client.sign_in(other_provider)
    assert client.get(claims_at(tea)).status_code == 403
    assert client.post(claims_at(tea), data=DEMENTIA).status_code == 403
    claim = claimed(client, steward, far, session)
    client.sign_in(area_steward)
    assert client.get(f"/staff/quality-claims/{claim.id}").status_code == 403
    assert str(claim.id) not in str(client.page("/staff/quality-claims").links)
    client.sign_in(provider)
    assert client.get(f"/staff/quality-claims/{claim.id}").status_code == 403
    client.sign_in(steward)
    assert client.get(f"/staff/quality-claims/{uuid4()}").status_code == 404
    assert client.get(f"/listings/{uuid4()}/quality-claims").status_code == 404


def test_an_area_steward_says_nothing_of_a_listing_elsewhere(
    client: CheckedClient, area_steward: User, far: Service
) -> None:
    client.sign_in(area_steward)
    assert client.get(f"/listings/{far.id}/quality-claims").status_code == 403
