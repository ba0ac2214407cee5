"""The pages on which people look for help: home, results, the points of their map, needs to browse."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, make_response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.errors import NotVisible, RuleBroken, Unavailable
from directory.extensions import db
from directory.geo.lookup import suggest
from directory.listings.cards import cards
from directory.listings.models import Service
from directory.listings.policy import shown_to
from directory.search.addresses import addresses
from directory.search.asking import Asked, asked, search
from directory.search.criteria import Layout
from directory.search.documents.meanings import needs_became
from directory.search.engine import MAP_RESULTS, Results
from directory.search.explaining import explain
from directory.search.keepable import keepable
from directory.search.logbook.keeping import note_search
from directory.search.logbook.noting import FEW
from directory.search.map_ground import ground
from directory.search.mentioning import unmentioned
from directory.search.need_queries import GROUPS, LIFE_EVENTS, NEEDS, NeedTerm, is_sensitive, terms
from directory.search.presenters import (
    Alternatives,
    notes_to_say,
    other_searches,
    place_links,
    result_cards,
    results_page,
)
from directory.search.routes_out import routes_out
from directory.search.urgency import Panel, need_of, panel_for, panel_for_likely, panel_for_need
from directory.settings import Settings
from directory.web.access import Audience, access

blueprint = Blueprint("search", __name__)
MOST_POINTS = 400  # markers that one map can show and a phone can bear
ON_A_NEED_PAGE = 8
INSTEAD = 5


@blueprint.get("/")
@access(Audience.EVERYONE)
def home() -> str:
    """One box for words, one for a place, and what to browse."""
    lists = terms(db.session(), GROUPS, LIFE_EVENTS)
    return render_template("search/home.html", groups=lists[GROUPS], events=lists[LIFE_EVENTS])


@blueprint.get("/search")
@access(Audience.EVERYONE)
def results() -> Response | str:
    """What answers; or which place was meant; or that there is no such place."""
    wanted, address = asked(), addresses("search.results")
    panel = _panel(wanted)
    if wanted.namesakes:
        links = place_links(wanted.namesakes, wanted.criteria, address)
        return render_template(
            "search/which_place.html", asked=wanted, links=links, panel=panel, quick_exit=panel is not None
        )
    if wanted.lost:
        lost = render_template("search/place_not_found.html", asked=wanted, panel=panel, quick_exit=panel is not None)
        return make_response(lost, 422)
    try:
        found = search(wanted)
    except Unavailable:
        return _search_is_away(wanted, panel)
    is_urgent = panel is not None
    if not is_urgent:
        note_search(wanted.criteria, wanted.words, wanted.place, found)
    shown = _cards(wanted, found)
    page = results_page(
        wanted.criteria,
        found,
        shown,
        words=wanted.words,
        near=wanted.near,
        where=wanted.where,
        address=address,
        is_urgent=is_urgent,
    )
    explained = explain(wanted, found, address, discreet=is_urgent)
    instead = _instead(wanted, found, panel) if found.total < FEW else ()
    notes = (*found.notes, *unmentioned(db.session(), wanted, found, shown.values()), *wanted.notes)
    discreet = is_urgent or any(is_sensitive(code) for code in wanted.criteria.values("need"))
    return render_template(
        "search/results.html",
        page=page,
        address=address,
        points=addresses("search.points")(wanted.criteria.to_args()),
        asked=wanted,
        explained=explained,
        notes=notes_to_say(notes, is_urgent=is_urgent),
        panel=panel,
        routes_out=routes_out(wanted.criteria.words),
        instead=instead,
        keep=None if discreet else keepable(wanted, found.chips),
        quick_exit=discreet,
    )


@blueprint.get("/search/points")
@access(Audience.EVERYONE)
def points() -> Response:
    """Where the results are, for a map that was asked for: position, name and address of each page."""
    wanted = asked().about(view=Layout.MAP)
    if wanted.lost:
        raise RuleBroken("near", wanted.lost.message)
    if wanted.namesakes:
        raise RuleBroken("near", f"There is more than one {wanted.namesakes.words}. Choose one on the results page.")
    found = search(wanted)
    shown = found.points[:MOST_POINTS]
    ids = {point.service_id for point in shown}
    # A listing may have gone since it was indexed.
    rule = shown_to(clock.today(), professionals=wanted.audience is Permission.SEE_PROFESSIONAL)
    shown_now = select(Service.id, Service.name).where(Service.id.in_(ids), rule)
    names = {row.id: row.name for row in db.session.execute(shown_now)}
    places = [
        [round(point.latitude, 5), round(point.longitude, 5), names[point.service_id], f"/listings/{point.service_id}"]
        for point in shown
        if point.service_id in names
    ]
    is_cut = len(found.points) > MOST_POINTS or found.total > MAP_RESULTS
    if wanted.place is None:
        return jsonify(places=places, centre=None, is_cut=is_cut)
    centre = wanted.place.point
    settings: Settings = current_app.extensions["waypost_settings"]
    drawn = {} if settings.tile_url else ground(db.session(), centre)
    return jsonify(places=places, centre=[centre.latitude, centre.longitude], is_cut=is_cut, **drawn)


@blueprint.get("/search/places")
@access(Audience.EVERYONE)
def places() -> Response:
    """Places to offer while one is being typed."""
    return jsonify(places=suggest(db.session(), request.args.get("near", "")))


@blueprint.get("/needs")
@access(Audience.EVERYONE)
def needs() -> str:
    """Every need, in its group."""
    lists = terms(db.session(), GROUPS, NEEDS)
    return render_template("search/needs.html", groups=lists[GROUPS], needs=_by_group(lists[NEEDS]))


@blueprint.get("/needs/<code>")
@access(Audience.EVERYONE)
def need(code: str) -> AnyResponse | str:
    """One need: what it is and what there is near a place; or one group and its needs."""
    lists = terms(db.session(), GROUPS, NEEDS)
    known = {term.code: term for term in (*lists[GROUPS], *lists[NEEDS])}
    if code not in known and code in (ended := needs_became(db.session())):
        return redirect(url_for(".need", code=ended[code]), 301)
    if code not in known:
        raise NotVisible("There is no such need. It may have been renamed.")
    siblings = _by_group(lists[NEEDS]).get(known[code].group or code, [])
    if known[code].group is None:
        return render_template(
            "search/need_group.html", group=known[code], needs=siblings, quick_exit=known[code].is_sensitive
        )
    return _need_page(known[code], [term for term in siblings if term.code != code])


def _need_page(term: NeedTerm, related: list[NeedTerm]) -> Response | str:
    wanted = asked()
    wanted = wanted.about(filters={"need": (term.code,)}, words="", page=1, per_page=ON_A_NEED_PAGE)
    shown: dict[str, Any] = {"need": term, "related": related, "asked": wanted, "panel": panel_for_need(term.code)}
    shown |= {"quick_exit": term.is_sensitive, "found": None, "cards": (), "links": ()}
    if wanted.namesakes:
        shown["links"] = place_links(wanted.namesakes, wanted.criteria, lambda args: _need_address(term.code, args))
    elif not wanted.lost:
        try:
            shown["found"] = found = search(wanted)
        except Unavailable:
            return _search_is_away(wanted, shown["panel"])
        shown["cards"] = result_cards(found.hits, _cards(wanted, found), wanted.criteria)
    shown["all_results"] = _address(wanted.criteria.to_args())
    return make_response(render_template("search/need.html", **shown), 422 if wanted.lost else 200)


def _cards(wanted: Asked, found: Results) -> Mapping[Any, Any]:
    return cards(
        db.session(),
        [hit.service_id for hit in found.hits],
        clock.now(),
        nearest={hit.service_id: hit.location_id for hit in found.hits if hit.location_id},
        for_professionals=wanted.audience is Permission.SEE_PROFESSIONAL,
    )


def _instead(wanted: Asked, found: Results, panel: Panel | None) -> tuple[Alternatives, ...]:
    """For a search that found little: what there is without its filters or further away, or who can help to look.

    Where danger was heard, who helps with that comes first; the rest stays, for whoever was misheard.
    """
    offered: list[Alternatives] = []
    most = 2 if need_of(panel) else 1
    for words, criteria in other_searches(wanted.criteria, wanted.near, need_of(panel)):
        changes = {"filters": criteria.filters, "words": criteria.words, "radius_miles": criteria.radius_miles}
        other = search(wanted.about(**changes, page=1, per_page=INSTEAD))
        if other.total > found.total:
            shown = result_cards(other.hits, _cards(wanted, other), criteria)
            offered.append(Alternatives(words, _address(criteria.to_args()), shown, other.total))
        if len(offered) == most:
            break
    return tuple(offered)


def _panel(wanted: Asked) -> Panel | None:
    chosen = (panel_for_need(code) for code in wanted.criteria.values("need"))
    likely = wanted.understanding.needs if wanted.understanding else ()
    return panel_for(wanted.criteria.words) or next(filter(None, chosen), None) or panel_for_likely(likely)


def _search_is_away(wanted: Asked, panel: Panel | None) -> Response:
    away = render_template("search/away.html", asked=wanted, panel=panel, quick_exit=panel is not None)
    response = make_response(away, 503)
    response.headers["Retry-After"] = "30"
    return response


def _address(args: Mapping[str, Any]) -> str:
    return addresses("search.results")(args)


def _need_address(code: str, args: Mapping[str, Any]) -> str:
    return url_for("search.need", code=code, near=args.get("near", ""))


def _by_group(needs: tuple[NeedTerm, ...]) -> dict[str, list[NeedTerm]]:
    groups: dict[str, list[NeedTerm]] = {}
    for term in needs:
        groups.setdefault(term.group or "", []).append(term)
    return groups
