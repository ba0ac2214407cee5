"""What a sentence speaks of brings listings that share none of its words; where nothing is sure, words must tell."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from directory.search.criteria import Criteria
from directory.search.engine import Results
from directory.search.meaning import Meaning
from directory.web.access import Audience
from tests.factories.listings import costs, held_at, location, service, tag, term
from tests.search.conftest import MANSFIELD, Searching, Somewhere

SENTENCE = "she puts the kettle in the fridge"
SURE = (("memory.dementia", 0.9), ("carer.support", 0.05))
UNSURE = (("memory.dementia", 0.1), ("carer.support", 0.05))
ELSEWHERE = (("memory.dementia", 0.001), ("carer.support", 0.0))


def heard(
    found: Searching,
    words: str,
    needs: tuple[tuple[str, float], ...] = SURE,
    *,
    near: Somewhere | None = None,
    **filters: tuple[str, ...],
) -> Results:
    criteria = Criteria(words=words, filters=filters, meaning=Meaning(words=words, needs=needs))
    return found.engine.search(criteria, place=near, audience=Audience.EVERYONE, at=found.at)


def ids(results: Results) -> list[UUID]:
    return [hit.service_id for hit in results.hits]


@pytest.mark.requirement("A138")
def test_a_sentence_brings_listings_that_serve_its_need_though_no_word_matches(
    searching: Searching, session: Session
) -> None:
    dementia = term(session, "needs", "memory.dementia", "Memory and dementia")
    cafe, fridges = service(session, "Forget-me-not café"), service(session, "Fridge repairs")
    tag(session, cafe, dementia)
    results = heard(searching.reindex(), SENTENCE)
    assert ids(results) == [cafe.id]
    assert fridges.id not in ids(results)
    assert not results.relaxed


def test_the_listing_whose_first_need_it_is_comes_first(searching: Searching, session: Session) -> None:
    dementia = term(session, "needs", "memory.dementia", "Memory and dementia")
    carers = term(session, "needs", "carer.support", "Support for carers")
    also, first = service(session, "A table for carers"), service(session, "Walks and words")
    tag(session, also, carers)
    tag(session, also, dementia)
    tag(session, first, dementia)
    assert ids(heard(searching.reindex(), SENTENCE)) == [first.id, also.id]


def test_among_listings_of_the_need_the_words_decide(searching: Searching, session: Session) -> None:
    dementia = term(session, "needs", "memory.dementia", "Memory and dementia")
    choir, walks = service(session, "Choir to remember"), service(session, "Walks to remember")
    for each in (choir, walks):
        tag(session, each, dementia)
    found = searching.reindex()
    assert ids(heard(found, "walks for my forgetful husband")) == [walks.id, choir.id]
    assert ids(heard(found, "singing choir for my forgetful husband")) == [choir.id, walks.id]


def test_a_long_name_written_in_full_comes_before_what_the_sentence_seems_to_speak_of(
    searching: Searching, session: Session
) -> None:
    dementia = term(session, "needs", "memory.dementia", "Memory and dementia")
    named = service(session, "Slips trips slippers cardigans thimbles buttons mending mornings")
    alike = service(session, "Slips trips slippers cardigans thimbles buttons mending")
    tag(session, alike, dementia)
    for number in range(20):
        service(session, f"Choir {number}")
    found = searching.reindex()
    assert ids(heard(found, "slips trips slippers cardigans thimbles buttons mending mornings"))[0] == named.id


def test_a_word_that_names_something_comes_without_company(searching: Searching, session: Session) -> None:
    dementia = term(session, "needs", "memory.dementia", "Memory and dementia")
    named, other = service(session, "Kettle"), service(session, "Forget-me-not café")
    tag(session, other, dementia)
    assert ids(heard(searching.reindex(), "kettle")) == [named.id]


def test_a_word_nobody_near_has_brings_other_help_of_the_kind_and_says_so(
    searching: Searching, session: Session
) -> None:
    dementia = term(session, "needs", "memory.dementia", "Memory and dementia")
    far, near = service(session, "Kettle"), service(session, "Forget-me-not café")
    held_at(session, far, location(session, 51.389, 1.386))
    held_at(session, near, location(session, 53.15, -1.196))
    tag(session, near, dementia)
    results = heard(searching.reindex(), "kettle", near=MANSFIELD)
    assert (ids(results), results.relaxed) == ([near.id], True)
    assert any(note.endswith("so these are other help of the kind.") for note in results.notes)


def test_where_no_need_is_sure_one_common_word_of_a_strange_question_finds_nothing(
    searching: Searching, session: Session
) -> None:
    service(session, "Fair price café")
    found = searching.reindex()
    assert heard(found, "qzxwv blorptang price", UNSURE).total == 0
    assert heard(found, "fair price", UNSURE).total == 1


def test_words_that_speak_of_something_else_bring_only_what_is_about_them(
    searching: Searching, session: Session
) -> None:
    in_passing = service(session, "Walks from the church", description="We go in any weather but snow.")
    summed_up = service(session, "Sky watchers", summary="Weather told by clouds.")
    named = service(session, "Weather vanes")
    found = searching.reindex()
    assert set(ids(heard(found, "weather", UNSURE))) == {in_passing.id, summed_up.id, named.id}
    assert set(ids(heard(found, "weather", ELSEWHERE))) == {summed_up.id, named.id}


def test_a_filter_only_takes_away_from_what_a_sentence_brings(searching: Searching, session: Session) -> None:
    dementia = term(session, "needs", "memory.dementia", "Memory and dementia")
    carers = term(session, "needs", "carer.support", "Support for carers")
    cafe, kettle = service(session, "Forget-me-not café"), service(session, "Kettle mornings")
    tag(session, cafe, dementia)
    tag(session, kettle, carers)
    costs(session, cafe, "free")
    found = searching.reindex()
    whole = set(ids(heard(found, SENTENCE)))
    for filters in ({"need": ("carer.support",)}, {"need": ("memory.dementia",)}, {"cost": ("free",)}):
        results = heard(found, SENTENCE, **filters)
        assert set(ids(results)) <= whole
        (key, (value,)) = next(iter(filters.items()))
        counted = {choice.value: choice.count for choice in heard(found, SENTENCE).facets[key].choices}
        assert results.total == counted.get(value, 0)
