"""What stands in the address of a shared report: signed, so that nobody guesses one, and made anew to be shown."""

from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from directory.errors import NotVisible
from directory.insight.models import AudienceLink
from directory.web.pages import absolute_url


def token_of(link: AudienceLink) -> str:
    """The token of a link."""
    return str(_signer().dumps(link.id.hex))


def address_of(link: AudienceLink) -> str:
    """The whole address that is sent to an audience."""
    return absolute_url("reports.shared", token=token_of(link))


def link_called(session: Session, token: str) -> AudienceLink:
    """The link of a token. Raises `NotVisible` for one we never made."""
    try:
        found = session.get(AudienceLink, UUID(_signer().loads(token)))
    except (BadSignature, TypeError, ValueError, AttributeError):
        found = None
    if found is None:
        raise NotVisible("There is no such report. Copy the whole link from where it was sent to you.")
    return found


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="shared reports")
