"""Contacts in one tap and in ten seconds: counted without a name, taken back as easily."""

from urllib.parse import unquote
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.codes import Visibility
from directory.listings.models import Service
from directory.referrals.codes.work import ActionKind, UnmetReason
from directory.referrals.models import ContactAction
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.page import Page
from tests.referrals.conversations.conftest import DISTRICT, LUNCH, actions, only_action

NEW, SENT = "/contacts/new", "/contacts"
TOLD = "I told somebody about this"


def tap(work: CheckedClient, listing: Service, **values: str) -> str:
    answer = work.post(f"/contacts/taps/{listing.id}", data=values)
    assert answer.status_code == 303
    return answer.location or ""


@pytest.mark.requirement("A079")
def test_one_tap_on_a_listing_counts_and_one_takes_it_back(work: CheckedClient, session: Session, tea: Service) -> None:
    page = work.page(f"/listings/{tea.id}")
    (form,) = [form for form in page.forms if (form.action or "").startswith("/contacts/taps")]
    assert [name for name, value in form.values.items() if not value] == []  # nothing to fill in
    back = tap(work, tea, **form.values)
    action = only_action(session)
    assert (action.kind, action.service_id, action.need) == (ActionKind.SIGNPOST, tea.id, LUNCH)
    assert (action.person_id, action.conversation_id) == (None, None)
    noted = work.page(back)
    assert "Counted: Told about Tea on Tuesdays." in noted.text
    (undo,) = [form for form in noted.forms if (form.action or "").endswith("/removal")]
    assert work.post(undo.action or "", data=undo.values).location == f"/listings/{tea.id}"
    assert actions(session) == []


def test_one_tap_on_a_result_leads_back_to_the_search(
    work: CheckedClient, session: Session, searchable: Service
) -> None:
    page = work.page("/search?q=tea&need=connect.lunch")
    buttons = [button for button in page.all(".//button") if button.get("form") == "tap"]
    assert [button.get("formaction") for button in buttons] == [f"/contacts/taps/{searchable.id}"]
    (form,) = [form for form in page.forms if "need" in form.names and "back" in form.names]
    back = tap(work, searchable, **form.values)
    assert back.startswith("/search?q=tea&need=connect.lunch&noted=")
    assert "Counted: Told about" in work.page(back).text
    assert only_action(session).need == LUNCH


@pytest.mark.requirement("A079")
def test_a_result_is_texted_with_its_number_and_its_address(work: CheckedClient, searchable: Service) -> None:
    links = [unquote(link.get("href") or "") for link in work.page("/search?q=tea").all(".//a")]
    lines = f"Tea on Tuesdays\n01632 960012\nhttps://waypost.test/listings/{searchable.id}"
    assert f"sms:?&body={lines}" in links
    assert f"mailto:?subject=Tea on Tuesdays&body={lines}" in links


def test_a_double_tap_counts_once_and_two_listings_of_an_old_page_twice(
    work: CheckedClient, session: Session, tea: Service
) -> None:
    other = make.service(session, "A slow walk")
    for listing in (tea, tea, other):
        tap(work, listing, once="the token of one page")
    assert [action.service_id for action in actions(session)] == [tea.id, other.id]


@pytest.mark.usefixtures("postcode")
def test_a_tap_is_counted_where_the_search_was(work: CheckedClient, session: Session, tea: Service) -> None:
    tap(work, tea, back="/search?q=tea&near=NG18+1AA")
    assert only_action(session).district_code == DISTRICT


def test_a_tap_never_leads_off_this_site(work: CheckedClient, tea: Service) -> None:
    assert tap(work, tea, back="https://evil.example/").startswith(f"/listings/{tea.id}?noted=")
    assert tap(work, tea, back="//evil.example/").startswith(f"/listings/{tea.id}?noted=")


def test_those_who_do_not_refer_see_no_such_button(
    client: CheckedClient, steward: User, tea: Service, session: Session
) -> None:
    assert TOLD not in client.page(f"/listings/{tea.id}").text
    client.sign_in(steward)
    assert TOLD not in client.page(f"/listings/{tea.id}").text
    assert client.post(f"/contacts/taps/{tea.id}").status_code == 403
    assert actions(session) == []


def test_a_tap_on_what_one_may_not_see_is_not_there(work: CheckedClient, tea: Service) -> None:
    tea.visibility = Visibility.PRIVATE
    assert work.post(f"/contacts/taps/{tea.id}").status_code == 404
    assert work.post(f"/contacts/taps/{uuid4()}").status_code == 404


def test_a_colleagues_tap_is_neither_shown_nor_taken_back(
    work: CheckedClient, session: Session, colleague: User, tea: Service
) -> None:
    back = tap(work, tea)
    action = only_action(session)
    work.sign_in(colleague)
    assert "Counted" not in work.page(back).text
    assert work.post(f"/contacts/{action.id}/removal").status_code == 404
    assert isinstance(only_action(session), ContactAction)


@pytest.mark.usefixtures("needs", "postcode")
def test_an_unmet_need_takes_five_fields_and_no_name(work: CheckedClient, session: Session) -> None:
    sent = {
        "kind": "unmet",
        "need": LUNCH,
        "place": "NG18 1AA",
        "unmet_reason": "transport",
        "severity": "high",
        "cohorts": ["lives_alone", "made_up"],
    }
    answer = work.post(SENT, data=sent)
    action = only_action(session)
    assert (answer.status_code, action.unmet_reason, action.district_code) == (303, UnmetReason.TRANSPORT, DISTRICT)
    assert action.cohorts == ["lives_alone"]
    assert "Counted: Nothing suitable." in work.page(answer.location).text


@pytest.mark.usefixtures("needs")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"need": ""}, "Choose the need that this is about"),
        ({"unmet_reason": ""}, "Choose why the need stays unmet"),
        ({"kind": "signpost"}, "Choose the service that this is about"),
        ({"kind": "referral"}, "Select what you did"),
    ],
)
def test_what_is_missing_is_said(work: CheckedClient, session: Session, change: dict[str, str], words: str) -> None:
    answer = work.post(SENT, data={"kind": "unmet", "need": LUNCH, "unmet_reason": "cost", **change})
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, [words])
    assert actions(session) == []


def test_a_listing_brings_its_need_along(work: CheckedClient, tea: Service) -> None:
    page = work.page(f"{NEW}?kind=unmet&service={tea.id}")
    assert "Tea on Tuesdays" in page.text
    assert page.forms[0].values["need"] == LUNCH


def test_nobody_else_counts_contacts(client: CheckedClient, provider: User) -> None:
    assert client.get(NEW).status_code == 303
    client.sign_in(provider)
    assert client.get(NEW).status_code == 403
    assert client.post(SENT, data={"kind": "information"}).status_code == 403
