"""What the tests of the gap map share: the county, with a year in which one district is silent."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.facts.counting import recount
from tests.insight import land


@pytest.fixture
def year(session: Session, connector: User, at: datetime) -> None:
    """In Mansfield 42 people lacked transport, in Bassetlaw 3; from Rushcliffe nobody was asked."""
    land.county(session)
    land.missing(session, at, land.LADYBROOK, 30)
    land.missing(session, at, land.OAK_TREE, 12)
    land.missing(session, at, land.WORKSOP, 3)
    land.talks(session, connector, at, land.LADYBROOK, 20)
    land.talks(session, connector, at, land.WORKSOP, 12)
    recount(session, at=at)
