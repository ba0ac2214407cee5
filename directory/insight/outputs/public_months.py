"""The page for everybody, month by month: kept once a month has ended, and the same for ever after."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.errors import NotVisible
from directory.insight.disclosure.protecting import Earlier
from directory.insight.disclosure.rule import Rule, rule_from
from directory.insight.disclosure.table import ProtectedTable
from directory.insight.facts.counting import before
from directory.insight.models import PublicMonth
from directory.insight.outputs.keeping import as_json, from_json
from directory.insight.reports.asking import Asked, where_of
from directory.insight.reports.public import UNMET, how_we_are_doing, missing, missing_again
from directory.insight.reports.report import Report
from directory.settings import Settings


def keep_public_month(session: Session, at: datetime) -> str:
    """The daily round: the page of the last month that is over, on the first night of the next."""
    settings: Settings = current_app.extensions["waypost_settings"]
    kept = keep_month(session, rule_from(settings), at=at)
    return f"kept {kept.month:%B %Y}" if kept else "kept already"


def keep_month(session: Session, rule: Rule, *, at: datetime) -> PublicMonth | None:
    """Keep the page as it is now; nothing where this month's was kept before."""
    month = before(clock.month_of(at), 1)
    if _of(session, month) is not None:
        return None
    asked = Asked(session, rule, at, where_of(session, ""))
    table = missing(asked)
    report = how_we_are_doing(asked, _earlier(_of(session, before(month, 1))))
    counts = dict(zip(table.rows, (line[0] for line in table.counts), strict=True))
    made = PublicMonth(month=month, made_at=at, body=as_json(report), missing=counts)
    session.add(made)
    session.flush()
    return made


def months(session: Session) -> Sequence[date]:
    """Every month that is kept, the latest first."""
    return session.scalars(select(PublicMonth.month).order_by(PublicMonth.month.desc())).all()


def page_of(session: Session, rule: Rule, month: date | None, *, at: datetime) -> Report:
    """The page of a month, or the latest. Before any is kept, as it is now. Raises `NotVisible`."""
    if month is not None:
        found = _of(session, month)
        if found is None:
            raise NotVisible("There is no page of this month.")
        return from_json(found.body)
    latest = session.scalars(select(PublicMonth).order_by(PublicMonth.month.desc()).limit(1)).first()
    if latest is not None:
        return from_json(latest.body)
    return how_we_are_doing(Asked(session, rule, at, where_of(session, "")))


def _of(session: Session, month: date) -> PublicMonth | None:
    return session.scalars(select(PublicMonth).where(PublicMonth.month == month)).first()


def _earlier(kept: PublicMonth | None) -> Earlier | None:
    """What the page before told, and what it was made of; nothing where it told no counts."""
    if kept is None:
        return None
    told = next((section.table for section in from_json(kept.body).sections if section.key == UNMET), None)
    return Earlier(missing_again(kept.missing), told) if isinstance(told, ProtectedTable) else None
