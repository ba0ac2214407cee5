"""Writes the choices of a filter as inputs: there are a hundred on a page, and a template loops over them slowly."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from directory.search.engine import FacetChoice


def choice_inputs(choices: Iterable[FacetChoice], start: Markup) -> Markup:
    """One line for each choice. `start` is its beginning, up to and with the quotation mark before the value."""
    return Markup("").join(_input(choice, start) for choice in choices)


def _input(choice: FacetChoice, start: Markup) -> Markup:
    checked = " checked" if choice.selected else ""
    value, label = escape(choice.value), escape(choice.label)
    return Markup(f'{start}{value}"{checked}>{label} <span>{choice.count}</span></label>\n')  # noqa: S704 -- escaped
