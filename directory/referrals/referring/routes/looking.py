"""Before a referral: what is known of the listings, told before anything personal is asked for."""

from typing import Any

from flask import render_template, request

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.referring.asked import Asked, asked
from directory.referrals.referring.blueprint import blueprint
from directory.referrals.referring.forms import FactsForm, facts_form
from directory.referrals.referring.look import look_at
from directory.referrals.referring.routes.writing import details_page
from directory.referrals.referring.verdicts import PreCheck
from directory.referrals.referring.writing import born_of
from directory.web.access import access

Answer = str | tuple[str, int]


@blueprint.get("/referrals/new")
@access(Permission.REFER)
def new_referral() -> Answer:
    """Look at the listings first. Somebody on record is looked at with what is recorded, and one page does it all."""
    wanted = asked(acting())
    if wanted.person is not None and wanted.services:
        return details_page(wanted)
    return _page(wanted, FactsForm())


@blueprint.post("/referrals/checks")
@access(Permission.REFER)
def checks() -> Answer:
    """The same with the person's facts. Nothing of them is stored."""
    wanted = asked(acting())
    form = FactsForm()
    return _page(wanted, form, status=200 if form.validate_on_submit() else 422)


def given_answers() -> dict[str, str]:
    """The answers to the questions that only the person can answer, by the key of each."""
    return {
        name.removeprefix("answer."): value
        for name, value in request.form.items()
        if name.startswith("answer.") and value in ("yes", "no")
    }


def _page(wanted: Asked, form: FactsForm, status: int = 200) -> Answer:
    try:
        born = born_of(form.born.data or "", clock.today())
    except RuleBroken as broken:
        form.refuse(broken)
        born, status = "", 422
    session, at, near = db.session(), clock.now(), form.near.data or ""
    looks = [
        look_at(session, service, wanted.need, born=born, postcode=near, answers=given_answers(), at=at)
        for service in wanted.services
    ]
    page = render_template(
        "referring/new.html",
        form=_with_questions(form, [look.check for look in looks]),
        looks=looks,
        wanted=wanted,
        is_checked=request.method == "POST",
    )
    return page if status == 200 else (page, status)


def _with_questions(form: FactsForm, found: list[PreCheck]) -> Any:
    """The form with each question asked once, though two listings ask it; what was refused stays said."""
    questions = {check.key: check.question for each in found for check in each.questions}
    asking = facts_form(tuple(questions.items()))()
    for name in ("born", "near"):
        asking[name].errors = form[name].errors
    asking.form_errors = form.form_errors
    return asking
