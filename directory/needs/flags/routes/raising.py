"""Raising a flag by those who are signed in: filled in from what failed, so that one look and one tap are enough."""

from collections.abc import Sequence
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug import Response
from werkzeug.datastructures import MultiDict

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotAllowed, RuleBroken
from directory.extensions import db
from directory.listings.models import Service
from directory.listings.policy import visible_to
from directory.listings.queries.alternatives import needs_of
from directory.needs.codes import FlagSource
from directory.needs.flags import areas, queries
from directory.needs.flags.blueprint import blueprint
from directory.needs.flags.forms import HOW_KNOWN, FlagForm, reason_in
from directory.needs.flags.guessing import need_of, words_to_keep
from directory.needs.flags.operations import Flag, may_take_back, raise_flag, take_back
from directory.needs.flags.policy import visible_flags
from directory.referrals.codes.work import Severity, UnmetReason
from directory.referrals.conversations.loading import as_uuid
from directory.search.asking import asked
from directory.search.need_queries import NeedTerm
from directory.taxonomy.queries import all_terms
from directory.web.access import access
from directory.web.closed_lists import coded_or_none
from directory.web.loading import get_or_404

COHORTS = "cohorts"
NO_PLACE = "Enter a place: a postcode, town or village"


@blueprint.get("/flags/new")
@access(Permission.FLAG_NEEDS)
def new_flag() -> str:
    """What is missing, where, why: filled in from a search, a listing, or nothing."""
    session, needs = db.session(), queries.needs_offered(db.session())
    form = FlagForm(formdata=None)
    service = _listing(request.args.get("service"))
    form.service.data = str(service.id) if service else ""
    form.need.data = _need_asked(needs, service)
    form.reason.data = (coded_or_none(UnmetReason, request.args.get("reason")) or "") and request.args["reason"]
    area = request.args.get("area", "") or (queries.district_of_listing(session, service.id) if service else "")
    form.area.data = areas.placed_in(session, area[:9]).code
    form.place.data = areas.area_name(session, form.area.data) if form.area.data else ""
    form.words.data = words_to_keep(request.args.get("q", ""))
    if form.need.data and form.words.data:  # a guess that nobody is told of is saved by whoever is in a hurry
        form.need.description = (
            f"Filled in from “{form.words.data}”, which is kept with the flag. Change it if it is wrong."
        )
    form.source.data = _source_asked()
    return _page(form, needs, service)


@blueprint.post("/flags")
@access(Permission.FLAG_NEEDS)
def flags() -> Response | tuple[str, int]:
    """Keep it."""
    form, needs = FlagForm(), queries.needs_offered(db.session())
    form.offer(needs)
    service = _listing(form.service.data)
    if form.validate_on_submit():
        try:
            made = raise_flag(db.session(), _flag_of(form, needs, service, acting()), by=acting().actor, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".flag", flag_id=made.id, new=1), 303)
    return _page(form, needs, service), 422


@blueprint.post("/flags/<uuid:flag_id>/removal")
@access(Permission.FLAG_NEEDS)
def removal(flag_id: UUID) -> Response:
    """It was a mistake."""
    found, at = get_or_404(visible_flags(acting()), flag_id), clock.now()
    if not may_take_back(found, acting().id, at):
        raise NotAllowed("Only whoever raised a flag takes it back, on the same day.")
    take_back(db.session(), found, by=acting().actor, at=at)
    return redirect(url_for(".flag", flag_id=found.id), 303)


def _flag_of(form: FlagForm, needs: Sequence[NeedTerm], service: Service | None, user: User) -> Flag:
    session = db.session()
    need, reason = form.chosen_need(needs), reason_in(form.reason.data)
    if not form.place.data:
        raise RuleBroken("place", NO_PLACE)
    placed = areas.read_place(session, form.place.data, form.area.data or "")
    known = {term.code for term in all_terms(session, COHORTS)}
    return Flag(
        need=need,
        reason=reason,
        source=_source_of(user, form.source.data),
        severity=coded_or_none(Severity, form.severity.data) or Severity.MEDIUM,
        cohorts=tuple(code for code in form.cohorts.data or () if code in known),
        ward=placed.ward,
        district=placed.district,
        words=form.words.data or "",
        service_id=service.id if service else None,
        flagged_by=user.id,
    )


def _source_of(user: User, told: str | None) -> FlagSource:
    """Who somebody is says how they know; those of whom it says nothing are asked."""
    if user.may(Permission.REFER):
        return FlagSource.NAVIGATOR
    if user.may(Permission.REFER_AS_PARTNER):
        return FlagSource.PARTNER
    said = coded_or_none(FlagSource, told)
    return said if said in HOW_KNOWN else FlagSource.CONTACT_CENTRE


def _source_asked() -> str:
    said = coded_or_none(FlagSource, request.args.get("source"))
    return said.value if said in HOW_KNOWN else FlagSource.CONTACT_CENTRE.value


def _need_asked(needs: Sequence[NeedTerm], service: Service | None) -> str:
    """The need of the address, of the words searched for, or of the listing."""
    known = {term.code for term in needs}
    told = request.args.get("need", "")
    if told in known:
        return told
    words = request.args.get("q", "")
    guess = need_of(asked(MultiDict({"q": words})), is_looked_at=True) if words else ""
    if not guess and service is not None:
        guess = next((row.code for row in needs_of(db.session(), service.id)), "")
    return guess if guess in known else ""


def _listing(service_id: str | None) -> Service | None:
    found = as_uuid(service_id or "")
    if found is None:
        return None
    return db.session.scalars(visible_to(acting(), clock.today()).where(Service.id == found)).first()


def _page(form: FlagForm, needs: Sequence[NeedTerm], service: Service | None) -> str:
    form.offer(needs)
    user = acting()
    return render_template(
        "needs/new_flag.html",
        form=form,
        service=service,
        cohorts=[(term.code, term.name) for term in all_terms(db.session(), COHORTS)],
        asks_source=not (user.may(Permission.REFER) or user.may(Permission.REFER_AS_PARTNER)),
    )
