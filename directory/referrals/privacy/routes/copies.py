"""The copy itself, to read, print or save. It opens once it was written down who asked and how they were known."""

from uuid import UUID

from flask import jsonify, redirect, url_for
from sqlalchemy import exists, select
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.referrals.models import Person, ReadingGrant
from directory.referrals.people.flags import flags_of
from directory.referrals.people.loading import opened_person
from directory.referrals.people.opening import ReadingReason
from directory.referrals.privacy.blueprint import blueprint, page
from directory.referrals.privacy.copies.making import copy_of
from directory.web.access import access


@blueprint.get("/people/<uuid:person_id>/copy")
@access(Permission.SUPERVISE)
def copy(person_id: UUID) -> Response:
    """The copy as a page that prints."""
    person = opened_person(person_id)
    if not _is_asked_for(person):
        return redirect(url_for(".privacy", person_id=person_id), 303)
    made = copy_of(db.session(), person, clock.now())
    return page("privacy/copy.html", person=person, flags=flags_of(person, acting()), copy=made)


@blueprint.get("/people/<uuid:person_id>/copy.json")
@access(Permission.SUPERVISE)
def copy_json(person_id: UUID) -> Response:
    """The same for another machine. Its name is the reference."""
    person = opened_person(person_id)
    if not _is_asked_for(person):
        return redirect(url_for(".privacy", person_id=person_id), 303)
    answer = jsonify(copy_of(db.session(), person, clock.now()).as_json())
    answer.headers["Content-Disposition"] = f'attachment; filename="{person.reference}.json"'
    return answer


def _is_asked_for(person: Person) -> bool:
    """Whether this reader wrote down today that the person asked."""
    asked = exists().where(
        ReadingGrant.person_id == person.id,
        ReadingGrant.user_id == acting().id,
        ReadingGrant.reason == ReadingReason.REQUEST.value,
        ReadingGrant.until > clock.now(),
    )
    return bool(db.session.scalar(select(asked)))
