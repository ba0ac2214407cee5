"""Signs somebody of the demonstration in without the pages that do it, which have journeys of their own."""

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from directory import encryption
from directory.accounts.entering import contents_for
from directory.accounts.models import User
from directory.extensions import db
from tests.browser.conftest import Site

STEWARD = "steward@example.org"
PROVIDER = "provider@example.org"
CONNECTOR = "connector@example.org"


def person_called(email: str) -> User:
    """An account of the demonstration."""
    marks = encryption.fingerprints(email)
    return db.session.scalars(select(User).where(User.email_fingerprint.in_(marks))).one()


def come_in(page: Page, site: Site, email: str) -> None:
    """Be this person in this browser, second step and all."""
    address = site.url.replace("http://", "https://")  # browsers count this machine as safe
    cookie = {"name": _name(site.app), "value": _session_of(site, email), "url": address, "secure": True}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dict is a cookie


def _name(app: Flask) -> str:
    return str(app.config["SESSION_COOKIE_NAME"])


def _session_of(site: Site, email: str) -> str:
    client = site.app.test_client()
    with site.app.app_context():
        contents = contents_for(person_called(email))
    with client.session_transaction(base_url=site.url.replace("http://", "https://")) as session:
        session.clear()
        session.update(contents)
    cookie = client.get_cookie(_name(site.app), domain=site.url.split("//")[1].split(":")[0])
    assert cookie is not None
    return cookie.value
