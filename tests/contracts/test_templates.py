"""Templates are code: they compile, import nothing they do not use, and each page has a title."""

import re

from flask import Flask
from jinja2 import Environment, TemplateSyntaxError, nodes

from directory.settings import ROOT
from tests.contracts.sources import files, named

TEMPLATES = ROOT / "templates"


def unused_imports(tree: nodes.Template) -> list[str]:
    """Names that a template imports and never says again."""
    brought: set[str] = set()
    for found in tree.find_all((nodes.FromImport, nodes.Import)):
        if isinstance(found, nodes.FromImport):
            brought |= {name if isinstance(name, str) else name[1] for name in found.names}
        elif isinstance(found, nodes.Import):
            brought.add(found.target)
    said = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"}
    return sorted(brought - said)


def is_page(source: str) -> bool:
    return bool(re.search(r'{%-?\s*extends\s+"layout/', source))


def faults(name: str, source: str, environment: Environment) -> list[str]:
    """What is wrong with a template."""
    try:
        tree = environment.parse(source)
        environment.compile(tree, name)
    except TemplateSyntaxError as error:
        return [f"{name} cannot be read: {error.message}"]
    found = [f"{name} imports {unused} and does not use it" for unused in unused_imports(tree)]
    blocks = {block.name: block for block in tree.find_all(nodes.Block)}
    if is_page(source) and "title" not in blocks:
        found.append(f"{name} has no title")
    elif is_page(source) and not blocks["title"].body:
        found.append(f"{name} has an empty title")
    return found


def test_every_template_is_sound(app: Flask) -> None:
    found = []
    for path in files(".html", ".txt", parts=("templates",)):
        found += faults(named(path), path.read_text(encoding="utf-8"), app.jinja_env)
    assert found == []


def test_every_template_that_is_rendered_exists(app: Flask) -> None:
    missing = []
    for path in files(".py", parts=("directory",)):
        for name in re.findall(r'render_template\(\s*"([^"]+)"', path.read_text(encoding="utf-8")):
            if not (TEMPLATES / name).is_file():
                missing.append(f"{named(path)} renders {name}")
    assert missing == []


def test_each_kind_of_fault_is_found(app: Flask) -> None:
    page = '{% extends "layout/page.html" %}'
    assert faults("x", "{% if %}", app.jinja_env)[0].startswith("x cannot be read")
    assert faults("x", '{% from "a.html" import card, list %}{{ card() }}', app.jinja_env) == [
        "x imports list and does not use it"
    ]
    assert faults("x", page + "{% block content %}{% endblock %}", app.jinja_env) == ["x has no title"]
    assert faults("x", page + "{% block title %}{% endblock %}", app.jinja_env) == ["x has an empty title"]
    assert faults("x", page + "{% block title %}Fine{% endblock %}", app.jinja_env) == []
