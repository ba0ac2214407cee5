"""Pages about the site itself and the few that every council owes: assessment, urgent help, privacy, robots.txt."""

from datetime import timedelta

from flask import Blueprint, Response, current_app, render_template

from directory import clock
from directory.settings import Settings
from directory.web import urgent_help as numbers
from directory.web.access import Audience, access

blueprint = Blueprint("site", __name__)
A_YEAR = timedelta(days=365)
#: Pages that robots need not read: personal lists, forms, endless combinations of filters.
NOT_FOR_ROBOTS = (
    "/search",
    "/shortlist",
    "/shortlists/",
    "/suggestions/",
    "/listings/*/concerns/",
    "/listings/*/referrals/",
    "/my-referral",
    "/my-reminders/",
    "/my-request",
    "/health",
)


@blueprint.get("/assessment")
@access(Audience.EVERYONE)
def assessment() -> str:
    """The right to an assessment under the Care Act 2014, for the person and for a carer."""
    return render_template("site/assessment.html")


@blueprint.get("/urgent-help")
@access(Audience.EVERYONE)
def urgent_help() -> str:
    """Who to ring when it cannot wait."""
    return render_template("site/urgent_help.html", numbers=numbers, quick_exit=True)


@blueprint.get("/privacy")
@access(Audience.EVERYONE)
def privacy() -> str:
    """What is kept about people who look something up: next to nothing."""
    return render_template("site/privacy.html")


@blueprint.get("/cookies")
@access(Audience.EVERYONE)
def cookies() -> str:
    """The cookies there are: strictly necessary ones."""
    return render_template("site/cookies.html")


@blueprint.get("/accessibility-statement")
@access(Audience.EVERYONE)
def accessibility() -> str:
    """The statement the Accessibility Regulations 2018 ask for."""
    return render_template("site/accessibility.html")


@blueprint.get("/data")
@access(Audience.EVERYONE)
def data() -> str:
    """Where the data comes from, under which licences, and how to use it."""
    return render_template("site/data.html")


@blueprint.get("/robots.txt")
@access(Audience.EVERYONE)
def robots() -> Response:
    """Which pages robots may read. A demonstration is not to be found by people who look for real help."""
    settings: Settings = current_app.extensions["waypost_settings"]
    closed = ("/",) if settings.mode == "demo" else NOT_FOR_ROBOTS
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return _text(lines)


@blueprint.get("/.well-known/security.txt")
@access(Audience.EVERYONE)
def security() -> Response:
    """How to tell the council of a weakness (RFC 9116)."""
    settings: Settings = current_app.extensions["waypost_settings"]
    expires = (clock.now() + A_YEAR).replace(hour=0, minute=0, second=0, microsecond=0)
    return _text(
        [
            f"Contact: mailto:{settings.council_email}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: en",
            f"Canonical: {settings.base_url}/.well-known/security.txt",
        ]
    )


def _text(lines: list[str]) -> Response:
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
