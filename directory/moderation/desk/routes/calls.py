"""Today's calls, and the script of one: read out, put right, press a key."""

from typing import Any
from uuid import UUID

from flask import current_app, redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.listings.codes import VerificationMethod
from directory.listings.editing import Content, read_content
from directory.listings.freshness import badge
from directory.listings.models import Service
from directory.moderation.desk import forms, presenters, queries
from directory.moderation.desk.calls import Heard, calls_about, hear, mark_of, plan_of_listing, reopen, write_instead
from directory.moderation.desk.codes import KEYS, CallOutcome
from directory.moderation.desk.priority import SENTENCE
from directory.moderation.desk.queue import CallGroup, calls_today, listings_in_reach
from directory.moderation.desk.routes.blueprint import blueprint
from directory.moderation.freshness.facts import facts_of
from directory.moderation.freshness.findings import open_findings
from directory.moderation.freshness.owners import named_stewards
from directory.moderation.review import private_page
from directory.settings import Settings
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.pagination import Pagination

PAGE = 25
SHOWS = {"due": "Due now", "findings": "Something found wrong", "never": "Never checked"}
OWNERS = {"all": "Everybody’s", "mine": "Mine", "unowned": "Nobody’s"}


@blueprint.get("/staff/calls")
@access(Permission.ASSURE)
def calls() -> Response:
    """Whom to ring, the most pressing first."""
    user, today = acting(), clock.today()
    show, owner = _chosen("show", SHOWS), _chosen("owner", OWNERS)
    groups = calls_today(db.session(), user, today, show=show, owner=owner)
    page = Pagination(_page_number(), PAGE, len(groups))
    shown = groups[page.offset : page.offset + PAGE]
    return private_page(
        "staff/calls.html",
        groups=_presented(shown),
        total=sum(len(group.calls) for group in groups),
        page=page,
        show=show,
        owner=owner,
        shows=SHOWS,
        owners=OWNERS,
        sentence=SENTENCE,
        kept=chosen_list(),
        note=_note(),
    )


@blueprint.get("/staff/calls/<uuid:service_id>")
@access(Permission.ASSURE)
def call(service_id: UUID) -> Response:
    """What to read out to the people of one listing, and five keys."""
    service = _listing(service_id)
    content = read_content(db.session(), service.id)
    plan = plan_of_listing(db.session(), service)
    best_time = (plan.best_time if plan else None) or ""
    form = forms.opened(content, seen=mark_of(db.session(), service), best_time=best_time)
    return _script(service, content, form)


@blueprint.post("/staff/calls/<uuid:service_id>/outcomes")
@access(Permission.ASSURE)
def outcomes(service_id: UUID) -> Response:
    """Write down how the call ended, and go on to the next."""
    service = _listing(service_id)
    content = read_content(db.session(), service.id)
    form = forms.script_form(content)()
    if form.validate_on_submit():
        try:
            outcome = hear(
                db.session(), service, _heard(form, content), seen=form.seen.data or "", by=acting(), at=clock.now()
            )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return _on_to_the_next(service, outcome)
    return _script(service, content, form, status=422)


@blueprint.post("/staff/calls/<uuid:service_id>/letters")
@access(Permission.ASSURE)
def letters(service_id: UUID) -> Response:
    """Write to those who do not answer, with the one-tap link."""
    service = _listing(service_id)
    try:
        write_instead(db.session(), service, by=acting(), at=clock.now())
    except RuleBroken as broken:
        content = read_content(db.session(), service.id)
        form = forms.opened(content, seen=mark_of(db.session(), service), best_time="")
        form.refuse(broken)
        return _script(service, content, form, status=422)
    return _on_to_the_next(service, CallOutcome.WRITTEN)


@blueprint.post("/staff/calls/<uuid:service_id>/return")
@access(Permission.ASSURE)
def put_back(service_id: UUID) -> Response:
    """Take back "it has closed"."""
    service = _listing(service_id)
    reopen(db.session(), service, by=acting(), at=clock.now())
    return redirect(url_for(".call", service_id=service_id, done=CallOutcome.REOPENED.value, was=service_id), 303)


def _listing(service_id: UUID) -> Service:
    return get_or_404(listings_in_reach(acting()), service_id)


def _heard(form: forms.ScriptForm, content: Content) -> Heard:
    outcome = CallOutcome(form.outcome.data)
    is_check = outcome in (CallOutcome.RIGHT, CallOutcome.CHANGED)
    return Heard(
        outcome=outcome,
        method=VerificationMethod(form.method.data),
        changes=form.changes(content, clock.now()) if is_check else None,
        best_time=form.best_time.data or "",
    )


def _script(service: Service, content: Content, form: forms.ScriptForm, *, status: int = 200) -> Response:
    settings: Settings = current_app.extensions["waypost_settings"]
    session, today = db.session(), clock.today()
    plan = plan_of_listing(session, service)
    view = presenters.present_script(
        service,
        facts=facts_of(content),
        checked=badge(service, today).sentence,
        findings=open_findings(session, [service.id]),
        calls=calls_about(session, service),
        no_answers=plan.no_answers if plan else 0,
        best_time=(plan.best_time if plan else None) or "",
        council=settings.council_name,
    )
    return private_page(
        "staff/call.html",
        view=view,
        form=form,
        keys=KEYS,
        note=_note(),
        kept=chosen_list(),
        owner=service.owner_steward_id,
        stewards=named_stewards(session),
        status=status,
    )


def _on_to_the_next(service: Service, outcome: CallOutcome) -> Response:
    """The next call of the list that was being worked down; the list itself when it is done."""
    db.session.flush()
    kept = chosen_list()
    told: dict[str, Any] = {"done": outcome.value, "was": service.id, **kept}
    groups = calls_today(db.session(), acting(), clock.today(), **kept)
    following = next((each for group in groups for each in group.calls if each.service_id != service.id), None)
    if following is None:
        return redirect(url_for(".calls", **told), 303)
    return redirect(url_for(".call", service_id=following.service_id, **told), 303)


def _presented(groups: list[CallGroup]) -> list[presenters.GroupRow]:
    ids = [call.service_id for group in groups for call in group.calls]
    organizations = {call.organization_id for group in groups for call in group.calls if call.organization_id}
    return presenters.present_groups(
        groups,
        phones=queries.phones_of(db.session(), ids),
        towns=queries.towns_of(db.session(), ids),
        contacts=queries.contacts_of(db.session(), organizations),
        today=clock.today(),
    )


def _note() -> dict[str, object] | None:
    """What was just written down, told on the page that follows."""
    outcome, was = request.args.get("done", ""), request.args.get("was", "")
    if outcome not in {each.value for each in CallOutcome}:
        return None
    try:
        service = _listing(UUID(was))
    except ValueError:
        return None
    plan, many = plan_of_listing(db.session(), service), request.args.get("many", "")
    if many.isdecimal() and int(many[:3]) > 1:
        return {"words": presenters.done_words_of_many(CallOutcome(outcome), int(many[:3])), "can_undo": False}
    words = presenters.done_words(CallOutcome(outcome), service.name, plan.not_before if plan else None)
    can_undo = outcome == CallOutcome.CLOSED and service.listing_status.value == "archived"
    return {"words": words, "service_id": service.id, "can_undo": can_undo}


def chosen_list() -> dict[str, str]:
    """Which list of calls is being worked down, as arguments of an address; nothing for the usual one."""
    asked = {"show": _chosen("show", SHOWS), "owner": _chosen("owner", OWNERS)}
    return {name: value for name, value in asked.items() if value not in ("due", "all")}


def _chosen(name: str, among: dict[str, str]) -> str:
    asked = request.args.get(name, "")
    return asked if asked in among else next(iter(among))


def _page_number() -> int:
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 5 else 1
