"""Refer yourself from a listing: one short page, then a receipt with a code. No account."""

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.listings.models import Service
from directory.listings.policy import visible_to
from directory.listings.presenters.facts import is_sensitive, takes_self_referrals
from directory.listings.queries.alternatives import needs_of
from directory.referrals.agreement.wording import WORDING, words_of
from directory.referrals.answering.inboxes import is_reached
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import CommunicationNeed
from directory.referrals.models import UnsentRequest
from directory.referrals.people.facts import PersonFacts, check_born, read_born
from directory.referrals.referring.blueprint import blueprint, few_sent, if_wrong
from directory.referrals.referring.look import look_at
from directory.referrals.referring.presenters import present_sent
from directory.referrals.referring.receipt_codes import code_of, still_there
from directory.referrals.referring.receipt_links import RECEIPT, WRITING
from directory.referrals.referring.referring_oneself import Asking, refer_oneself
from directory.referrals.referring.self_forms import SelfReferralForm, chosen
from directory.referrals.referring.unsent import KEPT, throw_away, unsent_with
from directory.search.urgency import Panel, panel_for
from directory.taxonomy.queries import names_of
from directory.web.access import Audience, access
from directory.web.idempotency import new_token
from directory.web.loading import get_or_404
from directory.web.origin import stateless_form

Answer = Response | str | tuple[str, int]
ALSO = (("follow_up", Purpose.FOLLOW_UP_CONTACT), ("statistics", Purpose.ANONYMOUS_STATISTICS))


@blueprint.get("/listings/<uuid:listing>/referrals/new")
@access(Audience.EVERYONE)
def new_self_referral(listing: UUID) -> Answer:
    """Ask."""
    service = open_service(listing)
    return asking_page(service, form_for(service))


@blueprint.post("/listings/<uuid:listing>/referrals/new")
@access(Audience.EVERYONE)
@stateless_form
@few_sent
def self_referrals(listing: UUID) -> Answer:
    """Send it. Words that tell of danger are answered with who to ring first; then it is sent if they still want."""
    service = open_service(listing)
    form = form_for(service)
    if form.validate_on_submit():
        panel = panel_for(form.what_matters.data or "")
        if panel is not None and form.heard.data != panel.danger.value:
            form.heard.data, form.once.data = panel.danger.value, new_token()
            return asking_page(service, form, panel=panel), 422
        try:
            referral = refer_oneself(db.session(), service, _asking(form), at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            forget_written(form)
            return redirect(url_for(".self_receipt", token=RECEIPT.token(referral.id, clock.now())), 303)
    return asking_page(service, form), 422


@blueprint.get("/my-referral/receipts/<token>")
@access(Audience.EVERYONE)
@if_wrong
def self_receipt(token: str) -> Answer:
    """What happens next, and the code to write down. For an hour; afterwards the code alone opens it."""
    referral_id = RECEIPT.read(token, clock.now())
    referral = still_there(db.session(), referral_id) if referral_id else None
    if referral is None:
        raise NotVisible("This receipt is not shown any more. Look it up with your code.")
    sent = present_sent(referral, names_of(db.session(), "needs"))
    return render_template("referring/self_receipt.html", sent=sent, code=code_of(referral))


def open_service(listing: UUID) -> Service:
    """The listing, if people can ask it for help from here, or 404."""
    service = get_or_404(visible_to(None, clock.today()), listing)
    session = db.session()
    if not takes_self_referrals(service) or not needs_of(session, service.id) or not is_reached(session, service):
        raise NotVisible("Nobody can refer themselves to this from here. Its page says how to get in touch.")
    return service


def form_for(service: Service, unsent: UnsentRequest | None = None) -> SelfReferralForm:
    """The form, with what was kept of it when somebody goes on with that."""
    form = SelfReferralForm(data=unsent.answers if unsent else None)
    form.offer([(row.code, row.name) for row in needs_of(db.session(), service.id)])
    return form


def _asking(form: SelfReferralForm) -> Asking:
    born = read_born(form.born.data or "")
    check_born(born, clock.today())
    safety = {"leave_message": form.leave_message.data, "times": form.times.data}
    return Asking(
        facts=PersonFacts(
            name=form.name.data or "",
            phone=form.phone.data or "",
            email=form.email.data or "",
            postcode=form.postcode.data or "",
            born=born,
            safety={key: value for key, value in safety.items() if value},
            communication=dict.fromkeys(chosen(form, "communication", CommunicationNeed), ""),
        ),
        need=form.need.data,
        what_matters=form.what_matters.data or "",
        also=frozenset(purpose for name, purpose in ALSO if form[name].data),
    )


def written_before(form: SelfReferralForm) -> UnsentRequest | None:
    """What a form goes on with, while it is kept."""
    at = clock.now()
    return unsent_with(db.session(), WRITING.read(form.unsent.data or "", at), at=at)


def forget_written(form: SelfReferralForm) -> None:
    """It was sent: nothing of it stays under its other code."""
    unsent = written_before(form)
    if unsent is not None:
        throw_away(db.session(), unsent)


def asking_page(service: Service, form: SelfReferralForm, *, panel: Panel | None = None) -> str:
    """The page, as it stands."""
    look, unsent = look_at(db.session(), service, at=clock.now()), written_before(form)
    return render_template(
        "referring/self_referral.html",
        form=form,
        service=service,
        look=look,
        panel=panel,
        unsent=unsent,
        unsent_days=KEPT.days,
        read_aloud=words_of(WORDING, Purpose.THIS_PROVIDER),
        quick_exit=unsent is not None or is_sensitive(row.code for row in needs_of(db.session(), service.id)),
    )
