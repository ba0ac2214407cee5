"""H-N4, H-N6 and H-N7: the ring-back, the next step after a "no", and somebody who waits. "I have not lost anyone"."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from directory import clock
from directory.extensions import db
from directory.listings.codes import LinkType
from directory.listings.models import Attribute, Service
from directory.referrals.codes.referral import Declined, Mover, ReferralStatus
from directory.referrals.codes.work import ActionKind, TaskKind
from directory.referrals.conversations.operations import add_action
from directory.referrals.models import ContactAction, FollowUp, Referral
from directory.referrals.moves import move
from directory.referrals.told import Told
from directory.taxonomy.models import TaxonomyTerm
from tests.browser.conftest import Site, Sound
from tests.browser.people import CONNECTOR, come_in, person_called
from tests.factories import referrals as people

pytestmark = pytest.mark.browser

LUNCH = "connect.lunch"


def a_lunch_club(site: Site) -> Service:
    """A listing of the demonstration for eating together."""
    for_lunch = (
        select(Service)
        .join(Attribute, Attribute.service_id == Service.id)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(TaxonomyTerm.code == LUNCH, Attribute.link_type == LinkType.NEED)
        .order_by(Service.id)
    )
    return db.session.scalars(for_lunch.limit(1)).one()


def somebody(site: Site, name: str) -> UUID:
    """On the connector's caseload, in Mansfield."""
    made = people.helped_person(
        db.session(),
        person_called(CONNECTOR),
        name,
        phone="01632 960412",
        postcode="NG18 1AA",
        district_code="E07000174",
        safety={"leave_message": "no"},
    )
    return made.id


def test_the_ring_back_takes_two_answers_and_what_is_still_needed_is_counted(
    phone: Page, site: Site, sound: Sound, javascript: bool
) -> None:
    with site.app.app_context():
        session, connector = db.session(), person_called(CONNECTOR)
        person = people.helped_person(
            session, connector, "Ringo Trial", phone="01632 960413", safety={"leave_message": "no"}
        )
        before = clock.now() - timedelta(days=15)
        add_action(
            session,
            None,
            ActionKind.SIGNPOST,
            by=connector,
            at=before,
            need=LUNCH,
            service_id=a_lunch_club(site).id,
            person=person,
        )
        session.commit()
        task = session.scalars(select(FollowUp.id).where(FollowUp.person_id == person.id)).one()
        person_id = person.id
    come_in(phone, site, CONNECTOR)
    phone.goto("/caseload/today")
    sound(phone)
    phone.locator(f"a[href='/follow-ups/{task}']").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ring back: did it help?")
    expect(phone.locator("main")).to_contain_text("Do not leave a message")
    sound(phone)
    phone.get_by_role("button", name="Save what they said").click()
    expect(phone.locator(".govuk-error-summary")).to_be_visible()
    sound(phone)
    phone.get_by_label("Partly").check()
    phone.get_by_role("group", name="Is anything still needed?").get_by_label("Yes").check()
    details = phone.get_by_text("If something is still needed", exact=True)
    if not phone.get_by_label("No suitable or affordable transport").is_visible():
        details.click()
    phone.get_by_label("No suitable or affordable transport").check()
    phone.get_by_role("button", name="Save what they said").click()
    expect(phone).to_have_url(re.compile(f"/people/{person_id}"))
    sound(phone)
    with site.app.app_context():
        unmet = select(ContactAction).where(
            ContactAction.person_id == person_id, ContactAction.kind == ActionKind.UNMET
        )
        assert db.session.scalars(unmet).one().need == LUNCH


def test_after_a_no_the_next_step_is_ready(phone: Page, site: Site, sound: Sound, javascript: bool) -> None:
    with site.app.app_context():
        session, connector = db.session(), person_called(CONNECTOR)
        person_id = somebody(site, "Nora Trial")
        person = people.person_of(session, person_id)
        referral = people.referral(
            session, connector, person, a_lunch_club(site), clock.now(), status=ReferralStatus.ACKNOWLEDGED, need=LUNCH
        )
        told = Told(declined=Declined.FULL, words="Thursdays are full until spring")
        move(
            session,
            referral,
            ReferralStatus.NOT_ACCEPTED,
            mover=Mover.PROVIDER,
            actor="link:x",
            at=clock.now(),
            told=told,
        )
        session.commit()
        referral_id = referral.id
        task = session.scalars(select(FollowUp).where(FollowUp.referral_id == referral_id)).one()
        assert task.kind is TaskKind.NEXT_STEP
    come_in(phone, site, CONNECTOR)
    phone.goto(f"/referrals/{referral_id}")
    expect(phone.locator("main")).to_contain_text("Thursdays are full until spring")
    sound(phone)
    phone.get_by_role("button", name="Find the next step").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("The next step")
    expect(phone.get_by_role("link", name="Refer them there instead").first).to_be_visible()
    sound(phone)
    phone.get_by_role("button", name="Nothing fits").click()
    phone.get_by_label("Yes: count it as an unmet need").check()
    sound(phone)
    phone.get_by_role("button", name="Close it").click()
    expect(phone.locator("main")).to_contain_text("Closed after follow-up")
    sound(phone)
    with site.app.app_context():
        assert db.session.get_one(Referral, referral_id).status is ReferralStatus.CLOSED


def test_somebody_who_waits_is_asked_how_they_are(phone: Page, site: Site, sound: Sound, javascript: bool) -> None:
    with site.app.app_context():
        session, connector = db.session(), person_called(CONNECTOR)
        person = people.person_of(session, somebody(site, "Walter Trial"))
        before = clock.now() - timedelta(days=30)
        referral = people.referral(
            session, connector, person, a_lunch_club(site), before, status=ReferralStatus.ACKNOWLEDGED, need=LUNCH
        )
        move(
            session,
            referral,
            ReferralStatus.WAITING,
            mover=Mover.PROVIDER,
            actor="link:x",
            at=before,
            told=Told(weeks=12),
        )
        session.commit()
        task = session.scalars(select(FollowUp.id).where(FollowUp.referral_id == referral.id)).one()
    come_in(phone, site, CONNECTOR)
    phone.goto(f"/follow-ups/{task}")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ask how they are while they wait")
    sound(phone)
    phone.get_by_role("button", name="This is done").click()
    expect(phone).to_have_url(re.compile("/people/"))
