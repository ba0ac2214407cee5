"""Paper for a waiting room: what there is within three miles of a surgery or library on one subject, in large print."""

from dataclasses import replace

from flask import make_response, render_template, request, url_for
from werkzeug import Response
from werkzeug.datastructures import MultiDict

from directory import clock
from directory.errors import Unavailable
from directory.extensions import db
from directory.search.asking import Asked, asked, search
from directory.search.need_queries import GROUPS, NEEDS, NeedTerm, terms
from directory.selfhelp.routes.blueprint import blueprint
from directory.selfhelp.routes.sheets import entries_of
from directory.selfhelp.sketch_map import sketch_of
from directory.web.access import Audience, access
from directory.web.pages import absolute_url
from directory.web.qr import qr_svg

MILES = 3  # as far as people go from their surgery without a second thought
MOST = 20  # listings that fit a pack somebody takes home
CARERS = "carer"


@blueprint.get("/practice-packs/new")
@access(Audience.EVERYONE)
def new_practice_pack() -> Response:
    """Asks for the subject and the place."""
    return _form(_subjects(), "")


@blueprint.get("/practice-packs")
@access(Audience.EVERYONE)
def practice_pack() -> Response:
    """The pack, to be printed; or the questions again where the place is not known."""
    subjects, near = _subjects(), request.args.get("near", "").strip()
    subject = next((each for each in subjects if each.code == request.args.get("subject", CARERS)), None)
    if not near or subject is None:
        return _form(subjects, "Enter the postcode of the practice." if not near else "", 422)
    wanted = _asked(subject, near)
    if wanted.lost:
        return _form(subjects, wanted.lost.message, 422)
    if wanted.namesakes:
        return _form(subjects, f"There is more than one {wanted.namesakes.words}. Enter a postcode.", 422)
    try:
        found = search(wanted)
    except Unavailable:
        return make_response(render_template("search/away.html", asked=wanted, panel=None, quick_exit=False), 503)
    entries = entries_of([hit.service_id for hit in found.hits])
    link = absolute_url("search.results", **wanted.criteria.to_args())
    page = render_template(
        "selfhelp/sheet.html",
        heading=f"{subject.name}, near {wanted.near}",
        entries=entries,
        sketch=sketch_of(db.session(), entries, is_numbered=True),
        gone=[],
        code="",
        is_pack=True,
        miles=MILES,
        link=link,
        qr=qr_svg(link, "QR code of a search for the latest of this"),
        printed_on=clock.today(),
        back=url_for(".new_practice_pack"),
    )
    return make_response(page)


def _subjects() -> list[NeedTerm]:
    """Groups of needs that may lie about in a waiting room; carers first, whom surgeries see most."""
    groups = [each for each in terms(db.session(), GROUPS)[GROUPS] if not each.is_sensitive]
    return sorted(groups, key=lambda group: group.code != CARERS)


def _asked(subject: NeedTerm, near: str) -> Asked:
    """A search for every need of the subject within a few miles, as the public sees it."""
    needs = [need.code for need in terms(db.session(), NEEDS)[NEEDS] if need.group == subject.code]
    given = [("near", near), ("radius", str(MILES)), *(("need", code) for code in needs if code != "mind.crisis")]
    wanted = asked(MultiDict(given)).about(per_page=MOST)
    return replace(wanted, audience=Audience.EVERYONE)


def _form(subjects: list[NeedTerm], problem: str, status: int = 200) -> Response:
    page = render_template(
        "selfhelp/practice_pack.html",
        subjects=subjects,
        chosen=request.args.get("subject", CARERS),
        near=request.args.get("near", ""),
        problem=f"{problem}." if problem[-1:].isalnum() else problem,
        miles=MILES,
    )
    return make_response(page, status)
