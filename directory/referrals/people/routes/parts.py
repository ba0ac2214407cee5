"""Changing one part of a record: who they are, how to be understood, what keeps them safe."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.models import Person
from directory.referrals.people.blueprint import blueprint, page_about
from directory.referrals.people.facts import PersonFacts
from directory.referrals.people.fields import BY_KIND, show_cohorts
from directory.referrals.people.forms import CommunicationForm, SafetyForm, WhoForm, shown
from directory.referrals.people.loading import opened_person
from directory.referrals.people.operations import change_person, confirm_communication, facts_of
from directory.web.access import access


@blueprint.route("/people/<uuid:person_id>/details", methods=["GET", "POST"])
@access(Permission.REFER)
def details(person_id: UUID) -> Response:
    """Who they are and how they are reached."""
    return _part(person_id, WhoForm, "people/details.html", cohorts=show_cohorts(acting()))


@blueprint.route("/people/<uuid:person_id>/communication", methods=["GET", "POST"])
@access(Permission.REFER)
def communication(person_id: UUID) -> Response:
    """How to be understood."""
    return _part(person_id, CommunicationForm, "people/communication.html", kinds=BY_KIND)


@blueprint.route("/people/<uuid:person_id>/safety", methods=["GET", "POST"])
@access(Permission.REFER)
def safety(person_id: UUID) -> Response:
    """What keeps them safe."""
    return _part(person_id, SafetyForm, "people/safety.html")


@blueprint.post("/people/<uuid:person_id>/communication/checks")
@access(Permission.REFER)
def communication_check(person_id: UUID) -> Response:
    """They were asked again, and it is still right."""
    someone = opened_person(person_id)
    confirm_communication(db.session(), someone, by=acting().actor, at=clock.now())
    return redirect(url_for(".person", person_id=person_id, done="checked"), 303)


def _part(person_id: UUID, kind: Callable[..., Any], template: str, **values: object) -> Response:
    """Show the part as it is; write it as it was typed."""
    someone, user = opened_person(person_id), acting()
    before = facts_of(someone)
    form = kind(data=shown(before, someone.version, is_limited=user.is_volunteer))
    if form.validate_on_submit():
        facts = form.facts(before, is_limited=user.is_volunteer)
        try:
            return _write(someone, facts, form.version)
        except RuleBroken as broken:
            form.refuse(broken)
    status = 422 if request.method == "POST" else 200
    return page_about(someone, template, form=form, status=status, **values)


def _write(someone: Person, facts: PersonFacts, seen: int) -> Response:
    changed = change_person(db.session(), someone, facts, seen=seen, by=acting().actor, at=clock.now())
    done = "changed" if changed else "same"
    return redirect(url_for(".person", person_id=someone.id, done=done), 303)
