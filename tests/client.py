"""A test client that behaves like a browser on our own pages and checks each HTML page it receives."""

import secrets
from contextvars import Context
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from directory.accounts.entering import contents_for
from directory.accounts.models import User
from directory.extensions import db
from tests.page import Page, faults

SAFE = ("GET", "HEAD", "OPTIONS")


class CheckedClient(FlaskClient):
    """Sends forms as our own pages would (same origin, with the session's token) and fails on a faulty page.

    Requests run outside the test's application context, as in service. What the test has added to its session is
    committed first, so the request sees it, and read afresh afterwards, so the test sees what the request did.
    """

    def open(self, *args: Any, from_elsewhere: bool = False, token: bool = True, **kwargs: Any) -> TestResponse:
        """Make a request. `from_elsewhere` sends it from another site; `token=False` leaves the form's token out."""
        if has_app_context():
            db.session.commit()
        method = str(kwargs.get("method", "GET")).upper()
        if method not in SAFE and not from_elsewhere:
            headers = dict(kwargs.pop("headers", None) or {})
            headers.setdefault("Sec-Fetch-Site", "same-origin")
            if token:
                headers.setdefault("X-CSRFToken", self._token())
            kwargs["headers"] = headers
        elif from_elsewhere:
            kwargs.setdefault("headers", {"Sec-Fetch-Site": "cross-site"})
        kwargs.setdefault("base_url", "https://waypost.test")
        kwargs["buffered"] = True
        response: TestResponse = Context().run(super().open, *args, **kwargs)
        if response.mimetype == "text/html" and response.get_data():
            found = faults(response.get_data(as_text=True), self.application)
            assert not found, f"{response.request.path} is a faulty page:\n  " + "\n  ".join(found)
        return response

    def page(self, *args: Any, status: int = 200, **kwargs: Any) -> Page:
        """Open an address and give the page, which must have this status."""
        response = self.get(*args, **kwargs)
        assert response.status_code == status, f"{response.status_code} instead of {status}"
        return Page(response.get_data(as_text=True))

    def submit(
        self, address: str, values: dict[str, Any] | None = None, *, form: int = 0, **kwargs: Any
    ) -> TestResponse:
        """Open a page and send its form (the first unless told) with these values over the ones it holds."""
        page = self.page(address)
        sent = page.forms[form]
        unknown = set(values or {}) - sent.names
        assert not unknown, f"the form at {address} has no field named {', '.join(sorted(unknown))}"
        return self.post(sent.action or address, data={**sent.values, **(values or {})}, token=False, **kwargs)

    def sign_in(self, user: User) -> None:
        """Be this person from now on, as after a password and a code."""
        contents = contents_for(user)
        with self.session_transaction() as cookie:
            cookie.clear()
            cookie.update(contents)

    def _token(self) -> str:
        with self.session_transaction() as cookie:
            raw = cookie.setdefault("csrf_token", secrets.token_hex(20))
        key = self.application.secret_key
        assert key is not None
        return str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(raw))

    def session_transaction(self, *args: Any, **kwargs: Any) -> Any:
        """As Flask's, at the address that tests use. Sessions go to the database, so the test's own work goes first."""
        if has_app_context():
            db.session.commit()
        kwargs.setdefault("base_url", "https://waypost.test")
        return super().session_transaction(*args, **kwargs)
