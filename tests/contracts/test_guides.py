"""What the guides point at is there: files, commands, seeds, decisions, requirements, credits."""

import re
from pathlib import Path

import click
import pytest
from flask import Flask
from flask.cli import ScriptInfo

from directory.cli import OF_EXTENSIONS, waypost
from directory.settings import ROOT
from tests.client import CheckedClient
from tests.contracts.sources import files, named
from tests.requirements_report import TARGET, marked_tests, report

LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?<!-u )\bwaypost ((?:[a-z][a-z-]* ?){1,2})")


def broken_links(path: Path, text: str) -> list[str]:
    """Links to files that are not there; addresses elsewhere and headings are left aside."""
    targets = (target.partition("#")[0] for target in LINK.findall(text))
    wanted = [target for target in targets if target and "://" not in target and not target.startswith("mailto:")]
    return [f"{named(path)} points at {target}" for target in wanted if not (path.parent / target).exists()]


def commands(group: click.Group, context: click.Context) -> dict[str, click.Command]:
    """Every command by the words that call it, those of groups included."""
    found: dict[str, click.Command] = {}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}": each for inner, each in commands(command, context).items()}
    return found


def unknown_commands(name: str, text: str, known: dict[str, click.Command]) -> list[str]:
    """Commands in backticks or code blocks that the program does not have."""
    code = re.findall(r"`([^`\n]+)`", text) + re.findall(r"^(?:[^|`\n]*\s)?(?:\.venv/bin/)?waypost .*$", text, re.M)
    said = {" ".join(found.split()) for line in code for found in COMMAND.findall(line)}
    return sorted(f"{name}: waypost {words}" for words in said if not _is_known(words, known))


def _is_known(words: str, known: dict[str, click.Command]) -> bool:
    first = words.split()[0]
    return words in known or (first in known and not isinstance(known[first], click.Group)) or words == first in known


def unlisted(text: str, names: list[str]) -> list[str]:
    """Names that a list does not mention, neither themselves nor their folder."""
    said = re.findall(r"`([^`]+)`", text)
    folders = tuple(each for each in said if each.endswith("/"))
    return [name for name in names if name not in said and not name.startswith(folders)]


@pytest.fixture
def known(app: Flask) -> dict[str, click.Command]:
    """Every command of ours."""
    with click.Context(
        waypost, obj=ScriptInfo(create_app=lambda: app)
    ) as context:  # left open, it holds the application
        found = commands(waypost, context)
    return {name: command for name, command in found.items() if name.split()[0] not in OF_EXTENSIONS}


def test_every_link_leads_to_a_file() -> None:
    assert [fault for path in files(".md") for fault in broken_links(path, path.read_text(encoding="utf-8"))] == []


def test_every_command_in_the_guides_exists(known: dict[str, click.Command]) -> None:
    guides = files(".md")
    assert [fault for path in guides for fault in unknown_commands(named(path), path.read_text("utf-8"), known)] == []


def test_every_command_says_what_it_does(known: dict[str, click.Command]) -> None:
    assert [name for name, command in known.items() if not (command.help or "").strip()] == []


def test_every_seed_is_listed_with_its_licence() -> None:
    seeds = [path.relative_to(ROOT / "seeds").as_posix() for path in files(parts=("seeds",)) if path.suffix != ".md"]
    assert unlisted((ROOT / "seeds" / "README.md").read_text(encoding="utf-8"), seeds) == []


def test_every_guide_and_decision_is_in_the_index() -> None:
    text = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    linked = set(LINK.findall(text))
    pages = [path.relative_to(ROOT / "docs").as_posix() for path in files(".md", parts=("docs",))]
    assert [page for page in pages if page not in linked and page != "README.md"] == []


def test_credits_on_the_page_are_those_of_the_seeds(client: CheckedClient) -> None:
    credits = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8").partition("## Credits")[2]
    lines = re.findall(r"^- (.+)$", credits, re.MULTILINE)
    page = re.sub(r" (?=[.,;])", "", client.page("/data").text)
    assert lines
    assert [line for line in lines if line not in page] == []


def test_the_list_of_requirements_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == report(), "run python -m tests.requirements_report"


def test_faults_of_guides_are_found(known: dict[str, click.Command]) -> None:
    guide = ROOT / "docs" / "x.md"
    text = "[a](gone.md) [b](README.md) [c](https://example.org) [d](#here)"
    assert broken_links(guide, text) == ["docs/x.md points at gone.md"]
    text = "`waypost reindex --quick`, `waypost repair`\n\n    waypost places burn\n    waypost import oruk FILE\n"
    assert unknown_commands("x", text, known) == ["x: waypost places burn", "x: waypost repair"]
    assert unlisted("`a/` and `b.csv`", ["a/1.yaml", "b.csv", "c.csv"]) == ["c.csv"]


def test_a_new_mark_makes_the_list_of_requirements_old(tmp_path: Path) -> None:
    test = ROOT / "tests" / "contracts" / "test_guides.py"
    assert "A999" not in report()
    marked = '@pytest.mark.requirement("A999")\ndef test_new() -> None: ...\n'
    assert "| A999 |" in report(sources={test: marked})
    assert list(marked_tests({test: marked})) == [("A999", "tests/contracts/test_guides.py::test_new")]
