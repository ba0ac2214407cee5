"""Which tests run on which kind of database: what asks it directly on both, each file of pages on both between them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pytest

from tests.databases import FOUNDATIONS, KINDS, kinds_for
from tests.outside import ROOT, need

PAGE = ("tests/listings/test_a_page.py::test_it", ("client", "session", "database"))
QUERY = ("tests/listings/test_queries.py::test_it", ("session", "database"))

#: Fixtures that are on one kind by nature: this one compares the engine in PostgreSQL with the other.
ONE_KIND = {"engines": "tests/search/contract/test_same_answers.py"}

Run = tuple[str, str, Iterable[str]]


def faults(runs: Iterable[Run]) -> list[str]:
    """What is not on both kinds and should be. A run is a test, the kind of database it has, and its fixtures."""
    tests: defaultdict[str, set[str]] = defaultdict(set)
    files: defaultdict[str, set[str]] = defaultdict(set)
    opens: set[str] = set()
    for test, kind, fixtures in runs:
        tests[test].add(kind)
        files[test.partition("::")[0]].add(kind)
        if "client" in fixtures:
            opens.add(test)
    direct = [test for test in tests if test not in opens or test.startswith(FOUNDATIONS)]
    return [
        *(f"{test} runs on {kind} only" for test in direct for kind in tests[test] if tests[test] != set(KINDS)),
        *(f"{file} runs on {kind} only" for file in files for kind in files[file] if files[file] != set(KINDS)),
    ]


def runs_of(items: Iterable[pytest.Item]) -> list[Run]:
    """Each test here that has a database."""
    found: list[Run] = []
    for item in items:
        call: Any = getattr(item, "callspec", None)
        fixtures: list[str] = getattr(item, "fixturenames", [])
        if call is not None and "database" in call.params and not ONE_KIND.keys() & fixtures:
            found.append((item.nodeid.partition("[")[0], call.params["database"], fixtures))
    return found


def test_every_query_and_every_file_of_pages_runs_on_both(request: pytest.FixtureRequest) -> None:
    need("POSTGRES")
    if request.config.getoption("--database") or request.config.getoption("keyword"):
        pytest.skip("one kind of database, or some tests, were asked for")
    assert faults(runs_of(request.session.items)) == []


@pytest.mark.parametrize(
    ("runs", "fault"),
    [
        ([("tests/a.py::test_x", "sqlite", ("session",))], "tests/a.py::test_x runs on sqlite only"),
        ([("tests/a.py::test_x", "postgres", ("client",))], "tests/a.py runs on postgres only"),
        ([("tests/web/a.py::test_x", "sqlite", ("client",))], "tests/web/a.py::test_x runs on sqlite only"),
    ],
)
def test_a_gap_is_found(runs: list[Run], fault: str) -> None:
    assert fault in faults(runs)


def test_what_is_on_one_kind_by_nature_is_still_there() -> None:
    assert all(f"def {fixture}(" in (ROOT / file).read_text("utf-8") for fixture, file in ONE_KIND.items())


def test_what_is_enough_is_found_enough() -> None:
    runs = [("tests/a.py::test_x", kind, ("session",)) for kind in KINDS]
    assert faults([*runs, ("tests/a.py::test_y", "sqlite", ("client",))]) == []


def test_a_query_runs_on_both_and_a_page_on_one() -> None:
    assert kinds_for(*QUERY, on_both=False) == KINDS
    assert len(kinds_for(*PAGE, on_both=False)) == 1
    assert kinds_for(*PAGE, on_both=True) == KINDS


@pytest.mark.parametrize("folder", FOUNDATIONS)
def test_the_foundations_run_on_both(folder: str) -> None:
    assert (ROOT / folder).is_dir()
    assert kinds_for(f"{folder}test_a.py::test_it", ("client",), on_both=False) == KINDS


def test_pages_are_dealt_out_evenly_and_stay_where_they_are() -> None:
    dealt = [kinds_for(f"tests/a.py::test_{number}", ("client",), on_both=False) for number in range(400)]
    assert all(150 < dealt.count((kind,)) < 250 for kind in KINDS)
    assert dealt[:6] == [kinds_for(f"tests/a.py::test_{number}", ("client",), on_both=False) for number in range(6)]
