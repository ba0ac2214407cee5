"""One question at a time: show a step, keep what was typed, go on."""

from pathlib import Path
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.errors import Conflict, NotVisible, RuleBroken
from directory.extensions import db
from directory.moderation.submission import notes
from directory.moderation.submission.content import check_step, readable_content
from directory.moderation.submission.likeness import likely_same
from directory.moderation.submission.models import ListingDraft
from directory.moderation.submission.operations import ALREADY_SENT, SavedMeanwhile, forget_step, save_step
from directory.moderation.submission.places import known_place, taken_from
from directory.moderation.submission.routes.blueprint import asked_of, blueprint, by_code, few_pictures, if_wrong
from directory.moderation.submission.steps import CHECK, Asked, Step, StepForm, after, sequence, step_called
from directory.moderation.submission.steps.base import ON
from directory.moderation.submission.steps.pictures import PictureStep, kept_picture
from directory.moderation.submission.steps.places import PlaceStep, is_place, places_of
from directory.moderation.submission.summary import lines_of
from directory.settings import Settings
from directory.web.access import Audience, access
from directory.web.origin import stateless_form

USE = "use:"  # the button beside a place that is known already
LONGEST = 5000  # letters of one field that are kept before a step is answered to the end
Page = Response | str | tuple[str, int]


@blueprint.get("/drafts/<code>/<slug>")
@access(Audience.EVERYONE)
@if_wrong
def step(code: str, slug: str) -> Page:
    """One question, with what was answered before."""
    draft = by_code(code)
    if draft.sent_as:
        return redirect(url_for(".draft", code=draft.code), 303)
    found, asked = _step(draft, slug), asked_of(draft)
    form = found.form_class(asked)(formdata=None, data=found.shown(asked) | {"seen": draft.saves.get(slug, 0)})
    return _page(draft, found, form, asked)


@blueprint.post("/drafts/<code>/<slug>")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
@few_pictures
def save(code: str, slug: str) -> Page:
    """Keep an answer. What cannot be read is asked for again; any other button keeps it and stays here."""
    draft = by_code(code)
    found, asked = _step(draft, slug), asked_of(draft)
    form = found.form_class(asked)()
    go = request.form.get("go", ON)
    is_done = go == ON
    kept = _kept(draft, found, form, asked, go)
    if kept is None:
        return _page(draft, found, form, asked), 422
    try:
        save_step(db.session(), draft, slug, kept, seen=_number(form.seen.data), is_done=is_done, at=clock.now())
    except SavedMeanwhile as both:
        return _both(draft, found, form, asked, str(both))
    if not is_done:
        return redirect(url_for(".step", code=draft.code, slug=slug, to=_to()), 303)
    return redirect(_onwards(draft, slug), 303)


@blueprint.post("/drafts/<code>/<slug>/removal")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def step_removal(code: str, slug: str) -> Response:
    """Take a place out again."""
    draft = by_code(code)
    if not is_place(slug):
        raise NotVisible("There is nothing here to take out.")
    forget_step(db.session(), draft, slug, at=clock.now())
    _end_places(draft)
    return redirect(url_for(f".{CHECK}", code=draft.code), 303)


@blueprint.get("/drafts/<code>/alike")
@access(Audience.EVERYONE)
@if_wrong
def likenesses(code: str) -> Page:
    """ "Is it one of these?" """
    draft = by_code(code)
    asked = asked_of(draft)
    found = likely_same(db.session(), readable_content(asked), today=clock.today())
    onwards = url_for(".step", code=draft.code, slug=after("name", draft.answers))
    if not found or draft.sent_as:
        return redirect(onwards, 303)
    return render_template("moderation/submission/alike.html", draft=draft, found=found, onwards=onwards)


def _step(draft: ListingDraft, slug: str) -> Step:
    found = step_called(slug)
    if found is None:
        raise NotVisible("There is no such question.")
    if draft.sent_as:
        raise Conflict(ALREADY_SENT)
    return found


def _kept(draft: ListingDraft, found: Step, form: StepForm, asked: Asked, go: str) -> Any:
    """What is to be kept, or nothing when the form has to be shown again."""
    uses = go.startswith(USE) and isinstance(found, PlaceStep)
    known = known_place(db.session(), go.removeprefix(USE)) if uses else None
    if known is not None:
        return form.kept | taken_from(known)
    is_whole = go == ON or bool(form.homepage.data)
    if not is_whole:
        _shorten(form)
    elif not form.validate():
        return None
    try:
        kept = _answered(found, form, asked)
        if is_whole:
            check_step(Asked(asked.session, {**asked.answers, found.slug: kept}, asked.at), found.slug)
    except RuleBroken as broken:
        form.refuse(broken)
        return None
    return kept


def _shorten(form: StepForm) -> None:
    """What is kept before a step is answered to the end is kept within reason."""
    for name, value in form.kept.items():
        if isinstance(value, str):
            form[name].data = value[:LONGEST]


def _answered(found: Step, form: StepForm, asked: Asked) -> Any:
    if isinstance(found, PictureStep):
        settings: Settings = current_app.extensions["waypost_settings"]
        return kept_picture(form, asked.answers.get(found.slug) or {}, Path(settings.data_dir))
    return found.kept(form, asked)


def _page(draft: ListingDraft, found: Step, form: StepForm, asked: Asked, **more: Any) -> str:
    steps = sequence(draft.answers)
    name = "place" if isinstance(found, PlaceStep) else found.slug
    return render_template(
        f"moderation/submission/steps/{name}.html",
        draft=draft,
        step=found,
        form=form,
        heading=found.heading(asked),
        place=(steps.index(found.slug) + 1, len(steps)) if found.slug in steps else None,
        back=_back(draft, found.slug, steps),
        to=_to(),
        onwards=_onwards(draft, found.slug) if found.is_optional else "",
        note=notes.after(_before(found.slug, steps), asked),
        **found.facts(asked),
        **more,
    )


def _both(draft: ListingDraft, found: Step, form: StepForm, asked: Asked, sentence: str) -> tuple[str, int]:
    """The page again with what was typed, beside what is kept; to send it once more keeps what was typed."""
    now = asked_of(draft)
    form.seen.data = draft.saves.get(found.slug, 0)
    return _page(draft, found, form, now, kept_lines=lines_of(now, found.slug), meanwhile=sentence), 409


def _onwards(draft: ListingDraft, slug: str) -> str:
    """The next question; back to the check for whoever came from there, unless another place is to be told of."""
    following = after(slug, draft.answers)
    if slug == "name" and likely_same(db.session(), readable_content(asked_of(draft)), today=clock.today()):
        return url_for(".likenesses", code=draft.code)
    is_new_place = is_place(following) and following not in draft.answers
    if following == CHECK or (_to() == CHECK and not is_new_place):
        return url_for(f".{CHECK}", code=draft.code)
    return url_for(".step", code=draft.code, slug=following, to=_to())


def _to() -> str | None:
    return CHECK if request.args.get("to") == CHECK else None


def _before(slug: str, steps: list[str]) -> str:
    return steps[steps.index(slug) - 1] if slug in steps and steps.index(slug) else ""


def _back(draft: ListingDraft, slug: str, steps: list[str]) -> str:
    """Where the link back leads; the kind is a question like any other once there is a draft."""
    if _to() == CHECK or slug not in steps:
        return url_for(f".{CHECK}", code=draft.code)
    return url_for(".step", code=draft.code, slug=_before(slug, steps) or "kind")


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isdecimal() else 0


def _end_places(draft: ListingDraft) -> None:
    """The last place that is left leads to no other."""
    places = places_of(draft.answers)
    if places and places[-1][1].get("elsewhere") == "yes":
        slug, answer = places[-1]
        draft.answers = draft.answers | {slug: {**answer, "elsewhere": "no"}}
