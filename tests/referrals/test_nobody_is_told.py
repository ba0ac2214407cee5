"""The whole course of a referral, by every door: nothing personal leaves in mail, texts, logs, addresses or audit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask, Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.jobs.registry import HANDLERS
from directory.listings.models import Organization, Service
from directory.notifications.models import OutboxMessage
from directory.notifications.outbox import deliver
from directory.notifications.texts import texts_sent
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.following.timers import run_timers
from directory.referrals.models import FollowUp, Person, Referral, ReferralInbox
from directory.referrals.referring.receipt_codes import code_of
from directory.settings import Settings
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people
from tests.logged import logged
from tests.page import Page

S = ReferralStatus

NAME, FIRST, LAST = "Quintessa Zzyzxberg", "Quintessa", "Zzyzxberg"
PHONE = "01632 960488"
EMAIL = "quintessa@example.net"
POSTCODE = "NG18 1AA"
MATTERS = "misses the brass band and her sister Wilhelmina"
NOTE = "cries when the kettle whistles"
QUESTION, ANSWER = "does she tremble on stairs", "only with the violet slippers"
BORN = "1941-07-19"

#: What must be found nowhere outside the encrypted columns and the pages of those who may read it.
SECRETS = (
    FIRST,
    LAST,
    "960488",
    "quintessa@",
    "NG18 1AA",
    "NG181AA",
    "Wilhelmina",
    "brass band",
    "kettle whistles",
    "tremble",
    "violet slippers",
    BORN,
)


@dataclass
class Heard:
    """All that left the application in one test, other than the pages themselves."""

    addresses: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    lines: list[Any] = field(default_factory=list)
    pages: int = 0


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Every line is written."""
    return settings.model_copy(update={"log_level": "DEBUG"})


@pytest.fixture
def heard(app: Flask) -> Iterator[Heard]:
    """Listens at every door while the test runs."""
    listening = Heard()

    @app.after_request
    def note(response: Response) -> Response:
        listening.addresses += [request.full_path, response.headers.get("Location", "")]
        if response.mimetype == "text/html" and response.get_data():
            listening.pages += 1
            listening.titles.append(Page(response.get_data(as_text=True)).title)
        return response

    with logged() as listening.lines:
        yield listening


@pytest.fixture
def service(session: Session, organization: Organization) -> Service:
    made = make.service(session, "Tea on Tuesdays", organization=organization)
    made.access_routes = ["self_online", "any_professional", "navigator"]
    held = ReferralInbox(organization_id=organization.id, email="desk@example.org", verified_at=clock.now())
    session.add(held)
    make.tag(session, made, make.term(session, "needs", "connect.groups", "Clubs, groups and things to do"))
    return people.takes_referrals(session, made)


@dataclass
class Course:
    """One course of a referral, walked as people walk it."""

    app: Flask
    client: CheckedClient
    session: Session
    connector: User

    def now(self, kind: type[Any]) -> Any:
        """The newest of a kind, read afresh."""
        self.session.expire_all()
        return self.session.scalars(select(kind).order_by(kind.id.desc()).limit(1)).one()

    def post(self) -> None:
        """The worker's round."""
        self.session.commit()
        with self.app.app_context():
            deliver(self.session, HANDLERS, at=clock.now() + timedelta(minutes=1))

    def sent(self, address: str, values: dict[str, Any], *, form: int = 0) -> str:
        """Send a form that must be taken."""
        answer = self.client.submit(address, values, form=form)
        assert answer.status_code == 303, Page(answer.get_data(as_text=True)).text[-1500:]
        return str(answer.location)

    def letter_link(self) -> str:
        """The newest link to a referral in a letter."""
        letters = self.app.extensions["mailman"].outbox
        links = [link for each in letters for link in re.findall(r"waypost\.test(/referral-answers/\S+)", each.body)]
        return str(links[-1])

    def opened(self) -> str:
        """The newest link, opened with its code."""
        link = self.letter_link()
        self.client.submit(link)
        self.post()
        code = re.findall(r"\b\d{6}\b", self.app.extensions["mailman"].outbox[-1].body)[-1]
        self.sent(link, {"code": code}, form=1)
        return link


@pytest.fixture
def course(app: Flask, client: CheckedClient, session: Session, connector: User) -> Course:
    return Course(app, client, session, connector)


def walk_by_connector(course: Course, service: Service) -> None:
    """A talk, a referral, a question, an answer, a start, an end, a ring-back, a closing."""
    course.client.sign_in(course.connector)
    course.sent(
        "/conversations/new",
        {"what_matters": MATTERS, "strengths": NOTE, "name": NAME, "phone": PHONE, "postcode": POSTCODE},
    )
    person = course.now(Person)
    course.sent(f"/people/{person.id}/details", {"email": EMAIL, "born": BORN})
    course.client.post("/caseload/people", data={"words": NAME})
    course.client.post("/caseload/people", data={"words": PHONE})
    written = {"what_matters": MATTERS, "summary": NOTE, "service": [str(service.id)]}
    agreement = course.sent(f"/referrals/new?person={person.id}&service={service.id}", written)
    course.sent(
        agreement,
        {
            "value": "agreed_verbal",
            "channel": "home_visit",
            "fact": ["name", "phone"],
            "purpose": ["follow_up_contact"],
        },
    )
    referral = course.now(Referral)
    assert referral.status is S.SUBMITTED
    course.post()
    link = course.opened()
    assert NAME in course.client.page(f"{link}/referral").text, "whoever may read it does"
    course.sent(f"{link}/question", {"words": QUESTION, "terms": "y"})
    course.sent(f"/referrals/{referral.id}/answer", {"words": ANSWER})
    course.post()
    link = course.opened()
    course.sent(f"{link}/acceptance", {"day": "12 January 2026"})
    course.sent(f"/referrals/{referral.id}/start", {"day": "today"})
    task = course.now(FollowUp)
    course.sent(f"/follow-ups/{task.id}", {"outcome": "no_answer", "best_time": NOTE}, form=1)
    course.sent(
        f"/follow-ups/{task.id}",
        {"helped": "partly", "still_needed": "yes", "unmet_reason": "transport", "words": NOTE},
    )
    for address in ("/caseload", "/caseload/today", "/caseload/referrals", f"/people/{person.id}"):
        assert FIRST in course.client.page(address).text or address.endswith("today")


def walk_by_themselves(course: Course, service: Service) -> None:
    """Somebody refers themselves, looks it up, and takes it back."""
    course.client.get("/sign-out")
    with clock.stopped_at(clock.now() - timedelta(seconds=40)):
        form = course.client.page(f"/listings/{service.id}/referrals/new").forms[0]
    told = {
        "what_matters": MATTERS,
        "name": NAME,
        "phone": PHONE,
        "postcode": POSTCODE,
        "born": "19 July 1941",
        "leave_message": "no",
        "is_agreed": "y",
    }
    answer = course.client.post(form.action, data={**form.values, **told}, token=False)
    assert answer.status_code == 303, Page(answer.get_data(as_text=True)).errors
    referral = course.now(Referral)
    code = code_of(referral).replace("-", " ")
    looked = course.client.submit("/my-referral", {"code": code, "known": "19/7/1941"})
    assert looked.status_code in (200, 303)
    course.client.submit("/my-referral", {"code": code, "known": "1/1/1901"})
    course.post()


def test_nothing_personal_leaves_by_any_door(
    app: Flask, course: Course, heard: Heard, service: Service, colleague: User, supervisor: User, team: object
) -> None:
    walk_by_connector(course, service)
    person = course.now(Person)
    course.client.sign_in(colleague)
    course.sent(f"/people/{person.id}/reason", {"reason": "cover"})
    walk_by_themselves(course, service)
    run_timers(course.session, clock.now() + timedelta(days=20))
    course.post()

    session = course.session
    letters = [f"{each.to} {each.subject} {each.body}" for each in app.extensions["mailman"].outbox]
    with app.app_context():
        texts = [words for _to, words in texts_sent()]
    waiting = [f"{each.topic} {each.payload}" for each in session.scalars(select(OutboxMessage))]
    audited = [
        f"{each.action} {each.subject} {each.actor} {each.detail}" for each in session.scalars(select(AuditEvent))
    ]
    told = {
        "letters": letters,
        "texts": texts,
        "outbox": waiting,
        "audit": audited,
        "addresses": heard.addresses,
        "titles": heard.titles,
        "log": [str(line) for line in heard.lines],
    }
    assert len(letters) >= 5, "the letters were written"
    assert len(audited) >= 10
    assert heard.pages >= 20
    assert len(heard.lines) >= 20
    found = {
        (kind, secret, words[:200])
        for kind, every in told.items()
        for words in every
        for secret in SECRETS
        if secret.casefold() in words.casefold()
    }
    assert not found


def test_the_check_finds_what_is_said(app: Flask, heard: Heard, client: CheckedClient) -> None:
    client.get(f"/search?q={FIRST}")
    assert any(FIRST in address for address in heard.addresses)
