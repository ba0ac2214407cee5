"""A resident found nothing and says so: in one tap from a search, or by a form of three fields. Never with a name."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.errors import NotVisible, RuleBroken, Unavailable
from directory.extensions import db, limiter
from directory.listings.models import Service
from directory.listings.policy import visible_to
from directory.listings.queries.alternatives import needs_of
from directory.needs.codes import UNSORTED, FlagSource
from directory.needs.flags import areas, queries
from directory.needs.flags.blueprint import blueprint, told_once
from directory.needs.flags.forms import MissingForm, WhyForm, reason_in
from directory.needs.flags.guessing import need_of, words_to_keep
from directory.needs.flags.operations import Flag, raise_flag
from directory.needs.flags.saying_more import say_more
from directory.needs.flags.tickets import flag_in, ticket_for
from directory.needs.models import UnmetNeed
from directory.needs.promises.queries import promise_for
from directory.referrals.codes.work import UnmetReason
from directory.referrals.conversations.loading import as_uuid
from directory.search.asking import Asked, asked, search
from directory.search.engine import Results
from directory.search.missing import write_missing
from directory.search.need_queries import is_sensitive
from directory.search.urgency import panel_for, panel_for_likely, panel_for_need
from directory.web.access import Audience, access
from directory.web.closed_lists import coded_or_none
from directory.web.limits import PUBLIC_FORM
from directory.web.origin import stateless_form

ACTOR = "public"


@blueprint.post("/searches/missing")
@access(Audience.EVERYONE)
@stateless_form
@limiter.limit(PUBLIC_FORM)
def missing_search() -> Response:
    """One tap on a page of results: what was looked for and roughly where. Words of danger are not kept."""
    wanted = asked(request.form)
    is_danger = _is_danger(wanted)
    kept = wanted.about(words="").criteria if is_danger else wanted.criteria
    found = None if wanted.namesakes or wanted.lost else _found_or_none(wanted)
    total = found.total if found else 0
    relaxed = bool(found and found.relaxed)
    write_missing(db.session(), kept, wanted.place, found=total, relaxed=relaxed, at=clock.now())
    need = need_of(wanted, is_looked_at=False)
    if is_danger or not (need or wanted.words.strip()):  # a search for nothing tells of no need
        return redirect(url_for(".missing_told"), 303)
    placed = areas.placed_at(wanted.place)
    flag = Flag(
        need=need or UNSORTED,
        reason=UnmetReason.NOT_FOUND,
        source=FlagSource.SEARCH,
        ward=placed.ward,
        district=placed.district,
        words=words_to_keep(wanted.words),
    )
    return _told(raise_flag(db.session(), flag, by=ACTOR, at=clock.now()))


@blueprint.get("/searches/missing")
@access(Audience.EVERYONE)
def missing_told() -> str:
    """Thanks, where there is nothing to add."""
    return render_template("needs/missing_told.html", ticket="", quick_exit=True)


@blueprint.get("/missing")
@access(Audience.EVERYONE)
def missing() -> str:
    """I could not find what I need: three fields, filled in from the listing or need somebody comes from."""
    needs, form = queries.needs_offered(db.session()), MissingForm(formdata=None)
    service = _listing(request.args.get("service"))
    told = request.args.get("need", "")
    if service is not None:
        form.service.data = str(service.id)
        told = told or next((row.code for row in needs_of(db.session(), service.id)), "")
    form.need.data = told if told in {term.code for term in needs} else ""
    form.place.data = request.args.get("near", "")[:80]
    reason = coded_or_none(UnmetReason, request.args.get("reason"))
    form.reason.data = reason.value if reason else ""
    return _page(form, service)


@blueprint.post("/missing")
@access(Audience.EVERYONE)
@stateless_form
@told_once
def missing_things() -> Response | tuple[str, int]:
    """Write it down."""
    form = MissingForm()
    service = _listing(form.service.data)
    if form.validate_on_submit():
        try:
            need = form.chosen_need(queries.needs_offered(db.session()))
            placed = areas.read_place(db.session(), form.place.data or "")
            reason = reason_in(form.reason.data)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flag = Flag(
                need=need,
                reason=reason,
                source=FlagSource.RESIDENT,
                ward=placed.ward,
                district=placed.district,
                service_id=service.id if service else None,
            )
            return _told(raise_flag(db.session(), flag, by=ACTOR, at=clock.now()))
    return _page(form, service), 422


@blueprint.get("/missing/<ticket>")
@access(Audience.EVERYONE)
def missing_thanks(ticket: str) -> str:
    """Thanks; what happens with it; and what may be added, for two hours."""
    flag = flag_of(ticket)
    return render_template(
        "needs/missing_told.html",
        ticket=ticket,
        flag=flag,
        is_why_told=flag.reason is not UnmetReason.NOT_FOUND,
        promise=promise_for(db.session(), flag),
        quick_exit=is_sensitive(flag.need),
    )


@blueprint.get("/missing/<ticket>/reason")
@access(Audience.EVERYONE)
def missing_reason(ticket: str) -> str:
    """Why nothing fitted."""
    return _why_page(flag_of(ticket), ticket, WhyForm(formdata=None))


@blueprint.post("/missing/<ticket>/reason")
@access(Audience.EVERYONE)
@stateless_form
@told_once
def missing_reasons(ticket: str) -> Response | tuple[str, int]:
    """Keep why, on what was told already."""
    flag, form = flag_of(ticket), WhyForm()
    if form.validate_on_submit():
        try:
            reason = reason_in(form.reason.data)
            is_unsorted = flag.need == UNSORTED and form.need.data
            need = form.chosen_need(queries.needs_offered(db.session())) if is_unsorted else flag.need
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            say_more(db.session(), flag, need=need, reason=reason, by=ACTOR, at=clock.now())
            return redirect(url_for(".missing_thanks", ticket=ticket), 303)
    return _why_page(flag, ticket, form), 422


def flag_of(ticket: str) -> UnmetNeed:
    """What somebody told us within the last two hours, or 404."""
    found = db.session.get(UnmetNeed, flag_in(ticket, clock.now()))
    if found is None:
        raise NotVisible("There is nothing at this address.")
    return found


def _told(flag: UnmetNeed) -> Response:
    return redirect(url_for(".missing_thanks", ticket=ticket_for(flag.id, clock.now())), 303)


def _page(form: MissingForm, service: Service | None) -> str:
    form.offer(queries.needs_offered(db.session()))
    quiet = is_sensitive(form.need.data or "")
    return render_template("needs/missing.html", form=form, service=service, quick_exit=quiet)


def _why_page(flag: UnmetNeed, ticket: str, form: WhyForm) -> str:
    form.offer(queries.needs_offered(db.session()), "Choose, if you like")
    return render_template(
        "needs/missing_reason.html",
        form=form,
        ticket=ticket,
        asks_need=flag.need == UNSORTED,
        quick_exit=is_sensitive(flag.need),
    )


def _listing(service_id: str | None) -> Service | None:
    found: UUID | None = as_uuid(service_id or "")
    if found is None:
        return None
    return db.session.scalars(visible_to(None, clock.today()).where(Service.id == found)).first()


def _found_or_none(wanted: Asked) -> Results | None:
    """What is told is written down even while search is away."""
    try:
        return search(wanted)
    except Unavailable:
        return None


def _is_danger(wanted: Asked) -> bool:
    """Whether a search hints at danger: whoever made it needs a person, not a statistic."""
    chosen = any(panel_for_need(code) for code in wanted.criteria.values("need"))
    likely = wanted.understanding.needs if wanted.understanding else ()
    return bool(panel_for(wanted.criteria.words) or chosen or panel_for_likely(likely))
