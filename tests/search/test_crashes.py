"""Killed at any moment, the indexer leaves an index that answers whole, and the next update goes on from there."""

import json
import subprocess
import sys
from pathlib import Path

KILLS = 50


def test_fifty_kills_never_leave_half_an_answer(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.search.crashing", str(tmp_path), str(KILLS)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["unwell"] == 0, done.stderr
    assert seen["generations"] > KILLS / 5  # they were killed between and amid updates, not before the first
    assert seen["half_done"] > 0  # some at least while a generation was being written
    assert seen["left"] == 2  # the generation in use and the one before
