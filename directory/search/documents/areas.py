"""Areas as search needs them: names to codes, and which council areas an area lies in or takes in."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.folding import fold
from directory.geo.models import Area, AreaType

#: Codes of whole countries (ONS); a listing that covers one of the first three is there for everybody.
NATIONS = {
    "england": "E92000001",
    "united kingdom": "K02000001",
    "great britain": "K03000001",
    "england and wales": "K04000001",
    "uk": "K02000001",
    "wales": "W92000004",
    "scotland": "S92000003",
    "northern ireland": "N92000002",
}
COUNTRYWIDE = frozenset({"E92000001", "K02000001", "K03000001", "K04000001"})
_COUNCIL_TYPES = (AreaType.DISTRICT, AreaType.UNITARY, AreaType.COUNTY)
_NAMED_TYPES = (*_COUNCIL_TYPES, AreaType.COUNTRY, AreaType.ICB)


@dataclass(frozen=True)
class KnownArea:
    """An area of the present."""

    id: UUID
    code: str
    name: str
    area_type: AreaType
    parent_id: UUID | None


class AreaBook:
    """Looks up areas that hold today; read once for a build."""

    def __init__(self, areas: Iterable[KnownArea]) -> None:
        self._by_id = {area.id: area for area in areas}
        self.by_code = {area.code: area for area in self._by_id.values()}
        self._children: dict[UUID, list[KnownArea]] = {}
        self._by_name: dict[str, set[str]] = {}
        for area in self._by_id.values():
            if area.parent_id:
                self._children.setdefault(area.parent_id, []).append(area)
            if area.area_type in _NAMED_TYPES:
                self._by_name.setdefault(fold(area.name), set()).add(area.code)
        self._councils: dict[str, frozenset[str]] = {}

    def code_of(self, area_id: UUID | None, name: str) -> str | None:
        """The code of a served area: by its link, else by a name that only one area bears."""
        if area_id in self._by_id:
            return self._by_id[area_id].code
        folded = fold(name)
        codes = self._by_name.get(folded, set())
        return NATIONS.get(folded) or (next(iter(codes)) if len(codes) == 1 else None)

    def name(self, code: str) -> str | None:
        """The name of an area, if it is known."""
        known = self.by_code.get(code)
        return known.name if known else _NATION_NAMES.get(code)

    def parent(self, area: KnownArea) -> KnownArea | None:
        """The area it lies directly in."""
        return self._by_id.get(area.parent_id) if area.parent_id else None

    def councils(self, code: str) -> frozenset[str]:
        """The council areas that an area is, lies in or takes in."""
        if code not in self._councils:
            self._councils[code] = frozenset(self._related(code))
        return self._councils[code]

    def _related(self, code: str) -> Iterable[str]:
        area = self.by_code.get(code)
        if area is None:
            return
        above = area
        while above.parent_id in self._by_id:
            above = self._by_id[above.parent_id]
            if above.area_type in _COUNCIL_TYPES:
                yield above.code
        waiting = [area] if area.area_type is not AreaType.COUNTRY else []
        while waiting:
            below = waiting.pop()
            if below.area_type in _COUNCIL_TYPES:
                yield below.code
                waiting.extend(self._children.get(below.id, ()))


_NATION_NAMES = {
    "E92000001": "England",
    "K02000001": "the United Kingdom",
    "K03000001": "Great Britain",
    "K04000001": "England and Wales",
    "W92000004": "Wales",
    "S92000003": "Scotland",
    "N92000002": "Northern Ireland",
}


def read_areas(session: Session) -> AreaBook:
    """All areas that have not ended."""
    rows = session.execute(
        select(Area.id, Area.code, Area.name, Area.area_type, Area.parent_id).where(Area.valid_to.is_(None))
    )
    return AreaBook(KnownArea(*row) for row in rows)
