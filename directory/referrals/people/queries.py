"""Reads for the pages about people: what accounts, teams, areas and terms are called."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Team, User
from directory.accounts.queries import area_names
from directory.taxonomy.queries import names_of

__all__ = ["account_names", "area_names", "cohorts", "needs", "team_names"]


def account_names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """What colleagues call these accounts."""
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    # The column alone: loading the accounts would load their roles and teams as well.
    return {row.id: row.name for row in session.execute(select(User.id, User.name).where(User.id.in_(wanted)))}


def team_names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """What these teams are called."""
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    return {row.id: row.name for row in session.execute(select(Team.id, Team.name).where(Team.id.in_(wanted)))}


def needs(session: Session) -> dict[str, str]:
    """The words of each need, by its code."""
    return names_of(session, "needs")


def cohorts(session: Session) -> dict[str, str]:
    """The words of each group of people, by its code."""
    return names_of(session, "cohorts")
