"""A gazetteer of a dozen true places, and `hear`: what a sentence is read as on Monday 5 January 2026."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from directory.geo.gazetteer import Gazetteer, NameRow, gazetteer_of
from directory.search.understanding.reading import Reading, read

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
Hear = Callable[..., Reading]

ROWS = (
    NameRow("worksop", "Worksop", "Nottinghamshire", 44733, "town", True),
    NameRow("mansfield", "Mansfield", "Nottinghamshire", 171958, "town", True),
    NameRow("mansfield woodhouse", "Mansfield Woodhouse", "Nottinghamshire", 18330, "town", True),
    NameRow("newark on trent", "Newark on Trent", "Nottinghamshire", 43363, "town", True),
    NameRow("newark", "Newark on Trent", "Nottinghamshire", 43363, "town", True),
    NameRow("sutton in ashfield", "Sutton in Ashfield", "Nottinghamshire", 36404, "town", True),
    NameRow("nottinghamshire", "Nottinghamshire", "", 0, "county", True),
    NameRow("kent", "Kent", "", 0, "county", True),
    NameRow("ashford", "Ashford", "Kent", 62787, "town", True),
    NameRow("sandwich", "Sandwich", "Kent", 4851, "village", True),
    NameRow("deal", "Deal", "Kent", 30917, "town", True),
    NameRow("ash", "Ash", "Kent", 2000, "village", True),
    NameRow("bath", "Bath", "Bath and North East Somerset", 94782, "town", False),
    NameRow("reading", "Reading", "Reading", 318014, "city", False),
    NameRow("battle", "Battle", "East Sussex", 5190, "village", False),
    NameRow("hope", "Hope", "Derbyshire", 900, "village", False),
    NameRow("eye", "Eye", "Suffolk", 2000, "village", False),
    NameRow("over", "Over", "Cambridgeshire", 2862, "village", False),
    NameRow("street", "Street", "Somerset", 11805, "town", False),
    NameRow("wells", "Wells", "Somerset", 10536, "town", False),
    NameRow("sale", "Sale", "Greater Manchester", 55234, "town", False),
    NameRow("rugby", "Rugby", "Warwickshire", 70627, "town", False),
    NameRow("march", "March", "Cambridgeshire", 22298, "town", False),
    NameRow("keith", "Keith", "Moray", 4491, "village", False),
    NameRow("lincoln", "Lincoln", "Lincolnshire", 100160, "town", False),
    NameRow("leeds", "Leeds", "West Yorkshire", 455123, "city", False),
)


@pytest.fixture(scope="session")
def names() -> Gazetteer:
    """Some places here and far away."""
    return gazetteer_of(ROWS, ("NG18", "NG1", "S80", "L5", "B12", "ME12"))


@pytest.fixture(scope="session")
def hear(names: Gazetteer) -> Hear:
    """Read a sentence."""
    return lambda text, *, undone=(), at=MONDAY: read(text, names, at, undone=undone)
