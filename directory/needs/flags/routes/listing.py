"""The list of flags, and one flag's page."""

from uuid import UUID

from flask import render_template, request

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible
from directory.extensions import db
from directory.needs.codes import UNSORTED, FlagStatus
from directory.needs.flags import policy, queries
from directory.needs.flags.blueprint import blueprint
from directory.needs.flags.forms import SortForm, StatusForm
from directory.needs.flags.operations import MET, may_take_back
from directory.needs.flags.presenters import present_flag, present_line
from directory.needs.flags.queries import Wanted
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import UnmetReason
from directory.taxonomy.queries import all_terms, professional_names_of
from directory.web.access import access
from directory.web.closed_lists import coded_or_none
from directory.web.forms import Form
from directory.web.loading import get_or_404
from directory.web.pagination import Pagination

ON_A_PAGE = 30


@blueprint.get("/flags")
@access(Permission.FLAG_NEEDS)
def list_of_flags() -> str:
    """Single flags, by need, area, reason and how far they are: one's own, and those one works with."""
    session, user = db.session(), acting()
    visible, wanted = policy.visible_flags(user), _wanted()
    asked_for = queries.list_of(visible, wanted, policy.readable(user))
    page = Pagination(max(1, request.args.get("page", 1, int)), ON_A_PAGE, queries.count_of(session, asked_for))
    if page.number > page.pages:
        raise NotVisible("There is no such page.")
    found = session.scalars(asked_for.limit(ON_A_PAGE).offset(page.offset)).all()
    needs = professional_names_of(session, "needs")
    areas = queries.names_for(session, found)
    return render_template(
        "needs/flags.html",
        lines=[present_line(flag, needs, areas) for flag in found],
        page=page,
        wanted=wanted,
        args=wanted.args(),
        needs=[(UNSORTED, "Not sorted yet"), *needs.items()],
        districts=[*queries.districts_flagged(session, visible), (queries.NO_AREA, "Place not said")],
        reasons=[(each.value, each.label) for each in UnmetReason],
        statuses=[(each.value, each.label) for each in FlagStatus],
        sees_others=policy.sees_others(user),
        may_quote=policy.may_quote(user),
    )


@blueprint.get("/flags/<uuid:flag_id>")
@access(Permission.FLAG_NEEDS)
def flag(flag_id: UUID) -> str:
    """One flag."""
    return flag_page(get_or_404(policy.visible_flags(acting()), flag_id))


def flag_page(found: UnmetNeed, **sent: Form) -> str:
    """The page of a flag, with the forms this reader may send."""
    session, user = db.session(), acting()
    needs, visible = queries.needs_offered(session), policy.visible_flags(user)
    is_readable = is_readable_by(found)
    says_by_list = policy.may_decide(user)
    view = present_flag(
        found,
        professional_names_of(session, "needs"),
        queries.names_for(session, [found]),
        cohorts={term.code: term.name for term in all_terms(session, "cohorts")} if found.cohorts else {},
        is_readable=is_readable,
        is_own=found.flagged_by == user.id,
        doubles=queries.doubles_of(session, visible, found),
    )
    sort = sent.get("sort") or SortForm(formdata=None)
    assert isinstance(sort, SortForm)  # noqa: S101 -- tells the type checker which form this name stands for
    sort.offer(needs)
    return render_template(
        "needs/flag.html",
        flag=found,
        view=view,
        is_new=request.args.get("new") == "1",
        shows_first=queries.is_among(session, visible, found.double_of_id),
        may_take_back=may_take_back(found, user.id, clock.now()),
        may_set_apart=found.status is FlagStatus.DUPLICATE and policy.may_set_apart(user, found),
        sees_others=policy.sees_others(user),
        may_decide=says_by_list and view.line.is_counted,
        may_say_met=not says_by_list and view.line.is_counted and found.status not in MET,
        may_miss=not says_by_list and found.status is FlagStatus.MET_BY_OWN_NETWORK,
        may_quote=policy.may_quote(user) and is_readable and bool(found.words),
        may_sort=found.need == UNSORTED and (is_readable or policy.may_decide(user)),
        status=sent.get("status") or StatusForm(formdata=None, status=found.status.value),
        sort=sort,
        form=next(iter(sent.values()), None),
    )


def is_readable_by(found: UnmetNeed) -> bool:
    """Whether the person who is signed in may read the words of a flag."""
    mine = policy.visible_flags(acting()).where(UnmetNeed.id == found.id, policy.readable(acting()))
    return db.session.scalars(mine).first() is not None


def _wanted() -> Wanted:
    return Wanted(
        need=request.args.get("need", "")[:60],
        area=request.args.get("area", "")[:9],
        reason=coded_or_none(UnmetReason, request.args.get("reason")),
        status=coded_or_none(FlagStatus, request.args.get("status")),
        is_unread=request.args.get("unread") == "1" and policy.may_quote(acting()),
    )
