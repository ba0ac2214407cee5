"""Fitting Flask-Security to the application: its passwords, its sign-in and its passkeys' rules, none of its pages.

docs/decisions/0017-accounts.md says why the pages are our own.
"""

from typing import Any

from flask import Flask, Request
from flask_login.utils import _user_context_processor
from flask_principal import identity_changed
from flask_security import MailUtil, Security, SQLAlchemyUserDatastore

from directory import encryption
from directory.accounts import gate, sessions
from directory.accounts.door import is_open_to
from directory.accounts.loader import user_of_session
from directory.accounts.models import User
from directory.accounts.return_paths import home_of
from directory.accounts.signed_in import has_cookie, signed_in
from directory.extensions import db
from directory.settings import Settings
from directory.web.access import decide_by

#: Argon2id at OWASP's first choice (19 MiB, two rounds, one lane): about 40 ms on one core.
HASHING = {"argon2__type": "ID", "argon2__memory_cost": 19_456, "argon2__rounds": 2, "argon2__parallelism": 1}
HASHING_IN_TESTS = {"argon2__type": "ID", "argon2__memory_cost": 64, "argon2__rounds": 1, "argon2__parallelism": 1}


class MailOnlyByOutbox(MailUtil):
    """Flask-Security posts no mail here: letters are rows of the outbox, sent by the worker."""

    def send_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Refuse: whoever calls this would hold a request until the mail server answers."""
        raise RuntimeError("Mail leaves through the outbox; see directory/accounts/letters.py.")


def init_app(app: Flask) -> None:
    """Sessions in the database, people from their sessions, and the rule behind `@access`."""
    settings: Settings = app.extensions["waypost_settings"]
    encryption.use_keys(settings.field_keys, settings.secret_key)
    app.session_interface = sessions.DatabaseSessions(app)
    app.config.from_mapping(_config(settings))
    people = SQLAlchemyUserDatastore(db, User, None)  # type: ignore[arg-type]  # nobody needs its mixins here
    security = Security(app, people, register_blueprint=False, mail_util_cls=MailOnlyByOutbox)
    app.login_manager.user_loader(_load)  # type: ignore[attr-defined]  # put there by Flask-Security
    app.login_manager.request_loader(_no_tokens)  # type: ignore[attr-defined]  # as above
    _read_sessions_only_when_asked(app, security)
    decide_by(app, gate.let_in)
    app.after_request(gate.keep_nowhere)
    for name, known in (("has_session_cookie", has_cookie), ("signed_in", signed_in), ("home_of", home_of)):
        app.add_template_global(known, name)
    app.jinja_env.globals["idle_minutes"] = int(sessions.IDLE_STAFF.total_seconds() // 60)


def _config(settings: Settings) -> dict[str, Any]:
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_SINGLE_HASH": True,
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": HASHING_IN_TESTS if settings.mode == "test" else HASHING,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "SECURITY_CLI_USERS_NAME": False,
        "SECURITY_CLI_ROLES_NAME": False,
        "SESSION_PROTECTION": None,  # it asks for the same address each time, which phones do not keep
        "SESSION_REFRESH_EACH_REQUEST": False,
    }


def _load(mark: str) -> User | None:
    user = user_of_session(db.session(), mark)
    return user if user and is_open_to(user) else None


def _no_tokens(_request: Request) -> None:
    """Nobody signs in by a token in a header or an address."""


def _read_sessions_only_when_asked(app: Flask, security: Security) -> None:
    """Take out what would look up who is there on every request, and its own idea of roles: ours are in roles.py."""
    principal = security.principal
    app.before_request_funcs[None].remove(principal._on_before_request)  # noqa: SLF001 -- offers no other way
    identity_changed.disconnect(principal._on_identity_changed, app)  # noqa: SLF001 -- as above
    app.template_context_processors[None].remove(_user_context_processor)
