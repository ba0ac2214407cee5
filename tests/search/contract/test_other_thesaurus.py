"""Any engine answers with another thesaurus than its own, so that a steward sees a change before making it."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.search.criteria import Criteria
from directory.search.understanding.synonyms import Thesaurus
from directory.web.access import Audience
from tests.factories import listings as make
from tests.search.conftest import Searching

TUMBLES = {"code": "falls", "mode": "both", "needs": [], "words": {"resident": ["tumbles", "falls"]}}


def total(searching: Searching, at: datetime, thesaurus: Thesaurus | None) -> int:
    found = searching.engine.search(
        Criteria(words="tumbles"), place=None, audience=Audience.EVERYONE, at=at, thesaurus=thesaurus
    )
    return found.total


def test_a_search_follows_the_thesaurus_it_is_given_and_leaves_no_trace(
    searching: Searching, session: Session, at: datetime
) -> None:
    make.service(session, "Falls class")
    searching.reindex()
    assert total(searching, at, None) == 0
    assert total(searching, at, Thesaurus([TUMBLES])) == 1
    assert total(searching, at, None) == 0


def test_a_thesaurus_without_a_word_no_longer_finds_by_it(searching: Searching, session: Session, at: datetime) -> None:
    make.service(session, "Falls class")
    make.synonyms(session, "falls", resident=("tumbles", "falls"))
    searching.reindex()
    assert total(searching, at, None) == 1
    assert total(searching, at, Thesaurus([])) == 0
