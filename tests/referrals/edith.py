"""Edith: somebody on a connector's caseload with one of everything that can be somebody's."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from directory.accounts.models import User
from directory.listings.models import Organization
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import ContactWay
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.codes.reminders import Every, PartOfDay
from directory.referrals.codes.work import ActionKind, TaskKind
from directory.referrals.models import (
    Caring,
    FollowUp,
    Goal,
    GoalStep,
    Person,
    PersonalReminder,
    PlanCopy,
    QualitySample,
    ShareLetter,
)
from directory.referrals.people.operations import PersonFacts, make_person
from tests.factories import listings as make
from tests.factories import referrals as help_by


@dataclass
class Edith:
    """Somebody on the connector's caseload with one of everything, and the arguments of every address about her."""

    person: Person
    values: dict[str, str]
    drafts: dict[str, str]

    def address(self, rule: Rule) -> str:
        """The address of a rule for what is hers. Pages of drafts get the draft, all others what was sent."""
        values = self.values | (self.drafts if "draft" in rule.rule else {})
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: values[part[1]], rule.rule)


def make_edith(session: Session, connector: User, organization: Organization, at: datetime) -> Edith:
    """Her, her daughter, and one of everything that her connector may write down."""

    def made(name: str) -> Person:
        return make_person(session, PersonFacts(name=name), by=connector.actor, at=at, navigator=connector)

    person, carer = made("Edith Example"), made("Dora Daughter")
    caring = Caring(carer_id=carer.id, cared_for_id=person.id)
    service = make.service(session, "Tea on Tuesdays", organization=organization)
    talk = help_by.conversation(session, connector, person, at, what_matters="the garden")
    action = help_by.action(session, talk, ActionKind.SIGNPOST, service_id=service.id)
    sent = help_by.referral(session, connector, person, service, at)
    draft = help_by.referral(session, connector, person, service, at, status=ReferralStatus.DRAFT, is_agreed=False)
    task = FollowUp(kind=TaskKind.RING_BACK, person_id=person.id, action_id=action.id, navigator_id=connector.id)
    task.team_id, task.due_on, task.first_due_on = connector.team_id, at.date(), at.date()
    copy = PlanCopy(conversation_id=talk.id, way=ContactWay.POST, asked_at=at, asked_by=connector.id)
    sample = QualitySample(person_id=person.id, team_id=connector.team_id, month=at.date().replace(day=1))
    session.add_all([caring, task, copy, sample])
    session.commit()
    goal = Goal(person_id=person.id, words="Go to the market", named_by=connector.actor, steps=[GoalStep(words="Walk")])
    letter = ShareLetter(person_id=person.id, referral_id=sent.id, purpose=Purpose.TELL_GP, recipient="Surgery", at=at)
    letter.made_by = connector.actor
    help_by.agreed(session, person, sent, at, Purpose.TELL_GP)
    reminder = PersonalReminder(person_id=person.id, words="Club", way=ContactWay.EMAIL, every=Every.ONCE)
    reminder.part, reminder.safe_times, reminder.set_by = PartOfDay.MORNING, "", connector.actor
    reminder.first_on, reminder.last_on, reminder.token, reminder.token_mark = at.date(), at.date(), "t", "m"
    reminder.next_at = at + timedelta(days=1)
    session.add_all([goal, letter, reminder])
    session.commit()
    values: dict[str, object] = {"person_id": person.id, "person": person.id, "caring_id": caring.id}
    values |= {"conversation_id": talk.id, "action_id": action.id, "copy_id": copy.id, "task": task.id}
    values |= {"referral": sent.id, "referral_id": sent.id, "sample": sample.id}
    values |= {"colleague": connector.id, "noun": "withdrawal", "kind": "gp"}
    values |= {"goal_id": goal.id, "step_id": goal.steps[0].id, "letter_id": letter.id}
    values |= {"reminder_id": reminder.id}
    return Edith(person, {name: str(value) for name, value in values.items()}, {"referral_id": str(draft.id)})
