"""Reading what somebody typed into the form of a referral, and writing the drafts: one for each listing."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.listings.models import Service
from directory.listings.typed_times.days import day_in
from directory.referrals.codes.referral import PartInReferral, Source, Urgency
from directory.referrals.models import ContactAction, Conversation, Person, Referral
from directory.referrals.people.facts import PersonFacts, check_born, read_born
from directory.referrals.referring.details import Details, Participant
from directory.referrals.referring.operations import draft_referral
from directory.referrals.referring.pre_check import pre_check
from directory.referrals.sharing import SHAREABLE, shared_choices

#: What usually travels; on the page of agreement each can be left out.
USUAL_FACTS = ("name", "phone", "email", "postcode", "best_time")


def read_details(form: Any, count: int, today: date) -> Details:
    """The words, days and people of a form for so many listings. Raises `RuleBroken` with the field."""
    return Details(
        what_matters=form.what_matters.data or "",
        needs=tuple(form[f"need_{number}"].data for number in range(count)),
        summary=form.summary.data or "",
        urgency=Urgency(form.urgency.data),
        start_by=coming_day("start_by", form.start_by.data, today),
        not_before=coming_day("not_before", form.not_before.data, today),
        others=_others(form),
    )


def coming_day(field: str, text: str | None, today: date) -> date | None:
    """A day that is still to come, None when nothing was typed."""
    day = day_in(field, text or "", today, "a day")
    if day is not None and day < today:
        raise RuleBroken(field, "Enter a day that is still to come, or leave it empty")
    return day


def read_person(form: Any, today: date) -> PersonFacts:
    """Somebody new, with the least that works."""
    safety = {"leave_message": form.leave_message.data, "times": form.times.data}
    return PersonFacts(
        name=form.name.data or "",
        phone=form.phone.data or "",
        email=form.email.data or "",
        postcode=form.postcode.data or "",
        born=born_of(form.born.data or "", today),
        safety={key: value for key, value in safety.items() if value},
        communication=dict.fromkeys(form.communication.data or (), ""),
    )


def born_of(text: str, today: date) -> str:
    """A year or a date of birth as it is kept; from an age, the year it stands for."""
    typed = text.strip()
    is_age = typed.isdigit() and len(typed) < len("1948")
    born = str(today.year - int(typed)) if is_age else read_born(typed)
    check_born(born, today)
    return born


def write_drafts(
    session: Session,
    person: Person,
    services: Sequence[Service],
    details: Details,
    *,
    user: User,
    at: datetime,
    conversation: Conversation | None = None,
    planned: Sequence[ContactAction] = (),
    instead_of: Referral | None = None,
) -> list[Referral]:
    """One draft for each listing, with what its pre-check said and with what may travel once they agree.

    `planned` are referrals noted in the conversation: each is tied to its draft, so that it is counted once.
    """
    known = [key for key in SHAREABLE if key in USUAL_FACTS and getattr(person, key)]
    drafts = []
    for service, need in zip(services, details.needs, strict=True):
        draft = draft_referral(
            session,
            person=person,
            service=service,
            need=need,
            by=user.actor,
            at=at,
            source=Source.NAVIGATOR,
            navigator=user,
            conversation=conversation,
            urgency=details.urgency,
            start_by=details.start_by,
            not_before=details.not_before,
            summary=details.summary,
            shared=shared_choices(*known, what_matters=details.what_matters),
            checked=pre_check(session, service, born=person.born, postcode=person.postcode, need=need, at=at),
            participants=details.others,
            redirected_from=instead_of,
        )
        for action in planned:
            if action.service_id == service.id and action.referral_id is None:
                action.referral_id = draft.id
                break
        drafts.append(draft)
    return drafts


def _others(form: Any) -> tuple[Participant, ...]:
    found = []
    for field in form:
        if not field.name.startswith("other_name_") or not field.data:
            continue
        number = field.name.removeprefix("other_name_")
        part = form[f"other_part_{number}"].data
        if part not in set(PartInReferral):
            raise RuleBroken(f"other_part_{number}", "Select in what part they are named")
        found.append(
            Participant(
                field.data,
                PartInReferral(part),
                contact=form[f"other_contact_{number}"].data or "",
                communication=form[f"other_needs_{number}"].data or "",
            )
        )
    return tuple(found)
