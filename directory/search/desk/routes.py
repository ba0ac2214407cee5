"""Pages of the steward's desk. For staff only; the same verbs are on the command line."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from uuid import UUID

from flask import Blueprint, Response, redirect, request, url_for
from sqlalchemy import select
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken, Unavailable
from directory.extensions import db
from directory.search.criteria import Criteria
from directory.search.desk.forms import ModeForm, WordsForm
from directory.search.desk.guards import refuse_bad_words, settled, warnings_about
from directory.search.desk.operations import add_words, change_mode, put_back, take_out
from directory.search.desk.presenters import NOTES, few, group_choices, likeliest_group
from directory.search.desk.recent import recent_searches_touched
from directory.search.desk.thesaurus import (
    Groups,
    group_called,
    group_lines,
    need_labels,
    with_words,
    without_words,
    words_of,
)
from directory.search.desk.trying import Trial, try_out
from directory.search.documents.meanings import read_meanings
from directory.search.installed import engine
from directory.search.logbook.queries import searched_areas, success, told_missing, weak_searches
from directory.taxonomy.models import Synonym, SynonymGroup, SynonymKind
from directory.web.access import Audience, access
from directory.web.loading import one_or_404
from directory.web.unkept import private_page as private_page  # what the desk answers with

blueprint = Blueprint("desk", __name__)
blueprint.add_app_template_filter(few)
PERIODS = (7, 30, 90, 365)


@dataclass(frozen=True)
class Tried:
    """What a change would do, and what there is to know before it is made."""

    trials: tuple[Trial, ...]
    recent: tuple[Trial, ...] = ()
    warnings: tuple[str, ...] = ()
    is_away: bool = False

    @property
    def changed(self) -> list[Trial]:
        """Recent searches that would find or understand something else."""
        return [trial for trial in self.recent if trial.changes]


@blueprint.get("/staff/searches")
@access(Permission.EDIT_VOCABULARY)
def searches() -> Response:
    """Words that found nothing or little, and how searching goes."""
    days = next((days for days in PERIODS if str(days) == request.args.get("days")), 30)
    since = clock.today() - timedelta(days=days)
    areas = searched_areas(db.session(), since)
    area = next((code for code, _ in areas if code == request.args.get("area")), "")
    return private_page(
        "desk/searches.html",
        days=days,
        periods=PERIODS,
        area=area,
        areas=areas,
        weak=weak_searches(db.session(), since, area),
        went=success(db.session(), since, area),
        told=told_missing(db.session(), since),
    )


@blueprint.get("/staff/synonyms")
@access(Permission.EDIT_VOCABULARY)
def synonyms() -> Response:
    """Every group, or those with some letters."""
    having = request.args.get("q", "")[:60]
    lines = group_lines(db.session(), having)
    by_need = [(need, list(some)) for need, some in groupby(lines, key=lambda line: line.need)]
    return private_page("desk/synonyms.html", groups=lines, by_need=by_need, having=having)


@blueprint.get("/staff/synonyms/new")
@access(Permission.EDIT_VOCABULARY)
def new_synonym() -> Response:
    """Words to add: what they mean, and what searches would find with them. Nothing is saved here."""
    form = _words_form()
    now = read_meanings(db.session()).synonyms
    tried = None
    if "where" in request.args:
        words, kind = settled(form.words.data or ""), _kind(form.kind.data)
        try:
            _refuse_unlisted(form)
            refuse_bad_words(now, form.where.data, kind, words)
            tried = _try(now, with_words(now, form.where.data, kind, words), words, form.also.data or "")
        except RuleBroken as broken:
            form.refuse(broken)
    return private_page("desk/new_synonym.html", form=form, tried=tried, status=422 if form.messages else 200)


@blueprint.post("/staff/synonyms/words")
@access(Permission.EDIT_VOCABULARY)
def add_synonym() -> AnyResponse:
    """Save words that were tried."""
    form = _words_form(request.form)
    if form.validate_on_submit():
        try:
            added = add_words(
                db.session(),
                words=form.words.data,
                kind=_kind(form.kind.data),
                where=form.where.data,
                by=_by(),
                at=clock.now(),
            )
            group = db.session.get_one(SynonymGroup, added.synonym_group_id)
            return redirect(url_for(".group", code=group.code, done="added", word=added.id), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return private_page("desk/new_synonym.html", form=form, tried=None, status=422)


@blueprint.get("/staff/synonyms/<code>")
@access(Permission.EDIT_VOCABULARY)
def group(code: str) -> Response:
    """One group: its words, which way it leads, and what taking a word out would do."""
    found = group_called(db.session(), code)
    form = ModeForm(mode=found.mode)
    return _group_page(found, form)


@blueprint.post("/staff/synonyms/<code>/mode")
@access(Permission.EDIT_VOCABULARY)
def mode(code: str) -> AnyResponse:
    """Change which way a group leads."""
    found = group_called(db.session(), code)
    form = ModeForm()
    if not form.validate_on_submit():
        return _group_page(found, form, status=422)
    change_mode(db.session(), found, form.mode.data, by=_by(), at=clock.now())
    return redirect(url_for(".group", code=code, done="turned"), 303)


@blueprint.post("/staff/synonyms/<code>/words/<uuid:word>/removal")
@access(Permission.EDIT_VOCABULARY)
def remove_synonym(code: str, word: UUID) -> AnyResponse:
    """Take a word out."""
    take_out(db.session(), _word(code, word), by=_by(), at=clock.now())
    return redirect(url_for(".group", code=code, done="removed", word=word), 303)


@blueprint.post("/staff/synonyms/<code>/words/<uuid:word>/return")
@access(Permission.EDIT_VOCABULARY)
def return_synonym(code: str, word: UUID) -> AnyResponse:
    """Put a word back that was taken out."""
    put_back(db.session(), _word(code, word), by=_by(), at=clock.now())
    return redirect(url_for(".group", code=code, done="returned", word=word), 303)


def _words_form(data: object = None) -> WordsForm:
    """The form with its groups; as first shown, with the group that the words most likely belong to."""
    form = WordsForm() if data is not None else WordsForm(request.args, meta={"csrf": False})
    lines = group_lines(db.session())
    form.where.choices = group_choices(lines, need_labels(db.session()))
    if data is None and "where" not in request.args:
        form.where.data = likeliest_group(lines, form.words.data or "")
    if data is None and not form.kind.data:
        form.kind.data = SynonymKind.RESIDENT.value
    return form


def _refuse_unlisted(form: WordsForm) -> None:
    if form.where.data not in dict(form.where.choices):
        raise RuleBroken("where", "Select what it means")


def _try(now: Groups, then: Groups, words: str, also: str) -> Tried:
    try:
        trials = try_out(db.session(), engine(), now, then, (words, also), near="", at=clock.now())
        touched = [each for each in recent_searches_touched(db.session(), now, then, clock.today()) if each != words]
        recent = try_out(db.session(), engine(), now, then, touched, near="", at=clock.now())
        everything = engine().search(Criteria(), place=None, audience=Audience.EVERYONE, at=clock.now()).total
    except Unavailable:
        return Tried((), is_away=True)
    warnings = warnings_about(now, words, trials[0].before.total, everything)
    return Tried(tuple(trials), tuple(recent), tuple(warnings))


def _group_page(found: SynonymGroup, form: ModeForm, status: int = 200) -> Response:
    words = words_of(db.session(), found)
    without = next((each for each in words if str(each.id) == request.args.get("without") and not each.is_out), None)
    tried = None
    if without:
        now = read_meanings(db.session()).synonyms
        tried = _try(now, without_words(now, found.code, without.words), without.words, "")
    labels = need_labels(db.session())
    return private_page(
        "desk/group.html",
        group=found,
        form=form,
        kinds=[(kind, [word for word in words if word.kind is kind and not word.is_out]) for kind in SynonymKind],
        out=[word for word in words if word.is_out],
        needs=[labels[code] for code in found.needs if code in labels],
        without=without,
        tried=tried,
        note=NOTES.get(request.args.get("done", "")),
        changed=next((word for word in words if str(word.id) == request.args.get("word")), None),
        status=status,
    )


def _word(code: str, word: UUID) -> Synonym:
    found = group_called(db.session(), code)
    return one_or_404(select(Synonym).where(Synonym.id == word, Synonym.synonym_group_id == found.id))


def _kind(value: str | None) -> SynonymKind:
    try:
        return SynonymKind(value or SynonymKind.RESIDENT)
    except ValueError:
        raise NotVisible("There is no such kind of word.") from None


def _by() -> str:
    return acting().actor
