"""The gap map: what it says first, what it never says, and to whom."""

import csv
import io
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.facts.counting import recount
from tests.client import CheckedClient
from tests.insight import land

pytestmark = pytest.mark.usefixtures("year")


def cells(client: CheckedClient, address: str) -> list[list[str]]:
    text = client.get(address).get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.requirement("A112")
def test_the_first_sentence_names_the_gap_where_it_is_and_who_was_not_asked(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    land.offer(session, "Minibus")
    client.sign_in(commissioner)
    text = client.page("/insight").text
    assert "The gap in Nottinghamshire is community transport, most of all in Mansfield: about 40 people" in text
    assert "1 listing there has room" in text
    assert "From Rushcliffe there is no information: nobody asked there, which is not the same as no need." in text


def test_a_silent_area_reads_no_information_and_never_nought(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    line = next(line for line in cells(client, "/insight/gap-map.csv") if line and line[0] == "Rushcliffe")
    assert line[1:5] == ["no information", "no information", "0", "no information"]


def test_no_reason_is_told_of_a_silent_area_as_if_nothing_were_missing(
    client: CheckedClient, commissioner: User
) -> None:
    client.sign_in(commissioner)
    lines = cells(client, "/insight/gap-map.csv")
    start = lines.index(["Why people could not get it"])
    names = [line[0] for line in lines[start : lines.index([], start)] if len(line) > 2]
    assert names == ["Area", "Bassetlaw", "Mansfield", "Total"]
    assert ["Nobody asked in Rushcliffe, so no reason is known there."] in lines


def test_an_area_whose_count_is_hidden_stands_in_no_third_of_the_map(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    """Three in Bassetlaw: whatever stands in for them would place it by how many people live there."""
    land.draw(session)
    client.sign_in(commissioner)
    html = client.page("/insight").html
    assert "<title>Bassetlaw: Asked, and too few to tell how often</title>" in html
    assert "<title>Mansfield: Lower third</title>" in html


def test_an_area_where_people_were_asked_and_nothing_was_missing_reads_nought(
    client: CheckedClient, session: Session, connector: User, commissioner: User, at: datetime
) -> None:
    land.talks(session, connector, at, land.ABBEY, 10)
    recount(session, at=at)
    client.sign_in(commissioner)
    line = next(line for line in cells(client, "/insight/gap-map.csv") if line and line[0] == "Rushcliffe")
    assert line[1] == "0"
    assert line[2].startswith("0.0 (0.0 to ")


@pytest.mark.requirement("A129")
def test_no_small_number_and_no_rate_made_of_one_is_said(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    line = next(line for line in cells(client, "/insight/gap-map.csv") if line and line[0] == "Bassetlaw")
    assert line[1:3] == ["fewer than 8", "too few to say"]


def test_counts_and_totals_are_rounded(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    lines = [line for line in cells(client, "/insight/gap-map.csv") if line and line[0].endswith("Mansfield")]
    assert not any("42" in line for line in lines)
    line = lines[0]
    assert line[1] == "40"
    assert line[2] == "2.0 (1.4 to 2.7)"


def test_the_file_says_what_the_page_says(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    page = client.page("/insight")
    for line in cells(client, "/insight/gap-map.csv"):
        for cell in line:
            said = " ".join(cell.removeprefix("'").split())
            if cell and line[0] not in ("Made", "Mind", "Rule", "Source", *PARAMETERS) and "Waypost" not in cell:
                assert said in " ".join(page.text.split()) or len(line) == 4, said


PARAMETERS = ("Need", "Group of people", "Months", "Area", "Shown by", "Weights", "Access", "Small numbers")


@pytest.mark.requirement("A132")
def test_the_file_names_every_source_with_its_year_and_vintage(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    lines = cells(client, "/insight/gap-map.csv")
    start = lines.index(["Source", "Year", "As of", "Licence"])
    sources = [line for line in lines[start + 1 :] if line]
    assert len(sources) == 6
    assert all(line[1] and line[2] for line in sources)
    assert {line[2] for line in sources if line[0].startswith("Waypost: ")} == {"5 January 2026"}


def test_wards_of_a_district_are_shown_when_it_is_chosen(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    page = client.page(f"/insight?need={land.NEED}&area={land.MANSFIELD}")
    assert {"Ladybrook", "Oak Tree"} <= set(page.links)
    assert "Worksop" not in page.text


def test_a_need_that_hardly_anybody_lacks_gives_nobody_away(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    assert "Nobody was counted who could not get lunch clubs" in client.page(f"/insight?need={land.OTHER_NEED}").text


def test_a_group_of_needs_adds_up_its_needs(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    assert "about 40 people could not get it" in client.page("/insight?need=travel").text


@pytest.mark.parametrize("wrong", ["need=nonsense", "group=nobody", "months=yesterday", "area=E09000001"])
def test_what_is_not_among_the_choices_is_not_found(client: CheckedClient, commissioner: User, wrong: str) -> None:
    client.sign_in(commissioner)
    assert client.get(f"/insight?{wrong}").status_code == 404


def test_the_map_that_moves_says_no_more_than_the_table(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    assert client.get("/insight/gap-map.json").get_json() == {"areas": []}  # no outlines are loaded in this test


def test_supervisors_see_it_too(client: CheckedClient, supervisor: User) -> None:
    client.sign_in(supervisor)
    assert client.page("/insight").h1 == "Where help is missing"


@pytest.mark.parametrize("address", ["/insight", "/insight/gap-map.csv", "/insight/gap-map.json", "/insight/gap"])
def test_connectors_stewards_and_providers_do_not(
    client: CheckedClient, connector: User, steward: User, provider: User, address: str
) -> None:
    for user in (connector, steward, provider):
        client.sign_in(user)
        assert client.get(address).status_code == 403


def test_nobody_sees_it_without_signing_in(client: CheckedClient) -> None:
    assert client.get("/insight").status_code == 303
    assert client.get("/insight/gap-map.csv").status_code in (303, 403)


def test_counting_anew_needs_the_right_to_close_gaps(
    client: CheckedClient, session: Session, commissioner: User, supervisor: User, at: datetime
) -> None:
    land.missing(session, at, land.LADYBROOK, 100)
    client.sign_in(supervisor)
    assert client.post("/insight/counts").status_code == 403
    client.sign_in(commissioner)
    assert client.post("/insight/counts").status_code == 303
    assert "about 140 people" in client.page("/insight").text
