"""When it happens, in words: a box for each place, and lists to pick from for those who would rather not type."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextArea, GovTextInput
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from directory import clock
from directory.errors import RuleBroken
from directory.listings.editing import Content
from directory.listings.schedule_words import WEEKDAYS, describe, hours
from directory.listings.schedules import next_sessions
from directory.listings.typed_times import TypedTimes, as_rows, examples, read_times
from directory.moderation.submission.steps.base import Asked, Step, StepForm
from directory.moderation.submission.steps.places import called, places_of
from directory.web.validators import TooLong
from directory.web.wording import british_date

ANYWHERE = "when"
NEXT = 5
HOW_OFTEN = (
    ("every", "Every week"),
    ("every other", "Every other week"),
    ("first", "First of the month"),
    ("second", "Second of the month"),
    ("third", "Third of the month"),
    ("fourth", "Fourth of the month"),
    ("last", "Last of the month"),
)


class TimesForm(StepForm):
    """The lists to pick from; the boxes to type in are added for each place."""

    often = SelectField("How often?", choices=HOW_OFTEN, default="every", widget=GovSelect())
    day = SelectField("Which day?", choices=[("", "Choose a day"), *((d, d) for d in WEEKDAYS)], widget=GovSelect())
    starts = StringField("From what time?", description="Like 10am", widget=GovTextInput())
    ends = StringField("Until what time?", description="Like 12 or 2.30pm", widget=GovTextInput())
    first = StringField(
        "When is the next one?", description="Only needed for every other week. Like 9 January", widget=GovTextInput()
    )
    box = SelectField("Where?", widget=GovSelect(), validate_choice=False)
    in_words = BooleanField("Keep it as I wrote it. A steward will set it out for me.")


PICKED = ("often", "day", "starts", "ends", "first", "box")


class TimesStep(Step):
    """Typed times of each place, read with the day on which they were typed."""

    slug = "times"
    form = TimesForm
    fields: ClassVar[Mapping[str, str]] = {"times": ANYWHERE, "days_off": ANYWHERE, "venues": ANYWHERE}
    is_optional = True

    def heading(self, asked: Asked) -> str:
        return "When does it happen?"

    def form_class(self, asked: Asked) -> type[StepForm]:
        boxes = boxes_of(asked)
        own: dict[str, Any] = {
            name: TextAreaField(label, validators=[TooLong(2000, "the times")], widget=GovTextArea())
            for name, label in boxes
        }
        own["box"] = SelectField("Where?", choices=boxes, default=boxes[0][0], widget=GovSelect())
        return type("TimesForm", (TimesForm,), own)

    def kept(self, form: StepForm, asked: Asked) -> Any:
        """The words, the day they were typed on, and what was picked from the lists written as words."""
        said = {name: value for name, value in form.kept.items() if name not in PICKED}
        line, box = picked_line(form.kept), form.kept.get("box") or ANYWHERE
        if line:
            said[box] = "\n".join(part for part in (str(said.get(box) or "").strip(), line) if part)
        return said | {"typed_on": clock.local(asked.at).date().isoformat()}

    def facts(self, asked: Asked) -> dict[str, Any]:
        today = clock.local(asked.at).date()
        return {"boxes": boxes_of(asked), "examples": examples(today), "dates": self.dates(asked)}

    def dates(self, asked: Asked) -> dict[str, tuple[str, ...]]:
        """The next dates that each box leads to."""
        found = {name: upcoming(self.read(asked, name), asked.at) for name, _label in boxes_of(asked)}
        return {name: lines for name, lines in found.items() if lines}

    def read(self, asked: Asked, name: str) -> TypedTimes:
        """What one box says."""
        day = self.answer(asked, "typed_on")
        today = date.fromisoformat(day) if day else clock.local(asked.at).date()
        return read_times(self.answer(asked, name), today=today)

    def content(self, asked: Asked) -> Content:
        """The times that belong to no place; those of a place go with it."""
        for name, _label in boxes_of(asked):
            problems = self.read(asked, name).problems
            if problems and not self.answer(asked, "in_words"):
                line, sentence = problems[0]
                is_only = "\n" not in self.answer(asked, name).strip()
                raise RuleBroken(f"times.{name}", sentence if is_only else f"{sentence}. It is the line “{line[:60]}”")
        times, days_off = as_rows(self.read(asked, ANYWHERE))
        return {"times": times, "days_off": days_off} if times or days_off else {}

    def of_place(self, asked: Asked, slug: str) -> Content:
        """The times of one place; its box is the only one while there is but one place."""
        name = slug if len(places_of(asked.answers)) > 1 else ANYWHERE
        times, days_off = as_rows(self.read(asked, name))
        return {"times": times, "days_off": days_off}

    def left_in_words(self, asked: Asked) -> str:
        """What a steward has to set out, for the description."""
        if not self.answer(asked, "in_words"):
            return ""
        lines = [line for name, _label in boxes_of(asked) for line, _why in self.read(asked, name).problems]
        return f"When: {'; '.join(lines)}" if lines else ""

    def field_of(self, key: str | None) -> str | None:
        name = (key or "").removeprefix("times.")
        return name if name.startswith(("place-", ANYWHERE)) else ANYWHERE


def boxes_of(asked: Asked) -> list[tuple[str, str]]:
    """A box for each place where there are several, else one."""
    places = places_of(asked.answers)
    if len(places) < 2:
        return [(ANYWHERE, "When?")]
    return [(slug, called(answer)) for slug, answer in places]


def picked_line(said: dict[str, Any]) -> str:
    """What was picked from the lists, as somebody would type it."""
    day, often = said.get("day"), said.get("often") or "every"
    if not day:
        return ""
    which = f"{often.capitalize()} {day}" + ("" if often.startswith("every") else " of the month")
    start = f" from {said['first']}" if said.get("first") and often.startswith("every") else ""
    times = [part for part in (said.get("starts"), said.get("ends")) if part]
    return which + start + (f", {' to '.join(times)}" if len(times) > 1 else f" at {times[0]}" if times else "")


def upcoming(typed: TypedTimes, at: datetime) -> tuple[str, ...]:
    """The next dates in words: "Friday 9 January 2026, 10am to midday"."""
    found = next_sessions(typed.patterns, typed.days_off, at=clock.local(at), limit=NEXT)
    return tuple(
        ", ".join(part for part in (british_date(each.on_date), hours(each.opens_at, each.closes_at)) if part)
        for each in found
    )


def understood(typed: TypedTimes, today: date) -> tuple[str, ...]:
    """How each pattern was read."""
    return tuple(describe(pattern, today) for pattern in typed.patterns)
