"""The letters of accounts, written when they are sent: the address is looked up then, the link made then.

A letter holds a link and says what it is for; who else is concerned, and any name, stays on the page behind it.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from directory.accounts.loader import user_of_id
from directory.accounts.models import AccountLink, Invitation, LinkPurpose
from directory.accounts.tokens import token
from directory.accounts.topics import INVITATION, LINK, NOTICE
from directory.notifications import letters
from directory.notifications.outbox import Handler
from directory.settings import Settings

#: Written out, since the worker has no request to make addresses from.
PATHS = {
    LinkPurpose.SIGN_IN: "/sign-in/link/",
    LinkPurpose.RESET: "/password/",
    LinkPurpose.CHANGE_EMAIL: "/account/email/",
}

#: What a notice says has changed.
CHANGES = {
    "email": "Somebody who is signed in as you asked to use another email address for your account.",
    "password": "Your password was changed.",
    "authenticator": "An authenticator app was set up.",
    "authenticator_removed": "The authenticator app was taken off.",
    "passkey": "A passkey was added.",
    "passkey_removed": "A passkey was removed.",
    "second_factor_removed": "An administrator took your second step off. Set up a new one when you next sign in.",
}


def send_link(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """Mail somebody their link. One that belongs to nobody, was used or has ended is not sent."""
    link = session.get(AccountLink, UUID(payload["link"]))
    user = user_of_id(session, link.user_id) if link and link.user_id and link.works(at) else None
    if link is None or user is None:
        return
    if link.purpose is LinkPurpose.KNOWN:
        letters.post("account_known", user.email, link=_address("/sign-in", payload))
        return
    address = _address(PATHS[link.purpose] + token(link.purpose.value, link.id), payload)
    letters.post(f"account_{link.purpose.value}", link.new_email or user.email, link=address)


def send_invitation(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """Mail the way to an account."""
    invitation = session.get(Invitation, UUID(payload["invitation"]))
    if invitation is None or not invitation.works(at):
        return
    address = _address(f"/invitations/{token('invitation', invitation.id)}", payload)
    name = "account_invitation" if invitation.invited_by_id else "account_registration"
    letters.post(name, invitation.email, link=address)


def send_notice(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """Tell somebody that a way into their account has changed."""
    user = user_of_id(session, payload["user"])
    if user is not None:
        letters.post("account_notice", user.email, changed=CHANGES[payload["what"]], link=_address("/account"))


def _address(path: str, payload: Mapping[str, Any] = MappingProxyType({})) -> str:
    """The address of one of our pages; it leads on to where the person was going, if they were."""
    settings: Settings = current_app.extensions["waypost_settings"]
    then = f"?{urlencode({'next': payload['then']}, safe='/')}" if payload.get("then") else ""
    return settings.base_url + path + then


HANDLERS: dict[str, Handler] = {LINK: send_link, INVITATION: send_invitation, NOTICE: send_notice}
