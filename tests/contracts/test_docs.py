"""What the guides list is what there is: every setting, every filter, every decision."""

import re

from directory.search import filters
from directory.settings import ROOT, Settings

DOCS = ROOT / "docs"
HEADINGS = ("## Context", "## Decision", "## Consequences")


def settings_in(text: str) -> set[str]:
    """The settings that a table documents."""
    return set(re.findall(r"^\| `(WAYPOST_[A-Z_]+)`", text, flags=re.MULTILINE))


def settings_there_are() -> set[str]:
    return {f"WAYPOST_{name.upper()}" for name in Settings.model_fields}


def filters_in(text: str) -> set[str]:
    """The filters that a table documents by their key."""
    return set(re.findall(r"^\| `([a-z_]+)`", text, flags=re.MULTILINE))


def badly_written(name: str, text: str) -> list[str]:
    """What a decision lacks."""
    lacking = [f"{name} has no “{heading}”" for heading in HEADINGS if heading not in text]
    return lacking if re.match(r"# \d{4}[. ]", text) else [*lacking, f"{name} does not begin with its number"]


def test_every_setting_is_documented_and_no_other() -> None:
    assert settings_in((DOCS / "operations.md").read_text(encoding="utf-8")) == settings_there_are()


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_filter_is_documented_and_no_other() -> None:
    text = (DOCS / "search-in-detail.md").read_text(encoding="utf-8")
    assert filters_in(text) == {filter.key for filter in filters.FILTERS}


def test_decisions_are_numbered_without_gaps_and_say_why() -> None:
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(path.name[:4]) for path in decisions]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [fault for path in decisions for fault in badly_written(path.name, path.read_text(encoding="utf-8"))] == []


def test_an_undocumented_setting_and_a_thin_decision_are_found() -> None:
    assert settings_in("| `WAYPOST_MODE` | demo |\n`WAYPOST_OTHER` in passing") == {"WAYPOST_MODE"}
    assert filters_in("| `cost` | free |\n| cost |") == {"cost"}
    assert len(badly_written("0001-x.md", "# A thought\n## Context\n")) == 3
