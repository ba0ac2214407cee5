"""The blueprint of the pages about people, and what these pages have in common."""

from flask import Blueprint, Response, make_response, render_template

from directory import clock
from directory.accounts.signed_in import acting
from directory.referrals.models import Person
from directory.referrals.people.flags import flags_of
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("people", __name__)
blueprint.after_request(keep_nowhere)


def page(template: str, *, status: int = 200, **values: object) -> Response:
    """A page of this room."""
    return make_response(render_template(template, today=clock.today(), **values), status)


def page_about(person: Person, template: str, *, status: int = 200, **values: object) -> Response:
    """A page about somebody: what must be seen at once is on it."""
    return page(template, status=status, person=person, flags=flags_of(person, acting()), **values)
