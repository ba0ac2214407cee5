"""Verbs of stewardship on one listing: who sees it, its labels, notes and contacts. On the record, without prose."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.audit import chain
from directory.errors import RuleBroken
from directory.listings.codes import Visibility
from directory.listings.editing import write_content
from directory.listings.models import Service
from directory.moderation.stewardship.codes import ContactWay
from directory.moderation.stewardship.models import ListingLabel, LoggedContact, StewardNote

MOST_LABELS = 12


def change_visibility(
    session: Session, service: Service, visibility: Visibility, *, why: str, by: str, at: datetime
) -> bool:
    """Let everyone, professionals or only stewards see a listing; whether anything changed."""
    words = why.strip()
    if not words and visibility is not service.visibility:
        raise RuleBroken("why", "Enter why, for the listing’s history")
    return bool(write_content(session, service, {"visibility": visibility.value}, by=by, at=at, why=words[:255]))


def add_label(session: Session, service: Service, label: str, *, by: str, at: datetime) -> ListingLabel:
    """Put a label on a listing, spelled as others were before it."""
    words = _settled(session, label)
    on = list(session.scalars(select(ListingLabel).where(ListingLabel.service_id == service.id)))
    known = next((row for row in on if row.label == words), None)
    if known is not None:
        return known
    if len(on) >= MOST_LABELS:
        raise RuleBroken("label", f"Take a label off first: a listing has at most {MOST_LABELS}")
    made = ListingLabel(service_id=service.id, label=words, by=by, at=at)
    session.add(made)
    _record(session, "label.added", service.id, {}, by, at)
    return made


def remove_label(session: Session, label: ListingLabel, *, by: str, at: datetime) -> None:
    """Take a label off."""
    session.delete(label)
    _record(session, "label.removed", label.service_id, {}, by, at)


def add_note(session: Session, service: Service, text: str, *, by: str, at: datetime) -> StewardNote:
    """Leave something for the next steward."""
    note = StewardNote(service_id=service.id, text=text, by=by, at=at)
    session.add(note)
    _record(session, "note.added", service.id, {}, by, at)
    return note


def remove_note(session: Session, note: StewardNote, *, by: str, at: datetime) -> None:
    """Delete a note; what it said is kept nowhere."""
    session.delete(note)
    _record(session, "note.removed", note.service_id, {}, by, at)


def log_contact(
    session: Session, service: Service, *, way: ContactWay, on_day: date, text: str, by: str, at: datetime
) -> LoggedContact:
    """Note down that somebody here and the people who run a listing spoke."""
    if on_day > clock.local(at).date():
        raise RuleBroken("on_day", "Enter a day that has come already")
    contact = LoggedContact(
        service_id=service.id, organization_id=service.organization_id, way=way, on_day=on_day, text=text, by=by, at=at
    )
    session.add(contact)
    _record(session, "provider.contacted", service.id, {"way": way.value}, by, at)
    return contact


def _settled(session: Session, label: str) -> str:
    words = " ".join(label.split())
    if not words:
        raise RuleBroken("label", "Enter a label")
    same = select(ListingLabel.label).where(func.lower(ListingLabel.label) == words.lower()).limit(1)
    return session.scalars(same).first() or words


def _record(session: Session, action: str, service_id: UUID, detail: dict[str, str], by: str, at: datetime) -> None:
    chain.record(session, actor=by, action=action, subject=f"service:{service_id}", detail=detail, at=at)
