"""The check, the preview, the receipt with its link, and the answers while somebody types."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.geo.models import PostcodePoint
from directory.moderation.proposals import ChangeProposal
from directory.moderation.submission.letters import send_receipt
from directory.moderation.submission.models import SubmittedEmail
from directory.moderation.submission.operations import LINK_LIVES, forget_drafts
from directory.moderation.submission.queries import is_email_confirmed
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.moderation.submission.conftest import Walker


def test_the_check_says_every_answer_and_leads_to_each(walker: Walker, session: Session) -> None:
    walker.write(session)
    page = walker.page("check")
    for said in ("Chair yoga", "Kirkby Movers", "St Mark’s Hall, 1 Church Street", "Every other Friday, 10am",
                 "Welcome: People aged 65 and over", "Getting more active", "Just turn up"):  # fmt: skip
        assert said in page.text
    assert page.links["Change: What does it cost?"] == walker.path("cost") + "?to=check"


def test_the_preview_says_what_the_listing_will_say(walker: Walker, session: Session) -> None:
    walker.write(session)
    text = walker.page("preview").text
    for said in ("Run by Kirkby Movers", "£3.50 a session, tea included", "St Mark’s Hall", "Someone will meet you",
                 "Friday 9 January 2026", "Ages 50 and over", "01623 496 012"):  # fmt: skip
        assert said in text


def test_the_preview_leads_to_no_page_that_is_not_there(
    walker: Walker, client: CheckedClient, session: Session
) -> None:
    walker.write(session)
    inside = [
        where for where in walker.page("preview").links.values() if where.startswith("/") and "needs/" not in where
    ]
    assert {where: client.get(where).status_code for where in inside if client.get(where).status_code >= 400} == {}


def test_words_somebody_might_type_are_tried_on_it(walker: Walker, session: Session) -> None:
    walker.write(session)
    assert "leads here" in walker.client.page(walker.path("preview?q=gentle yoga")).text
    assert "Not yet." in walker.client.page(walker.path("preview?q=my roof leaks")).text


def test_a_postcode_is_tried_on_the_pin_and_on_the_area_it_covers(walker: Walker, session: Session) -> None:
    session.add(PostcodePoint(postcode="NG181AA", latitude_e6=53_143_000, longitude_e6=-1_198_000))
    pin = {"latitude": "53.143000", "longitude": "-1.198000"}
    walker.write(session, place_1=pin)
    page = walker.client.page(walker.path("preview?near=NG18 1AA"))
    assert "From NG18 1AA it is under half a mile away." in page.text
    assert (
        "We know no place called “Nowhere at all”."
        in walker.client.page(walker.path("preview?near=Nowhere at all")).text
    )


def test_something_like_it_is_shown_once_more_with_the_place_known(walker: Walker, session: Session) -> None:
    listed = factory.service(session, "Chair yoga")
    factory.held_at(session, listed, factory.location(session, 53.1, -1.2, city="Mansfield"))
    walker.write(session)
    assert walker.page("check").links["Chair yoga"] == f"/listings/{listed.id}"
    walker.send()
    assert session.scalars(select(ChangeProposal)).one().alike == [str(listed.id)]


@pytest.fixture
def reference(walker: Walker, session: Session, app: Flask, at: datetime) -> str:
    """Of something that was sent, with its receipt in the post."""
    walker.write(session)
    walker.send(email="ann@example.org")
    reference = session.scalars(select(ChangeProposal.reference)).one()
    send_receipt(session, {"reference": reference, "is_known": False}, at)
    session.commit()
    return reference


def link_in_letter(app: Flask) -> str:
    (letter,) = app.extensions["mailman"].outbox
    assert letter.to == ["ann@example.org"]
    link = next(line for line in letter.body.splitlines() if "/email-confirmations/" in line)
    return str(link.removeprefix("https://waypost.test"))


def test_the_link_in_the_receipt_confirms_the_address_by_a_button(
    client: CheckedClient, session: Session, app: Flask, reference: str
) -> None:
    link = link_in_letter(app)
    assert client.page(link).h1 == "Is this your email address?"
    assert not is_email_confirmed(session, reference)
    answer = client.submit(link)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/suggestions/{reference}")
    session.expire_all()
    assert is_email_confirmed(session, reference)
    assert client.page(link).h1 == "Thank you, this is your address"


def test_a_steward_reads_whether_the_address_is_confirmed(
    client: CheckedClient, session: Session, app: Flask, reference: str, steward: User
) -> None:
    proposal = session.scalars(select(ChangeProposal)).one()
    client.sign_in(steward)
    assert "Their address is confirmed." not in client.page(f"/staff/proposals/{proposal.id}").text
    client.submit(link_in_letter(app))
    assert "Their address is confirmed." in client.page(f"/staff/proposals/{proposal.id}").text


def test_what_was_sent_cannot_be_changed_any_more(walker: Walker, session: Session) -> None:
    walker.write(session)
    form = next(form for form in walker.page("name").forms if form.method == "post")
    walker.send()
    answer = walker.client.post(form.action, data=form.values | {"go": "on"}, token=False)
    assert (answer.status_code, "sent already" in answer.get_data(as_text=True)) == (409, True)


def test_nobody_else_confirms_it_and_the_link_ends(
    client: CheckedClient, session: Session, app: Flask, reference: str, at: datetime
) -> None:
    link = link_in_letter(app)
    assert client.get("/email-confirmations/" + "x" * 32).status_code == 404
    with clock.stopped_at(at + LINK_LIVES + timedelta(minutes=1)):
        assert client.get(link).status_code == 404
    forget_drafts(session, at + LINK_LIVES + timedelta(minutes=1))
    assert session.scalars(select(SubmittedEmail)).all() == []


def test_while_times_are_typed_the_dates_come_back(client: CheckedClient) -> None:
    answer = client.post("/typing/times", data={"text": "every Tuesday 10 to 12\nmoonlight"}, token=False).get_json()
    assert (len(answer["dates"]), answer["understood"]) == (5, ["Every Tuesday, 10am to midday"])
    assert answer["problems"][0]["line"] == "moonlight"


def test_while_words_are_typed_hints_come_back(client: CheckedClient) -> None:
    answer = client.post("/typing/words", data={"text": "for the elderly"}, token=False).get_json()
    assert answer == {"hints": ["Instead of “the elderly” you could say: older people"]}


def test_typing_aids_answer_no_other_site(client: CheckedClient) -> None:
    for address in ("/typing/times", "/typing/words", "/typing/postcodes"):
        assert client.post(address, data={"text": "x"}, from_elsewhere=True).status_code == 403
