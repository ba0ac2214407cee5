"""The files of this repository, as the contracts read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from directory.settings import ROOT

PARTS = (".ci", "benchmarks", "deploy", "directory", "docs", "migrations", "seeds", "static", "templates", "tests")
NOT_OURS = {"build", "node_modules", "__pycache__"}


def files(*suffixes: str, parts: tuple[str, ...] = PARTS) -> list[Path]:
    """Our own files, with these endings or all."""
    found = [path for part in parts for path in sorted((ROOT / part).rglob("*")) if path.is_file()]
    if parts is PARTS:
        found += [path for path in sorted(ROOT.iterdir()) if path.is_file()]
    return [path for path in found if _is_ours(path) and (not suffixes or path.suffix in suffixes)]


def _is_ours(path: Path) -> bool:
    inside = path.relative_to(ROOT).parts
    return not NOT_OURS.intersection(inside) and path.suffix != ".pyc" and path.name != ".env"


def named(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """The dotted name of a Python file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
