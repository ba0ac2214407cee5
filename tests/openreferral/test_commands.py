"""`waypost import …` as an operator meets it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.models import Service
from directory.progress import console
from tests.openreferral.builders import lines, service


@pytest.fixture
def waypost(app: Flask, words: Session, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Run `waypost import …`; gives the exit code and all that was printed."""
    monkeypatch.setattr(console, "width", 200)

    def run(*arguments: str) -> tuple[int, str]:
        result = app.test_cli_runner().invoke(args=["import", *arguments])
        return result.exit_code, result.output

    return run


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A list of two services and a broken line."""
    return str(lines(tmp_path / "list.ndjson", [service(1), "{", service(2)]))


Run = Callable[..., tuple[int, str]]


def test_an_import_is_tallied_listed_shown_and_undone(waypost: Run, path: str, words: Session) -> None:
    code, _output = waypost("oruk", path, "--source", "mansfield", "--name", "Mansfield's list", "--no-index")
    assert code == 0
    code, output = waypost("list")
    told = "mansfield  5 January 2026 09:00  Finished  3 read, 2 new, 0 changed, 1 with errors  list.ndjson"
    listed = re.search(rf"(\d+)  {told}", output)
    assert listed
    number = listed[1]
    assert waypost("show", number)[0] == 0
    code, output = waypost("undo", number, "--no-index")
    assert (code, output) == (0, f"Import {number} is undone: 2 listings removed, 0 put back.\n")
    assert waypost("undo", number)[0] == 1


def test_a_rehearsal_leaves_nothing_behind(waypost: Run, path: str, words: Session) -> None:
    assert waypost("oruk", path, "--source", "mansfield", "--dry-run")[0] == 0
    assert waypost("list")[1] == "Nothing has been imported yet.\n"
    assert words.scalars(select(Service.id)).all() == []


@pytest.mark.parametrize("code", ["steward", "demo", "Bristol Council", "", "x" * 41])
def test_a_source_code_that_cannot_be_used_is_explained(waypost: Run, path: str, code: str) -> None:
    status, output = waypost("oruk", path, "--source", code)
    assert status == 2
    assert "use up to 40 small letters, digits and hyphens" in output


def test_a_file_that_is_not_there_is_explained(waypost: Run) -> None:
    status, output = waypost("oruk", "nowhere.ndjson", "--source", "x")
    assert (status, "There is no file nowhere.ndjson" in output) == (1, True)


def test_a_feed_on_this_machine_needs_permission(waypost: Run) -> None:
    assert waypost("oruk", "http://127.0.0.1:9/api", "--source", "x")[0] == 1
    assert "Stopped midway" in waypost("list")[1]


def test_an_import_rebuilds_the_index(waypost: Run, path: str, app: Flask) -> None:
    assert waypost("oruk", path, "--source", "mansfield")[0] == 0
    assert any(Path(app.extensions["waypost_settings"].index_dir).iterdir())


@pytest.mark.parametrize("verb", ["show", "undo"])
def test_an_import_that_does_not_exist_is_explained(waypost: Run, verb: str) -> None:
    status, output = waypost(verb, "77")
    assert (status, "There is no import 77" in output) == (1, True)
