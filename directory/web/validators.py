"""Checks on one field whose sentences are made from a noun: "Enter {thing}", "Select {thing}"."""

from typing import Any

import email_validator
from wtforms import Field, Form
from wtforms.validators import DataRequired, StopValidation, ValidationError


class Needed(DataRequired):
    """Something must be typed: "Enter {thing}"."""

    def __init__(self, thing: str) -> None:
        super().__init__(f"Enter {thing}")


class Chosen(DataRequired):
    """Something must be picked: "Select {thing}"."""

    def __init__(self, thing: str) -> None:
        super().__init__(f"Select {thing}")


class _Check:
    """A check that passes over an empty field: whether one may be empty is for `Needed` to say."""

    message: str

    def __call__(self, form: Form, field: Field) -> None:
        if field.data and not self.accepts(field.data):
            raise ValidationError(self.message)

    def accepts(self, value: Any) -> bool:
        """Whether the value passes."""
        raise NotImplementedError


class TooLong(_Check):
    """At most so many characters: "Shorten {thing} to 200 characters or fewer"."""

    def __init__(self, limit: int, thing: str) -> None:
        self.limit = limit
        self.message = f"Shorten {thing} to {limit:,} characters or fewer"

    def accepts(self, value: Any) -> bool:
        return len(value) <= self.limit


class EmailAddress(_Check):
    """An address mail could reach; its domain is not looked up."""

    message = "Enter an email address in the correct format, like name@example.org"

    def accepts(self, value: Any) -> bool:
        try:
            email_validator.validate_email(value, check_deliverability=False)
        except email_validator.EmailNotValidError:
            return False
        return len(value) <= 254


class EmptyTrap:
    """A field people do not see; only programs fill it in."""

    def __call__(self, form: Form, field: Field) -> None:
        if field.data:
            raise StopValidation("Leave this box empty")
