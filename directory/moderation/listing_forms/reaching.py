"""How people reach a listing: its phone numbers, its e-mail address and its website."""

from datetime import datetime
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextInput
from wtforms import SelectField, StringField

from directory.errors import RuleBroken
from directory.listings.codes import PhoneKind
from directory.listings.editing import Content
from directory.moderation.listing_forms.part import PartFields, id_of
from directory.web.validators import TooLong

FEWEST_ROWS, MOST_ROWS = 2, 8


class PhoneFields(PartFields):
    """Numbers, each with what it is for. One row more than there are; an empty row says nothing."""

    keys = ("phones",)
    row_count = FEWEST_ROWS

    @classmethod
    def fitted(cls, content: Content) -> type[PartFields]:
        """As many rows as there are numbers, and one to add."""
        count = min(max(len(content.get("phones") or []) + 1, FEWEST_ROWS), MOST_ROWS)
        fields: dict[str, Any] = {"row_count": count}
        for row in range(count):
            fields |= _row(row)
        return type(cls.__name__, (cls,), fields)

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """Each number in its row."""
        rows = (content.get("phones") or [])[: cls.row_count]
        return {
            f"phones.{number}.{name}": row.get(name) or ("voice" if name == "kind" else "")
            for number, row in enumerate(rows)
            for name in ("number", "description", "kind")
        }

    def changes(self, content: Content, at: datetime) -> Content:
        """The rows that hold a number. What a row does not show, such as an extension, stays with the same number."""
        before = {row["number"]: row for row in content.get("phones") or []}
        said = []
        for row in self.filled():
            number = self.said(f"phones.{row}.number")
            kept = {key: before.get(number, {}).get(key) for key in ("extension", "languages")}
            shown = {name: self.said(f"phones.{row}.{name}") for name in ("description", "kind")}
            said.append({"number": number, **kept, **shown})
        return {"phones": said}

    def filled(self) -> list[int]:
        """The rows with a number in them."""
        return [row for row in range(self.row_count) if self.said(f"phones.{row}.number")]

    def refuse(self, broken: RuleBroken) -> None:
        """Beside the row that was typed into: rows left empty are not among those that were checked."""
        field, parts = broken.field, (broken.field or "").split(".")
        if len(parts) == 3 and parts[1].isdigit() and int(parts[1]) < len(self.filled()):
            field = f"phones.{self.filled()[int(parts[1])]}.{parts[2]}"
        super().refuse(RuleBroken(field, broken.message))  # type: ignore[misc]  # the page's form stands behind


def _row(row: int) -> dict[str, Any]:
    key = f"phones.{row}"
    return {
        f"{key}.number": StringField(
            "Phone number" if row == 0 else "Another number", id=id_of(f"{key}.number"), widget=GovTextInput(),
            validators=[TooLong(60, "the phone number")],
        ),
        f"{key}.description": StringField(
            "What it is for, or when somebody answers", id=id_of(f"{key}.description"), widget=GovTextInput(),
            validators=[TooLong(255, "what the number is for")],
        ),
        f"{key}.kind": SelectField(
            "How people use it", id=id_of(f"{key}.kind"), widget=GovSelect(), default=PhoneKind.VOICE.value,
            choices=[(kind.value, kind.label) for kind in PhoneKind],
        ),
    }  # fmt: skip


class ReachFields(PartFields):
    """Where people write and read more."""

    keys = ("email", "url")

    email = StringField(
        "Email address people can write to",
        description="A shared one if you can: it stays when somebody leaves.",
        widget=GovTextInput(),
        validators=[TooLong(254, "the email address")],
    )
    url = StringField("Website or page", widget=GovTextInput(), validators=[TooLong(500, "the web address")])
