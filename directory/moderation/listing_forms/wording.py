"""What a listing says of itself: its name, what happens there, a notice on top, and how to join."""

from datetime import datetime

from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import SelectMultipleField, StringField, TextAreaField

from directory.listings.editing import Content
from directory.moderation.listing_forms.part import PartFields
from directory.moderation.submission.steps.joining import REFERRED, ROUTES
from directory.web.validators import Needed, TooLong


class NameFields(PartFields):
    """What people call it."""

    keys = ("name",)

    name = StringField(
        "Name",
        description="The name on the door or on the poster.",
        validators=[Needed("the name"), TooLong(255, "the name")],
        widget=GovTextInput(),
    )


class WordsFields(PartFields):
    """What happens there."""

    keys = ("summary", "description")

    summary = TextAreaField(
        "In one or two sentences",
        description="At most 40 words. People read this first.",
        validators=[TooLong(600, "the summary")],
        widget=GovTextArea(),
    )
    description = TextAreaField(
        "More about it",
        description="What happens, what to expect the first time, who meets you at the door.",
        validators=[TooLong(10_000, "the description")],
        widget=GovTextArea(),
    )


class EasyReadFields(PartFields):
    """The same for people who read slowly."""

    keys = ("easy_read",)

    easy_read = TextAreaField(
        "The same in Easy Read",
        description="One short sentence on each line: what happens, when, where, what it costs, who helps. "
        "Ask people with a learning disability to read it, and then ask a steward to note that they did.",
        validators=[TooLong(2_000, "the Easy Read words")],
        widget=GovTextArea(),
    )


class AlertFields(PartFields):
    """A line above everything else."""

    keys = ("alert",)

    alert = TextAreaField(
        "Notice at the top of your listing",
        description="Something people must know before they set out, like “We meet in the church hall until Easter”. "
        "Leave it empty to take the notice down.",
        validators=[TooLong(500, "the notice")],
        widget=GovTextArea(),
    )


class JoiningFields(PartFields):
    """How people get in."""

    keys = ("application_process", "access_routes")
    simple, referred = ROUTES, REFERRED

    access_routes = SelectMultipleField(
        "How can people start?",
        choices=[(route.value, words) for route, words in (*ROUTES, *REFERRED)],
    )
    application_process = TextAreaField(
        "What happens when they do",
        description="For example, “Ring Jean. She tells you where to park and meets you at the door.”",
        validators=[TooLong(2000, "how to join")],
        widget=GovTextArea(),
    )

    def changes(self, content: Content, at: datetime) -> Content:
        """The words, and the ways that are ticked."""
        return {
            "application_process": self.said("application_process") or None,
            "access_routes": list(self._fields["access_routes"].data or []),
        }
