"""A picture, and a film in British Sign Language. Neither has to be."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import BooleanField, StringField, TextAreaField

from directory.errors import RuleBroken
from directory.listings import captions
from directory.listings.editing import Content
from directory.listings.editing.pictures import MOST_BYTES, keep_picture
from directory.moderation.submission.steps.base import Asked, Step, StepForm
from directory.moderation.submission.steps.joining import with_scheme
from directory.web.validators import TooLong


class PictureForm(StepForm):
    """A file with words for people who cannot see it."""

    picture = FileField("Choose a picture")
    alt = StringField(
        "What does the picture show?", description="For people who cannot see it. Such as “Six people having tea”.",
        validators=[TooLong(255, "what the picture shows")], widget=GovTextInput(),
    )  # fmt: skip
    remove = BooleanField("Take this picture out")
    bsl_video_url = StringField(
        "Link to a film in British Sign Language",
        description="On YouTube or Vimeo with captions, or a file that ends in .mp4 or .webm: it is shown here.",
        validators=[TooLong(500, "the link to the film")], widget=GovTextInput(),
    )  # fmt: skip
    bsl_captions = TextAreaField(
        "Captions of the film",
        description="Paste the .vtt or .srt file here. A file of yours plays with them; of any film they can be read.",
        validators=[TooLong(captions.LONGEST, "the captions")], widget=GovTextArea(),
    )  # fmt: skip


class PictureStep(Step):
    """The picture is written anew before it is kept: only the picture itself survives."""

    slug = "picture"
    form = PictureForm
    fields: ClassVar[Mapping[str, str]] = {"picture": "picture", "picture.alt": "alt"} | {
        key: key for key in ("bsl_video_url", "bsl_captions")
    }
    is_optional = True

    def heading(self, asked: Asked) -> str:
        return "A picture, if you have one"

    def content(self, asked: Asked) -> Content:
        file, alt = self.answer(asked, "file"), self.answer(asked, "alt")
        picture = {"file": file, "alt": alt} if file else None
        film = with_scheme(self.answer(asked, "bsl_video_url"))
        return {"picture": picture, "bsl_video_url": film, "bsl_captions": self.answer(asked, "bsl_captions")}


def kept_picture(form: StepForm, held: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What is kept of the form, with the name of the file; the one there was stays unless it is taken out."""
    said = {name: value for name, value in form.kept.items() if name not in ("picture", "remove")}
    file = "" if form.kept.get("remove") else held.get("file") or ""
    return said | {"file": uploaded_file(form.kept.get("picture"), folder) or file}


def uploaded_file(uploaded: Any, folder: Path) -> str:
    """The name under which an upload is kept from now on; empty when no file was chosen."""
    if not getattr(uploaded, "filename", ""):
        return ""
    data = uploaded.read(MOST_BYTES + 1)
    if not data:
        raise RuleBroken("picture", "Choose the picture again: the file was empty")
    return keep_picture(data, folder)
