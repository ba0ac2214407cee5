"""Parts that are lists: a group of fields for each entry there is, and one group more. An empty group says nothing."""

from typing import Any, ClassVar

from wtforms import Field

from directory.errors import RuleBroken
from directory.listings.editing import Content
from directory.moderation.listing_forms.part import PartFields


class RowFields(PartFields):
    """`list_key` is the key of the list, `deciding` the field without which a group is empty."""

    list_key: ClassVar[str]
    deciding: ClassVar[str]
    fewest: ClassVar[int] = 2
    most: ClassVar[int] = 12
    row_count = 2
    _fields: dict[str, Field]

    @classmethod
    def fitted(cls, content: Content) -> type[PartFields]:
        """As many groups as there are entries, and one to add."""
        count = min(max(len(content.get(cls.list_key) or []) + 1, cls.fewest), cls.most)
        fields: dict[str, Any] = {"row_count": count}
        for number in range(count):
            fields |= {f"{cls.list_key}.{number}.{name}": field for name, field in cls.row(number).items()}
        return type(cls.__name__, (cls,), fields)

    @classmethod
    def row(cls, number: int) -> dict[str, Any]:
        """The fields of one group."""
        raise NotImplementedError

    @classmethod
    def entry(cls, held: Content) -> dict[str, Any]:
        """What the fields of one group hold for one entry."""
        raise NotImplementedError

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """Each entry in its group."""
        entries = (content.get(cls.list_key) or [])[: cls.row_count]
        return {
            f"{cls.list_key}.{number}.{name}": value
            for number, held in enumerate(entries)
            for name, value in cls.entry(held).items()
        }

    def filled(self) -> list[int]:
        """The groups with something in them."""
        return [number for number in range(self.row_count) if self.of(number, self.deciding)]

    def of(self, number: int, name: str) -> str:
        """The words in one field of one group."""
        return self.said(f"{self.list_key}.{number}.{name}")

    def refuse(self, broken: RuleBroken) -> None:
        """Beside the group that was typed into: groups left empty are not among those that were checked."""
        parts, filled = (broken.field or "").split("."), self.filled()
        field = broken.field
        if len(parts) > 1 and parts[0] == self.list_key and parts[1].isdigit() and int(parts[1]) < len(filled):
            field = ".".join([self.list_key, str(filled[int(parts[1])]), *parts[2:]])
        super().refuse(RuleBroken(field, broken.message))  # type: ignore[misc]  # the page's form stands behind
