"""What needs, groups of people and areas are called, for pages that know them by code: as on the gap map."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from directory.accounts.queries import area_names
from directory.needs.codes import UNSORTED
from directory.taxonomy.queries import professional_names_of


@dataclass(frozen=True)
class Names:
    """Names by code; a code that has left its list is its own name."""

    needs: Mapping[str, str]
    cohorts: Mapping[str, str]
    areas: Mapping[str, str]

    def need(self, code: str) -> str:
        """What a need is called."""
        return "Not sorted yet" if code == UNSORTED else self.needs.get(code, code)

    def cohort(self, code: str) -> str:
        """What a group of people is called."""
        return self.cohorts.get(code, code)

    def area(self, code: str) -> str:
        """What an area is called."""
        return self.areas.get(code, code)

    def title(self, need: str, area: str, cohort: str | None = None) -> str:
        """A gap in a few words: "Lunch clubs and communal meals, Mansfield"."""
        parts = (self.need(need), self.cohort(cohort) if cohort else "", self.area(area))
        return ", ".join(part for part in parts if part)


def names(session: Session, areas: Iterable[str] = ()) -> Names:
    """The names of all needs and groups, and of these areas."""
    needs, cohorts = (professional_names_of(session, taxonomy) for taxonomy in ("needs", "cohorts"))
    return Names(needs, cohorts, area_names(session, areas))
