"""Changing a listing one thing a page: what it says before, what is live at once, what waits, what clashes."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.accounts.roles import MembershipKind
from directory.listings.codes import ListingStatus
from directory.listings.editing import read_content, write_content
from directory.listings.models import Service
from directory.moderation.proposals.codes import ProposalState
from directory.moderation.proposals.deciding import return_with_question
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.providing.edits.parts import PARTS
from tests.client import CheckedClient
from tests.factories import accounts as people
from tests.page import Page

FIRST = "A steward reads it first"
AT_ONCE = "live at once"


def of(listing: Service, part: str) -> str:
    return f"/provider/listings/{listing.id}/{part}"


def only(session: Session) -> ChangeProposal:
    return session.scalars(select(ChangeProposal)).one()


def sent(client: CheckedClient, listing: Service, part: str, values: dict[str, object]) -> Page:
    """Send a page and open the one that it leads to."""
    answer = client.submit(of(listing, part), values)
    assert answer.status_code == 303, Page(answer.get_data(as_text=True)).errors
    return client.page(answer.headers["Location"])


def test_each_page_asks_one_thing_and_says_before_what_will_happen(
    client: CheckedClient, club: Service, provider: User
) -> None:
    client.sign_in(provider)
    for part in PARTS.values():
        page = client.page(of(club, part.key))
        assert page.h1 == part.title
        assert page.text.index(FIRST) < page.text.index("Send to a steward")


def test_a_trusted_provider_is_told_which_pages_are_live_at_once(
    client: CheckedClient, club: Service, trusted: User
) -> None:
    client.sign_in(trusted)
    told = {part for part in PARTS if AT_ONCE in client.page(of(club, part)).text}
    assert told == {"times", "closed-days", "room", "pause", "closure", "notice", "phone", "languages"}


def test_a_change_waits_and_the_listing_stays_as_it_is(
    client: CheckedClient, club: Service, provider: User, session: Session
) -> None:
    client.sign_in(provider)
    page = sent(client, club, "notice", {"alert": "We meet in the church until Easter"})
    assert page.h1 == "Sent to a steward"
    assert "We meet in the church until Easter" in page.text
    assert only(session).state is ProposalState.SUBMITTED
    session.refresh(club)
    assert club.alert is None
    assert "Alert, sent on 5 January 2026" in client.page(f"/provider/listings/{club.id}").text
    assert "A change to this already waits" in client.page(of(club, "notice")).text


def test_a_trusted_provider_s_notice_is_live_at_once_and_looked_at_afterwards(
    client: CheckedClient, club: Service, trusted: User, session: Session
) -> None:
    client.sign_in(trusted)
    assert sent(client, club, "notice", {"alert": "Bring a mug"}).h1 == "Saved and live"
    session.refresh(club)
    assert (club.alert, only(session).state) == ("Bring a mug", ProposalState.LIVE)


def test_a_trusted_provider_s_new_name_waits_all_the_same(
    client: CheckedClient, club: Service, trusted: User, session: Session
) -> None:
    client.sign_in(trusted)
    assert sent(client, club, "name", {"name": "Tuesday bingo"}).h1 == "Sent to a steward"
    session.refresh(club)
    assert club.name == "Monday bingo"


def test_nothing_changed_is_said_and_nothing_sent(
    client: CheckedClient, club: Service, provider: User, session: Session
) -> None:
    client.sign_in(provider)
    answer = client.submit(of(club, "words"))
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors[0].startswith("Change something first")


def test_two_tabs_show_both_versions_and_lose_nothing(
    client: CheckedClient, club: Service, trusted: User, session: Session
) -> None:
    client.sign_in(trusted)
    first, second = client.page(of(club, "notice")).forms[0], client.page(of(club, "notice")).forms[0]
    assert client.post(first.action, data=first.values | {"alert": "Bring a mug"}).status_code == 303
    answer = client.post(second.action, data=second.values | {"alert": "Bring a chair"})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert page.h1 == "Somebody else changed this too"
    assert "Bring a mug" in page.text
    assert page.forms[0].values["alert"].strip() == "Bring a chair"
    session.refresh(club)
    assert club.alert == "Bring a mug"
    assert client.post(page.forms[0].action, data=page.forms[0].values).status_code == 303
    session.refresh(club)
    assert club.alert == "Bring a chair"


def test_two_tabs_on_different_pages_do_not_disturb_each_other(
    client: CheckedClient, club: Service, trusted: User, session: Session
) -> None:
    client.sign_in(trusted)
    notice, pause = client.page(of(club, "notice")).forms[0], client.page(of(club, "pause")).forms[0]
    assert client.post(notice.action, data=notice.values | {"alert": "Bring a mug"}).status_code == 303
    assert client.post(pause.action, data=pause.values | {"is_paused": "yes"}).status_code == 303
    session.refresh(club)
    assert (club.alert, club.listing_status) == ("Bring a mug", ListingStatus.PUBLISHED_PAUSED)


def test_a_steward_s_edit_meanwhile_is_not_written_over(
    client: CheckedClient, club: Service, trusted: User, session: Session, at: object
) -> None:
    client.sign_in(trusted)
    form = client.page(of(club, "phone")).forms[0]
    write_content(session, club, {"phones": [{"number": "0115 496 0111"}]}, by="user:steward", at=club.updated_at)
    answer = client.post(form.action, data=form.values | {"phones.0.number": "0115 496 0222"})
    assert answer.status_code == 409
    assert "0115 496 0111" in Page(answer.get_data(as_text=True)).text


def test_a_bad_number_is_refused_beside_its_own_row(client: CheckedClient, club: Service, trusted: User) -> None:
    client.sign_in(trusted)
    answer = client.submit(of(club, "phone"), {"phones.1.number": "ask at the bar"})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "#phones-1-number" in page.links.values()


def test_a_number_s_extension_survives_a_change_of_its_words(
    client: CheckedClient, club: Service, trusted: User, session: Session
) -> None:
    held = [{"number": "0115 496 0111", "extension": "4"}]
    write_content(session, club, {"phones": held}, by="user:steward", at=club.updated_at)
    client.sign_in(trusted)
    sent(client, club, "phone", {"phones.0.description": "Mornings"})
    row = read_content(session, club.id)["phones"][0]
    assert (row["extension"], row["description"]) == ("4", "Mornings")


def test_an_editor_keeps_it_too(client: CheckedClient, club: Service, session: Session) -> None:
    editor = people.member(session, people.person(session, "Eddie"), club.organization_id, MembershipKind.EDITOR)
    client.sign_in(editor)
    assert client.get(of(club, "times")).status_code == 200


def test_a_change_is_taken_back_until_a_steward_has_read_it(
    client: CheckedClient, club: Service, provider: User, other_provider: User, session: Session
) -> None:
    client.sign_in(provider)
    sent(client, club, "notice", {"alert": "Bring a mug"})
    address = f"/provider/changes/{only(session).reference}"
    assert client.post(f"{address}/withdrawal").status_code == 303
    assert client.page(address).h1 == "Taken back"
    assert client.post(f"{address}/withdrawal").status_code == 409
    client.sign_in(other_provider)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/withdrawal").status_code == 404
    assert client.get("/provider/changes/CH-2222-2222").status_code == 404


def test_nobody_changes_somebody_else_s(
    client: CheckedClient, club: Service, other_provider: User, session: Session
) -> None:
    client.sign_in(other_provider)
    answer = client.post(of(club, "notice"), data={"alert": "Come to us instead", "base": str(club.version)})
    assert answer.status_code == 404
    assert session.scalars(select(ChangeProposal)).all() == []


def test_no_text_breaks_a_page(client: CheckedClient, club: Service, trusted: User) -> None:
    client.sign_in(trusted)
    for words in ("' OR 1=1 --", "<script>alert(1)</script>", "مرحبا", "🚪🔒"):
        assert words in sent(client, club, "notice", {"alert": words}).text


def test_a_steward_s_question_is_answered_from_the_page_of_the_change(
    client: CheckedClient, club: Service, provider: User, steward: User, session: Session, at: datetime
) -> None:
    client.sign_in(provider)
    sent(client, club, "notice", {"alert": "We meet elsewhere"})
    return_with_question(session, only(session), question="Where is that?", by=steward, at=at)
    page = client.page(f"/provider/changes/{only(session).reference}")
    assert "Where is that?" in page.text
    assert page.links["Answer the question"] == f"/changes/{only(session).reference}"
