"""Somebody asks for help in several sittings: what they wrote is kept under a code until they send it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from directory import clock, encryption
from directory.extensions import db
from directory.listings.models import Service
from directory.referrals.models import Person, Referral, UnsentRequest
from directory.referrals.referring.receipt_codes import fits
from directory.referrals.referring.unsent import NOTHING, WRONG, forget_unsent
from directory.web.traps import stamp
from tests.client import CheckedClient
from tests.page import Page, SentForm

BEGUN = {"what_matters": "I would like company", "name": "Edith Example"}
REACHED = {"phone": "01623 555012", "born": "2 March 1948"}


@pytest.fixture(autouse=True)
def for_everybody(service: Service) -> None:
    """People may refer themselves to the club."""
    service.access_routes = ["self_online"]


def form_at(client: CheckedClient, address: str) -> SentForm:
    """The form of a page, as if it had been open for a while."""
    return opened_before(client.page(address).forms[0])


def opened_before(form: SentForm) -> SentForm:
    form.values["opened"] = stamp(clock.now() - timedelta(seconds=40))
    return form


def keep(client: CheckedClient, service: Service, form: SentForm | None = None, **values: Any) -> Any:
    """Press "Keep it and finish later"."""
    form = form or form_at(client, f"/listings/{service.id}/referrals/new")
    sent = {**form.values, **(values or BEGUN)}
    return client.post(f"/listings/{service.id}/referrals/unsent", data=sent, token=False)


def the_only(session: Session) -> UnsentRequest:
    return session.scalars(select(UnsentRequest)).one()


def go_on(client: CheckedClient, code: str, known: str = "") -> Any:
    return client.submit("/my-request", {"code": code.replace("-", " "), "known": known})


def errors_of(answer: Any) -> list[str]:
    return Page(answer.get_data(as_text=True)).errors


@pytest.mark.requirement("A076")
def test_what_is_kept_is_there_by_its_code_after_seven_days_and_is_sent_then(
    client: CheckedClient, session: Session, service: Service
) -> None:
    kept = keep(client, service, **BEGUN, **REACHED, communication=["large_print"])
    assert kept.status_code == 303
    code = the_only(session).code
    assert code.replace("-", " ") in client.page(str(kept.location)).text
    client.post("/my-request/leaving")
    assert not session.scalars(select(Person)).all()
    with clock.stopped_at(clock.now() + timedelta(days=7)):
        assert go_on(client, code, "5012").location == "/my-request/form"
        form = form_at(client, "/my-request/form")
        assert {name: form.values[name] for name in (*BEGUN, *REACHED)} == BEGUN | REACHED
        assert form.values["communication"] == "large_print"
        done = {**form.values, "leave_message": "no", "is_agreed": "y"}
        assert client.post(form.action, data=done, token=False).status_code == 303
    assert session.scalars(select(Referral)).one().person is not None
    assert not session.scalars(select(UnsentRequest)).all()


def test_nothing_of_it_is_readable_in_the_database_or_in_an_address(
    client: CheckedClient, session: Session, service: Service
) -> None:
    kept = keep(client, service, **BEGUN, **REACHED)
    code = the_only(session).code
    row = str(dict(session.execute(text("SELECT * FROM unsent_request")).mappings().one()))
    for private in ("Edith", "555012", "1948", "company", *code.split("-")):
        assert private not in row
        assert private not in str(kept.location)
    page = client.get(str(kept.location))
    assert page.headers["Cache-Control"] == "no-store"
    assert "Edith" not in page.get_data(as_text=True)


def test_agreement_is_not_kept(client: CheckedClient, session: Session, service: Service) -> None:
    keep(client, service, **BEGUN, is_agreed="y", follow_up="y")
    assert the_only(session).answers.keys() == {"what_matters", "name", "need"}
    assert not {"is_agreed", "follow_up"} & form_at(client, "/my-request/form").values.keys()


def test_what_is_kept_again_has_the_same_code_and_another_fortnight(
    client: CheckedClient, session: Session, service: Service
) -> None:
    keep(client, service)
    code = the_only(session).code
    later = clock.now() + timedelta(days=3)
    with clock.stopped_at(later):
        go_on(client, code)
        keep(client, service, form_at(client, "/my-request/form"), **BEGUN, times="Mornings")
    unsent = the_only(session)
    assert (unsent.code, unsent.answers["times"]) == (code, "Mornings")
    assert unsent.expires_at - later == timedelta(days=14)


def test_two_windows_do_not_write_over_each_other_unseen(
    client: CheckedClient, session: Session, service: Service
) -> None:
    keep(client, service)
    first, second = (form_at(client, "/my-request/form") for _ in range(2))
    assert keep(client, service, first, **BEGUN, times="Mornings").status_code == 303
    late = keep(client, service, second, **BEGUN, times="Evenings")
    assert late.status_code == 409
    page = Page(late.get_data(as_text=True))
    assert page.errors[0].startswith("You kept something else from another page")
    assert page.forms[0].values["times"] == "Evenings"
    assert keep(client, service, opened_before(page.forms[0]), **BEGUN, times="Evenings").status_code == 303
    assert the_only(session).answers["times"] == "Evenings"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"what_matters": ""}, NOTHING),
        ({"what_matters": "x" * 2001}, "Shorten this to 2,000 characters or fewer"),
        ({"what_matters": "Tea", "homepage": "https://spam.example"}, "Leave this box empty"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_on_the_page(
    client: CheckedClient, session: Session, service: Service, values: dict[str, str], sentence: str
) -> None:
    answer = keep(client, service, **values)
    assert answer.status_code == 422
    assert sentence in errors_of(answer)
    assert not session.scalars(select(UnsentRequest)).all()


def test_words_of_danger_are_kept_and_answered_with_who_to_ring(client: CheckedClient, service: Service) -> None:
    assert "116 123" in client.page(str(keep(client, service, what_matters="I want to end my life").location)).text


def test_an_unknown_code_somebody_elses_and_one_of_a_receipt_get_the_same_answer(
    client: CheckedClient, session: Session, service: Service
) -> None:
    keep(client, service, **BEGUN, **REACHED)
    code = the_only(session).code
    client.post("/my-request/leaving")
    wrong = [
        go_on(client, "maple-otter-lantern-4821"),
        go_on(client, "?"),
        go_on(client, code),  # somebody found the note
        go_on(client, code, "0000"),
        go_on(client, code, "3 March 1948"),
    ]
    assert [answer.status_code for answer in wrong] == [422] * len(wrong)
    assert {tuple(errors_of(answer)) for answer in wrong} == {(WRONG,)}
    assert client.get("/my-request/form").location == "/my-request"
    assert go_on(client, code, "2/3/1948").status_code == 303


def test_guessing_is_stopped(client: CheckedClient, session: Session, service: Service) -> None:
    keep(client, service, **BEGUN, **REACHED)
    code = the_only(session).code
    answers = [go_on(client, code, f"{number:04}") for number in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]


def test_one_address_keeps_twenty_an_hour(client: CheckedClient, session: Session, service: Service) -> None:
    form = form_at(client, f"/listings/{service.id}/referrals/new")
    fresh = {name: value for name, value in form.values.items() if name != "once"} | BEGUN
    address = f"/listings/{service.id}/referrals/unsent"
    answers = [client.post(address, data=fresh, token=False).status_code for _ in range(21)]
    assert answers == [303] * 20 + [429]


def test_after_fourteen_days_it_is_gone_and_the_job_erases_it(
    client: CheckedClient, session: Session, service: Service
) -> None:
    keep(client, service)
    code, late = the_only(session).code, clock.now() + timedelta(days=14)
    assert forget_unsent(session, late - timedelta(seconds=1)) == "unsent requests erased: 0"
    with clock.stopped_at(late):
        assert errors_of(go_on(client, code)) == [WRONG]
    assert forget_unsent(session, late) == "unsent requests erased: 1"


def test_it_is_open_here_for_half_an_hour_and_can_be_closed(
    client: CheckedClient, session: Session, service: Service
) -> None:
    kept = keep(client, service)
    assert client.get("/my-request/form").status_code == 200
    with clock.stopped_at(clock.now() + timedelta(minutes=31)):
        assert client.get("/my-request/form").location == "/my-request"
    with clock.stopped_at(clock.now() + timedelta(minutes=61)):
        assert client.get(str(kept.location)).status_code == 404
    assert client.get("/my-request/codes/made-up").status_code == 404
    client.post("/my-request/leaving")
    assert client.get("/my-request/form").location == "/my-request"
    assert the_only(session).answers["name"] == "Edith Example"


def test_it_is_thrown_away_and_nothing_is_left(client: CheckedClient, session: Session, service: Service) -> None:
    keep(client, service)
    gone = client.post("/my-request/removal")
    assert "Nothing of it is left here." in client.page(str(gone.location)).text
    assert not session.scalars(select(UnsentRequest)).all()
    assert client.post("/my-request/removal").status_code == 303


def test_a_door_that_has_closed_since_gives_the_words_back(
    client: CheckedClient, session: Session, service: Service
) -> None:
    keep(client, service)
    service.access_routes = ["any_professional"]
    page = client.page("/my-request/form")
    assert page.h1 == "You cannot ask them from here any more"
    assert "I would like company" in page.text
    assert client.post(f"/listings/{service.id}/referrals/unsent").status_code == 404


def test_a_code_told_before_the_keys_were_changed_opens_it_after(
    client: CheckedClient, session: Session, service: Service, ring: str
) -> None:
    keep(client, service)
    code, new = the_only(session).code, encryption.new_key()
    encryption.use_keys(f"{new},{ring}", "")
    encryption.rotate(session, db.metadata)
    session.commit()
    encryption.use_keys(new, "")
    session.expire_all()
    assert go_on(client, code).status_code == 303


@pytest.mark.parametrize(
    ("known", "phone", "born", "does"),
    [
        ("5012", "01623 555012", "", True),
        ("٥٠١٢", "01623 555012", "", False),
        ("12", "12", "", False),
        ("1948", "", "1948", False),
        ("2/3/1948", "", "1948-03-02", True),
        ("about 1948", "", "about 1948", False),
    ],
)
def test_one_known_thing_is_a_whole_birthday_or_the_end_of_a_number(
    known: str, phone: str, born: str, does: bool
) -> None:
    assert fits(known, phone=phone, born=born) is does
