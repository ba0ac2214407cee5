"""A trial feature: views that do one thing each, so that the toolkit is tested and not a feature."""

import pytest
from flask import Blueprint, Flask, redirect, render_template_string, request, url_for
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response
from wtforms import StringField, TextAreaField

from directory import clock
from directory.accounts.roles import Permission
from directory.errors import Conflict, NotAllowed, RuleBroken, Unavailable
from directory.extensions import db
from directory.taxonomy.models import Taxonomy
from directory.web.access import Audience, access
from directory.web.forms import Form
from directory.web.headers import csp_nonce
from directory.web.idempotency import once_field
from directory.web.loading import get_or_404
from directory.web.origin import stateless_form
from directory.web.validators import EmailAddress, Needed, TooLong

trial = Blueprint("trial", __name__)
FORM = """<!DOCTYPE html><html lang="en"><head><title>{% if form.errors %}Error: {% endif %}Trial</title></head><body>
<h1>Trial</h1>{% for where, words in form.messages %}<p>{{ where }}: {{ words }}</p>{% endfor %}
<form action="/trial" method="post">{{ form.csrf_token }}{{ form.once }}
<label for="name">Name</label>{{ form.name }}<label for="email">Email</label>{{ form.email }}
<label for="story">Story</label>{{ form.story }}<button>Send</button></form></body></html>"""
PAGE = '<!DOCTYPE html><html lang="en"><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>'


class TrialForm(Form):
    """One field of each kind."""

    name = StringField(validators=[Needed("a name"), TooLong(20, "the name")])
    email = StringField(validators=[EmailAddress()])
    story = TextAreaField()


def add_taxonomy(code: str) -> None:
    """A row to see whether it stays."""
    if code == "taken":
        raise RuleBroken("name", "Choose another name; this one is taken")
    db.session.add(Taxonomy(code=code, name=code))


@trial.route("/trial", methods=["GET", "POST"])
@access(Audience.EVERYONE)
def form_page() -> str | Response | tuple[str, int]:
    form = TrialForm()
    if form.validate_on_submit():
        try:
            add_taxonomy(str(form.name.data))
            return redirect(url_for("trial.form_page", saved=form.name.data), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return render_template_string(FORM, form=form), 422 if form.is_submitted() else 200


@trial.post("/trial/stateless")
@access(Audience.EVERYONE)
@stateless_form
def stateless() -> Response:
    db.session.add(Taxonomy(code=request.form.get("code", "stateless"), name="Stateless"))
    return redirect("/trial/added", 303)


@trial.get("/trial/once")
@access(Audience.EVERYONE)
def once_page() -> str:
    return PAGE.format(
        "Once", f'<form action="/trial/stateless" method="post">{once_field()}<button>Add</button></form>'
    )


@trial.get("/trial/taxonomies/<code>")
@access(Audience.EVERYONE)
def one(code: str) -> str:
    found = db.session.scalars(select(Taxonomy).where(Taxonomy.code == code)).one()
    return PAGE.format(get_or_404(select(Taxonomy), found.id).name, "")


@trial.get("/trial/missing/<uuid:record_id>")
@access(Audience.EVERYONE)
def missing(record_id: str) -> str:
    return get_or_404(select(Taxonomy), record_id).code


@trial.get("/trial/writes")
@access(Audience.EVERYONE)
def get_that_writes() -> str:
    db.session.add(Taxonomy(code="by-get", name="By GET"))
    return PAGE.format("Writes", "")


@trial.get("/trial/undeclared")
def undeclared() -> str:
    return PAGE.format("Undeclared", "")


@trial.get("/trial/staff")
@access(Permission.MODERATE)
def staff() -> str:
    return PAGE.format("Staff", "")


@trial.get("/trial/script")
@access(Audience.EVERYONE)
def script() -> str:
    return PAGE.format("Script", f'<script nonce="{csp_nonce()}">1</script>')


@trial.route("/trial/fails/<kind>", methods=["GET", "POST"])
@access(Audience.EVERYONE)
def fails(kind: str) -> str:
    if request.method == "POST":
        db.session.add(Taxonomy(code=f"before-{kind}", name="Must not stay"))
    failures: dict[str, Exception] = {
        "rule": RuleBroken(None, "Choose a day in the future"),
        "conflict": Conflict("This was closed yesterday."),
        "notallowed": NotAllowed("Only a steward may do this."),
        "unavailable": Unavailable("Search is being repaired."),
        "stale": StaleDataError("stale"),
        "unknown": ZeroDivisionError("a secret in the message"),
    }
    raise failures[kind]


@trial.get("/trial/time")
@access(Audience.EVERYONE)
def time() -> str:
    return PAGE.format("Time", clock.now().isoformat())


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application with the trial feature."""
    app.register_blueprint(trial)
    return app
