"""Bare instances of the Flask extensions; `create_app` gives them the application."""

from typing import TYPE_CHECKING

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_mailman import Mail
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from directory.db import Base, use_sqlite_safely
from directory.settings import Settings

MAIL_BACKENDS = {"console": "console", "file": "file", "smtp": "smtp", "memory": "locmem"}
MAIL_TIMEOUT_SECONDS = 3  # a mail server that does not answer must not hold the worker
CHANGES = "120 per minute"  # requests that may change something: a council office shares one address


def _is_reading() -> bool:
    return request.method in ("GET", "HEAD", "OPTIONS")


db = SQLAlchemy(model_class=Base)
csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address, default_limits=[CHANGES], default_limits_exempt_when=_is_reading)
mail = Mail()

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def init_app(app: Flask, settings: Settings) -> None:
    """Give every extension the application, and SQLite its switches."""
    db.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    app.config.from_mapping(_mail_config(settings))
    mail.init_app(app)
    if settings.database.startswith("sqlite"):
        with app.app_context():
            use_sqlite_safely(db.engine)


def _mail_config(settings: Settings) -> dict[str, object]:
    return {
        "MAIL_BACKEND": MAIL_BACKENDS[settings.mail_transport],
        "MAIL_FILE_PATH": str(settings.data_dir / "mail"),
        "MAIL_SERVER": settings.smtp_host,
        "MAIL_PORT": settings.smtp_port,
        "MAIL_USERNAME": settings.smtp_username or None,
        "MAIL_PASSWORD": settings.smtp_password or None,
        "MAIL_USE_TLS": settings.smtp_tls,
        "MAIL_TIMEOUT": MAIL_TIMEOUT_SECONDS,
        "MAIL_DEFAULT_SENDER": settings.council_email,
    }
