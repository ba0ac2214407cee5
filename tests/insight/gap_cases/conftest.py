"""What the gaps of these tests are about, by name."""

import pytest
from sqlalchemy.orm import Session

from tests.cast import DISTRICT
from tests.factories import listings as make
from tests.needs.gaps import NEED


@pytest.fixture
def named(session: Session) -> None:
    """The need, a group of people and the district."""
    make.term(session, "needs", NEED, "Lunch clubs")
    make.term(session, "cohorts", "carer", "Carers")
    make.area(session, DISTRICT, "Mansfield")
