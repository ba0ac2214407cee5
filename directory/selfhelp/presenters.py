"""What the pages of lists and life events say, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from directory import clock
from directory.listings.cards import Card
from directory.selfhelp.models import Shortlist
from directory.web.wording import short_date


@dataclass(frozen=True)
class KeptListing:
    """One line of a list; without a card the listing has left the directory."""

    service_id: UUID
    name: str
    card: Card | None
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class KeptSearch:
    """A search to do again."""

    id: UUID
    name: str
    href: str


@dataclass(frozen=True)
class ListPage:
    """A list as a page shows it."""

    code: str
    kept: tuple[KeptListing, ...]
    expires_at: datetime
    link: str
    searches: tuple[KeptSearch, ...] = ()
    made_with: str = ""

    @property
    def gone(self) -> tuple[KeptListing, ...]:
        """The listings that have left the directory."""
        return tuple(kept for kept in self.kept if kept.card is None)

    @property
    def mailto(self) -> str:
        """A link that opens a letter with the address of the list."""
        return f"mailto:?subject={quote('Help near you: a list')}&body={quote(self._words)}"

    @property
    def sms(self) -> str:
        """A link that opens a text message with the address of the list."""
        return f"sms:?&body={quote(self._words)}"

    @property
    def spoken(self) -> str:
        """The code as one says it."""
        return self.code.replace("-", " ")

    @property
    def _words(self) -> str:
        return f"Here is a list of help nearby: {self.link}"


@dataclass(frozen=True)
class UsefulNeed:
    """Something that people in this position often look for."""

    code: str
    name: str
    why: str


@dataclass(frozen=True)
class LifeEvent:
    """Something that has changed in a life."""

    code: str
    name: str
    intro: str
    needs: tuple[UsefulNeed, ...]
    worth_knowing: tuple[str, ...]
    assessment: str
    is_sensitive: bool


def list_page(shortlist: Shortlist, cards: Mapping[UUID, Card], *, link: str) -> ListPage:
    """A list with the cards of those listings that may still be seen."""
    items = list(shortlist.items)
    kept = tuple(
        KeptListing(
            service_id=item.service_id,
            name=cards[item.service_id].name if item.service_id in cards else item.name,
            card=cards.get(item.service_id),
            is_first=number == 0,
            is_last=number == len(items) - 1,
        )
        for number, item in enumerate(items)
    )
    searches = tuple(KeptSearch(each.id, each.name, f"/search?{each.arguments}") for each in shortlist.searches)
    return ListPage(shortlist.code, kept, shortlist.expires_at, link, searches, made_with(shortlist))


def made_with(shortlist: Shortlist) -> str:
    """That a member of staff helped to make a list, how and when; nothing where somebody made it alone."""
    if shortlist.assisted is None:
        return ""
    how = shortlist.assisted.label.lower()
    return f"Made with somebody from the council, {how}, on {short_date(clock.local(shortlist.created_at))}"


def life_event(code: str, name: str, facts: Mapping[str, Any], need_names: Mapping[str, str]) -> LifeEvent:
    """A life event from its term; needs that the list of needs does not know are left out."""
    rows: Sequence[Mapping[str, str]] = facts.get("needs", ())
    return LifeEvent(
        code=code,
        name=name,
        intro=facts.get("intro", ""),
        needs=tuple(
            UsefulNeed(row["code"], need_names[row["code"]], row["why"]) for row in rows if row["code"] in need_names
        ),
        worth_knowing=tuple(facts.get("worth_knowing", ())),
        assessment=facts.get("assessment", ""),
        is_sensitive=bool(facts.get("sensitive")),
    )
