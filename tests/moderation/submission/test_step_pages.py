"""One question a page: what is kept, what is asked for again, and two tabs at once."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.moderation.submission.models import ListingDraft
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.moderation.submission.conftest import Walker
from tests.page import Page

MIXED = "Jan’s “tea” 🧘 نساء & <b>friends</b>"


def refused(answer: Any) -> list[str]:
    assert answer.status_code == 422
    return Page(answer.get_data(as_text=True)).errors


def kept(session: Session) -> dict[str, Any]:
    session.expire_all()
    return session.scalars(select(ListingDraft)).one().answers


@pytest.mark.parametrize(
    ("slug", "values", "sentence"),
    [
        ("name", {"name": "", "about": "Tea"}, "Enter what it is called"),
        ("name", {"name": "Tea", "about": ""}, "Enter what happens, in a sentence or two"),
        ("organization", {}, "Select who runs it"),
        ("organization", {"run_by": "organization"}, "Enter what the organisation is called"),
        ("organization", {"run_by": "organization", "organization": "X", "charity": "none"},
         "Enter the charity number in figures, or leave it empty"),
        ("place-1", {}, "Enter the name of the place or its address, or take the place out"),
        ("times", {"when": "when Jean can"},
         "We could not read “when Jean can”. Write it more simply, like “every Tuesday 10 to 12”"),
        ("cost", {}, "Select what it costs, or “Not sure yet”"),
        ("cost", {"kinds": ["unknown", "free"]}, "Take out “Not sure yet”, or the other answers"),
        ("cost", {"kinds": ["fixed"], "amount_fixed": "a fiver"}, "Enter an amount in pounds, like 3 or 2.50"),
        ("people", {}, "Select who can come"),
        ("people", {"who": "anybody", "minimum_age": "old"}, "Enter an age as a whole number from 0 to 120"),
        ("join", {}, "Enter a phone number, an email address or a website, or say that people can just turn up"),
        ("join", {"phone_1": "ring Jean"}, "Enter a phone number, like 0115 496 0123. “ring Jean” cannot be dialled"),
        ("join", {"email": "jean"}, "Enter an email address in the correct format, like name@example.org"),
        ("needs", {"needs": []}, "Select at least one, so that people find it"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_asked_for_beside_its_field(
    walker: Walker, slug: str, values: dict[str, Any], sentence: str
) -> None:
    walker.begin()
    assert refused(walker.answer(slug, values)) == [sentence]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://localhost/x", "http://127.0.0.1/", "ftp://example.org"])
def test_addresses_that_lead_nowhere_good_are_refused(walker: Walker, url: str) -> None:
    walker.begin()
    assert refused(walker.answer("join", {"url": url}))


def test_words_survive_as_they_were_typed(walker: Walker, session: Session) -> None:
    walker.begin()
    walker.answer("name", {"name": MIXED, "about": MIXED})
    assert walker.page("name").forms[0].values["name"] == MIXED
    assert kept(session)["name"]["about"] == MIXED
    assert MIXED in walker.page("check").text


def test_wrong_words_are_kept_on_the_page(walker: Walker) -> None:
    walker.begin()
    answer = walker.answer("join", {"phone_1": "ring Jean", "how": "Ask for Jean"})
    page = Page(answer.get_data(as_text=True))
    values = next(form for form in page.forms if form.method == "post").values
    assert (values["phone_1"], values["how"].strip()) == ("ring Jean", "Ask for Jean")


def test_hints_about_words_come_after_saving_and_refuse_nothing(walker: Walker) -> None:
    walker.begin()
    answer = walker.answer("name", {"name": "Lunch", "about": "Lunch for the elderly and their friends."})
    assert answer.status_code == 303
    assert "Instead of “the elderly” you could say: older people" in walker.page("organization").text


def test_hints_make_way_for_what_has_to_be_put_right(walker: Walker) -> None:
    walker.begin()
    walker.answer("name", {"name": "Lunch", "about": "Lunch for the elderly."})
    page = Page(walker.answer("organization", {}).get_data(as_text=True))
    assert page.errors == ["Select who runs it"]
    assert "could be plainer" not in page.text


def test_a_form_open_for_two_hours_is_kept(walker: Walker, session: Session, at: datetime) -> None:
    walker.begin()
    form = next(form for form in walker.page("name").forms if form.method == "post")
    with clock.stopped_at(at + timedelta(hours=2)):
        sent = form.values | {"name": "Tea", "about": "Tea for all.", "go": "on"}
        assert walker.client.post(form.action, data=sent, token=False).status_code == 303
    assert kept(session)["name"]["name"] == "Tea"


def test_two_tabs_on_one_question_lose_neither_answer(walker: Walker, session: Session) -> None:
    walker.begin()
    tab = next(form for form in walker.page("name").forms if form.method == "post")
    walker.answer("name", {"name": "Tea and talk", "about": "In the first tab."})
    sent = tab.values | {"name": "Tea and cake", "about": "In the second tab.", "go": "on"}
    answer = walker.client.post(tab.action, data=sent, token=False)
    page = Page(answer.get_data(as_text=True))
    assert (answer.status_code, page.h1) == (409, "Its name and what happens")
    assert "Tea and talk" in page.text
    both = next(form for form in page.forms if form.method == "post")
    assert both.values["name"] == "Tea and cake"
    assert kept(session)["name"]["name"] == "Tea and talk"
    again = walker.client.post(both.action, data=both.values | {"go": "on"}, token=False)
    assert (again.status_code, kept(session)["name"]["name"]) == (303, "Tea and cake")


def test_a_double_click_on_a_question_is_no_conflict(walker: Walker) -> None:
    walker.begin()
    form = next(form for form in walker.page("name").forms if form.method == "post")
    sent = form.values | {"name": "Tea", "about": "Tea for all.", "go": "on"}
    assert [walker.client.post(form.action, data=sent, token=False).status_code for _ in range(2)] == [303, 303]


def test_something_much_like_it_is_shown_at_once(walker: Walker, session: Session) -> None:
    listed = factory.service(session, "Tuesday knitters")
    walker.begin()
    answer = walker.answer("name", {"name": "The Tuesday Knitters", "about": "Wool and tea."})
    assert answer.headers["Location"] == walker.path("alike")
    page = walker.page("alike")
    assert page.links["Tuesday knitters"] == f"/listings/{listed.id}"
    assert page.links["No, it is something else"] == walker.path("organization")


def test_a_change_from_the_check_leads_back_to_it(walker: Walker, session: Session) -> None:
    walker.write(session)
    form = next(form for form in walker.client.page(walker.path("cost?to=check")).forms if form.method == "post")
    answer = walker.client.post(form.action, data=form.values | {"kinds": ["free"], "go": "on"}, token=False)
    assert answer.headers["Location"] == walker.path("check")


def test_a_program_that_fills_in_the_hidden_box_is_refused(walker: Walker, session: Session) -> None:
    walker.begin()
    assert refused(walker.answer("name", {"name": "x", "about": "x", "homepage": "spam"}))
    assert "name" not in kept(session)


def test_a_question_there_is_not_is_404(walker: Walker) -> None:
    walker.begin()
    assert walker.client.get(walker.path("horoscope")).status_code == 404
    assert walker.client.get(walker.path("place-99")).status_code == 404


def test_somebody_elses_code_is_not_found_by_number(client: CheckedClient) -> None:
    assert client.get("/drafts/1/name").status_code == 404


def test_from_another_site_nothing_is_kept(walker: Walker, client: CheckedClient, session: Session) -> None:
    walker.begin()
    assert client.post(walker.path("name"), data={"name": "x", "about": "x"}, from_elsewhere=True).status_code == 403
    assert "name" not in kept(session)


def test_a_picture_is_written_anew_and_can_be_taken_out(walker: Walker, session: Session) -> None:
    walker.begin()
    picture = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG")
    picture.seek(0)
    walker.answer("picture", {"picture": (picture, "a.jpg"), "alt": "Tea"}, content_type="multipart/form-data")
    file = kept(session)["picture"]["file"]
    assert walker.client.get(f"/pictures/{file}").status_code == 200
    walker.answer("picture", {"remove": "y"})
    assert kept(session)["picture"]["file"] == ""


def test_a_picture_stays_whatever_button_is_pressed(walker: Walker, session: Session) -> None:
    walker.begin()
    picture = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG")
    picture.seek(0)
    sent = {"picture": (picture, "a.jpg"), "alt": "Tea"}
    assert walker.answer("picture", sent, go="stay", content_type="multipart/form-data").status_code == 303
    file = kept(session)["picture"]["file"]
    walker.answer("picture", {"alt": "Tea and cake"}, go="stay")
    assert kept(session)["picture"] == {"file": file, "alt": "Tea and cake", "bsl_video_url": "", "bsl_captions": ""}


def test_a_picture_that_is_a_program_is_refused(walker: Walker) -> None:
    walker.begin()
    drawing = BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    answer = walker.answer("picture", {"picture": (drawing, "a.svg"), "alt": "x"}, content_type="multipart/form-data")
    assert refused(answer) == ["Choose a picture that is a JPEG, PNG, WebP or GIF file"]


def test_a_picture_needs_words_for_people_who_cannot_see_it(walker: Walker) -> None:
    walker.begin()
    picture = BytesIO()
    Image.new("RGB", (4, 3)).save(picture, "PNG")
    picture.seek(0)
    answer = walker.answer("picture", {"picture": (picture, "a.png")}, content_type="multipart/form-data")
    assert refused(answer) == ["Enter what the picture shows, for people who cannot see it"]


def test_pictures_are_counted_apart_from_words(walker: Walker, session: Session) -> None:
    walker.write(session)
    here = walker.path("picture")
    statuses = [
        walker.client.post(here, data={"picture": (BytesIO(b"none"), "us.jpg"), "go": "on"}, token=False).status_code
        for _ in range(41)
    ]
    assert statuses == [422] * 40 + [429]
    assert walker.answer("picture", {"bsl_video_url": "https://example.org/film"}).status_code == 303
