""" "Is this right?": two taps and thanks, for a passer-by who noticed a locked door."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from directory.audit.models import AuditEvent
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.concerns.codes import ConcernKind, ConcernStatus
from directory.moderation.concerns.models import Concern
from directory.notifications.models import OutboxMessage
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.moderation.conftest import Send
from tests.page import Page


def about(listing: Service) -> str:
    """The form's address."""
    return f"/listings/{listing.id}/concerns/new"


def stored(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Concern)) or 0


def test_one_choice_is_enough(send: Send, tea: Service, session: Session, client: CheckedClient) -> None:
    answer = send(about(tea), {"kind": "closed"})
    concern = session.scalars(select(Concern)).one()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/concerns/{concern.reference}")
    assert (concern.kind, concern.status, concern.service_id) == (ConcernKind.CLOSED, ConcernStatus.NEW, tea.id)
    page = client.page(answer.headers["Location"])
    assert page.h1 == "Thank you for telling us"
    assert concern.reference in page.text
    assert "usually within two working days" in page.text


def test_the_page_asks_in_plain_words_and_says_whom_to_ring_before_any_free_text(
    client: CheckedClient, tea: Service
) -> None:
    page = client.page(about(tea))
    assert page.h1 == "Is this right?"
    for kind in ConcernKind:
        assert kind.label in page.text
    assert page.text.index("999") < page.text.index("Tell us more")
    assert "say “safeguarding”" in page.text


def test_a_worry_about_safety_is_answered_with_whom_to_ring(send: Send, tea: Service, client: CheckedClient) -> None:
    page = client.page(send(about(tea), {"kind": "unsafe"}).headers["Location"])
    assert page.text.index("999") < page.text.index("A steward will check it")


def test_nothing_chosen_is_422_with_the_words_kept(send: Send, tea: Service, session: Session) -> None:
    answer = send(about(tea), {"text": "The door was locked", "email": "ann@example.org"})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.errors == ["Select what is not right"]
    assert page.forms[0].values["text"].strip() == "The door was locked"
    assert page.forms[0].values["email"] == "ann@example.org"
    assert stored(session) == 0


@pytest.mark.parametrize("kind", ["other", "extra_info"])
def test_some_kinds_need_a_few_words(send: Send, tea: Service, kind: str) -> None:
    answer = send(about(tea), {"kind": kind})
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors == ["Enter a few words about what is wrong or missing"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"kind": "nonsense"}, "Select what is not right"),
        ({"kind": "closed", "email": "ann"}, "Enter an email address in the correct format"),
        ({"kind": "closed", "text": "x" * 1001}, "Shorten what you tell us to 1,000 characters or fewer"),
    ],
)
def test_bad_input_is_422_with_a_sentence(send: Send, tea: Service, values: dict[str, Any], sentence: str) -> None:
    answer = send(about(tea), values)
    assert answer.status_code == 422
    assert any(error.startswith(sentence) for error in Page(answer.get_data(as_text=True)).errors)


@pytest.mark.parametrize("words", ["' OR 1=1 --", "<script>alert(1)</script>", "مرحبا", "🚪🔒", "a\u202eb", "\u0000x"])
def test_no_text_breaks_the_form(send: Send, tea: Service, words: str) -> None:
    assert send(about(tea), {"kind": "closed", "text": words}).status_code in (303, 400, 422)


def test_a_program_that_fills_in_everything_is_refused(send: Send, tea: Service, session: Session) -> None:
    assert send(about(tea), {"kind": "closed", "homepage": "https://spam.example"}).status_code == 422
    assert stored(session) == 0


@pytest.mark.parametrize("seconds", [0.5, 25 * 3600])
def test_a_form_sent_too_soon_or_a_day_late_is_asked_for_again(
    send: Send, tea: Service, session: Session, seconds: float
) -> None:
    answer = send(about(tea), {"kind": "closed"}, after=seconds)
    assert answer.status_code == 422
    assert "send it" in Page(answer.get_data(as_text=True)).errors[0].casefold()
    assert stored(session) == 0


def test_a_forged_moment_does_not_pass(send: Send, tea: Service) -> None:
    assert send(about(tea), {"kind": "closed", "opened": "1"}).status_code == 422


def test_a_double_click_stores_one_concern(client: CheckedClient, send: Send, tea: Service, session: Session) -> None:
    values = {"kind": "closed", "once": "the-same-token"}
    first, second = send(about(tea), values), send(about(tea), values)
    assert first.headers["Location"] == second.headers["Location"]
    assert stored(session) == 1


def test_the_eleventh_within_an_hour_waits(send: Send, tea: Service, session: Session) -> None:
    statuses = [send(about(tea), {"kind": "closed"}).status_code for _ in range(11)]
    assert statuses == [303] * 10 + [429]
    assert stored(session) == 10


def test_from_another_site_nothing_is_stored(client: CheckedClient, tea: Service, session: Session) -> None:
    assert client.post(about(tea), data={"kind": "closed"}, from_elsewhere=True).status_code == 403
    assert stored(session) == 0


def test_an_unknown_or_unpublished_listing_is_404(client: CheckedClient, session: Session) -> None:
    draft = factory.service(session, listing_status=ListingStatus.DRAFT)
    for listing_id in (uuid4(), draft.id):
        assert client.get(f"/listings/{listing_id}/concerns/new").status_code == 404


def test_a_public_concern_changes_nothing_in_the_directory(send: Send, tea: Service, session: Session) -> None:
    before = (tea.version, tea.updated_at, tea.listing_status, tea.verified_at)
    send(about(tea), {"kind": "closed", "text": "Shut for good"})
    session.refresh(tea)
    assert (tea.version, tea.updated_at, tea.listing_status, tea.verified_at) == before


def test_nothing_private_leaves_the_row(send: Send, tea: Service, session: Session) -> None:
    send(about(tea), {"kind": "other", "text": "My mother Joan fell", "email": "ann@example.org"})
    (message,) = session.scalars(select(OutboxMessage))
    (event,) = session.scalars(select(AuditEvent))
    assert (message.topic, event.action) == ("stewards.concern_raised", "concern.raised")
    for secret in ("Joan", "ann@example.org"):
        assert secret not in str(message.payload)
        assert secret not in f"{event.actor}{event.subject}{event.detail}"


def test_words_and_address_are_encrypted_in_the_database(send: Send, tea: Service, session: Session) -> None:
    send(about(tea), {"kind": "other", "text": "My mother Joan fell", "email": "ann@example.org"})
    raw = session.execute(text("SELECT text, reporter_email FROM concern")).one()
    assert "Joan" not in raw[0]
    assert "ann" not in raw[1]
    concern = session.scalars(select(Concern)).one()
    assert (concern.text, concern.reporter_email) == ("My mother Joan fell", "ann@example.org")


def test_whoever_has_the_reference_sees_neither_words_nor_address(
    send: Send, tea: Service, client: CheckedClient
) -> None:
    answer = send(about(tea), {"kind": "other", "text": "My mother Joan fell", "email": "ann@example.org"})
    html = client.page(answer.headers["Location"]).html
    assert "Joan" not in html
    assert "ann@example.org" not in html


def test_an_unknown_reference_is_404_and_guessing_is_stopped(client: CheckedClient) -> None:
    statuses = [client.get(f"/concerns/CN-2222-22{number:02d}").status_code for number in range(21)]
    assert statuses == [404] * 20 + [429]


def test_a_listing_page_can_lead_to_one_kind(client: CheckedClient, tea: Service) -> None:
    assert client.page(f"{about(tea)}?kind=closed").forms[0].values["kind"] == "closed"
    assert "kind" not in client.page(f"{about(tea)}?kind=nonsense").forms[0].values


def test_on_a_subject_of_discretion_the_title_is_quiet_and_there_is_a_quick_way_out(
    client: CheckedClient, session: Session
) -> None:
    refuge = factory.service(session, "Refuge helpline")
    factory.tag(session, refuge, factory.term(session, "needs", "safe.domestic", "Domestic abuse"))
    page = client.page(about(refuge))
    assert "Refuge" not in page.title
    assert any("Leave this site" in words for words in page.links)
