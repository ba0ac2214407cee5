"""A package imports only from the layers below its own, in the order of pyproject; the domain does not know HTTP."""

import ast
import tomllib

from directory.settings import ROOT
from tests.contracts.sources import files, module_of

DOMAIN = {"models", "states", "policy", "operations", "criteria", "presenters"}
HTTP = {"flask", "flask_login", "flask_wtf", "werkzeug"}


def layers() -> dict[str, int]:
    """Each package and how high it stands. Those of one row with `:` between them may import each other."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rows = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    heights = {}
    for height, row in enumerate(reversed(rows)):
        for name in row.replace("|", " ").replace(":", " ").split():
            heights[name] = height
    return heights


def imported(source: str) -> set[str]:
    """The dotted names that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def upward(modules: dict[str, str]) -> list[str]:
    """Imports that go up, or sideways into another package."""
    heights = layers()
    breaches = []
    for module, source in modules.items():
        own = ([*module.split("."), ""])[1]
        if own not in heights:
            continue
        for name in imported(source):
            other = ([*name.split("."), ""])[1] if name.startswith("directory.") else ""
            if other in heights and other != own and heights[other] >= max(heights[own], 1):
                breaches.append(f"{module} imports {name}")
    return breaches


def worldly(modules: dict[str, str]) -> list[str]:
    """Domain modules that import something of HTTP."""
    return [
        f"{module} imports {name}"
        for module, source in modules.items()
        if DOMAIN.intersection(module.split(".")[2:])
        for name in imported(source)
        if name.split(".")[0] in HTTP
    ]


def ours() -> dict[str, str]:
    return {module_of(path): path.read_text(encoding="utf-8") for path in files(".py", parts=("directory",))}


def test_no_package_imports_from_above_or_beside() -> None:
    assert upward(ours()) == []


def test_the_domain_does_not_know_http() -> None:
    assert worldly(ours()) == []


def test_every_package_has_a_layer() -> None:
    packages = {module.split(".")[1] for module in ours() if "." in module}
    assert packages - set(layers()) == set()


def test_wrong_imports_are_found() -> None:
    bad = {
        "directory.geo.points": "from directory.listings.models import Service",
        "directory.taxonomy.terms": "import directory.geo.models",
        "directory.web.pages": "from directory.search import engine",
        "directory.listings.operations": "from directory.geo.models import Area",
    }
    assert len(upward(bad)) == 3
    assert worldly({"directory.listings.operations": "from flask import request"}) == [
        "directory.listings.operations imports flask.request"
    ]
