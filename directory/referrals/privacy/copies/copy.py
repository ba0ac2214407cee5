"""What a copy is made of: sections of items of facts, in words. And how each value is put into words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.db import Coded
from directory.referrals.models import Person
from directory.web.wording import clock_time, short_date


@dataclass(frozen=True)
class Item:
    """One thing in a section: what it is, and what is kept about it, in order."""

    title: str
    facts: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Section:
    """One kind of thing that is kept."""

    key: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Copy:
    """The whole copy."""

    reference: str
    made_at: datetime
    sections: tuple[Section, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "reference": self.reference,
            "made_at": self.made_at.isoformat(),
            **{
                section.key: [{"what": item.title, **dict(item.facts)} for item in section.items]
                for section in self.sections
            },
        }


@dataclass
class Book:
    """What each section is written from."""

    session: Session
    person: Person
    clean: Callable[[str], str]
    needs: dict[str, str]

    def words(self, text: str | None) -> str:
        """Words somebody wrote, without the names of others."""
        return self.clean(text) if text else ""


def rows(book: Book, model: Any, order: Any) -> Sequence[Any]:
    """The rows of a table that are this person's, in order."""
    of = select(model).where(model.person_id == book.person.id).order_by(order, model.id)
    return book.session.scalars(of).all()


def item(title: str, *facts: tuple[str, Any]) -> Item:
    """An item without the facts that are not there."""
    plain = [(label, _plain(value)) for label, value in facts]
    return Item(title, tuple((label, value) for label, value in plain if value not in ("", None, [])))


def _plain(value: Any) -> Any:
    if isinstance(value, Coded):
        return value.label
    if isinstance(value, datetime):
        return moment(value)
    return short_date(value) if isinstance(value, date) else value


def moment(at: datetime) -> str:
    """A day and a time as people write them."""
    return f"{short_date(at)}, {clock_time(clock.local(at).time())}"


def said(code: str) -> str:
    """A code in words."""
    return code.replace("_", " ").replace(".", " ")


def yes(value: bool | None) -> str | None:
    """Yes, no, or nothing where it is not known."""
    return None if value is None else ("yes" if value else "no")
