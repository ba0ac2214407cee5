"""Where a flag is, as codes and as words: a ward where somebody gave a postcode, else a district. No nearer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import RuleBroken
from directory.geo.answers import Answer, Choice, Found
from directory.geo.areas import areas_above
from directory.geo.lookup import resolve_place
from directory.geo.models import Area

_WARD, _DISTRICT = ("E05", "W05", "S13", "N08"), ("E06", "E07", "E08", "E09", "W06", "S12", "N09")


@dataclass(frozen=True)
class Placed:
    """The areas of a flag; empty where they are not known."""

    ward: str | None = None
    district: str | None = None

    @property
    def code(self) -> str:
        """The most local of them."""
        return self.ward or self.district or ""


NOWHERE = Placed()


def placed_at(found: Found | None) -> Placed:
    """The areas of a place that was found. A town or part-postcode is in no one ward, so it has none."""
    codes = found.areas if found is not None else ()
    return Placed(_first(codes, _WARD), _first(codes, _DISTRICT))


def placed_in(session: Session, code: str) -> Placed:
    """The areas of a ward's or a district's code; nowhere for any other."""
    if not code.startswith((*_WARD, *_DISTRICT)):
        return NOWHERE
    line = [code, *(ref.code for ref in areas_above(session, code))]
    return Placed(_first(line, _WARD), _first(line, _DISTRICT))


def read_place(session: Session, words: str, known: str = "") -> Placed:
    """The areas of what somebody typed; `known` is the code that was filled in for them.

    Raises `RuleBroken` for a place that there is not, or that could be several.
    """
    if known and words == area_name(session, known):
        return placed_in(session, known)
    if not words:
        return NOWHERE
    answer: Answer = resolve_place(session, words)
    if isinstance(answer, Found):
        return placed_at(answer)
    if isinstance(answer, Choice):
        raise RuleBroken("place", f"Add the county: there is more than one {answer.words}")
    raise RuleBroken("place", f"{answer.message}. Type a postcode, a town or a village")


def area_name(session: Session, code: str) -> str:
    """What an area is called, with its district for a ward: "Ladybrook, Mansfield"."""
    placed = placed_in(session, code)
    names = area_names(session, [each for each in (placed.ward, placed.district) if each])
    return ", ".join(names[each] for each in (placed.ward, placed.district) if each in names)


def area_names(session: Session, codes: Collection[str]) -> dict[str, str]:
    """Code to name, as areas are called today."""
    rows = session.execute(select(Area.code, Area.name).where(Area.code.in_(codes)).order_by(Area.valid_from, Area.id))
    return {row.code: row.name for row in rows}


def _first(codes: Sequence[str], starts: tuple[str, ...]) -> str | None:
    return next((code for code in codes if code.startswith(starts)), None)
