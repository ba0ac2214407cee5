"""A search worth doing again: its address without anything personal, and what to call it. None on touchy subjects."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from directory.extensions import db
from directory.geo.answers import Found
from directory.geo.lookup import nearest_places
from directory.search.asking import Asked
from directory.search.criteria import Criteria, Layout
from directory.search.engine import Chip
from directory.search.logbook.noting import is_private
from directory.search.need_queries import is_sensitive
from directory.search.presenters import shortened
from directory.search.urgency import panel_for

#: A need that the words speak of with more than this probability counts as asked for.
LIKELY = 0.3
LONGEST_ARGUMENTS = 1000
_EXACT_PLACES = frozenset({"postcode", "point"})


@dataclass(frozen=True)
class KeepableSearch:
    """What may be kept or sent: the arguments of its address in one fixed order, and its name."""

    arguments: str
    name: str

    def link(self, results: str) -> str:
        """The address, from the full address of the results page."""
        return f"{results}?{self.arguments}"

    def mailto(self, results: str) -> str:
        """A link that opens a letter with the address."""
        return f"mailto:?subject={quote('Help near you')}&body={quote(self._words(results))}"

    def sms(self, results: str) -> str:
        """A link that opens a text message with the address."""
        return f"sms:?&body={quote(self._words(results))}"

    def _words(self, results: str) -> str:
        return f"{self.name}: {self.link(results)}"


def keepable(wanted: Asked, chips: Iterable[Chip]) -> KeepableSearch | None:
    """The search as it may be kept; None when it is of danger, of a subject for discretion, or asks for nothing."""
    criteria = wanted.criteria
    if wanted.lost or wanted.namesakes or not (criteria.words or criteria.filters) or _is_discreet(wanted):
        return None
    near = _rough(wanted)
    arguments = _arguments(replace(criteria, near=near, page=1, view=Layout.LIST))
    if len(arguments) > LONGEST_ARGUMENTS:
        return None
    return KeepableSearch(arguments, _name(criteria.words, near, chips))


def _is_discreet(wanted: Asked) -> bool:
    if panel_for(wanted.criteria.words) or is_private(wanted.criteria.words):
        return True
    meaning = wanted.to_engine.meaning
    spoken_of = [code for code, likely in (meaning.needs if meaning else ()) if likely >= LIKELY]
    return any(is_sensitive(code) for code in (*wanted.criteria.values("need"), *spoken_of))


def _rough(wanted: Asked) -> str:
    """The place without anybody's front door: the first half of a postcode and a figure, or the nearest town."""
    place = wanted.place
    if not wanted.criteria.near or place is None or place.kind not in _EXACT_PLACES:
        return wanted.criteria.near
    if place.kind == "postcode":
        return _sector(place)
    towns = nearest_places(db.session(), place.point, 1)
    return towns[0].value if towns else ""


def _sector(place: Found) -> str:
    """ "NG18 1AA" → "NG18 1": about three thousand addresses."""
    outward, _, inward = place.label.upper().partition(" ")
    return f"{outward} {inward[:1]}".strip()


def _arguments(criteria: Criteria) -> str:
    return urlencode(sorted(criteria.to_args().items()), doseq=True)


def _name(words: str, near: str, chips: Iterable[Chip]) -> str:
    """ "“falls” near NG18 1: Free; On Tuesday"."""
    about = f"“{shortened(words)}”" if words else "Help"
    where = f" near {near}" if near else ""
    narrowed = "; ".join(chip.sentence for chip in chips)
    return f"{about}{where}{': ' if narrowed else ''}{narrowed}"[:255]
