"""Staff fill in the self-check with somebody on the phone or at their table: the list they make says so."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.selfhelp.assisting import Assisted
from directory.selfhelp.models import Shortlist
from tests.client import CheckedClient
from tests.selfhelp.conftest import Save

pytestmark = pytest.mark.usefixtures("taxonomies")
ANSWERS = {"steady": "fallen", "assisted": "phone"}
OnlyList = Callable[[], Shortlist]


@pytest.mark.requirement("A075")
@pytest.mark.usefixtures("indexed")
def test_staff_say_how_they_sat_together_and_the_summary_says_it_back(client: CheckedClient, connector: User) -> None:
    assert "Are you filling this in with somebody?" not in client.page("/self-check").text
    client.sign_in(connector)
    assert "Are you filling this in with somebody?" in client.page("/self-check").text
    told = client.post("/self-check", data=ANSWERS, token=False).get_data(as_text=True)
    assert "Filled in with somebody: by phone" in told
    again = client.post("/self-check", data={**ANSWERS, "change": "yes"}, token=False).get_data(as_text=True)
    assert 'value="phone" checked' in again


@pytest.mark.requirement("A075")
def test_the_list_is_theirs_alone_and_says_wherever_it_is_read_who_helped(
    client: CheckedClient, session: Session, connector: User, save: Save, tea: Service, walk: Service
) -> None:
    client.sign_in(connector)
    save(tea)
    client.post("/self-check/list", data={"service_id": str(walk.id), "assisted": "home_visit"}, token=False)
    lists = {each.assisted: each for each in session.scalars(select(Shortlist))}
    theirs = lists[Assisted.HOME_VISIT]
    assert [item.name for item in theirs.items] == ["A slow walk"]
    assert [item.name for item in lists[None].items] == ["Tea on Tuesdays"]
    said = "Made with somebody from the council, at their home, on "
    for address in ("/shortlist", f"/shortlists/{theirs.code}", f"/shortlists/{theirs.code}/sheet"):
        assert said in client.page(address).text, address
    assert said not in client.page(f"/shortlists/{lists[None].code}").text


@pytest.mark.requirement("A075")
@pytest.mark.parametrize("given", ["phone", "nonsense", ""])
def test_only_staff_are_believed(client: CheckedClient, only_list: OnlyList, tea: Service, given: str) -> None:
    client.post("/self-check/list", data={"service_id": str(tea.id), "assisted": given}, token=False)
    assert only_list().assisted is None
