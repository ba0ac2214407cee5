"""Every address there is, as a commissioner opens it: no person, no words of anybody, no reference, no small number."""

import re
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.accounts.roles import GRANTS, Role
from directory.insight import feature as insight
from directory.insight.gap_cases.forms import STEP_FORMS
from directory.insight.reports.registry import REPORTS
from directory.needs import feature as needs
from directory.web.access import audience_of
from tests.client import CheckedClient
from tests.insight import land, planted
from tests.insight.planted import Planted, given_away, one_more, told

OURS = {each.name for each in (*needs.blueprints, *insight.blueprints)}
MAY = GRANTS[Role.COMMISSIONER]
#: Pages of a right that commissioners have, about something that is not theirs: they find nothing there.
NOT_THEIRS = {"flags.flag", "flags.new_quote"}
ELSEWHERE = UUID(int=1)
#: Addresses with questions behind them, beside every address as it is.
ASKED = (
    f"/insight?need={land.NEED}",
    f"/insight?area={land.MANSFIELD}&need={land.NEED}",
    f"/insight?area={land.BASSETLAW}&need={land.NEED}",
    f"/insight/gap-map.csv?area={land.BASSETLAW}&need={land.NEED}",
    f"/insight/gap-map.json?area={land.BASSETLAW}&need={land.NEED}",
    f"/insight/gap?area={land.MANSFIELD}&need={land.NEED}",
    f"/insight/gap?area={land.WORKSOP}&need={land.NEED}",
    f"/insight/gap.csv?area={land.WORKSOP}&need={land.NEED}",
    f"/insight/gap?area={land.BASSETLAW}&need=all",
    "/gaps?show=closed",
    f"/gaps/new?need={land.NEED}&area={land.BASSETLAW}",
    f"/gaps/overlaps?need={land.NEED}",
    "/flags?unread=1",
    f"/flags?area={land.BASSETLAW}",
    f"/flags/new?area={land.WORKSOP}&need={land.NEED}",
    *(f"/insight/{key}?area={land.BASSETLAW}" for key in REPORTS),
)


@pytest.fixture
def world(session: Session, connector: User, commissioner: User, at: datetime) -> Planted:
    """People, words and numbers, all over."""
    return planted.plant(session, connector, commissioner, at)


def addresses(app: Flask, world: Planted) -> Iterator[tuple[str, str]]:
    """Every address that can be opened, with its endpoint; what leads to a record leads to a planted one."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or rule.endpoint == "static":
            continue
        for values in _values(rule.endpoint, world):
            yield rule.endpoint, _filled(rule.rule, values)


def _values(endpoint: str, world: Planted) -> Iterator[dict[str, str]]:
    known = dict(world.values)
    if endpoint.startswith("panels."):
        yield {**known, "reference": world.panel}
    elif endpoint == "gaps.step":
        yield from ({**known, "noun": noun} for noun in STEP_FORMS)
    elif endpoint in ("gaps.case", "gaps.case_file"):
        yield from ({**known, "reference": case.reference} for case in (world.case, world.small_case))
    elif endpoint.startswith("reports.report"):
        yield from ({**known, "key": key} for key in REPORTS)
    else:
        yield known


def _filled(rule: str, values: dict[str, str]) -> str:
    usual = {"uuid": str(ELSEWHERE), "int": "1"}
    return re.sub(r"<(?:(\w+):)?(\w+)>", lambda part: values.get(part[2]) or usual.get(part[1] or "", "x"), rule)


def opened(app: Flask, client: CheckedClient, world: Planted, *, only_ours: bool) -> dict[str, tuple[str, int, str]]:
    """Endpoint, status and text of each address."""
    found = list(addresses(app, world)) + [("", address) for address in ASKED]
    answers = {}
    for endpoint, address in found:
        if not only_ours or not endpoint or endpoint.partition(".")[0] in OURS:
            answer = client.get(address)
            answers[address] = (endpoint, answer.status_code, told(answer))
    return answers


def plainly(text: str) -> str:
    """A page without what is made anew each time it is opened."""
    text = re.sub(r'name="(?:csrf_token|once|opened)"[^>]*>|nonce[-=]["\']?[\w+/=-]+', "", text)
    return re.sub(r"(?m)^(?:Content-Length|ETag|Date|Server-Timing|X-\S+): .*$", "", text)


def difference(one: str, other: str) -> list[str]:
    """The first lines that differ."""
    pairs = zip(one.splitlines(), other.splitlines(), strict=False)
    return [f"{left[:300]} | {right[:300]}" for left, right in pairs if left != right][:3]


@pytest.mark.requirement("A161")
def test_a_commissioner_reaches_no_person_no_words_and_no_reference_at_any_address(
    app: Flask, client: CheckedClient, commissioner: User, world: Planted
) -> None:
    client.sign_in(commissioner)
    answers = opened(app, client, world, only_ours=False)
    learnt = {address: found for address, (_, _, text) in answers.items() if (found := given_away(text, world))}
    assert learnt == {}
    shut = {
        (endpoint, address, status)
        for address, (endpoint, status, _) in answers.items()
        if _is_theirs(app, endpoint) and status != (404 if endpoint in NOT_THEIRS else 200)
    }
    assert shut == set(), "pages that were not looked at"


def test_no_page_tells_whether_few_are_two_or_three_or_many_are_one_more(
    app: Flask, client: CheckedClient, session: Session, commissioner: User, connector: User, world: Planted,
    at: datetime,
) -> None:  # fmt: skip
    client.sign_in(commissioner)
    before = opened(app, client, world, only_ours=True)
    one_more(session, connector, at)
    after = opened(app, client, world, only_ours=True)
    changed = {
        each: difference(plainly(text), plainly(after[each][2]))
        for each, (_, status, text) in before.items()
        if status == 200 and plainly(text) != plainly(after[each][2])
    }
    assert not changed, "\n".join(f"{each}: {lines}" for each, lines in changed.items())


def test_a_page_that_gives_somebody_away_is_found(
    client: CheckedClient, session: Session, connector: User, steward: User, world: Planted
) -> None:
    client.sign_in(steward)
    found = given_away(told(client.get(f"/flags/{world.values['flag_id']}")), world)
    assert {"Hepzibah", "cannot climb the stairs"} <= set(found)
    client.sign_in(connector)
    found = given_away(told(client.get(f"/people/{world.values['person_id']}")), world)
    assert {"Quilliam", "07700 900461", "NG18 9ZZ"} <= set(found)
    assert any(each.startswith("PE-") for each in found)


def _is_theirs(app: Flask, endpoint: str) -> bool:
    """Whether an endpoint of ours asks for a right that commissioners have."""
    if endpoint.partition(".")[0] not in OURS:
        return False
    return audience_of(app.view_functions[endpoint]) in MAY
