"""The two doors to a referral: an account, and a link with a code. Behind both stand the same pages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import request

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible
from directory.extensions import db
from directory.referrals.answering.links import Opened, is_entered, link_called, works
from directory.referrals.models import ProviderLink, Referral, ReferralInbox
from directory.referrals.policy import received_referrals
from directory.web.loading import get_or_404

PERMISSION = Permission.ANSWER_REFERRALS
COOKIE = "__Host-referral"


@dataclass(frozen=True)
class Door:
    """Through which door somebody came: who acts, where the pages stand, whether forms carry a session's token."""

    referral: Referral
    actor: str
    base: str
    link: ProviderLink | None = None
    inbox: ReferralInbox | None = None

    @property
    def form_meta(self) -> dict[str, bool]:
        """What a form is told: pages behind a link have no session."""
        return {} if self.link is None else {"csrf": False}

    @property
    def needs_terms(self) -> bool:
        """Whether the terms of sharing have still to be accepted."""
        return self.inbox is not None and self.inbox.terms_accepted_at is None


def by_account(referral_id: UUID) -> Door:
    """The door of somebody who is signed in. 404 for what was not sent to their organisations."""
    user = acting()
    found = get_or_404(received_referrals(user), referral_id)
    return Door(found, user.actor, f"/provider/referrals/{found.id}")


def by_link(token: str) -> Door:
    """The door of a link whose code was typed in this browser. Raises `NotVisible` for any other."""
    opened = link_called(db.session(), token)
    if not is_entered(opened.link, entry_cookie(opened), clock.now()):
        raise NotVisible("Open the link from the email again and ask for a code.")
    return Door(
        opened.referral, f"link:{opened.link.id}", f"/referral-answers/{token}", link=opened.link, inbox=opened.inbox
    )


def entry_cookie(opened: Opened) -> str:
    """What the browser keeps for this link, if it does."""
    return request.cookies.get(cookie_name(opened.link), "")


def cookie_name(link: ProviderLink) -> str:
    """One cookie a link: somebody may have two letters open."""
    return f"{COOKIE}-{link.id.hex[-8:]}"


def is_open(opened: Opened, at: datetime) -> bool:
    """Whether the link can still be opened."""
    return works(opened.link, at)
