"""What the words are about, and who can really help here, comes before what repeats a word or is far off."""

from sqlalchemy.orm import Session

from directory.listings.codes import LinkType
from tests.factories.listings import area, covers, held_at, location, service, synonyms, tag, term
from tests.search.conftest import MANSFIELD, MARGATE, Searching


def test_a_class_close_by_comes_before_a_booklet_that_repeats_the_word(searching: Searching, session: Session) -> None:
    falls = term(session, "needs", "health.falls", "Worried about falling")
    synonyms(session, "falls", resident=("falls",), needs=("health.falls",))
    county = area(session, "E10000024", "Nottinghamshire")
    classes = service(session, "Firm footing", summary="Balance and fewer falls.")
    booklet = service(session, "After falls", summary="Falls, more falls.", delivery_modes=["online", "post"])
    for each in (classes, booklet):
        tag(session, each, falls)
    held_at(session, classes, location(session, 53.15, -1.196))
    covers(session, booklet, county)
    assert searching.reindex().ids("falls", near=MANSFIELD) == [classes.id, booklet.id]


def test_a_phone_line_for_here_comes_before_a_far_office_that_names_no_area(
    searching: Searching, session: Session
) -> None:
    far = service(session, "Advice one", delivery_modes=["venue", "phone"])
    here = service(session, "Advice two", delivery_modes=["phone"])
    held_at(session, far, location(session, 53.03, -1.20))
    covers(session, here, area(session, "E10000016", "Kent"))
    assert searching.reindex().ids("advice", near=MARGATE) == [here.id, far.id]


def test_a_visit_at_home_comes_before_a_room_ten_miles_away(searching: Searching, session: Session) -> None:
    room, visit = service(session, "Exercise one"), service(session, "Exercise two", delivery_modes=["home"])
    held_at(session, room, location(session, 53.02, -1.196))
    covers(session, visit, area(session, "E07000174", "Mansfield"))
    assert searching.reindex().ids("exercise", near=MANSFIELD) == [visit.id, room.id]


def test_small_words_that_mean_something_together_are_understood(searching: Searching, session: Session) -> None:
    groups = term(session, "needs", "connect.groups", "Clubs and groups")
    synonyms(session, "clubs", resident=("club", "things to do"), needs=("connect.groups",))
    shed = service(session, "Shed on the level")
    tag(session, shed, groups)
    service(session, "Ten words a day", description="Things to say after a stroke. Such things help.")
    assert searching.reindex().ids("any things to do") == [shed.id]


def test_words_about_who_somebody_is_reach_listings_for_them(searching: Searching, session: Session) -> None:
    groups = term(session, "needs", "connect.groups", "Clubs and groups")
    people = term(session, "cohorts", "lgbtq", "LGBTQ+ people")
    synonyms(session, "lgbt", resident=("gay group",), professional=("LGBT",), needs=("connect.groups",))
    supper, dice = service(session, "Lavender table"), service(session, "Loose dice")
    service(session, "One more line", description="LGBT callers welcome.")
    for each in (supper, dice):
        tag(session, each, groups)
    tag(session, supper, people, LinkType.COHORT_REQUIRED)
    found = searching.reindex().ids("LGBT")
    assert dice.id not in found
    assert set(found) >= {supper.id}


def test_common_words_that_meet_by_chance_are_no_synonym(searching: Searching, session: Session) -> None:
    synonyms(session, "cleaning", resident=("cleaner",), professional=("home help",))
    cleaner = service(session, "Windows and floors", description="A cleaner comes.")
    for number in range(8):
        service(session, f"Bath {number}", description="Help with washing at home.")
    assert searching.reindex().ids("cleaner") == [cleaner.id]


def test_a_rarer_phrase_still_stands_in(searching: Searching, session: Session) -> None:
    synonyms(session, "shed", resident=("shed",), professional=("make and mend",))
    mending = {service(session, f"Bench {number}", description="We make and mend.").id for number in range(6)}
    for number in range(30):
        service(session, f"Choir {number}")
    assert set(searching.reindex().ids("shed")) == mending


def test_a_word_is_never_corrected_to_one_that_says_nothing(searching: Searching, session: Session) -> None:
    choir = service(session, "Choir", description="Anyone can sing.")
    results = searching.reindex().search("choir anyune")
    assert ([hit.service_id for hit in results.hits], results.corrections) == ([choir.id], ())
