"""/follow-ups/<id> for somebody on record: what has opened, and what they said to it."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.geo.models import Area
from directory.listings.models import Service
from directory.needs.codes import FlagStatus, PromiseState
from directory.needs.models import Promise, UnmetNeed
from directory.needs.promises.looking import look
from directory.referrals.codes.work import ActionKind, TaskKind, ToldAnswer, UnmetReason
from directory.referrals.conversations.operations import add_action
from directory.referrals.models import FollowUp
from directory.signals import service_changed
from directory.taxonomy.models import TaxonomyTerm
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people
from tests.needs.conftest import DISTRICT
from tests.page import Page


@pytest.fixture
def task(session: Session, connector: User, town: Area, at: datetime) -> FollowUp:
    edith = people.helped_person(session, connector, district_code=DISTRICT)
    add_action(
        session, None, ActionKind.UNMET, by=connector, at=at, need="connect.lunch", person=edith,
        unmet_reason=UnmetReason.FULL,
    )  # fmt: skip
    opened: Service = make.service(session, "Friday lunch")
    make.tag(session, opened, session.scalars(select(TaxonomyTerm).where(TaxonomyTerm.code == "connect.lunch")).one())
    make.held_at(session, opened, make.location(session, 53.14, -1.19, district_code=DISTRICT))
    service_changed.send(session, service_ids=[opened.id])
    look(session, at)
    session.commit()
    return session.scalars(select(FollowUp).where(FollowUp.kind == TaskKind.HELP_APPEARED)).one()


def test_it_says_what_opened_and_keeps_what_they_said(
    client: CheckedClient, session: Session, connector: User, task: FollowUp
) -> None:
    client.sign_in(connector)
    page = client.page(f"/follow-ups/{task.id}")
    assert page.h1 == "Something has opened that they needed: tell them"
    assert "Friday lunch: Eating together" in page.text
    assert page.links["See what has opened"] == f"/listings/{task.service_id}"
    assert client.submit(f"/follow-ups/{task.id}", {"answer": "wants_it"}).status_code == 303
    session.expire_all()
    assert (task.answer, task.done_at is not None) == (ToldAnswer.WANTS_IT, True)
    assert session.scalars(select(Promise)).one().state is PromiseState.TOLD
    assert session.scalars(select(UnmetNeed)).one().status is FlagStatus.MET_LATER
    assert client.post(f"/follow-ups/{task.id}/answer", data={"answer": "wants_it"}).status_code == 409


def test_an_answer_has_to_be_chosen(client: CheckedClient, connector: User, task: FollowUp) -> None:
    client.sign_in(connector)
    answer = client.submit(f"/follow-ups/{task.id}", {})
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, ["Select what they said"])
    assert client.post(f"/follow-ups/{task.id}/answer", data={"answer": "made up"}).status_code == 422


@pytest.mark.parametrize(("who", "status"), [("other_connector", 404), ("volunteer", 404), ("commissioner", 403)])
def test_outsiders_tell_nobody(
    client: CheckedClient, request: pytest.FixtureRequest, task: FollowUp, who: str, status: int
) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.post(f"/follow-ups/{task.id}/answer", data={"answer": "wants_it"}).status_code == status
