"""Who answers for what: an owner for each district, owners for single listings, and what nobody answers for."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.moderation.desk import ownership
from directory.moderation.desk.forms import OwnerForm
from directory.moderation.desk.queries import towns_of
from directory.moderation.desk.queue import listings_in_reach
from directory.moderation.desk.routes.blueprint import blueprint
from directory.moderation.freshness.owners import give, give_area, named_stewards
from directory.moderation.review import private_page
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.pagination import Pagination

PAGE = 50


@blueprint.get("/staff/owners")
@access(Permission.ASSURE)
def owners() -> Response:
    """The districts with their owners, and how much nobody answers for."""
    return _owners_page()


@blueprint.post("/staff/owners/areas/<code>")
@access(Permission.ASSURE)
def area_owner(code: str) -> Response:
    """Give a district to a steward, or to nobody."""
    if code not in {row.code for row in ownership.districts(db.session(), acting(), clock.today())}:
        raise NotVisible("There is no such district here.")
    form = _form()
    if form.validate_on_submit():
        give_area(db.session(), code, form.steward_id, by=acting().actor, at=clock.now())
        return redirect(url_for(".owners", done=code), 303)
    again = _form(shown=True)
    again.refuse(RuleBroken(None, "Select a steward from the list"))
    return _owners_page(again, status=422)


@blueprint.post("/staff/calls/<uuid:service_id>/owner")
@access(Permission.ASSURE)
def listing_owner(service_id: UUID) -> Response:
    """Give one listing to a steward; to nobody in particular, it is again the district's."""
    service = get_or_404(listings_in_reach(acting()), service_id)
    form = _form()
    if not form.validate_on_submit():
        raise NotVisible("There is no such steward.")
    give(db.session(), [service], form.steward_id, by=acting().actor, at=clock.now())
    return redirect(url_for(".call", service_id=service_id) + "#owner", 303)


@blueprint.get("/staff/unowned")
@access(Permission.ASSURE)
def unowned() -> Response:
    """The listings nobody answers for."""
    return _unowned_page(_form(shown=True))


@blueprint.post("/staff/unowned/owner")
@access(Permission.ASSURE)
def new_owner() -> Response:
    """Give the ticked listings to a steward."""
    form = _form()
    if form.validate_on_submit():
        try:
            services = ownership.unowned_among(db.session(), acting(), clock.today(), _ticked())
            give(db.session(), services, form.steward_id, by=acting().actor, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".unowned", given=len(services)), 303)
    return _unowned_page(form, status=422)


def _ticked() -> list[UUID]:
    try:
        return [UUID(value) for value in request.form.getlist("listings")[:PAGE]]
    except ValueError:
        raise NotVisible("There is no such listing.") from None


def _form(*, shown: bool = False) -> OwnerForm:
    form = OwnerForm(formdata=None) if shown else OwnerForm()
    form.steward.choices = [("", "Nobody"), *((str(user.id), _name(user)) for user in named_stewards(db.session()))]
    return form


def _name(user: User) -> str:
    return user.name or "A steward without a name"


def _owners_page(form: OwnerForm | None = None, *, status: int = 200) -> Response:
    rows = ownership.districts(db.session(), acting(), clock.today())
    return private_page(
        "staff/owners.html",
        rows=rows,
        stewards=_form(shown=True).steward.choices,
        nobodys=ownership.count_unowned(db.session(), acting(), clock.today()),
        form=form or _form(shown=True),
        done=next((row for row in rows if row.code == request.args.get("done")), None),
        status=status,
    )


def _unowned_page(form: OwnerForm, *, status: int = 200) -> Response:
    total = ownership.count_unowned(db.session(), acting(), clock.today())
    asked = request.args.get("page", "1")
    page = Pagination(max(1, int(asked)) if asked.isdecimal() and len(asked) < 5 else 1, PAGE, total)
    services = ownership.unowned_listings(db.session(), acting(), clock.today(), page.offset, PAGE)
    given = request.args.get("given", "")
    return private_page(
        "staff/unowned.html",
        services=services,
        towns=towns_of(db.session(), [service.id for service in services]),
        page=page,
        form=form,
        given=int(given) if given.isdecimal() and len(given) < 4 else 0,
        status=status,
    )
