"""When a listing happens, a line for each time, as its people would say it; one box a place.

A line that is left as it was keeps all that is known of its time; a new line is read.
"""

from datetime import date, datetime
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from wtforms import TextAreaField

from directory import clock
from directory.errors import RuleBroken
from directory.listings.editing import Content
from directory.listings.editing.sentences import pattern
from directory.listings.typed_times import as_rows, read_times
from directory.moderation.listing_forms.part import PartFields, id_of
from directory.web.validators import TooLong

ANYWHERE = "times"
HINT = "One line for each time, like “Every Tuesday 10 to 12”, “2nd and 4th Thursday 2pm to 4pm” or “Saturday 7 March”"


class TimesFields(PartFields):
    """A box for times that hold wherever it is, and one for each place."""

    keys = ("times", "days_off", "venues")
    boxes: tuple[str, ...] = (ANYWHERE,)

    @classmethod
    def fitted(cls, content: Content) -> type[PartFields]:
        """The boxes this listing needs: where it has places, the one without a place only if something stands there."""
        venues = content.get("venues") or []
        labels = {f"venues.{n}.times": f"Times at {_name(venue)}" for n, venue in enumerate(venues)}
        if content.get("times") or not venues:
            labels = {ANYWHERE: "Times" if not venues else "Times wherever it is"} | labels
        fields: dict[str, Any] = {"boxes": tuple(labels)}
        hints = {box: "" if place else HINT for place, box in enumerate(labels)}
        boxes = {box: _box(box, label, hints[box]) for box, label in labels.items()}
        return type(cls.__name__, (cls,), fields | boxes)

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """The times there are, in words."""
        return {box: "\n".join(pattern(row) for row in rows_at(content, box)) for box in cls.boxes}

    def changes(self, content: Content, at: datetime) -> Content:
        """The times of each box. A line that says "closed" adds its days to the place."""
        today = clock.local(at).date()
        venues = [dict(venue) for venue in content.get("venues") or []]
        changed: Content = {}
        for box in self.boxes:
            times, off = self._read(box, rows_at(content, box), today)
            target = changed if box == ANYWHERE else venues[_place(box)]
            target["times"] = times
            if off:
                held = content if box == ANYWHERE else target
                target["days_off"] = [*(held.get("days_off") or []), *off]
        return changed | ({"venues": venues} if venues else {})

    def _read(self, box: str, rows: list[Content], today: date) -> tuple[list[Content], list[Content]]:
        known = {pattern(row): row for row in rows}
        times: list[Content] = []
        off: list[Content] = []
        for line in (line.strip() for line in self.said(box).split("\n")):
            if line in known:
                times.append(known[line])
            elif line:
                typed = read_times(line, today=today)
                if typed.problems:
                    raise RuleBroken(box, f"“{line[:60]}”: {typed.problems[0][1]}")
                found, closed = as_rows(typed)
                times += found
                off += closed
        return times, off


def rows_at(content: Content, box: str) -> list[Content]:
    """The times that a box shows."""
    held = content if box == ANYWHERE else (content.get("venues") or [])[_place(box)]
    return list(held.get("times") or [])


def _place(box: str) -> int:
    return int(box.split(".")[1])


def _name(venue: Content) -> str:
    return str(venue.get("name") or venue.get("address_1") or venue.get("city") or "this place")


def _box(box: str, label: str, hint: str) -> Any:
    return TextAreaField(
        label, id=id_of(box), description=hint, validators=[TooLong(3000, "the times")], widget=GovTextArea()
    )
