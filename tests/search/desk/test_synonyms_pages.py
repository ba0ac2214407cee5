"""The pages on which a steward tries, adds and takes out synonyms."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.notifications import outbox
from directory.search.installed import refresh
from directory.search.models import Outcome, SearchCount
from directory.search.operations import REFRESH
from directory.search.suggesting.upkeep import NAMES_CHANGED, refresh_names
from directory.taxonomy.models import Synonym, SynonymGroup
from tests.client import CheckedClient
from tests.search.mansfield import Mansfield

ADD = "/staff/synonyms/words"
NEW = "/staff/synonyms/new"
BROLLY = {"words": "zibblets", "where": "falls", "kind": "resident"}


def word(session: Session, words: str) -> Synonym:
    return session.scalars(select(Synonym).where(Synonym.words == words)).one()


def actions(session: Session) -> list[str]:
    return list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.sequence)))


def let_the_worker_work(session: Session) -> None:
    session.commit()
    outbox.deliver(session, {REFRESH: refresh, NAMES_CHANGED: refresh_names}, at=clock.now())


def found(client: CheckedClient, words: str) -> str:
    return client.page(f"/search?q={words}").h1 or ""


def test_groups_are_listed_and_found_by_any_of_their_words(desk: CheckedClient, falls: SynonymGroup) -> None:
    assert desk.page("/staff/synonyms").links["falls"] == f"/staff/synonyms/{falls.code}"
    assert "falls" in desk.page("/staff/synonyms?q=gromm").links
    assert "No group has “zzz”" in desk.page("/staff/synonyms?q=zzz").text


def test_what_would_change_is_seen_before_anything_is_saved(
    desk: CheckedClient, falls: SynonymGroup, session: Session
) -> None:
    page = desk.page(NEW, query_string=BROLLY)
    before, after = page.text.split("Now", 1)[1].split("Then", 1)
    assert "0 found" in before
    assert "no need" in before
    assert "Worried about falling" in after
    assert "Steady Steps new" in after
    assert found(desk, "zibblets").startswith("We found nothing")
    assert session.scalars(select(Synonym).where(Synonym.words == "zibblets")).first() is None


def test_another_search_shows_whether_it_would_suffer(desk: CheckedClient, falls: SynonymGroup) -> None:
    page = desk.page(NEW, query_string=BROLLY | {"also": "visits"})
    assert "A search for “visits”: nothing changes" in page.text


@pytest.mark.requirement("A114")
def test_a_saved_word_is_found_as_soon_as_the_worker_has_seen_it(
    desk: CheckedClient, falls: SynonymGroup, session: Session
) -> None:
    answer = desk.post(ADD, data=BROLLY)
    assert answer.status_code == 303
    page = desk.page(answer.location)
    assert "“zibblets” is in." in page.text
    assert actions(session) == ["synonym.added"]
    let_the_worker_work(session)
    assert not found(desk, "zibblets").startswith("We found nothing")
    offered = desk.get("/search/suggestions?q=zibbl").get_json()["suggestions"]
    assert [each["label"] for each in offered] == ["Worried about falling"]


def test_a_word_can_start_a_group_of_its_own(desk: CheckedClient, town: Mansfield, session: Session) -> None:
    answer = desk.post(ADD, data=BROLLY | {"where": "need:health.falls"})
    assert answer.location.startswith("/staff/synonyms/zibblets?")
    assert actions(session) == ["synonym.group_started", "synonym.added"]


def test_adding_is_undone_by_one_button(desk: CheckedClient, falls: SynonymGroup, session: Session) -> None:
    page = desk.page(desk.post(ADD, data=BROLLY).location)
    undo = next(form for form in page.forms if form.action.endswith("/removal"))
    assert desk.post(undo.action, data=undo.values, token=False).status_code == 303
    assert word(session, "zibblets").is_out
    assert actions(session) == ["synonym.added", "synonym.taken_out"]


def test_a_word_is_tried_without_then_taken_out_then_put_back(
    desk: CheckedClient, falls: SynonymGroup, session: Session
) -> None:
    grommocks = word(session, "grommocks")
    assert "If “grommocks” were taken out" in desk.page(f"/staff/synonyms/falls?without={grommocks.id}").text
    removed = desk.post(f"/staff/synonyms/falls/words/{grommocks.id}/removal")
    assert "“grommocks” is out." in desk.page(removed.location).text
    let_the_worker_work(session)
    assert found(desk, "grommocks").startswith("We found nothing")
    back = desk.post(f"/staff/synonyms/falls/words/{grommocks.id}/return")
    assert "“grommocks” is back." in desk.page(back.location).text
    let_the_worker_work(session)
    assert not found(desk, "grommocks").startswith("We found nothing")


def test_a_group_is_turned_to_lead_one_way(desk: CheckedClient, falls: SynonymGroup, session: Session) -> None:
    assert desk.post("/staff/synonyms/falls/mode", data={"mode": "oneway"}).status_code == 303
    session.refresh(falls)
    assert (falls.mode, falls.is_settled_here) == ("oneway", True)
    assert desk.post("/staff/synonyms/falls/mode", data={"mode": "sideways"}).status_code == 422


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Enter a word or phrase"),
        ("the", "Choose words that mean something by themselves"),
        ("help", "Choose words that mean something by themselves"),
        ("ab", "Enter at least three letters"),
        ("ring 07700 900123", "without names, numbers or addresses"),
        ("suicide", "it shows who to ring at once"),
        ("Grommock", "Choose another group; this one has “Grommock” already"),
    ],
)
def test_words_that_would_do_harm_are_refused(
    desk: CheckedClient, falls: SynonymGroup, session: Session, words: str, said: str
) -> None:
    assert said in desk.page(NEW, query_string=BROLLY | {"words": words}, status=422).text
    answer = desk.post(ADD, data=BROLLY | {"words": words})
    assert answer.status_code == 422
    assert actions(session) == []


@pytest.mark.parametrize("where", ["no_such_group", "need:no.such", ""])
def test_a_group_there_is_not_is_refused(desk: CheckedClient, falls: SynonymGroup, where: str) -> None:
    assert desk.get(NEW, query_string=BROLLY | {"where": where}).status_code == 422
    assert desk.post(ADD, data=BROLLY | {"where": where}).status_code == 422


def test_words_in_another_group_are_pointed_out(desk: CheckedClient, falls: SynonymGroup) -> None:
    page = desk.page(NEW, query_string={"words": "grommocks", "where": "need:health.active", "kind": "resident"})
    assert "“grommocks” is in falls too." in page.text


def test_the_page_still_opens_while_search_is_away(desk: CheckedClient, falls: SynonymGroup, app: Flask) -> None:
    for path in app.extensions["waypost_settings"].index_dir.iterdir():
        if path.name == "current":
            path.unlink()
    for path in app.extensions["waypost_settings"].index_dir.glob("gen-*"):
        path.rename(path.with_name(f"lost-{path.name}"))
    assert "Search is being mended" in desk.page(NEW, query_string=BROLLY).text


UNKNOWN = "00000000-0000-7000-8000-000000000000"


def test_what_is_not_there_is_not_found(desk: CheckedClient, falls: SynonymGroup) -> None:
    assert desk.get("/staff/synonyms/nothing").status_code == 404
    assert desk.post("/staff/synonyms/nothing/mode", data={"mode": "both"}).status_code == 404
    assert desk.post(f"/staff/synonyms/falls/words/{UNKNOWN}/removal").status_code == 404


def test_nobody_else_changes_the_thesaurus(client: CheckedClient, falls: SynonymGroup, session: Session) -> None:
    grommocks = word(session, "grommocks").id
    for address in (
        ADD, "/staff/synonyms/falls/mode", f"/staff/synonyms/falls/words/{grommocks}/removal",
        f"/staff/synonyms/falls/words/{grommocks}/return",
    ):  # fmt: skip
        assert client.post(address, data=BROLLY | {"mode": "oneway"}).status_code == 303
    assert actions(session) == []
    assert not word(session, "grommocks").is_out


@pytest.mark.requirement("A114")
def test_the_box_shows_which_real_searches_would_change(
    desk: CheckedClient, falls: SynonymGroup, session: Session
) -> None:
    for words, often in (("zibblets at home", 6), ("canoeing", 9), ("zibblets", 3), ("zibblets quay", 1)):
        row = SearchCount(day=date(2026, 1, 2), outcome=Outcome.NONE, words=words, area="", searches=often)
        session.add(row)
    page = desk.page(NEW, query_string=BROLLY)
    assert "Real searches of the last three months" in page.text
    assert "“zibblets at home”" in page.text
    assert "canoeing" not in page.text, "it has nothing to do with the change"
    assert "zibblets quay" not in page.text, "it was searched for too rarely to be shown"


def test_without_such_searches_it_says_so(desk: CheckedClient, falls: SynonymGroup) -> None:
    assert "No search of the last three months" in desk.page(NEW, query_string=BROLLY).text


def test_who_did_it_is_on_the_record(desk: CheckedClient, falls: SynonymGroup, steward: User, session: Session) -> None:
    desk.post(ADD, data=BROLLY)
    assert session.scalars(select(AuditEvent.actor)).all() == [steward.actor]


def test_a_steward_of_one_area_may_not_change_the_words_of_all(client: CheckedClient, area_steward: User) -> None:
    client.sign_in(area_steward)
    assert client.get("/staff/synonyms").status_code == 403
    assert client.post(ADD, data=BROLLY).status_code == 403
