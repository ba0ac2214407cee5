"""The base of every form: text is cleaned before it is checked; a broken rule becomes a sentence beside its field."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.fields.core import Field
from wtforms.fields.simple import StringField
from wtforms.validators import StopValidation

from directory.errors import RuleBroken
from directory.web.idempotency import FIELD, new_token
from directory.web.validators import Chosen

#: Control characters, lone surrogates and the code points that Unicode keeps for no character.
_LAST_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_CONTROL = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_LAST_OF_PLANES}]")
UNREADABLE = "Remove the characters that cannot be shown, then try again"


def clean(value: Any) -> Any:
    """Text without blanks at its ends, in composed Unicode (NFC), with one kind of line end."""
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def readable(text: str) -> str:
    """Text without what no page can show."""
    return _CONTROL.sub("", text)


def _readable(_form: Any, field: Field) -> None:
    if isinstance(field.data, str) and _CONTROL.search(field.data):
        field.data = readable(field.data)
        raise StopValidation(UNREADABLE)


class Form(FlaskForm):
    """A form with a session token and a token against double sending."""

    class Meta(FlaskForm.Meta):
        """Clean and check the text of every field without each form asking for it."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            filters = (clean, *unbound_field.kwargs.pop("filters", ())) if _is_text(unbound_field) else ()
            field: Field = unbound_field.bind(form=form, **options, **({"filters": filters} if filters else {}))
            for check in field.validators:
                if isinstance(check, Chosen):  # what is not among the choices is asked for as if nothing was chosen
                    field.invalid_choice_message = check.message
            field.validators = (_readable, *field.validators)
            return field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if FIELD in self._fields and not self._fields[FIELD].data:
            self._fields[FIELD].data = new_token()

    once = HiddenField()

    def refuse(self, broken: RuleBroken) -> None:
        """Show a rule that an operation refused beside the field it belongs to, or above the form."""
        field = self._fields.get(broken.field) if broken.field else None
        if field is None:
            self.form_errors.append(broken.message)
        else:
            field.errors = [*field.errors, broken.message]

    @property
    def messages(self) -> list[tuple[str | None, str]]:
        """Every sentence with the id of the field it belongs to, in page order: what the error summary shows."""
        found: list[tuple[str | None, str]] = [(None, message) for message in self.form_errors]
        for field in self:
            found.extend((_target(field), str(message)) for message in field.errors)
        return found


class StatelessForm(Form):
    """A form for people who only read: sets no cookie. Its view carries `@stateless_form`."""

    class Meta(Form.Meta):
        """No session token."""

        csrf = False


def _is_text(unbound_field: Any) -> bool:
    kind: type | Callable[..., Any] = unbound_field.field_class
    return isinstance(kind, type) and issubclass(kind, StringField)


def _target(field: Field) -> str:
    """Radios and checkboxes are reached by their first choice, which bears the field's own id in our macros."""
    return str(field.id)
