"""Files and functions stay small enough to be read at one sitting."""

import ast
from pathlib import Path
from statistics import median, quantiles

from tests.contracts.sources import files, functions, named

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
#: Longer on purpose, and why.
EXCUSED = {
    "migrations/versions/0001_directory.py": "generated: every table of the first release",
}


def long_files(lengths: dict[str, int]) -> list[str]:
    return [f"{name}: {lines} lines" for name, lines in lengths.items() if lines > LONGEST_FILE and name not in EXCUSED]


def function_lengths(source: str) -> dict[str, int]:
    return {
        f"{node.name}:{node.lineno}": (node.end_lineno or node.lineno) - node.lineno + 1
        for node in functions(ast.parse(source))
    }


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_too_long() -> None:
    assert long_files({named(path): line_count(path) for path in files(".py", ".html", ".js", ".scss")}) == []


def test_no_function_is_too_long() -> None:
    excused = [path for path in files(".py") if named(path) not in EXCUSED]
    found = [
        f"{named(path)} {name}: {lines} lines"
        for path in excused
        for name, lines in function_lengths(path.read_text(encoding="utf-8")).items()
        if lines > LONGEST_FUNCTION
    ]
    assert found == []


def test_most_files_and_functions_are_short() -> None:
    sources = [path.read_text(encoding="utf-8") for path in files(".py", parts=("directory",))]
    lengths = [len(source.splitlines()) for source in sources]
    spans = [span for source in sources for span in function_lengths(source).values()]
    assert median(lengths) <= 120
    assert quantiles(lengths, n=10)[-1] <= 240
    assert median(spans) <= 10
    assert quantiles(spans, n=10)[-1] <= 25


def test_every_excuse_is_still_needed() -> None:
    lengths = {named(path): line_count(path) for path in files(".py", ".html", ".js", ".scss")}
    assert [name for name in EXCUSED if lengths.get(name, 0) <= LONGEST_FILE] == []


def test_a_long_file_and_a_long_function_are_found() -> None:
    assert long_files({"directory/long.py": 301, "directory/fit.py": 300}) == ["directory/long.py: 301 lines"]
    assert function_lengths("def long():\n" + "    x = 1\n" * 60) == {"long:1": 61}
