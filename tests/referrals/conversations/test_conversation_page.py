"""The page of a conversation: what was said, what would help, finding it, and what the page asks by itself."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.models import Conversation, Person
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.page import Page
from tests.referrals.conversations.conftest import ABUSE, FALLS, LUNCH, only_talk


def of(talk: Conversation) -> str:
    return f"/conversations/{talk.id}"


@pytest.mark.requirement("A088")
def test_what_matters_comes_before_what_would_help(work: CheckedClient, talk: Conversation) -> None:
    page = work.page(of(talk))
    assert page.text.index("Company at the table") < page.text.index("Eating together")
    assert "Edith" not in page.title


@pytest.mark.requirement("A067")
def test_what_somebody_needs_to_be_understood_stands_on_top(
    work: CheckedClient, session: Session, talk: Conversation, edith: Person
) -> None:
    edith.communication = {"large_print": "24 point"}
    assert "24 point" in work.page(of(talk)).text


def test_a_listing_is_found_on_the_same_page_and_no_word_stands_in_an_address(
    work: CheckedClient, session: Session, searchable: Service, talk: Conversation, edith: Person
) -> None:
    people.takes_referrals(session, searchable)
    answer = work.post(f"{of(talk)}/listings", data={"need": LUNCH, "words": "tea with others"})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 200
    assert "Tea on Tuesdays" in page.text
    refer = f"/referrals/new?service={searchable.id}&need={LUNCH}&conversation={talk.id}&person={edith.id}"
    assert any(link.get("href") == refer for link in page.all(".//a"))
    assert not any("NG18" in (link.get("href") or "") for link in page.all(".//a"))


def test_a_listing_that_takes_no_referrals_is_told_of_and_not_referred_to(
    work: CheckedClient, searchable: Service, talk: Conversation
) -> None:
    page = work.page(f"{of(talk)}?service={searchable.id}")
    assert "Takes no referrals here: its page says how to join." in page.text
    assert not any((link.get("href") or "").startswith("/referrals/new") for link in page.all(".//a"))


def test_a_place_that_is_not_known_is_said(work: CheckedClient, searchable: Service, talk: Conversation) -> None:
    answer = work.post(f"{of(talk)}/listings", data={"need": LUNCH, "place": "Qwertyhampton"})
    assert "Qwertyhampton" in Page(answer.get_data(as_text=True)).text


def test_more_needs_are_ticked(work: CheckedClient, session: Session, talk: Conversation) -> None:
    answer = work.post(f"{of(talk)}/needs", data={"needs": [FALLS, "made.up"]})
    assert (answer.status_code, only_talk(session).needs) == (303, [LUNCH, FALLS])
    assert work.post(f"{of(talk)}/needs", data={}).status_code == 422


@pytest.mark.requirement("A103")
def test_what_has_changed_in_a_life_suggests_needs(work: CheckedClient, talk: Conversation) -> None:
    talk.transitions = ["caring_ended"]
    page = work.page(of(talk))
    assert "My caring role has ended" in page.text
    assert [box.get("value") for box in page.all(".//input") if box.get("id") == "more-mind.grief"] == ["mind.grief"]


@pytest.mark.requirement("A080")
def test_technology_is_asked_about_once_and_set_aside_with_a_reason(
    work: CheckedClient, session: Session, talk: Conversation
) -> None:
    talk.needs = [FALLS]
    asked = "Would an alarm or a sensor help?"
    assert asked in work.page(of(talk)).text
    refused = work.post(f"{of(talk)}/technology", data={})
    assert (refused.status_code, Page(refused.get_data(as_text=True)).errors) == (422, ["Select what they said"])
    assert work.post(f"{of(talk)}/technology", data={"answer": "cost"}).status_code == 303
    assert asked not in work.page(of(talk)).text
    assert only_talk(session).technology == "cost"


@pytest.mark.requirement("A093")
def test_the_third_contact_in_ninety_days_offers_somebody_who_stays(
    work: CheckedClient, session: Session, connector: User, edith: Person, talk: Conversation, at: datetime
) -> None:
    prompt = "The third time within 90 days"
    people.conversation(session, connector, edith, at - timedelta(days=20))
    assert prompt not in work.page(of(talk)).text
    people.conversation(session, connector, edith, at - timedelta(days=80))
    assert prompt in work.page(of(talk)).text


def test_abuse_is_for_safeguarding_and_never_for_a_provider(
    work: CheckedClient, searchable: Service, talk: Conversation
) -> None:
    talk.needs = [ABUSE]
    page = work.page(f"{of(talk)}?service={searchable.id}")
    assert "This is for safeguarding, never for a provider" in page.text
    assert not any((link.get("href") or "").startswith("/referrals/new") for link in page.all(".//a"))


def test_words_of_danger_lead_to_safeguarding_first(work: CheckedClient, talk: Conversation) -> None:
    talk.what_matters = "Her son hits her when she asks for money"
    assert "Tell safeguarding first" in work.page(of(talk)).text


@pytest.mark.requirement("A089")
def test_an_offer_to_drive_finds_a_role_for_drivers(
    work: CheckedClient, session: Session, nameless: Conversation, tea: Service, request: pytest.FixtureRequest
) -> None:
    nameless.contribution = "I can drive"
    tea.name = "Volunteer drivers wanted"
    request.getfixturevalue("volunteering")
    request.getfixturevalue("searchable")
    page = work.page(of(nameless))
    assert "Where what they offer is wanted" in page.text
    assert "Volunteer drivers wanted" in page.text


def test_only_those_who_may_see_it_open_it(
    client: CheckedClient, talk: Conversation, other_connector: User, volunteer: User, commissioner: User
) -> None:
    assert client.get(of(talk)).status_code == 303
    for outsider in (other_connector, volunteer):
        client.sign_in(outsider)
        assert client.get(of(talk)).status_code == 404
        assert client.post(f"{of(talk)}/listings", data={"need": LUNCH}).status_code == 404
        assert client.post(f"{of(talk)}/needs", data={"needs": [FALLS]}).status_code == 404
        assert client.post(f"{of(talk)}/technology", data={"answer": "cost"}).status_code == 404
        assert client.get(f"{of(talk)}/words").status_code == 404
    client.sign_in(commissioner)
    assert client.get(of(talk)).status_code == 403


def test_a_talk_with_nobody_named_is_seen_by_its_team_only(
    client: CheckedClient, nameless: Conversation, colleague: User, other_connector: User
) -> None:
    client.sign_in(colleague)
    assert client.get(of(nameless)).status_code == 200
    client.sign_in(other_connector)
    assert client.get(of(nameless)).status_code == 404


def test_a_colleague_says_why_first(client: CheckedClient, colleague: User, talk: Conversation) -> None:
    client.sign_in(colleague)
    answer = client.get(of(talk))
    assert answer.status_code == 303
    assert "/reason" in (answer.location or "")


def test_one_that_never_was_is_not_there(work: CheckedClient) -> None:
    assert work.get(f"/conversations/{uuid4()}").status_code == 404


def test_the_words_are_put_right(work: CheckedClient, session: Session, talk: Conversation) -> None:
    answer = work.submit(f"{of(talk)}/words", {"what_matters": "To eat with others", "contribution": "I can cook"})
    kept = only_talk(session)
    assert answer.location == of(talk)
    assert (kept.what_matters, kept.contribution, kept.needs) == ("To eat with others", "I can cook", [LUNCH])


def test_words_that_somebody_changed_meanwhile_are_not_overwritten(
    work: CheckedClient, session: Session, talk: Conversation
) -> None:
    sent = work.page(f"{of(talk)}/words").forms[0].values
    work.submit(f"{of(talk)}/words", {"what_matters": "The first"})
    assert work.post(f"{of(talk)}/words", data={**sent, "what_matters": "The second"}).status_code == 409
    assert only_talk(session).what_matters == "The first"


def test_words_without_the_familys_agreement_are_refused(work: CheckedClient, talk: Conversation) -> None:
    sent = work.page(f"{of(talk)}/words").forms[0].values
    answer = work.post(f"{of(talk)}/words", data={**sent, "family_who": "Her son"})
    assert answer.status_code == 422
    assert "willing and agree" in Page(answer.get_data(as_text=True)).errors[0]
