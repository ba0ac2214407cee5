"""Where it begins, and how one comes back."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.models import Organization
from directory.moderation.submission.models import ListingDraft
from directory.moderation.submission.operations import KEPT, forget_drafts
from directory.moderation.submission.queries import drafts_of
from tests.client import CheckedClient
from tests.moderation.submission.conftest import Walker
from tests.page import Page


@pytest.mark.requirement("A026")
def test_the_first_page_says_what_is_asked_how_long_it_takes_and_what_happens_then(client: CheckedClient) -> None:
    page = client.page("/listings/new")
    for start in ("What we ask:", "How long it takes:", "What happens then:"):
        assert start in page.text
    assert "/listings/new" in client.page("/").links.values()


def test_begun_it_has_a_code_that_no_page_keeps(walker: Walker, client: CheckedClient) -> None:
    answer = walker.begin()
    assert answer.status_code == 303
    shown = client.get(answer.headers["Location"])
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["Referrer-Policy"] == "same-origin"
    assert walker.code in Page(shown.get_data(as_text=True)).text


def test_without_a_kind_it_does_not_begin(walker: Walker, session: Session) -> None:
    answer = walker.begin("")
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, ["Select what it is"])
    assert session.scalars(select(ListingDraft)).all() == []


@pytest.mark.parametrize("typed", ["{code}", " {lower} ", "{spaced}"])
def test_a_code_is_read_however_it_was_written_down(walker: Walker, client: CheckedClient, typed: str) -> None:
    walker.begin()
    code = typed.format(code=walker.code, lower=walker.code.lower(), spaced=walker.code.replace("-", " "))
    answer = client.get("/drafts", query_string={"code": code})
    assert answer.headers["Location"] == f"/drafts/{walker.code}"
    assert client.get(answer.headers["Location"]).headers["Location"] == walker.path("name")


def test_a_code_nobody_has_is_404_and_guessing_is_stopped(client: CheckedClient) -> None:
    statuses = [client.get(f"/drafts/DR-2222-22{number:02d}".replace("0", "9").replace("1", "8")).status_code
                for number in range(21)]  # fmt: skip
    assert (statuses[0], statuses[-1]) == (404, 429)


def test_a_mistyped_code_can_be_put_right(client: CheckedClient) -> None:
    page = client.page("/drafts?code=DR-2222-222", status=404)
    assert page.h1 == "Go on where you left off"
    assert page.forms[0].values["code"] == "DR-2222-222"
    assert next(iter(page.errors)).startswith("Nothing has this code")


def test_a_provider_need_not_type_their_organisation_again(
    walker: Walker, client: CheckedClient, provider: User, organization: Organization
) -> None:
    client.sign_in(provider)
    walker.begin()
    held = walker.page("organization").forms[0].values
    assert (held["run_by"], held["organization"]) == ("organization", organization.name)


def test_after_sixty_days_without_work_it_is_gone(walker: Walker, session: Session, at: datetime) -> None:
    walker.write(session)
    with clock.stopped_at(at + KEPT):
        assert walker.client.get(walker.path("name")).status_code == 404
    assert forget_drafts(session, at + KEPT - timedelta(hours=1)) == "drafts deleted: 0"
    assert forget_drafts(session, at + KEPT) == "drafts deleted: 1"


def test_work_keeps_it_for_another_sixty_days(walker: Walker, session: Session, at: datetime) -> None:
    walker.begin()
    with clock.stopped_at(at + timedelta(days=50)):
        walker.answer("name", {"name": "Chair yoga", "about": "Yoga on chairs."})
    assert session.scalars(select(ListingDraft.expires_at)).one() == at + timedelta(days=50) + KEPT


def test_thrown_away_nothing_is_left(walker: Walker, client: CheckedClient, session: Session) -> None:
    walker.write(session)
    answer = client.submit(walker.path("removal"))
    assert (answer.status_code, session.scalars(select(ListingDraft)).all()) == (200, [])
    assert client.get(walker.path("name")).status_code == 404


def test_what_was_typed_cannot_be_read_in_the_database(walker: Walker, session: Session) -> None:
    walker.write(session)
    (stored,) = session.connection().exec_driver_sql("SELECT answers FROM listing_draft").one()
    assert "01623" not in stored


def test_a_draft_begun_while_signed_in_is_the_persons_own(
    walker: Walker, client: CheckedClient, session: Session, provider: User
) -> None:
    client.sign_in(provider)
    walker.begin()
    assert [draft.code for draft in session.scalars(drafts_of(provider.id, clock.now()))] == [walker.code]
