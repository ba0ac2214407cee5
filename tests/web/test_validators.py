"""Checks on one field."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

from directory.web.validators import Chosen, EmailAddress, EmptyTrap, Needed, TooLong


def said(validator: Any, value: str) -> list[str]:
    form = type("One", (Form,), {"field": StringField(validators=[validator])})(MultiDict({"field": value}))
    form.validate()
    return list(form.field.errors)


def test_sentences_are_made_from_the_thing() -> None:
    assert said(Needed("the name of the group"), "") == ["Enter the name of the group"]
    assert said(Chosen("what is wrong"), "") == ["Select what is wrong"]
    assert said(TooLong(1200, "your message"), "x" * 1201) == ["Shorten your message to 1,200 characters or fewer"]


def test_a_text_as_long_as_the_limit_passes() -> None:
    assert said(TooLong(5, "it"), "x" * 5) == []


@pytest.mark.parametrize("good", ["ann@example.org", "ann.o'neil+list@example.co.uk"])
def test_addresses_mail_can_reach_pass(good: str) -> None:
    assert said(EmailAddress(), good) == []


@pytest.mark.parametrize("bad", ["ann", "ann@", "@example.org", "ann@example", "a b@example.org"])
def test_other_addresses_are_explained(bad: str) -> None:
    assert said(EmailAddress(), bad) == ["Enter an email address in the correct format, like name@example.org"]


def test_an_empty_field_is_left_to_needed() -> None:
    for validator in (TooLong(5, "it"), EmailAddress(), EmptyTrap()):
        assert said(validator, "") == []


def test_only_a_program_fills_the_hidden_box() -> None:
    assert said(EmptyTrap(), "http://spam.example") == ["Leave this box empty"]
