"""What is done about a need: one press each."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.codes import Visibility
from directory.listings.models import Service
from directory.referrals.codes.work import ActionKind, Severity, UnmetReason
from directory.referrals.models import Conversation, Person
from tests.client import CheckedClient
from tests.page import Page
from tests.referrals.conversations.conftest import LUNCH, actions, only_action


def of(talk: Conversation) -> str:
    return f"/conversations/{talk.id}/actions"


@pytest.mark.parametrize("kind", [ActionKind.SIGNPOST, ActionKind.SUPPORTED_INTRO])
def test_a_listing_is_told_of_or_gone_to_together(
    work: CheckedClient, session: Session, talk: Conversation, tea: Service, kind: ActionKind
) -> None:
    answer = work.post(of(talk), data={"kind": kind.value, "need": LUNCH, "service": str(tea.id)})
    action = only_action(session)
    assert answer.location == f"/conversations/{talk.id}#need-{LUNCH}"
    assert (action.kind, action.service_id, action.person_id) == (kind, tea.id, talk.person_id)
    assert action.accompanied is (kind is ActionKind.SUPPORTED_INTRO)


def test_information_was_given(work: CheckedClient, session: Session, talk: Conversation) -> None:
    work.post(of(talk), data={"kind": "information", "need": LUNCH})
    assert only_action(session).kind is ActionKind.INFORMATION


def test_a_need_stays_unmet_with_reason_and_weight(work: CheckedClient, session: Session, talk: Conversation) -> None:
    sent = {"kind": "unmet", "need": LUNCH, "unmet_reason": "too_far", "severity": "high", "note": "A bus on Sundays"}
    assert work.post(of(talk), data=sent).status_code == 303
    action = only_action(session)
    assert (action.unmet_reason, action.severity) == (UnmetReason.TOO_FAR, Severity.HIGH)
    assert "Exists but too far away" in work.page(f"/conversations/{talk.id}").text


@pytest.mark.requirement("A097")
def test_a_need_that_is_unmet_for_its_cost_leads_to_a_fund(work: CheckedClient, talk: Conversation) -> None:
    work.post(of(talk), data={"kind": "unmet", "need": LUNCH, "unmet_reason": "cost"})
    assert work.page(f"/conversations/{talk.id}").links["Look for a fund"] == "/search?type=fund"


def test_an_unmet_need_without_a_reason_is_refused_with_its_words_kept(
    work: CheckedClient, session: Session, talk: Conversation
) -> None:
    answer = work.post(of(talk), data={"kind": "unmet", "need": LUNCH, "note": "A bus on Sundays"})
    page = Page(answer.get_data(as_text=True))
    assert (answer.status_code, page.errors) == (422, ["Choose why the need stays unmet"])
    assert "A bus on Sundays" in answer.get_data(as_text=True)
    assert actions(session) == []


@pytest.mark.requirement("A065")
def test_an_assessment_is_asked_for_in_one_press(work: CheckedClient, session: Session, talk: Conversation) -> None:
    work.post(of(talk), data={"kind": "assessment_request"})
    assert (only_action(session).kind, only_action(session).need) == (ActionKind.ASSESSMENT_REQUEST, "plan.assess")


def test_a_referral_is_not_made_here(work: CheckedClient, session: Session, talk: Conversation, tea: Service) -> None:
    sent = {"kind": "referral", "need": LUNCH, "service": str(tea.id)}
    assert work.post(of(talk), data=sent).status_code == 422
    assert actions(session) == []


def test_a_listing_one_may_not_see_cannot_be_told_of(
    work: CheckedClient, session: Session, talk: Conversation, tea: Service
) -> None:
    tea.visibility = Visibility.PRIVATE
    sent = {"kind": "signpost", "need": LUNCH, "service": str(tea.id)}
    assert work.post(of(talk), data=sent).status_code == 404
    assert work.post(of(talk), data={**sent, "service": str(uuid4())}).status_code == 404


def test_a_press_too_many_is_taken_back(work: CheckedClient, session: Session, talk: Conversation) -> None:
    work.post(of(talk), data={"kind": "information", "need": LUNCH})
    removal = f"{of(talk)}/{only_action(session).id}/removal"
    assert work.post(removal).status_code == 303
    assert actions(session) == []
    assert work.post(removal).status_code == 404


def test_what_became_a_referral_is_not_taken_back(
    work: CheckedClient, session: Session, talk: Conversation, edith: Person
) -> None:
    work.post(of(talk), data={"kind": "information", "need": LUNCH})
    action = only_action(session)
    action.helped = "yes"  # type: ignore[assignment]  # its code
    assert work.post(f"{of(talk)}/{action.id}/removal").status_code == 409


def test_nobody_else_does_it(
    client: CheckedClient, session: Session, talk: Conversation, other_connector: User, provider: User
) -> None:
    client.sign_in(other_connector)
    assert client.post(of(talk), data={"kind": "information", "need": LUNCH}).status_code == 404
    client.sign_in(provider)
    assert client.post(of(talk), data={"kind": "information", "need": LUNCH}).status_code == 403
    assert actions(session) == []
