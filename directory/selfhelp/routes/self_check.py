"""Not sure what you need? Plain questions, then help in three groups. Answers are never stored, nor in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from werkzeug import Response as AnyResponse
from werkzeug.datastructures import MultiDict

from directory import clock
from directory.errors import NotVisible, Unavailable
from directory.extensions import db, limiter
from directory.listings.cards import Card, cards
from directory.listings.policy import visible_to
from directory.search.asking import Asked, asked, search
from directory.search.engine import Results
from directory.search.presenters import ResultCard, result_cards
from directory.search.urgency import PANELS, Danger
from directory.selfhelp.assisting import Assisted, assisted_by, may_assist
from directory.selfhelp.browser_list import my_or_new_shortlist, new_shortlist_with, remember
from directory.selfhelp.operations import MOST_ITEMS, save_all
from directory.selfhelp.return_paths import with_note
from directory.selfhelp.routes.blueprint import blueprint, if_changing
from directory.selfhelp.self_check import Moment, Question, Reply, Summary, questions, summary
from directory.taxonomy.queries import all_terms
from directory.web.access import Audience, access
from directory.web.loading import get_or_404
from directory.web.origin import stateless_form

#: Listings shown for each need: a choice of what can be tried today, one way in for the rest.
SHOWN = {Moment.NOW: 2, Moment.ASK: 1, Moment.PLAN: 1}
#: Each answer costs up to a dozen searches: a careful person answers a few times, a program is stopped.
ANSWERS = "60 per hour"


@dataclass(frozen=True)
class Step:
    """A need worth a step, and the first listings that help with it."""

    code: str
    name: str
    cards: tuple[ResultCard, ...]
    more: str


@blueprint.get("/self-check")
@access(Audience.EVERYONE)
def self_check() -> str:
    """The questions."""
    return _form(MultiDict())


@blueprint.post("/self-check")
@access(Audience.EVERYONE)
@stateless_form
@limiter.limit(ANSWERS)
def self_check_answered() -> AnyResponse | str:
    """What the answers speak of, or the questions again to change them."""
    wanted = asked(MultiDict({"near": request.form.get("near", "")}))
    if "change" in request.form:
        return _form(request.form)
    replies = [reply for question in questions() for reply in _chosen(question)]
    if not replies or wanted.lost or wanted.namesakes:
        return make_response(_form(request.form, wanted, nothing=not replies), 422)
    told = summary(replies)
    try:
        steps = _steps(told, wanted)
    except Unavailable:
        return make_response(render_template("selfhelp/self_check_away.html"), 503)
    page = render_template(
        "selfhelp/self_check_summary.html",
        told=told,
        steps=steps,
        moments=Moment,
        panels=[PANELS[Danger(code)] for code in told.panels],
        answers=[(name, value) for name, values in request.form.lists() for value in values if _is_ours(name)],
        near=wanted.near,
        assisted=assisted_by(request.form.get("assisted")),
        listings=_listings(steps),
        active="self_check",
        quick_exit=True,
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/self-check/list")
@access(Audience.EVERYONE)
@stateless_form
@if_changing
def keep_self_check() -> AnyResponse:
    """Put everything that was shown on this browser's list, which has a code and can be printed."""
    services = [get_or_404(visible_to(None, clock.today()), one) for one in _asked_services()]
    if not services:
        raise NotVisible("There was nothing to keep. Go back and choose again.")
    with_staff = assisted_by(request.form.get("assisted"))
    shortlist, key = new_shortlist_with(with_staff) if with_staff else my_or_new_shortlist()
    saved = save_all(db.session(), shortlist, [(each.id, each.name) for each in services], at=clock.now())
    note = "saved" if saved else "already"
    return remember(redirect(with_note(url_for(".shortlist"), note), 303), key)


def _form(given: MultiDict[str, str], wanted: Asked | None = None, *, nothing: bool = False) -> str:
    ticked = {(question.code, reply.code) for question in questions() for reply in _chosen(question, given)}
    return render_template(
        "selfhelp/self_check.html",
        questions=questions(),
        ticked=ticked,
        near=given.get("near", ""),
        assisting=tuple(Assisted) if may_assist() else (),
        assisted=given.get("assisted", ""),
        nothing=nothing,
        lost=wanted.lost if wanted else None,
        namesakes=wanted.namesakes if wanted else None,
        active="self_check",
    )


def _chosen(question: Question, given: MultiDict[str, str] | None = None) -> tuple[Reply, ...]:
    return question.chosen((request.form if given is None else given).getlist(question.code))


def _is_ours(name: str) -> bool:
    return name in ("near", "assisted") or any(question.code == name for question in questions())


def _steps(told: Summary, wanted: Asked) -> Mapping[Moment, tuple[Step, ...]]:
    """One search a need, whoever asks for what everybody may keep; the cards of all of them are read together."""
    names = {term.code: term.name for term in all_terms(db.session(), "needs")}
    asked_for = {
        code: replace(wanted.criteria, filters=MappingProxyType({"need": (code,)}), per_page=SHOWN[moment])
        for moment, codes in told.needs.items()
        for code in codes
        if code in names
    }
    public = replace(wanted, audience=Audience.EVERYONE)
    found = {code: search(replace(public, criteria=criteria)) for code, criteria in asked_for.items()}
    known = _cards(tuple(found.values()))

    def step(code: str) -> Step:
        criteria = asked_for[code]
        shown = result_cards(found[code].hits, known, criteria)
        return Step(code, names[code], shown, url_for("search.results", **criteria.to_args()))

    return {moment: tuple(step(code) for code in codes if code in found) for moment, codes in told.needs.items()}


def _cards(found: tuple[Results, ...]) -> Mapping[UUID, Card]:
    hits = [hit for results in found for hit in results.hits]
    return cards(
        db.session(),
        [hit.service_id for hit in hits],
        clock.now(),
        nearest={hit.service_id: hit.location_id for hit in hits if hit.location_id},
    )


def _listings(steps: Mapping[Moment, tuple[Step, ...]]) -> tuple[UUID, ...]:
    shown = (result.card.id for group in steps.values() for step in group for result in step.cards)
    return tuple(dict.fromkeys(shown))


def _asked_services() -> list[UUID]:
    try:
        return [UUID(one) for one in request.form.getlist("service_id")[:MOST_ITEMS]]
    except ValueError:
        raise NotVisible("There is no such listing. Go back and choose it again.") from None
