"""A commissioner asks for every filter there is, puts the files side by side, and still works out nobody.

The reader here knows the rule, that places add up to their whole and needs to their group, and that a quarter is part
of its year and a group of people part of everybody. Of a count they know what the files say of it, nothing else.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import product
from math import ceil, floor

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.disclosure.rule import NHS, Mark, Rule
from directory.insight.disclosure.sheets import Key, Sheet, Wider
from directory.insight.facts.counting import recount
from directory.insight.gap_map import telling
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.insight import land

TRAVEL = ("travel.transport", "travel.lifts", "travel.bikes", "travel.escort")
GROUPS = dict.fromkeys(TRAVEL, "travel") | {land.OTHER_NEED: "connect"}
STEPS, COHORTS = ("year", "quarter"), ("", "older_80")
AREAS = (land.COUNTY, land.MANSFIELD)
PLACES = {name: code for names in (land.NAMES, land.WARD_NAMES) for code, name in names.items()}
JUNE, DECEMBER = date(2025, 6, 1), date(2025, 12, 1)
ALL = ""

#: Ward, need, people, month, whether they are 80 or over.
HAPPENED = (
    *((land.LADYBROOK, need, 12, DECEMBER, False) for need in TRAVEL[:3]),
    (land.LADYBROOK, TRAVEL[3], 7, DECEMBER, False),
    (land.OAK_TREE, TRAVEL[0], 30, JUNE, False),
    (land.OAK_TREE, TRAVEL[0], 3, DECEMBER, True),
    (land.WORKSOP, TRAVEL[0], 9, DECEMBER, True),
    (land.WORKSOP, land.OTHER_NEED, 2, JUNE, False),
    (land.ABBEY, land.OTHER_NEED, 20, JUNE, False),
    (land.ABBEY, land.OTHER_NEED, 1, DECEMBER, True),
)
#: Area of the page, place or the whole of it, need or group or all, months, group of people.
Name = tuple[str, str, str, str, str]


@pytest.fixture
def happened(session: Session, at: datetime) -> None:
    land.county(session)
    for number, need in enumerate(TRAVEL[1:], start=2):
        make.term(session, "needs", need, need.partition(".")[2].title(), position=number)
    for ward, need, people, month, is_older in HAPPENED:
        cohorts = ["older_80"] if is_older else []
        land.missing(session, at, ward, people, need, month=month, cohorts=cohorts)
    recount(session, at=at)


def truth() -> Counter[Name]:
    """What was counted, by every name under which it is told."""
    found: Counter[Name] = Counter()
    for ward, need, people, month, is_older in HAPPENED:
        district = land.WARDS[ward]
        where = [(land.COUNTY, district), (land.COUNTY, ALL)]
        where += [(district, ward), (district, ALL)] if district in AREAS else []
        steps = STEPS if month == DECEMBER else STEPS[:1]
        cohorts = COHORTS if is_older else COHORTS[:1]
        for (area, place), what, step, cohort in product(where, (need, GROUPS[need], ALL), steps, cohorts):
            found[area, place, what, step, cohort] += people
    return found


def read(client: CheckedClient) -> dict[Name, str]:
    """What the files say, of every filter."""
    said: dict[Name, str] = {}
    for area, need, step, cohort in product(AREAS, (*GROUPS, *set(GROUPS.values()), ALL), STEPS, COHORTS):
        address = f"/insight/gap-map.csv?area={area}&need={need or 'all'}&months={step}&group={cohort}"
        text = client.get(address).get_data(as_text=True).removeprefix("\ufeff")
        for line in areas_of(csv.reader(io.StringIO(text))):
            place = ALL if line[0].startswith("All of ") else PLACES[line[0]]
            said[area, place, need, step, cohort] = line[1]
    return said


def areas_of(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    """The lines of the table of areas."""
    for line in lines:
        if line[:2] == ["Area", "People who could not get it"]:
            break
    for line in lines:
        yield line
        if line[0].startswith("All of "):
            return


def left_of(text: str, rule: Rule) -> tuple[int, int | None]:
    """What a cell of the file leaves open."""
    if text in ("0", "no information"):
        return 0, 0
    if text == rule.small_words:
        return 1, rule.threshold
    if text == "withheld":
        return 0, None
    fits = [n for n in range(rule.threshold + 1, int(text) + rule.rounding) if rule.rounded(n) == int(text)]
    return min(fits), max(fits)


def sums(names: Sequence[Name]) -> Iterator[tuple[list[Name], Name, bool]]:
    """Parts and their whole, and whether they are all of it."""
    parts: dict[tuple[Name, str], list[Name]] = defaultdict(list)
    for name in names:
        area, place, need, step, cohort = name
        if place != ALL:
            parts[(area, ALL, need, step, cohort), "places"].append(name)
        if need != ALL:
            parts[(area, place, GROUPS.get(need, ALL), step, cohort), "needs"].append(name)
        if step == "quarter":
            parts[(area, place, need, "year", cohort), "months"].append(name)
        if cohort:
            parts[(area, place, need, step, ALL), "people"].append(name)
        if area != land.COUNTY and place == ALL:
            parts[(land.COUNTY, area, need, step, cohort), "wards"].append(name)
    for (whole, kind), each in parts.items():
        yield each, whole, kind in ("places", "needs")


def worked_out(said: dict[Name, str], rule: Rule) -> list[Name]:
    """Small counts, and small rests of one count beside another, that are left too few values."""
    counts, names = truth(), sorted(said)
    places = {name: number for number, name in enumerate(names)}
    bounds: list[tuple[int, int | None]] = [left_of(said[name], rule) for name in names]
    questions = {name: places[name] for name in names if 0 < counts[name] <= rule.threshold}
    rows = []
    for parts, whole, is_all in sums(names):
        row = [(places[part], 1.0) for part in parts] + [(places[whole], -1.0)]
        if not is_all:
            rest = counts[whole] - sum(counts[part] for part in parts)
            row.append((len(bounds), 1.0))
            if 0 < rest <= rule.threshold:
                questions[("rest", *parts[0][1:])] = len(bounds)
            bounds.append((0, None))
        rows.append(row)
    equal = np.zeros((len(rows), len(bounds)))
    for number, row in enumerate(rows):
        for place, sign in row:
            equal[number, place] = sign
    return [name for name, number in questions.items() if values(number, csr_array(equal), bounds) < rule.choices]


def values(number: int, equal: csr_array, bounds: list[tuple[int, int | None]]) -> float:
    """How many whole numbers a count can still be."""
    ends: list[float] = []
    for sign in (1, -1):
        way = np.zeros(len(bounds))
        way[number] = sign
        solved = linprog(way, A_eq=equal, b_eq=np.zeros(equal.shape[0]), bounds=bounds)
        if solved.status == 3:
            return float("inf")
        assert solved.fun is not None, solved.message
        ends.append(sign * float(solved.fun))
    return floor(ends[1] + 1e-6) - ceil(ends[0] - 1e-6) + 1


@pytest.mark.requirement("A129")
@pytest.mark.usefixtures("happened")
def test_no_filter_taken_from_another_tells_of_anybody(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    said = read(client)
    assert worked_out(said, NHS) == []
    assert "55" in said.values()  # something is told all the same


@pytest.mark.usefixtures("happened")
def test_each_count_hidden_by_itself_would_tell_of_some(
    client: CheckedClient, commissioner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "protect_sheet", each_by_itself)
    client.sign_in(commissioner)
    assert (land.MANSFIELD, land.LADYBROOK, TRAVEL[3], "quarter", "") in worked_out(read(client), NHS)


def each_by_itself(sheet: Sheet, _wider: Sequence[Wider], rule: Rule, _before: object) -> dict[Key, Mark]:
    """The rule applied to every count alone, as if that were enough."""
    return {key: Mark.SMALL if count <= rule.threshold else Mark.SHOWN for key, count in sheet.counts.items()}


@pytest.mark.usefixtures("happened")
def test_page_and_map_say_of_each_area_what_the_file_says(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    args = f"area={land.MANSFIELD}&need={TRAVEL[3]}&months=quarter"
    text = client.get(f"/insight/gap-map.csv?{args}").get_data(as_text=True).removeprefix("\ufeff")
    lines = {line[0]: line[1] for line in areas_of(csv.reader(io.StringIO(text)))}
    page = client.page(f"/insight?{args}").text
    drawn = client.get(f"/insight/gap-map.json?{args}").get_json()
    for area in drawn["areas"]:
        assert lines[area["name"]] in (area["told"], "no information")
    assert all(said in page for said in lines.values())
