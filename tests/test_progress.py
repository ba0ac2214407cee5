"""Progress for people, and plain output for files."""

import pytest
from rich.console import Console

from directory import progress


def test_tracking_gives_the_same_items_in_order() -> None:
    assert list(progress.track(range(5), "Counting", total=5)) == [0, 1, 2, 3, 4]


def test_a_tally_writes_numbers_for_reading(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "console", Console(stderr=True, width=80))
    progress.tally("Import", {"listings": 13177, "source": "feed"})
    written = capsys.readouterr().err
    assert "13,177" in written
    assert "feed" in written
