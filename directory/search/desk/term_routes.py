"""Pages on which a steward keeps our own word lists. A change is looked at before it is saved."""

from uuid import UUID

from flask import Response, redirect, request, url_for
from sqlalchemy import func, select
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken, Unavailable
from directory.extensions import db
from directory.listings.models import Attribute
from directory.search.desk import terms as words
from directory.search.desk.routes import blueprint, private_page
from directory.search.desk.term_forms import NewTermForm, RetireForm, WordingForm
from directory.search.desk.terms import Wording, list_called, term_called
from directory.search.desk.trying_terms import TermTrial, try_retirement, try_wording
from directory.search.installed import engine
from directory.taxonomy.models import Taxonomy, TaxonomyTerm
from directory.web.access import access

DONE = {
    "worded": "Saved. Search and pages follow within seconds.",
    "same": "Nothing changed: it said so already.",
    "added": "Added. It can be chosen for listings from now on.",
    "retired": "Retired. It is offered nowhere any more.",
    "returned": "It is offered again.",
}


@blueprint.get("/staff/taxonomy")
@access(Permission.EDIT_VOCABULARY)
def taxonomies() -> Response:
    """The word lists that stewards keep."""
    offered = (
        select(Taxonomy.code, func.count(TaxonomyTerm.id))
        .join(TaxonomyTerm, TaxonomyTerm.taxonomy_id == Taxonomy.id)
        .where(TaxonomyTerm.retired_at.is_(None))
        .group_by(Taxonomy.code)
    )
    numbers = {row[0]: row[1] for row in db.session.execute(offered)}
    present = set(db.session.scalars(select(Taxonomy.code)))
    lines = [(code, name, numbers.get(code, 0)) for code, name in words.LISTS.items() if code in present]
    return private_page("desk/taxonomies.html", lines=lines)


@blueprint.get("/staff/taxonomy/<code>")
@access(Permission.EDIT_VOCABULARY)
def taxonomy(code: str) -> Response:
    """The terms of one list, with how many listings carry each."""
    return _list_page(list_called(db.session(), code), None)


@blueprint.post("/staff/taxonomy/<code>/terms")
@access(Permission.EDIT_VOCABULARY)
def add_term(code: str) -> AnyResponse:
    """Add a term to a list."""
    found, form = list_called(db.session(), code), NewTermForm()
    if form.validate_on_submit():
        try:
            parent = _groups().get(form.parent.data or "") if code == "needs" else None
            made = words.add_term(db.session(), found, form.wording, parent=parent, by=acting().actor, at=clock.now())
            return redirect(url_for(".term", code=code, term_code=made.code, done="added"), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return _list_page(found, form)


@blueprint.get("/staff/taxonomy/<code>/terms/<term_code>")
@access(Permission.EDIT_VOCABULARY)
def term(code: str, term_code: str) -> Response:
    """One term: its words, what other words would touch, what it said before."""
    found = term_called(db.session(), list_called(db.session(), code), term_code)
    form = WordingForm(request.args, meta={"csrf": False}) if "name" in request.args else None
    retiring = RetireForm(request.args, meta={"csrf": False}) if "successor" in request.args else None
    return _term_page(code, found, form, is_trial=True, retiring=retiring)


@blueprint.post("/staff/taxonomy/<code>/terms/<term_code>/wording")
@access(Permission.EDIT_VOCABULARY)
def term_wording(code: str, term_code: str) -> AnyResponse:
    """Save other words."""
    found, form = term_called(db.session(), list_called(db.session(), code), term_code), WordingForm()
    if form.validate_on_submit():
        try:
            changed = words.word_term(db.session(), found, form.wording, by=acting().actor, at=clock.now())
            done = "worded" if changed else "same"
            return redirect(url_for(".term", code=code, term_code=term_code, done=done), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return _term_page(code, found, form)


@blueprint.post("/staff/taxonomy/<code>/terms/<term_code>/retirement")
@access(Permission.EDIT_VOCABULARY)
def term_retirement(code: str, term_code: str) -> AnyResponse:
    """Offer it no more."""
    within = list_called(db.session(), code)
    found, form = term_called(db.session(), within, term_code), RetireForm()
    if form.validate_on_submit():
        try:
            wanted = form.successor.data or ""
            successor = term_called(db.session(), within, wanted) if wanted else None
            words.retire_term(db.session(), found, successor, by=acting().actor, at=clock.now())
            return redirect(url_for(".term", code=code, term_code=term_code, done="retired"), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return _term_page(code, found, None, retiring=form)


@blueprint.post("/staff/taxonomy/<code>/terms/<term_code>/return")
@access(Permission.EDIT_VOCABULARY)
def term_return(code: str, term_code: str) -> AnyResponse:
    """Offer it again."""
    found = term_called(db.session(), list_called(db.session(), code), term_code)
    words.return_term(db.session(), found, by=acting().actor, at=clock.now())
    return redirect(url_for(".term", code=code, term_code=term_code, done="returned"), 303)


def _list_page(found: Taxonomy, form: NewTermForm | None) -> Response:
    counted = select(Attribute.taxonomy_term_id, func.count(Attribute.service_id.distinct())).group_by(
        Attribute.taxonomy_term_id
    )
    numbers = {row[0]: row[1] for row in db.session.execute(counted)}
    shown = form or NewTermForm(formdata=None)
    shown.parent.choices = [("", "Choose a group"), *((code, group.name) for code, group in _groups().items())]
    return private_page(
        "desk/taxonomy.html",
        taxonomy=found,
        name=words.LISTS[found.code],
        lines=[(each, numbers.get(each.id, 0)) for each in words.terms_in(db.session(), found)],
        adding=shown,
        grows=found.code in words.GROWING,
        form=form,
        status=422 if form else 200,
    )


def _term_page(
    code: str,
    found: TaxonomyTerm,
    form: WordingForm | None,
    *,
    is_trial: bool = False,
    retiring: RetireForm | None = None,
) -> Response:
    session = db.session()
    if is_trial and form is not None:
        form.validate()
    faulty = next((each for each in (form, retiring) if each is not None and each.messages), None)
    shown = form or WordingForm(formdata=None, obj=found)
    retire = retiring or RetireForm(formdata=None)
    others = [each for each in words.terms_in(session, list_called(session, code)) if not each.retired_at]
    retire.successor.choices = [("", "Choose one"), *((each.code, each.name) for each in others if each is not found)]
    wording = shown.wording if is_trial and form is not None and not faulty else None
    after = next((each for each in others if each.code == retire.successor.data and each is not found), None)
    ending = after if is_trial and not wording else None
    versions = words.versions_of_term(session, found)
    return private_page(
        "desk/term.html",
        code=code,
        list_name=words.LISTS[code],
        term=found,
        successor=session.get(TaxonomyTerm, found.successor_id) if found.successor_id else None,
        wording_form=shown,
        retire_form=retire,
        may_retire=words.may_retire(code, found),
        is_taught=words.is_taught(code, found),
        number=words.listings_with(session, found),
        tried=_try(found, wording, ending, shown.also.data or "") if wording or ending else None,
        wording=wording,
        ending=ending,
        versions=[(each, _called(each.by)) for each in versions],
        form=faulty,
        said=DONE.get(request.args.get("done", "")),
        status=422 if faulty else 200,
    )


def _try(found: TaxonomyTerm, wording: Wording | None, ending: TaxonomyTerm | None, also: str) -> TermTrial:
    """Real searches with the term as it is and as it would be."""
    session, at = db.session(), clock.now()
    try:
        if ending is not None:
            return try_retirement(session, engine(), found, ending, at=at)
        return try_wording(session, engine(), found, words.said_of(wording or Wording("")), also, at=at)
    except Unavailable:
        return TermTrial((), (), 0, is_away=True)


def _groups() -> dict[str, TaxonomyTerm]:
    found = (
        select(TaxonomyTerm)
        .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
        .where(Taxonomy.code == "need_groups", TaxonomyTerm.retired_at.is_(None))
        .order_by(TaxonomyTerm.position, TaxonomyTerm.code)
    )
    return {each.code: each for each in db.session.scalars(found)}


def _called(actor: str) -> str:
    """A colleague by name; others as the record has them."""
    kind, _colon, mark = actor.partition(":")
    if kind != "user":
        return "the terminal" if kind == "terminal" else actor
    found = db.session.get(User, UUID(mark))
    return found.name if found and found.name else "a colleague"
