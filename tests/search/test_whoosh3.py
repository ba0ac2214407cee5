"""whoosh3 in place of Whoosh 2.7.4: the same contract, and the same terms and scores to the bit."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from directory.settings import ROOT
from tests.outside import WHOOSH3, need

CONTRACT = ("tests/search/contract", "tests/search/test_oracle.py")
#: What pytest and its parallel processes say to each other is not for the process below.
OURS = ("PYTEST_", "REQUIRE_", "WAYPOST_")


@pytest.fixture
def elsewhere() -> dict[str, str]:
    """The environment of a process that finds whoosh3 where it looks for Whoosh."""
    need("WHOOSH3")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return kept | {"PYTHONPATH": WHOOSH3}


def run(*command: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run Python from the project's folder."""
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False
    )


@pytest.mark.timeout(900)  # a whole suite of its own
def test_the_successor_of_whoosh_keeps_the_whole_contract(elsewhere: dict[str, str], tmp_path: Path) -> None:
    which = run("-c", "import whoosh; print(whoosh.__file__)", environment=elsewhere)
    assert which.stdout.startswith(WHOOSH3), which
    options = ("-q", "-p", "no:cacheprovider", "--database", "sqlite", "--basetemp", str(tmp_path / "other"))
    done = run("-m", "pytest", *options, *CONTRACT, environment=elsewhere)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
