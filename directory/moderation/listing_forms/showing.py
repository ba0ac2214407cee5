"""What shows a listing: its picture with words for those who cannot see it, and a film in British Sign Language."""

from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app
from wtforms import HiddenField

from directory.errors import RuleBroken
from directory.listings.editing import Content
from directory.listings.editing.part_rules import PICTURE_NAME
from directory.listings.editing.pictures import FOLDER
from directory.moderation.listing_forms.part import PartFields
from directory.moderation.submission.steps.joining import with_scheme
from directory.moderation.submission.steps.pictures import PictureForm, uploaded_file
from directory.settings import Settings


class PictureFields(PartFields):
    """`file` is the picture there is, or the one just chosen: whoever forgot a word need not choose it again."""

    keys = ("picture", "bsl_video_url", "bsl_captions")

    file = HiddenField()
    picture = PictureForm.picture
    alt = PictureForm.alt
    remove = PictureForm.remove
    bsl_video_url = PictureForm.bsl_video_url
    bsl_captions = PictureForm.bsl_captions

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """As it is now."""
        held = content.get("picture") or {}
        return {name: held.get(name) or "" for name in ("file", "alt")} | {
            key: content.get(key) for key in ("bsl_video_url", "bsl_captions")
        }

    def changes(self, content: Content, at: datetime) -> Content:
        """The picture as it will be kept. One that is taken out takes its words with it."""
        settings: Settings = current_app.extensions["waypost_settings"]
        new = uploaded_file(self._fields["picture"].data, Path(settings.data_dir))
        file = new or ("" if self._fields["remove"].data else self._known(content, Path(settings.data_dir)))
        self._fields["file"].data = file
        return {
            "picture": {"file": file, "alt": self.said("alt")} if file else None,
            "bsl_video_url": with_scheme(self.said("bsl_video_url")) or None,
            "bsl_captions": self.said("bsl_captions") or None,
        }

    def refuse(self, broken: RuleBroken) -> None:
        """Beside the words for the picture, where it is they that are missing."""
        field = "alt" if broken.field == "picture.alt" else broken.field
        super().refuse(RuleBroken(field, broken.message))  # type: ignore[misc]  # the page's form stands behind

    def _known(self, content: Content, data_dir: Path) -> str:
        """The picture named in the page, if we keep one of that name; else the one the listing has."""
        named = self.said("file")
        if PICTURE_NAME.match(named) and (data_dir / FOLDER / named).is_file():
            return named
        return str((content.get("picture") or {}).get("file") or "")
