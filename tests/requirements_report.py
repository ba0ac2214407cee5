"""Writes docs/requirements.md from the requirement marks on tests: `python -m tests.requirements_report`."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "requirements.md"
HEAD = """# Requirements met, and the tests that show it

Made by `python -m tests.requirements_report` from the marks on tests; a contract test keeps it up to date. The ids are
rows of the project's list of what its source documents ask for.

| requirement | tests |
|---|---|
"""


def marked_tests(folder: Path) -> Iterator[tuple[str, str]]:
    """(requirement id, "path::test") for every mark in the test files."""
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                for code in _codes(node):
                    yield code, f"{path.relative_to(ROOT)}::{node.name}"


def _codes(node: ast.FunctionDef | ast.ClassDef) -> Iterator[str]:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.requirement":
            yield from (str(ast.literal_eval(argument)) for argument in decorator.args)


def report(folder: Path = ROOT / "tests") -> str:
    """The whole page."""
    tests: defaultdict[str, set[str]] = defaultdict(set)
    for code, test in marked_tests(folder):
        tests[code].add(test)
    rows = [f"| {code} | {'<br>'.join(f'`{test}`' for test in sorted(tests[code]))} |" for code in sorted(tests)]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    TARGET.write_text(report(), "utf-8")
