"""Leaving a way to be told; and, for connectors, whom to tell that something has opened."""

from collections.abc import Sequence
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.needs.codes import PromiseState
from directory.needs.flags.blueprint import told_once
from directory.needs.flags.presenters import area_of
from directory.needs.flags.queries import names_for, needs_offered
from directory.needs.flags.routes.missing import flag_of
from directory.needs.models import Promise, UnmetNeed
from directory.needs.promises import operations, queries
from directory.needs.promises.blueprint import blueprint as blueprint
from directory.needs.promises.forms import GIVE_UP, NO_ANSWER, CallForm, ContactForm
from directory.needs.promises.policy import visible_promises
from directory.referrals.codes.work import ToldAnswer
from directory.search.need_queries import is_sensitive
from directory.web.access import Audience, access
from directory.web.loading import get_or_404
from directory.web.origin import stateless_form
from directory.web.pagination import Pagination

ON_A_PAGE = 30
PUBLIC = "public"


@blueprint.get("/missing/<ticket>/promise")
@access(Audience.EVERYONE)
def new_promise(ticket: str) -> str:
    """Tell me when something opens."""
    return _ask(flag_of(ticket), ticket, ContactForm(formdata=None))


@blueprint.post("/missing/<ticket>/promise")
@access(Audience.EVERYONE)
@stateless_form
@told_once
def promise_made(ticket: str) -> Response | tuple[str, int]:
    """Keep it apart, encrypted, until they are told."""
    flag, form = flag_of(ticket), ContactForm()
    if form.validate_on_submit():
        try:
            contact, called = form.contact.data or "", form.called.data or ""
            operations.promise(db.session(), flag, contact, called, by=PUBLIC, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for("flags.missing_thanks", ticket=ticket), 303)
    return _ask(flag, ticket, form), 422


@blueprint.post("/missing/<ticket>/promise/removal")
@access(Audience.EVERYONE)
@stateless_form
def promise_removal(ticket: str) -> Response:
    """Rather not."""
    made = queries.promise_for(db.session(), flag_of(ticket))
    if made is None:
        raise NotVisible("There is nothing at this address.")
    operations.take_back(db.session(), made, by=PUBLIC, at=clock.now())
    return redirect(url_for("flags.missing_thanks", ticket=ticket), 303)


@blueprint.get("/promises")
@access(Permission.REFER)
def promises() -> str:
    """Whom to tell that something has opened: no name and no number on the list."""
    session, user = db.session(), acting()
    visible = visible_promises(session, user)
    page = Pagination(
        max(1, request.args.get("page", 1, int)), ON_A_PAGE, queries.count_in(session, visible, PromiseState.MATCHED)
    )
    if page.number > page.pages:
        raise NotVisible("There is no such page.")
    found = session.scalars(queries.to_tell(visible).limit(ON_A_PAGE).offset(page.offset)).all()
    return render_template(
        "needs/promises.html",
        lines=_lines(found),
        page=page,
        waiting=queries.count_in(session, visible, PromiseState.WAITING),
    )


@blueprint.get("/promises/<uuid:promise_id>")
@access(Permission.REFER)
def promise(promise_id: UUID) -> str:
    """One promise; the number is shown to whoever takes it on."""
    return _page(_visible(promise_id), CallForm(formdata=None))


@blueprint.post("/promises/<uuid:promise_id>/taking")
@access(Permission.REFER)
def taking(promise_id: UUID) -> Response:
    """I ring."""
    operations.take_on(db.session(), _visible(promise_id), by=acting(), at=clock.now())
    return redirect(url_for(".promise", promise_id=promise_id), 303)


@blueprint.post("/promises/<uuid:promise_id>/outcome")
@access(Permission.REFER)
def outcome(promise_id: UUID) -> Response | tuple[str, int]:
    """How the call went."""
    found, form = _visible(promise_id), CallForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    session, said, at = db.session(), form.outcome.data, clock.now()
    if said in (NO_ANSWER, GIVE_UP):
        operations.not_reached(session, found, is_last=said == GIVE_UP, by=acting(), at=at)
    elif said in set(ToldAnswer):
        operations.tell(session, found, ToldAnswer(said), by=acting(), at=at)
    else:
        form.refuse(RuleBroken("outcome", "Select what they said"))
        return _page(found, form), 422
    return redirect(url_for(".promises"), 303)


def _visible(promise_id: UUID) -> Promise:
    return get_or_404(visible_promises(db.session(), acting()), promise_id)


def _page(found: Promise, form: CallForm) -> str:
    line = _lines([found])[0]
    is_mine = found.taken_by == acting().id and found.state is PromiseState.MATCHED
    return render_template("needs/promise.html", promise=found, line=line, is_mine=is_mine, form=form)


def _lines(found: Sequence[Promise]) -> list[dict[str, object]]:
    session = db.session()
    flags = queries.flags_of(session, found)
    areas = names_for(session, list(flags.values()))
    needs = {term.code: term.name for term in needs_offered(session)}
    listings, names = queries.listings_of(session, found), queries.names_of(session, found)
    return [
        {
            "id": each.id,
            "need": needs.get(each.need, each.need),
            "area": area_of(flags[each.unmet_need_id], areas),
            "listing": listings.get(each.service_id) if each.service_id else "",
            "service_id": each.service_id,
            "cause": each.cause.label if each.cause else "",
            "since": each.matched_at,
            "asked": each.created_at,
            "state": each.state,
            "taken_by": names.get(each.taken_by, "") if each.taken_by else "",
            "tries": each.tries,
        }
        for each in found
    ]


def _ask(flag: UnmetNeed, ticket: str, form: ContactForm) -> str:
    return render_template("needs/new_promise.html", form=form, ticket=ticket, quick_exit=is_sensitive(flag.need))
