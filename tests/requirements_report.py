"""Writes docs/requirements.md from the requirement marks on tests: `python -m tests.requirements_report`."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "requirements.md"
HEAD = """# Requirements met, and the tests that show it

Made by `python -m tests.requirements_report` from the marks on tests; a contract test keeps it up to date. The ids are
rows of the project's list of what its source documents ask for.

| requirement | tests |
|---|---|
"""


def sources_of_tests() -> dict[Path, str]:
    """Every test file and what it says."""
    return {path: path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py"))}


def marked_tests(sources: Mapping[Path, str]) -> Iterator[tuple[str, str]]:
    """(requirement id, "path::test") for every mark in test files."""
    for path, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                for code in _codes(node):
                    yield code, f"{path.relative_to(ROOT).as_posix()}::{node.name}"


def _codes(node: ast.FunctionDef | ast.ClassDef) -> Iterator[str]:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.requirement":
            yield from (str(ast.literal_eval(argument)) for argument in decorator.args)


def report(sources: Mapping[Path, str] | None = None) -> str:
    """The whole page."""
    tests: defaultdict[str, set[str]] = defaultdict(set)
    for code, test in marked_tests(sources_of_tests() if sources is None else sources):
        tests[code].add(test)
    rows = [f"| {code} | {'<br>'.join(f'`{test}`' for test in sorted(tests[code]))} |" for code in sorted(tests)]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    TARGET.write_text(report(), "utf-8")
