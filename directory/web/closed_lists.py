"""Closed lists in forms: what is offered, and the code in what was sent. Knows no list."""

from typing import TypeVar

from directory.db import Coded
from directory.errors import RuleBroken

Code = TypeVar("Code", bound=Coded)


def choices_of(codes: type[Coded], *without: Coded) -> list[tuple[str, str]]:
    """Each code with its label, in the list's order, for a field that offers them."""
    return [(code.value, code.label) for code in codes if code not in without]


def coded_or_none(codes: type[Code], value: str | None) -> Code | None:
    """The code that was chosen, None for nothing or for something that is not offered."""
    return next((code for code in codes if code.value == value), None)


def coded_in(codes: type[Code], field: str, value: str | None, message: str = "Select one of the answers") -> Code:
    """The code that was chosen. Raises `RuleBroken` beside the field when it is none of the list."""
    found = coded_or_none(codes, value)
    if found is None:
        raise RuleBroken(field, message)
    return found
