"""The lawful basis of each purpose, for whoever answers for data protection. They read no record."""

from flask import redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible
from directory.extensions import db
from directory.referrals.agreement.wording import WORDING, WORDINGS
from directory.referrals.codes.agreement import LawfulBasis, Purpose, SpecialCategory
from directory.referrals.privacy.blueprint import blueprint, page
from directory.referrals.privacy.forms import LawForm
from directory.referrals.privacy.law import Law, law_of, laws, set_law
from directory.web.access import access


@blueprint.get("/staff/law")
@access(Permission.SET_LAW)
def all_law() -> Response:
    """Every purpose with its law, and the words people are read."""
    done = request.args.get("done", "") in {purpose.value for purpose in Purpose}
    return page("privacy/law.html", laws=laws(db.session()), words=WORDINGS[WORDING], version=WORDING, done=done)


@blueprint.route("/staff/law/<purpose>", methods=["GET", "POST"])
@access(Permission.SET_LAW)
def law(purpose: str) -> Response:
    """Choose the law of one purpose."""
    if purpose not in {each.value for each in Purpose}:
        raise NotVisible("There is no such purpose.")
    now = law_of(db.session(), Purpose(purpose))
    form = LawForm(
        data={
            "lawful_basis": now.lawful_basis.value,
            "condition": now.condition.value,
            "expires_after_days": now.expires_after_days,
        }
    )
    if form.validate_on_submit():
        chosen = Law(
            now.purpose,
            LawfulBasis(form.lawful_basis.data),
            SpecialCategory(form.condition.data),
            form.expires_after_days.data,
            is_set=True,
        )
        set_law(db.session(), chosen, by=acting().actor, at=clock.now())
        return redirect(url_for(".all_law", done=purpose), 303)
    status = 422 if request.method == "POST" else 200
    return page("privacy/purpose.html", form=form, law=now, words=WORDINGS[WORDING][now.purpose], status=status)
