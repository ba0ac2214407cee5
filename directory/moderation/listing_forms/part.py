"""What each part of a listing offers as a form: its answers from a listing's content, and content from its answers.

A field that holds an entry of a list bears the key under which content checks refuse it: "phones.0.number".
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from wtforms import Field

from directory.listings.editing import Content
from directory.web.forms import Form

AnyForm = TypeVar("AnyForm", bound=Form)


class PartFields:
    """The mixin of one part. `keys` are the keys of content that it may write."""

    keys: ClassVar[tuple[str, ...]]
    _fields: dict[str, Field]

    @classmethod
    def fitted(cls, content: Content) -> "type[PartFields]":
        """The mixin with as many rows as this listing needs."""
        return cls

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """What the fields hold when the page opens."""
        return {key: content.get(key) for key in cls.keys}

    def changes(self, content: Content, at: datetime) -> Content:
        """What was answered, as content; `content` is the listing as it is, for what the fields do not show.

        Raises `RuleBroken` for what cannot be read; what cannot be kept is refused when it is proposed.
        """
        return {key: self.said(key) or None for key in self.keys}

    def said(self, name: str) -> str:
        """The words in one field, empty when nothing was written."""
        return str(self._fields[name].data or "")


def part_form(fields: type[PartFields], base: type[AnyForm]) -> type[AnyForm]:
    """The form class of a part on one kind of page."""
    return type(f"{fields.__name__}On{base.__name__}", (fields, base), {})


def shown_form(form: type[AnyForm], answers: Mapping[str, Any]) -> AnyForm:
    """The form as it is first shown, whatever the request holds."""
    return form(formdata=None, data=dict(answers))


def id_of(key: str) -> str:
    """The id in the page of the field with this key: no dots, which style sheets and scripts read as classes."""
    return key.replace(".", "-")
