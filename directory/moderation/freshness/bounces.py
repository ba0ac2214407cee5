"""Letters that came back: reads delivery notices (RFC 3464), stops writing to dead addresses, and says so on listings.

Only a failure for good counts (status 5.x.x). A notice is believed about an address that we know, and about no other.
"""

import email
import email.policy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage, Message
from mailbox import Maildir, MaildirMessage, mbox
from pathlib import Path
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from directory.accounts.loader import user_of_email
from directory.accounts.models import Membership
from directory.listings.models import Organization, Service
from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.findings import IN_ACCOUNT, open_finding
from directory.moderation.freshness.recipients import normal
from directory.moderation.freshness.stopping import stop

BY = "job:read_bounces"
LARGEST = 512 * 1024  # a notice is a few kilobytes, with the letter it is about


@dataclass(frozen=True)
class Read:
    """What a round of reading came to."""

    notices: int = 0
    addresses: int = 0
    listings: int = 0


def read_notices(session: Session, messages: Iterable[bytes], at: datetime) -> Read:
    """Take in notices, each as it came."""
    notices = addresses = listings = 0
    for raw in messages:
        notices += 1
        for address in failed_addresses(raw):
            addresses += 1
            listings += _bounced(session, address, at)
    return Read(notices, addresses, listings)


def failed_addresses(raw: bytes) -> list[str]:
    """The addresses that a notice says cannot be reached, now or ever."""
    if len(raw) > LARGEST:
        return []
    message = email.message_from_bytes(raw, policy=email.policy.default)
    return sorted({address for part in _reports(message) if (address := _failed(part))})


def waiting_in(maildir: Path) -> Iterator[bytes]:
    """The messages of a Maildir that were not read yet; each is marked as read once it was handed on."""
    box = Maildir(str(maildir), create=False)
    for key in sorted(box.keys()):
        message = box[key]
        if "S" in message.get_flags():
            continue
        yield message.as_bytes()
        _mark_read(box, key, message)


def messages_in(path: Path) -> Iterator[bytes]:
    """The messages of a Maildir, of an mbox file, or the one message in a file."""
    if path.is_dir():
        yield from waiting_in(path)
        return
    raw = path.read_bytes()
    if raw.startswith(b"From "):
        yield from (message.as_bytes() for message in mbox(str(path), create=False))
    else:
        yield raw


def _mark_read(box: Maildir, key: str, message: MaildirMessage) -> None:
    message.set_subdir("cur")
    message.add_flag("S")
    box[key] = message


def _reports(message: EmailMessage | Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            payload = part.get_payload()
            yield from (block for block in payload if isinstance(block, Message)) if isinstance(payload, list) else ()


def _failed(block: Message) -> str:
    """The address of one block, if it says that it failed for good."""
    action, status = str(block.get("Action", "")), str(block.get("Status", ""))
    if action.strip().lower() != "failed" or not status.strip().startswith("5."):
        return ""
    recipient = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
    address = normal(recipient.partition(";")[2] or recipient).strip("<>")
    return address if "@" in address and len(address) <= 254 else ""


def _bounced(session: Session, address: str, at: datetime) -> int:
    """Note it on every listing that gives this address or is kept by whoever has it; how many there are."""
    found = dict.fromkeys(session.scalars(_giving(address)), address)
    user = user_of_email(session, address)
    if user is not None:
        kept = select(Service.id).join(Membership, Membership.organization_id == Service.organization_id)
        for service_id in session.scalars(kept.where(Membership.user_id == user.id)):
            found.setdefault(service_id, IN_ACCOUNT)
    if found:
        stop(session, address, by=BY, at=at, has_bounced=True)
    return sum(open_finding(session, id_, FindingKind.EMAIL_BOUNCED, what, at=at) for id_, what in found.items())


def _giving(address: str) -> Select[UUID]:
    of_organization = select(Organization.id).where(func.lower(Organization.email) == address)
    own = func.lower(Service.email) == address
    return select(Service.id).where(or_(own, Service.email.is_(None) & Service.organization_id.in_(of_organization)))
