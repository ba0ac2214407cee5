"""What has changed? Fourteen life events, each with what people in that position often find useful."""

from flask import render_template

from directory.errors import NotVisible
from directory.extensions import db
from directory.selfhelp.presenters import life_event as presented
from directory.selfhelp.routes.blueprint import blueprint
from directory.taxonomy.queries import all_terms
from directory.web.access import Audience, access


@blueprint.get("/life-events")
@access(Audience.EVERYONE)
def life_events() -> str:
    """All of them."""
    events = [presented(term.code, term.name, term.facts, {}) for term in all_terms(db.session(), "life_transitions")]
    return render_template("selfhelp/life_events.html", events=events, active="life_events")


@blueprint.get("/life-events/<code>")
@access(Audience.EVERYONE)
def life_event(code: str) -> str:
    """One of them, with a box for the place."""
    found = next((term for term in all_terms(db.session(), "life_transitions") if term.code == code), None)
    if found is None:
        raise NotVisible("There is nothing at this address.")
    names = {term.code: term.name for term in all_terms(db.session(), "needs")}
    event = presented(found.code, found.name, found.facts, names)
    return render_template("selfhelp/life_event.html", event=event, active="life_events", quick_exit=event.is_sensitive)
