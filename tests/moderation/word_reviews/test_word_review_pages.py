"""Reviewers with lived experience read what changed in words, comment and agree; stewards read what they said."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Role
from directory.audit.models import AuditEvent
from directory.listings.codes import Visibility
from directory.listings.editing import write_content
from directory.moderation.word_reviews.changes import Kind, changes
from directory.moderation.word_reviews.models import Verdict, WordReview
from directory.moderation.word_reviews.operations import answer, standings
from directory.search.desk.terms import Wording, word_term
from directory.taxonomy.models import TermVersion
from tests.client import CheckedClient
from tests.factories import accounts
from tests.factories import listings as make


@pytest.fixture
def worded(session: Session, steward: User) -> TermVersion:
    """A label that a steward worded anew."""
    term = make.term(session, "needs", "connect.befriending", "Befriending")
    word_term(session, term, Wording("Someone to talk to"), by=steward.actor, at=clock.now())
    return session.scalars(select(TermVersion)).one()


def way(version: TermVersion, staff: str = "") -> str:
    return f"{staff}/word-reviews/labels/{version.id}"


@pytest.mark.requirement("A169")
def test_a_reviewer_comments_on_a_label_and_agrees_to_it(
    client: CheckedClient, session: Session, reviewer: User, steward: User, worded: TermVersion
) -> None:
    client.sign_in(reviewer)
    listed = client.page("/word-reviews")
    assert "Someone to talk to" in listed.text
    assert "Nobody has said anything to it yet" in listed.text
    assert "Before: Befriending Now: Someone to talk to" in " ".join(client.page(way(worded)).text.split())
    said = {"verdict": "comment", "text": "Better than befriending"}
    assert client.submit(way(worded), said).status_code == 303
    assert client.submit(way(worded), {"verdict": "agreed"}).status_code == 303
    assert "1 agrees" in client.page("/word-reviews").text
    events = session.scalars(select(AuditEvent.detail).where(AuditEvent.action == "words.reviewed")).all()
    assert [each["verdict"] for each in events] == ["comment", "agreed"]
    client.sign_in(steward)
    assert "1 agrees" in client.page("/staff/word-reviews").text
    text = client.page(way(worded, "/staff")).text
    assert "Renu Reviewer" in text
    assert "Better than befriending" in text


@pytest.mark.requirement("A169")
def test_words_of_a_listing_that_changed_are_open_to_reviewers(
    client: CheckedClient, session: Session, reviewer: User
) -> None:
    tea, hidden = make.service(session, "Tea on Tuesdays"), make.service(session, "Kept from the public")
    for service in (tea, hidden):
        write_content(session, service, {"summary": "A chat and a biscuit"}, by="user:1", at=clock.now(), why="")
        write_content(session, service, {"alert": "Closed on Friday"}, by="user:1", at=clock.now(), why="")
    hidden.visibility = Visibility.PROFESSIONAL
    session.flush()
    found = changes(session, at=clock.now(), today=clock.today())
    assert [(each.kind, each.about) for each in found] == [(Kind.LISTING, "Tea on Tuesdays")]
    client.sign_in(reviewer)
    way = f"/word-reviews/listings/{found[0].id}"
    assert client.submit(way, {"verdict": "otherwise", "text": "Say who is there"}).status_code == 303
    assert "1 would say it otherwise" in client.page("/word-reviews").text


def test_the_last_answer_of_each_reviewer_counts(session: Session, reviewer: User, worded: TermVersion) -> None:
    other = accounts.person(session, "Rob Reviewer", Role.REVIEWER)
    (found,) = changes(session, at=clock.now(), today=clock.today())
    for who, verdict in (
        (reviewer, Verdict.OTHERWISE),
        (other, Verdict.OTHERWISE),
        (reviewer, Verdict.AGREED),
        (reviewer, Verdict.COMMENT),
    ):
        answer(session, found, verdict=verdict, text="Words", by=who, at=clock.now())
    assert standings(session, [found])[found.id] == {Verdict.AGREED: 1, Verdict.OTHERWISE: 1}


def test_what_changed_long_ago_is_closed(session: Session, worded: TermVersion) -> None:
    assert changes(session, at=clock.now() + timedelta(days=181), today=clock.today()) == []


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"text": "Hm"}, "Select what you say to it"),
        ({"verdict": "nonsense", "text": "Hm"}, "Select what you say to it"),
        ({"verdict": "otherwise"}, "Enter how it should be said"),
    ],
)
def test_half_an_answer_is_asked_for_again(
    client: CheckedClient, session: Session, reviewer: User, worded: TermVersion, values: dict[str, str], says: str
) -> None:
    client.sign_in(reviewer)
    sent = client.post(f"{way(worded)}/answers", data=values)
    assert sent.status_code == 422
    assert says in sent.get_data(as_text=True)
    assert session.scalars(select(WordReview)).all() == []


def test_reviewers_see_nothing_else_and_nobody_else_answers(
    client: CheckedClient, reviewer: User, steward: User, area_steward: User, contributor: User, worded: TermVersion
) -> None:
    assert client.get("/word-reviews").status_code == 303
    for user, reviews, reads in (
        (reviewer, 200, 403),
        (steward, 403, 200),
        (area_steward, 403, 403),
        (contributor, 403, 403),
    ):
        client.sign_in(user)
        assert client.get(way(worded)).status_code == reviews
        assert client.get(way(worded, "/staff")).status_code == reads
    client.sign_in(steward)
    assert client.post(f"{way(worded)}/answers", data={"verdict": "agreed"}).status_code == 403
    client.sign_in(reviewer)
    assert client.get("/staff/queue").status_code == 403
    for unknown in (f"/word-reviews/labels/{uuid4()}", f"/word-reviews/cats/{worded.id}", "/word-reviews?page=9"):
        assert client.get(unknown).status_code == 404
