"""What the pages of accounts share: the blueprint, answers that no browser keeps, and the ways on."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Blueprint, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.accounts import entering, half, throttles
from directory.accounts.models import User
from directory.accounts.operations import ways_in
from directory.accounts.return_paths import after_sign_in
from directory.audit.chain import record
from directory.extensions import db
from directory.web.transaction import in_any_case

View = TypeVar("View", bound=Callable[..., Any])

blueprint = Blueprint("accounts", __name__)


def come_in(user: User, *, by: str, then: str | None) -> AnyResponse:
    """After a right first factor: the second one if there is or must be one, else in."""
    if not (user.needs_second_factor or user.has_second_factor):
        return welcome(user, by=by, then=then)
    half.begin(user, by=by, then=then)
    return redirect(url_for("accounts.set_up" if user.is_second_factor_due else "accounts.code"), 303)


def welcome(user: User, *, by: str, then: str | None) -> AnyResponse:
    """Sign somebody in and show them where their work begins."""
    entering.enter(user, by=by)
    ways_in.signed_in(db.session(), user, by=by, at=clock.now())
    return redirect(after_sign_in(user, then), 303)


def note_failure(user: User | None, guesses: throttles.Guesses, account: str = throttles.NOBODY) -> None:
    """Count and record a wrong guess, whatever becomes of the request: the same work whether the account exists."""
    subject, at = user.actor if user else "user:unknown", clock.now()
    wrong, detail = guesses.wrong(account, at), {"by": guesses.kind}

    def write(session: Session) -> None:
        session.add(wrong)
        record(session, actor="nobody", action="account.sign_in_failed", subject=subject, detail=detail, at=at)

    in_any_case(write)


def recently_proved(view: View) -> View:
    """Ask who it is once more, before a change of the ways in, unless they signed in within the hour."""

    @wraps(view)
    def ask_first(*args: Any, **kwargs: Any) -> Any:
        if entering.is_recent():
            return view(*args, **kwargs)
        back = request.path if request.method == "GET" else url_for("accounts.account")
        return redirect(url_for("accounts.sign_in") + "?" + urlencode({"again": "proof", "next": back}), 303)

    return ask_first  # type: ignore[return-value]  # the same view, asked for later
