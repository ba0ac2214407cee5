"""What people type reaches what they mean: endings, accents, misspellings, synonyms, questions; not nonsense."""

import pytest
from sqlalchemy.orm import Session

from directory.search.engine import Correction
from tests.factories.listings import service, synonyms, tag, term
from tests.search.conftest import Searching


def test_word_endings_accents_case_and_apostrophes_do_not_matter(searching: Searching, session: Session) -> None:
    group = service(session, "Men’s walking café")
    found = searching.reindex()
    for words in ("walks", "WALKED", "cafe", "CAFÉ", "mens", "men's"):
        assert found.ids(words) == [group.id], words


def test_a_question_reaches_the_service_it_is_about(searching: Searching, session: Session) -> None:
    steady = service(session, "Steady feet", summary="For anyone worried about falls.")
    service(session, "Two dads and a guitar")
    assert searching.reindex().ids("my dad has had two falls")[0] == steady.id


def test_a_need_lends_its_labels_and_its_everyday_words(searching: Searching, session: Session) -> None:
    alarms = term(session, "needs", "equip.tec", "Alarms and sensors", professional_label="Telecare")
    synonyms(session, "telecare", resident=("pendant alarm",), misspelling=("telly care",), needs=("equip.tec",))
    callcord = service(session, "Callcord")
    tag(session, callcord, alarms)
    found = searching.reindex()
    for words in ("telecare", "sensors", "pendant", "telly care"):
        assert found.ids(words) == [callcord.id], words


def test_a_synonym_finds_but_the_word_itself_comes_first(searching: Searching, session: Session) -> None:
    synonyms(session, "food", resident=("food parcel",), professional=("food bank",))
    bank, parcel = service(session, "Food bank"), service(session, "Food parcel")
    found = searching.reindex()
    assert found.ids("food bank") == [bank.id, parcel.id]
    assert found.ids("food parcel") == [parcel.id, bank.id]


def test_a_one_way_synonym_leads_only_from_everyday_words(searching: Searching, session: Session) -> None:
    synonyms(session, "bingo", resident=("bingo",), professional=("leisure activity",), mode="oneway")
    bingo, leisure = service(session, "Bingo"), service(session, "Leisure activity")
    found = searching.reindex()
    assert set(found.ids("bingo")) == {bingo.id, leisure.id}
    assert found.ids("leisure activity") == [leisure.id]


def test_a_smoke_alarm_is_no_telecare(searching: Searching, session: Session) -> None:
    synonyms(session, "telecare", resident=("alarm",), professional=("telecare",))
    telecare, smoke = service(session, "Telecare"), service(session, "Smoke alarm fitted")
    found = searching.reindex()
    assert telecare.id in found.ids("alarm")
    assert found.ids("smoke alarm") == [smoke.id]


def test_an_abbreviation_in_capitals_is_told_from_the_word(searching: Searching, session: Session) -> None:
    synonyms(session, "pa", professional=("PA", "personal assistant"))
    assistant, pa = service(session, "Personal assistant register"), service(session, "My pa and me")
    found = searching.reindex()
    assert assistant.id in found.ids("find a PA near my house today")
    assert found.ids("me and my pa singing pa house") == [pa.id]


@pytest.mark.parametrize(
    ("typed", "meant"), [("demensia", "dementia"), ("gardning", "gardening"), ("freindship", "friendship")]
)
def test_a_misspelt_word_is_corrected_and_said(searching: Searching, session: Session, typed: str, meant: str) -> None:
    group = service(session, f"{meant.title()} group")
    results = searching.reindex().search(typed)
    assert [hit.service_id for hit in results.hits] == [group.id]
    assert results.corrections == (Correction(typed, meant),)
    assert f"We searched for “{meant}” in place of “{typed}”." in results.notes


def test_a_word_in_use_is_never_corrected(searching: Searching, session: Session) -> None:
    service(session, "Walking group")
    talking = service(session, "Talking group")
    results = searching.reindex().search("talking")
    assert [hit.service_id for hit in results.hits] == [talking.id]
    assert results.corrections == ()


def test_all_words_come_before_some_and_the_loosening_is_said(searching: Searching, session: Session) -> None:
    both, lunch = service(session, "Lunch and singing"), service(session, "Lunch")
    found = searching.reindex()
    strict = found.search("lunch singing")
    assert [hit.service_id for hit in strict.hits] == [both.id]
    assert not strict.relaxed
    session.delete(both)
    loose = found.reindex().search("lunch bowls singing")
    assert [hit.service_id for hit in loose.hits] == [lunch.id]
    assert any("“bowls”" in note for note in loose.notes)


def test_some_of_the_words_answer_when_no_listing_has_them_all(searching: Searching, session: Session) -> None:
    lunch, bowls = service(session, "Lunch"), service(session, "Bowls")
    results = searching.reindex().search("lunch bowls")
    assert {hit.service_id for hit in results.hits} == {lunch.id, bowls.id}
    assert results.relaxed
    assert "No listing has all of your words, so these have some of them." in results.notes


def test_nonsense_finds_nothing_and_says_so(searching: Searching, session: Session) -> None:
    service(session, "Lunch club")
    results = searching.reindex().search("qzxwv blorptang")
    assert (results.total, results.hits) == (0, ())
    assert results.notes == ("No listing has the words “qzxwv” or “blorptang”. Check the spelling or try other words.",)


@pytest.mark.parametrize(
    "words",
    [
        "lunch " * 2000,
        "'; DROP TABLE service; --",
        "lunch* OR name:[a TO z] ~2 ^9 {",
        "\u202elunch\u202c",
        "🍲🥗",
        "غداء צהריים",
        "\x00\x07lunch",
        "((((((",
        "%%%___\\",
        "-" * 5000,
    ],
)
def test_hostile_words_are_harmless(searching: Searching, session: Session, words: str) -> None:
    service(session, "Lunch club")
    results = searching.reindex().search(words)
    assert results.total in (0, 1)


def test_the_words_that_brought_a_listing_are_told(searching: Searching, session: Session) -> None:
    synonyms(session, "food", resident=("parcel",), professional=("food bank",))
    service(session, "Food bank")
    (hit,) = searching.reindex().search("parcel").hits
    assert hit.matched == ("food bank",)


def test_the_words_of_a_name_count_more_than_those_of_a_description(searching: Searching, session: Session) -> None:
    described = service(session, "Tuesday group", description="We have a choir and a choir and a choir.")
    named = service(session, "Choir")
    assert searching.reindex().ids("choir") == [named.id, described.id]


def test_a_need_spoken_of_brings_up_the_listings_that_serve_it_above_all(
    searching: Searching, session: Session
) -> None:
    company = term(session, "needs", "connect.befriending", "Someone to visit")
    tables = term(session, "needs", "connect.groups", "Groups")
    synonyms(session, "lonely", resident=("lonely", "no friends"), needs=("connect.befriending",))
    mentioned = service(session, "Desk", description="For people who are lonely.")
    also, letters = service(session, "Table"), service(session, "Letters")
    tag(session, also, tables)
    tag(session, also, company)
    tag(session, letters, company)
    assert searching.reindex().ids("lonely") == [letters.id, also.id, mentioned.id]


def test_a_word_of_the_thesaurus_is_never_taken_for_a_misspelling(searching: Searching, session: Session) -> None:
    synonyms(session, "wandering", resident=("wandering off",))
    service(session, "Winders group")
    results = searching.reindex().search("wanders")
    assert results.total == 0
    assert results.corrections == ()


def test_a_word_nobody_uses_is_named_once_however_often_it_was_typed(searching: Searching, session: Session) -> None:
    service(session, "Lunch club")
    results = searching.reindex().search("qzxwv lunch Qzxwv")
    assert "No listing has the word “qzxwv”, so we left that out." in results.notes
