"""What somebody does with a listing in the making: begin, save a step, send it, throw it away, confirm an address."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit import chain
from directory.db import delete_rows
from directory.errors import Conflict
from directory.listings.codes import AssetType
from directory.listings.editing import Content
from directory.listings.models import Organization
from directory.moderation.proposals import ChangeProposal, ProposalSource, propose_change
from directory.moderation.submission.models import ListingDraft, SubmittedEmail
from directory.moderation.submission.queries import digest
from directory.moderation.submission.steps import STEPS_OF
from directory.moderation.submission.steps.naming import ORGANIZATION, OrganizationStep
from directory.moderation.suggestions.codes import SOURCE_OF, Connection
from directory.notifications import outbox
from directory.web.references import new_reference

KEPT = timedelta(days=60)
LINK_LIVES = timedelta(days=14)
PREFIX = "DR"
RECEIPT = "proposer.listing_received"
ALREADY_SENT = "This was sent already. Begin another one for something else."


class SavedMeanwhile(Conflict):
    """The same step was saved from elsewhere since the page was opened; nothing of either is lost."""


def start_draft(session: Session, *, asset_type: str, user: User | None, at: datetime) -> ListingDraft:
    """A new draft that knows only what kind of thing it is."""
    code = new_reference(PREFIX)
    while session.scalar(select(ListingDraft.id).where(ListingDraft.code == code)):
        code = new_reference(PREFIX)
    answers = {"kind": {"asset_type": asset_type}} | _known_of(session, user, asset_type)
    draft = ListingDraft(
        code=code, answers=answers, saves={"kind": 1}, done=["kind"],
        user_id=user.id if user else None, expires_at=at + KEPT, created_at=at, updated_at=at,
    )  # fmt: skip
    session.add(draft)
    session.flush()
    return draft


def _known_of(session: Session, user: User | None, asset_type: str) -> dict[str, Any]:
    """What somebody who keeps listings need not type again: the name of their organisation, if they have one only.

    It is asked all the same. Written a little differently, it would become a second organisation that is not theirs.
    """
    own = tuple(user.organization_ids) if user else ()
    if len(own) != 1 or OrganizationStep.slug not in STEPS_OF[AssetType(asset_type)]:
        return {}
    organization = session.get_one(Organization, own[0])
    return {OrganizationStep.slug: {"run_by": ORGANIZATION, "organization": organization.name, "charity": ""}}


def save_step(
    session: Session, draft: ListingDraft, slug: str, kept: Any, *, seen: int, is_done: bool, at: datetime
) -> None:
    """Keep what was typed at one step. Raises `SavedMeanwhile` when that step holds something newer and different."""
    _take_turn(session, draft)
    held = draft.answers.get(slug)
    if seen != draft.saves.get(slug, 0) and held is not None and held != kept:
        raise SavedMeanwhile("You changed this on another page since you opened this one.")
    if held != kept or slug not in draft.saves:
        draft.answers = draft.answers | {slug: kept}
        draft.saves = draft.saves | {slug: draft.saves.get(slug, 0) + 1}
    if is_done and slug not in draft.done:
        draft.done = [*draft.done, slug]
    elif not is_done and slug in draft.done:
        draft.done = [each for each in draft.done if each != slug]
    keep_longer(draft, at=at)


def forget_step(session: Session, draft: ListingDraft, slug: str, *, at: datetime) -> None:
    """Take back what was said at one step, such as a place."""
    _take_turn(session, draft)
    draft.answers = {key: value for key, value in draft.answers.items() if key != slug}
    draft.done = [each for each in draft.done if each != slug]
    draft.saves = draft.saves | {slug: draft.saves.get(slug, 0) + 1}
    keep_longer(draft, at=at)


def keep_longer(draft: ListingDraft, *, at: datetime) -> None:
    """Work on it keeps it for another 60 days."""
    draft.updated_at, draft.expires_at = at, at + KEPT


def send_draft(
    session: Session,
    draft: ListingDraft,
    *,
    content: Content,
    connection: Connection,
    email: str,
    user: User | None,
    alike: list[UUID],
    at: datetime,
) -> ChangeProposal:
    """Hand the listing to the stewards and forget the draft's answers. Raises `RuleBroken` for what cannot be kept."""
    _take_turn(session, draft)
    to = user.email if user else email
    proposal = propose_change(
        session,
        service=None,
        content=content,
        source=SOURCE_OF.get(connection, ProposalSource.RESIDENT),
        email=to,
        connection=connection.value,
        user=user,
        alike=alike,
        at=at,
    )
    draft.answers, draft.done, draft.saves, draft.sent_as = {}, [], {}, proposal.reference
    draft.updated_at = at
    if to:
        _send_receipt(session, proposal.reference, is_known=user is not None, at=at)
    return proposal


def confirm_email(session: Session, found: SubmittedEmail, *, at: datetime) -> None:
    """The link in the letter was used by whoever reads that mail. To use it again changes nothing."""
    if found.confirmed_at is None:
        found.confirmed_at = at
        chain.record(
            session, actor="resident", action="proposal.email_confirmed", subject=f"proposal:{found.reference}",
            detail={}, at=at,
        )  # fmt: skip


def throw_away(session: Session, draft: ListingDraft) -> None:
    """Delete the draft with all that was typed."""
    session.delete(draft)


def forget_drafts(session: Session, at: datetime) -> str:
    """Delete drafts nobody has worked on for 60 days, and links nobody used; a job of every night."""
    session.execute(
        delete(SubmittedEmail).where(SubmittedEmail.expires_at <= at, SubmittedEmail.confirmed_at.is_(None))
    )
    return f"drafts deleted: {delete_rows(session, delete(ListingDraft).where(ListingDraft.expires_at <= at))}"


def _send_receipt(session: Session, reference: str, *, is_known: bool, at: datetime) -> None:
    """Ask the worker for the letter. The link's secret is made there, when the letter is written, and kept nowhere."""
    outbox.put(session, RECEIPT, {"reference": reference, "is_known": is_known}, at=at)


def new_link(session: Session, reference: str, *, at: datetime) -> str:
    """The secret of a fresh link that confirms the address of a proposal; an earlier one stops working."""
    token = secrets.token_urlsafe(24)
    found = session.scalars(select(SubmittedEmail).where(SubmittedEmail.reference == reference)).first()
    if found is None:
        found = SubmittedEmail(reference=reference)
        session.add(found)
    found.token_digest, found.expires_at = digest(token), at + LINK_LIVES
    session.flush()
    return token


def _take_turn(session: Session, draft: ListingDraft) -> None:
    """Two clicks at once on one draft follow each other."""
    session.flush()
    session.refresh(draft, with_for_update=True)
    if draft.sent_as:
        raise Conflict(ALREADY_SENT)
