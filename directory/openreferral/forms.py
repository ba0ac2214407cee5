"""What a steward fills in to bring a spreadsheet in."""

from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovTextInput
from wtforms import StringField
from wtforms.validators import StopValidation

from directory.web.forms import Form
from directory.web.validators import Needed, TooLong


class _Chosen:
    """A file was chosen."""

    field_flags: dict[str, bool] = {}  # noqa: RUF012 -- as the form library reads it

    def __call__(self, _form: object, field: FileField) -> None:
        """Stop without one."""
        if not getattr(field.data, "filename", ""):
            raise StopValidation("Choose a file")


class UploadForm(Form):
    """The file, and what the list is."""

    file = FileField(
        "The list, saved as CSV",
        description="Up to 1,000 rows and 1.5 MB, with headings in the first row.",
        validators=[_Chosen()],
        widget=GovFileInput(),
    )
    list_name = StringField(
        "What do you call this list?",
        description="The same name next time brings it up to date, without doubles.",
        validators=[Needed("a name for the list"), TooLong(80, "the name")],
        widget=GovTextInput(),
    )
    event = StringField(
        "Where was it gathered? (optional)",
        description="A workshop, a call-out, an online search, such as “Ashfield workshop, May 2026”.",
        validators=[TooLong(120, "where it was gathered")],
        widget=GovTextInput(),
    )
