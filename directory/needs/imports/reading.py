"""A survey saved as CSV, into counts. What is wrong is said row by row; one wrong row, and nothing is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.models import Area, AreaType
from directory.needs.flags.areas import Placed, placed_in
from directory.referrals.codes.work import UnmetReason
from directory.search.need_queries import NEEDS, terms
from directory.taxonomy.queries import all_terms
from directory.web.spreadsheets import STARTS
from directory.web.tables import Table, UnreadableTable, decoded, read_table

REQUIRED = ("need", "area", "people")
OPTIONAL = ("reason", "group")
MOST_PEOPLE = 100_000
_NAMED = (AreaType.DISTRICT, AreaType.UNITARY)

Found = TypeVar("Found")


@dataclass(frozen=True)
class Row:
    """One count: so many people of a place miss something, for a reason."""

    need: str
    ward: str | None
    district: str | None
    people: int
    reason: str
    group: str | None


class FaultyFile(ValueError):
    """Nothing was taken: each sentence says what to put right, and in which row."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True)
class _Known:
    """What cells may say: folded codes and names, and what each stands for."""

    needs: Mapping[str, str]
    groups: Mapping[str, str]
    reasons: Mapping[str, str]
    areas: Mapping[str, str]


def read_counts(session: Session, raw: bytes, usual: UnmetReason) -> list[Row]:
    """The counts of a file; `usual` is the reason where a row gives none. Raises `FaultyFile`."""
    try:
        table = read_table(decoded(raw))
    except UnreadableTable as fault:
        raise FaultyFile([str(fault)]) from fault
    columns = _columns(table)
    known = _known(session)
    faults: list[str] = []
    rows: dict[tuple[object, ...], int] = {}
    found: list[Row] = []
    for number, cells in table.rows:
        said = {name: cells[place] for name, place in columns.items()}
        try:
            row = _row(session, said, known, usual)
        except ValueError as fault:
            faults.append(f"Row {number}: {fault}.")
            continue
        key = (row.need, row.ward, row.district, row.reason, row.group)
        if key in rows:
            faults.append(f"Row {number}: take it out, it counts the same as row {rows[key]}.")
        rows.setdefault(key, number)
        found.append(row)
    if faults:
        raise FaultyFile(faults)
    return found


def _columns(table: Table) -> dict[str, int]:
    headings = {heading.casefold(): place for place, heading in enumerate(table.headings)}
    missing = [name for name in REQUIRED if name not in headings]
    if missing:
        raise FaultyFile([f"Add a column called “{name}”." for name in missing])
    unknown = [heading for heading in table.headings if heading.casefold() not in (*REQUIRED, *OPTIONAL)]
    if unknown:
        raise FaultyFile([f"Take out the column “{name}”: only counts are taken, nothing else." for name in unknown])
    return {name: place for name, place in headings.items() if name in (*REQUIRED, *OPTIONAL)}


def _row(session: Session, said: Mapping[str, str], known: _Known, usual: UnmetReason) -> Row:
    for name, cell in said.items():
        if cell.startswith(STARTS):
            raise ValueError(f"take the “{cell[0]}” from the beginning of the {name}")
    area = _of(known.areas, said["area"], "an area code, or the name of a district")
    placed = placed_in(session, area)
    if placed == Placed():
        raise ValueError(f"enter a ward or a district: “{said['area'][:40]}” is neither")
    return Row(
        need=_of(known.needs, said["need"], "a need of the list"),
        ward=placed.ward,
        district=placed.district,
        people=_people(said["people"]),
        reason=_of(known.reasons, said["reason"], "a reason of the list") if said.get("reason") else usual.value,
        group=_of(known.groups, said["group"], "a group of the list") if said.get("group") else None,
    )


def _people(cell: str) -> int:
    typed = cell.replace(",", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 8 and 1 <= int(typed) <= MOST_PEOPLE):
        raise ValueError(f"enter a whole number of people from 1 to {MOST_PEOPLE:,}")
    return int(typed)


def _of(known: Mapping[str, str], cell: str, what: str) -> str:
    found = known.get(cell.casefold())
    if found is None:
        raise ValueError(f"enter {what} in place of “{cell[:40]}”" if cell else f"enter {what}")
    return found


def _known(session: Session) -> _Known:
    needs = {term.code: term.name for term in terms(session, NEEDS)[NEEDS]}
    groups = {term.code: term.name for term in all_terms(session, "cohorts")}
    reasons = {reason.value: reason.label for reason in UnmetReason}
    areas = session.execute(
        select(Area.code, Area.name, Area.area_type)
        .where(Area.area_type.in_((AreaType.WARD, *_NAMED)))
        .order_by(Area.valid_from, Area.code)
    ).all()
    named = {row.name.casefold(): row.code for row in areas if row.area_type in _NAMED}
    codes = {row.code.casefold(): row.code for row in areas}
    return _Known(_folded(needs), _folded(groups), _folded(reasons), {**named, **codes})


def _folded(names: Mapping[str, str]) -> dict[str, str]:
    by_name = {name.casefold(): code for code, name in names.items()}
    return {**by_name, **{code.casefold(): code for code in names}}
