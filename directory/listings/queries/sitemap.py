"""Addresses of public listings for search engines, read in pieces so that a national directory fits in memory."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from directory.listings.models import Service

PAGE = 20_000  # the protocol allows 50,000 addresses and 50 MB a file
PIECE = 1_000


def pages_of(session: Session, rule: ColumnElement[bool]) -> int:
    """How many files the sitemap has; at least one."""
    return max(1, -(-(session.scalar(select(func.count(Service.id)).where(rule)) or 0) // PAGE))


def listings_on(session: Session, page: int, rule: ColumnElement[bool]) -> Iterator[tuple[UUID, datetime]]:
    """Id and last change of each listing in one file, in order of id."""
    query = select(Service.id, Service.updated_at).where(rule).order_by(Service.id)
    for start in range((page - 1) * PAGE, page * PAGE, PIECE):
        rows = session.execute(query.offset(start).limit(PIECE)).all()
        yield from ((row.id, row.updated_at) for row in rows)
        if len(rows) < PIECE:
            return


def as_xml(listings: Iterable[tuple[UUID, datetime]], base: str) -> Iterator[str]:
    """The file, line by line; `base` is the address of listings without the id."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for id_, changed in listings:
        yield f"<url><loc>{base}{id_}</loc><lastmod>{changed.date().isoformat()}</lastmod></url>\n"
    yield "</urlset>\n"
