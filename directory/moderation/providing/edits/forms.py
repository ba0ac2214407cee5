"""The form of every page that changes a listing: its part's fields, and the version that was seen."""

from wtforms import HiddenField

from directory.listings.editing import Content
from directory.moderation.listing_forms.part import part_form, shown_form
from directory.moderation.providing.edits.parts import Part
from directory.web.forms import Form


class EditForm(Form):
    """`base` is the listing's counter when the page was opened, so that nobody overwrites unseen."""

    base = HiddenField()

    @property
    def seen_version(self) -> int | None:
        """The counter that the person saw; none when the page lost it."""
        written = str(self.base.data or "")
        return int(written) if written.isdigit() and len(written) < 10 else None


def opened(part: Part, content: Content, version: int) -> EditForm:
    """The form as the listing is now."""
    fields = part.fields.fitted(content)
    return shown_form(part_form(fields, EditForm), fields.answers(content) | {"base": str(version)})


def sent(part: Part, content: Content) -> EditForm:
    """The form as it was sent."""
    return part_form(part.fields.fitted(content), EditForm)()
