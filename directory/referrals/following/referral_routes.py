"""A referral for whoever made it: where it is, what happened, what they may do next."""

from uuid import UUID

from flask import Response as Page
from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotAllowed, NotVisible, RuleBroken, Unavailable
from directory.extensions import db
from directory.referrals.agreement.ledger import may_share, may_tell_referrer
from directory.referrals.codes.referral import OPEN, ReferralStatus
from directory.referrals.codes.work import Helped, Severity, UnmetReason
from directory.referrals.conversations.finding import find_listings, own_place
from directory.referrals.following import queries
from directory.referrals.following.blueprint import blueprint
from directory.referrals.following.forms import STEP_FORMS, ClosureForm, StepForm
from directory.referrals.following.operations import Found, take_step
from directory.referrals.following.presenters import present_referral
from directory.referrals.following.steps import OF_PARTNERS, STEPS, Step, may_take, steps_from
from directory.referrals.models import Referral
from directory.referrals.people.blueprint import page_about
from directory.referrals.people.loading import require_reason
from directory.referrals.policy import movers_of, visible_referrals
from directory.taxonomy.queries import name_of
from directory.web.access import Audience, access
from directory.web.closed_lists import coded_or_none
from directory.web.loading import get_or_404

Answer = Response | str | tuple[str, int]
NEXT_SHOWN = 4


@blueprint.get("/referrals/<uuid:referral>")
@access(Audience.SIGNED_IN)
def referral(referral: UUID) -> Page | str:
    """One referral. A partner sees how far it is, and nothing of the person's."""
    user, session = acting(), db.session()
    found = _seen(user, referral)
    events = queries.events_of(session, found.id)
    view = present_referral(
        found,
        events,
        steps_from(found.status, movers_of(user, found)),
        need=name_of(session, "needs", found.need),
        names=queries.names_of(session, events),
        today=clock.today(),
    )
    if found.person is None or not user.may(Permission.REFER):
        is_told = may_tell_referrer(session, found, on=clock.today())
        return render_template("following/status.html", view=view, referral=found, is_told=is_told)
    is_running = found.submitted_at is not None and found.status in OPEN - {ReferralStatus.WITHDRAWN}
    is_stopped = is_running and not may_share(session, found, on=clock.today())
    return page_about(found.person, "following/referral.html", view=view, referral=found, is_stopped=is_stopped)


@blueprint.get("/referrals/<uuid:referral>/next-step")
@access(Permission.REFER)
def next_step(referral: UUID) -> Page | str:
    """After a "no": what else there is for this need near the person, the likeliest first, and how to let it be."""
    user, session = acting(), db.session()
    found = _seen(user, referral)
    person = found.person
    if person is None:
        raise NotVisible("There is nobody to find another service for.")
    near = own_place(session, found, person)
    try:
        others = find_listings(session, words="", place="", need=found.need, own_place=near, most=NEXT_SHOWN + 1).cards
    except Unavailable:
        others = ()
    return page_about(
        person,
        "following/next_step.html",
        referral=found,
        need=name_of(session, "needs", found.need),
        cards=[card for card in others if card.card.id != found.service_id][:NEXT_SHOWN],
    )


@blueprint.get("/referrals/<uuid:referral>/<noun>")
@access(Audience.SIGNED_IN)
def step(referral: UUID, noun: str) -> Page | str:
    """One question about it."""
    user = acting()
    found = _seen(user, referral)
    return _step_page(found, _step(user, found, noun), STEP_FORMS[noun](formdata=None))


@blueprint.post("/referrals/<uuid:referral>/<noun>")
@access(Audience.SIGNED_IN)
def steps(referral: UUID, noun: str) -> Answer | Page:
    """One step; 422 with the words kept when something has to be put right."""
    user, session = acting(), db.session()
    found = _seen(user, referral)
    wanted = STEPS.get(noun)
    if wanted is None:
        raise NotVisible("There is nothing at this address.")
    if wanted.mover not in movers_of(user, found) or not _is_open_to(user, wanted):
        raise NotAllowed("This step is for somebody else to take.")
    form = STEP_FORMS[noun]()
    if form.validate_on_submit():
        try:
            outcome = _found(form) if isinstance(form, ClosureForm) else None
            take_step(session, found, wanted, form.told(clock.today()), by=user, at=clock.now(), found=outcome)
        except RuleBroken as broken:
            session.rollback()
            form.refuse(broken)
        else:
            return redirect(url_for(".referral", referral=referral), 303)
    answer = _step_page(_seen(user, referral), wanted, form)
    return (answer, 422) if isinstance(answer, str) else _with_status(answer, 422)


def _seen(user: User, referral_id: UUID) -> Referral:
    """The referral; for a person outside one's own caseload the reason is asked for first."""
    found = get_or_404(visible_referrals(user), referral_id)
    if found.person is not None and user.may(Permission.REFER):
        require_reason(found.person)
    return found


def _step(user: User, referral: Referral, noun: str) -> Step:
    wanted = STEPS.get(noun)
    if wanted is None or not (
        _is_open_to(user, wanted) and may_take(referral.status, wanted, movers_of(user, referral))
    ):
        raise NotVisible("This cannot be done with the referral any more. Look at it again.")
    return wanted


def _is_open_to(user: User, step: Step) -> bool:
    """Whether this step is for them: a partner answers and takes back, and does not say how it went."""
    return user.may(Permission.REFER) or step.noun in OF_PARTNERS


def _step_page(referral: Referral, step: Step, form: StepForm) -> Page | str:
    template, asked = "following/step.html", _question(referral, step)
    if referral.person is None or not acting().may(Permission.REFER):
        return render_template(template, step=step, form=form, referral=referral, question=asked)
    return page_about(referral.person, template, step=step, form=form, referral=referral, question=asked)


def _question(referral: Referral, step: Step) -> str:
    asked = [event for event in referral.events if event.to is ReferralStatus.INFO_NEEDED]
    return (asked[-1].note or "") if asked and step.noun == "answer" else ""


def _found(form: ClosureForm) -> Found:
    is_needed = form.still_needed.data == "yes"
    reason = coded_or_none(UnmetReason, form.unmet_reason.data)
    if is_needed and reason is None:
        raise RuleBroken("unmet_reason", "Choose why it is not met")
    helped = coded_or_none(Helped, form.helped.data)
    if helped is None:
        raise RuleBroken("helped", "Select whether it helped")
    return Found(helped, is_needed, reason, coded_or_none(Severity, request.form.get("severity")))


def _with_status(page: Page, status: int) -> Page:
    page.status_code = status
    return page
