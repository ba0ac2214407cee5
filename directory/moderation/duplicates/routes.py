"""Pages on which a steward looks at listings that may be the same, and joins them or says that they are not."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.moderation.actors import actor_names
from directory.moderation.duplicates import by_hand, presenters, queries
from directory.moderation.duplicates.choosing import Side, chosen
from directory.moderation.duplicates.codes import PairState
from directory.moderation.duplicates.forms import FIELD, JoinForm, TwoListingsForm
from directory.moderation.duplicates.loading import Comparison, compare, may_decide, pair_for
from directory.moderation.duplicates.merging import Join, look_again, merge_listings, set_aside
from directory.moderation.duplicates.models import DuplicatePair, Merge
from directory.moderation.proposals.reading import term_names
from directory.moderation.review import private_page
from directory.web.access import access
from directory.web.pagination import Pagination

blueprint = Blueprint("duplicates", __name__)
SIZE = 20


@blueprint.get("/staff/duplicates")
@access(Permission.MERGE)
def pairs() -> Response:
    """Listings that look alike, the likeliest first."""
    areas = acting().areas
    query = queries.waiting(areas)
    number = max(1, request.args.get("page", 1, type=int))
    pages = Pagination(number, SIZE, queries.count_of(db.session(), query))
    found = queries.page_of(db.session(), query, pages.offset, SIZE)
    places = queries.towns_of(db.session(), (id_ for pair in found for id_ in (pair.first_id, pair.second_id)))
    today = clock.today()
    return private_page(
        "duplicates/pairs.html",
        cards=[presenters.present_pair(pair, places, today) for pair in found],
        pages=pages,
        look=queries.last_look(db.session()),
        aside=_set_aside_just_now(),
    )


@blueprint.get("/staff/duplicates/<uuid:pair_id>")
@access(Permission.MERGE)
def pair(pair_id: UUID) -> Response:
    """Two listings side by side."""
    found = pair_for(db.session(), acting(), pair_id)
    comparison = compare(db.session(), found)
    form = JoinForm(formdata=None, stays=comparison.stays.value, seen=comparison.versions)
    return _pair_page(found, comparison, form)


@blueprint.post("/staff/duplicates/<uuid:pair_id>/merges")
@access(Permission.MERGE)
def join(pair_id: UUID) -> AnyResponse:
    """Make the two one."""
    user = acting()
    found = pair_for(db.session(), user, pair_id, to_decide=True)
    comparison = compare(db.session(), found)
    form = JoinForm()
    errors: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            merge = _join(comparison, form, by=user.actor)
            return redirect(url_for("duplicates.merge", merge_id=merge.id, done="joined"), 303)
        except RuleBroken as broken:
            errors = _refused(comparison, form, broken)
    db.session.rollback()
    found = pair_for(db.session(), user, pair_id)
    return _pair_page(found, compare(db.session(), found), form, errors, status=422)


@blueprint.post("/staff/duplicates/<uuid:pair_id>/dismissal")
@access(Permission.MERGE)
def dismissal(pair_id: UUID) -> AnyResponse:
    """They are not the same. One tap, and one to take it back."""
    user = acting()
    found = pair_for(db.session(), user, pair_id, to_decide=True)
    set_aside(db.session(), found, by=user.actor, at=clock.now())
    return redirect(url_for(".pairs", aside=found.id), 303)


@blueprint.post("/staff/duplicates/<uuid:pair_id>/return")
@access(Permission.MERGE)
def look(pair_id: UUID) -> AnyResponse:
    """Take "not the same" back."""
    user = acting()
    found = pair_for(db.session(), user, pair_id, to_decide=True)
    look_again(db.session(), found, by=user.actor, at=clock.now())
    return redirect(url_for(".pair", pair_id=found.id), 303)


@blueprint.get("/staff/duplicates/new")
@access(Permission.MERGE)
def two_listings() -> Response:
    """Ask for two listings that a steward found to be the same."""
    return private_page("duplicates/two_listings.html", form=TwoListingsForm())


@blueprint.post("/staff/duplicates/new")
@access(Permission.MERGE)
def put_beside() -> AnyResponse:
    """Put two listings beside each other."""
    form, user = TwoListingsForm(), acting()
    if form.validate_on_submit():
        try:
            one = by_hand.listing_at(db.session(), user, "first", form.first.data)
            other = by_hand.listing_at(db.session(), user, "second", form.second.data)
            found = by_hand.beside(db.session(), one, other, at=clock.now())
            return redirect(url_for(".pair", pair_id=found.id), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return private_page("duplicates/two_listings.html", form=form, status=422)


def _join(comparison: Comparison, form: JoinForm, *, by: str) -> Merge:
    sides = {key: Side(side) for key, side in _sides().items() if side in set(Side)}
    content = chosen(comparison.differences, sides)
    is_first = form.stays.data == Side.FIRST.value
    two = [comparison.first, comparison.second]
    seen = form.seen_versions() or (0, 0)
    survivor, merged = two if is_first else two[::-1]
    versions = seen if is_first else seen[::-1]
    return merge_listings(db.session(), Join(survivor, merged, content, *versions), by=by, at=clock.now())


def _sides() -> Mapping[str, str]:
    return {name.removeprefix(FIELD): value for name, value in request.form.items() if name.startswith(FIELD)}


def _refused(comparison: Comparison, form: JoinForm, broken: RuleBroken) -> dict[str, str]:
    """A sentence beside the field whose value cannot be written; it is also in the summary on top."""
    key = (broken.field or "").partition(".")[0]
    label = next((each.label for each in comparison.differences if each.key == key), "")
    form.form_errors.append(f"{label}: {broken.message}" if label else broken.message)
    return {key: broken.message} if label else {}


def _pair_page(
    found: DuplicatePair,
    comparison: Comparison,
    form: JoinForm,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    session, user = db.session(), acting()
    names = term_names(session)
    places = queries.towns_of(session, [found.first_id, found.second_id])
    return private_page(
        "duplicates/pair.html",
        status=status,
        pair=presenters.present_pair(found, places, clock.today()),
        state=found.state.value,
        decided=found.decided_at,
        who=actor_names(session, [found.decided_by]).get(found.decided_by or "", ""),
        merge=queries.merge_of(session, found) if found.state is PairState.MERGED else None,
        may_decide=may_decide(session, user, found),
        choices=presenters.choices(comparison.differences, _sides(), names, errors or {}),
        agreed=presenters.agreements(comparison.agreed, comparison.first_content, names),
        form=form,
    )


def _set_aside_just_now() -> UUID | None:
    """The pair that the last page set aside, to offer its way back."""
    try:
        pair_id = UUID(request.args.get("aside", ""))
    except ValueError:
        return None
    found = db.session.get(DuplicatePair, pair_id)
    return found.id if found and found.state is PairState.NOT_DUPLICATES else None
