"""Words that must not be in this repository, and words pages do not use."""

import re
from pathlib import Path

import pytest

from tests.contracts.sources import files, named

#: In pieces, so that this file does not name them itself.
PACKAGE_SERVERS = (("registry", "npmjs", "org"), ("files", "pythonhosted", "org"), ("pypi", "org"))
#: Promises instead of work, traces of a machine, names of package servers.
NEVER = {
    "an unkept promise": re.compile(
        r"\b(TODO|FIXME|XXX|HACK)\b|\bfor now\b(?! in\b)|\bstub(bed|s)?\b|\bnot implemented yet\b"
    ),
    "a path of somebody's machine": re.compile(r"(?<![\w.])/(work|tmp|home|root|Users|opt)/\w"),
    "the address of a package server": re.compile("|".join(re.escape(".".join(host)) for host in PACKAGE_SERVERS)),
}
#: GOV.UK style: say what to do instead.
NOT_ON_PAGES = re.compile(r"\b(please|invalid|sorry|oops|illegal)\b", re.IGNORECASE)
#: Where such words may stand, and why.
EXCUSED = {
    "tests/contracts/test_words.py": "names them",
    "static/js/": "third-party names are not ours to choose",
}
TEXT = (".py", ".html", ".txt", ".md", ".toml", ".json", ".yaml", ".yml", ".js", ".mjs", ".scss", ".lock", ".ini", "")


def excused(name: str) -> bool:
    return any(name.startswith(start) for start in EXCUSED)


def faults(name: str, text: str) -> list[str]:
    """What stands in a file that must not."""
    return [
        f"{name}:{number} has {what}: {line.strip()[:80]}"
        for what, pattern in NEVER.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def impolite(name: str, text: str) -> list[str]:
    """Words in a template that pages do not use. Jinja's own code is left aside."""
    words = re.sub(r"{#.*?#}|{%.*?%}|<[^>]*>", " ", text, flags=re.DOTALL)
    return [f"{name} says “{found.group()}”" for found in NOT_ON_PAGES.finditer(words)]


def readable() -> list[Path]:
    return [path for path in files(*TEXT) if not excused(named(path)) and not named(path).startswith("seeds/")]


def test_nothing_is_promised_and_no_machine_is_named() -> None:
    assert [fault for path in readable() for fault in faults(named(path), path.read_text(encoding="utf-8"))] == []


def test_pages_say_what_to_do() -> None:
    found = [
        fault for path in files(".html", parts=("templates",)) for fault in impolite(named(path), path.read_text())
    ]
    assert found == []


@pytest.mark.parametrize(
    "bad",
    [
        "# TODO: later",
        "answer = None  # for now",
        "a stub of a page",
        'DATA = "/tmp/data"',
        "see /home/ann/notes",
        f"https://{'.'.join(PACKAGE_SERVERS[0])}/sass",
    ],
)
def test_each_kind_is_found(bad: str) -> None:
    assert len(faults("x", f"fine\n{bad}\n")) == 1


@pytest.mark.parametrize("good", ["https://example.org/tmp/a", "the stubborn", "a working day", "tmp_path / 'x'"])
def test_honest_words_are_left_alone(good: str) -> None:
    assert faults("x", good) == []


def test_impolite_words_are_found_on_pages_and_not_in_code() -> None:
    assert impolite("x", "<p>Please try again</p>") == ["x says “Please”"]
    assert impolite("x", "{% if form.invalid %}<p class='invalid'>Try again</p>{% endif %}") == []
