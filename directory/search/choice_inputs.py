"""Writes the choices of a filter as inputs: there are a hundred on a page, and a template loops over them slowly."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from directory.search.engine import FacetChoice


def choice_inputs(choices: Iterable[FacetChoice], start: Markup) -> Markup:
    """One line for each choice. `start` is its beginning, up to and with the quotation mark before the value."""
    return Markup("".join([_input(choice, str(start)) for choice in choices]))  # noqa: S704 -- escaped below


def _input(choice: FacetChoice, start: str) -> str:
    checked = " checked" if choice.selected else ""
    value, label = _escaped(choice.value), _escaped(choice.label)
    return f'{start}{value}"{checked}>{label} <span>{choice.count}</span></label>\n'


@lru_cache(maxsize=4000)  # the words of all filters: the same on every page
def _escaped(text: str) -> str:
    return str(escape(text))
