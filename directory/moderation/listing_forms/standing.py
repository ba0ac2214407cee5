"""How a listing stands today: room, pause, closed days and closures. Whoever keeps it changes these most."""

from datetime import date, datetime, time, timedelta
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from directory import clock
from directory.errors import RuleBroken
from directory.listings.codes import CapacityStatus
from directory.listings.editing import Content
from directory.listings.typed_times.days import day_in, days_in
from directory.moderation.listing_forms.part import PartFields
from directory.web.validators import Chosen, TooLong
from directory.web.wording import british_date, short_date

HOLDS_DAYS = 31  # how long room is believed, unless another day is given
LONGEST_DAYS = 366
EVERYWHERE = "everywhere"
#: What residents read as "Ask the provider", in the words of those who are asked.
IN_OWN_WORDS = {
    CapacityStatus.INTAKE_WINDOW: "We take people at set times",
    CapacityStatus.UNKNOWN: "Not sure: people ask us",
}


class RoomFields(PartFields):
    """Whether there is room, and until when that is to be believed."""

    keys = ("capacity",)

    status = RadioField(
        "Is there room?",
        choices=[(status.value, IN_OWN_WORDS.get(status, status.label)) for status in CapacityStatus],
        validators=[Chosen("whether there is room")],
        widget=GovRadioInput(),
    )
    places = StringField("How many places", description="Only if you want people to know.", widget=GovTextInput())
    note = StringField(
        "Anything people should know",
        description="For example, “About six weeks’ wait”.",
        validators=[TooLong(255, "the note")],
        widget=GovTextInput(),
    )
    next_intake_on = StringField(
        "When do you next take people?",
        description="If you take them at set times, like 12 January.",
        widget=GovTextInput(),
    )
    expires_on = StringField("Until when does this hold?", widget=GovTextInput())

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """What was said last; an old end is not offered again."""
        held = content.get("capacity") or {}
        intake = held.get("next_intake_on")
        return {
            "status": held.get("status"),
            "places": str(held.get("places") or ""),
            "note": held.get("note") or "",
            "next_intake_on": short_date(date.fromisoformat(intake)) if intake else "",
        }

    def changes(self, content: Content, at: datetime) -> Content:
        """With an end, always: a month from today when none is given. "Ask" needs none."""
        today, status = clock.local(at).date(), self.said("status")
        intake = day_in("next_intake_on", self.said("next_intake_on"), today, "when you next take people")
        until = day_in("expires_on", self.said("expires_on"), today, "until when this holds")
        if status == CapacityStatus.INTAKE_WINDOW and intake is None:
            raise RuleBroken("next_intake_on", "Enter when you next take people, like 12 January")
        if intake is not None and intake < today:
            raise RuleBroken("next_intake_on", "Enter a day that is still to come")
        if until is not None and not today <= until <= today + timedelta(days=LONGEST_DAYS):
            raise RuleBroken("expires_on", "Enter a day within the next year")
        last = until or max(today + timedelta(days=HOLDS_DAYS), intake or today)
        said = {"status": status, "places": self.said("places"), "note": self.said("note"), "next_intake_on": intake}
        is_asking = status == CapacityStatus.UNKNOWN
        return {"capacity": said | {"expires_at": None if is_asking else end_of(last)}}


FIRST = "the first day closed"


def _known(held: Content, said: str, today: date) -> date:
    """A closure that has begun keeps its first day: that one may lie before today."""
    start = date.fromisoformat(held["from"]) if held.get("from") else today
    return min(start, today) if said == short_date(start) else today


def end_of(day: date) -> str:
    """The moment a day ends in Britain."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.LONDON).isoformat()


class PauseFields(PartFields):
    """Whether new people are taken at all."""

    keys = ("is_paused",)

    is_paused = RadioField(
        "Are you taking new people?",
        choices=[("no", "Yes, people can come or be referred"), ("yes", "No, not at the moment")],
        validators=[Chosen("whether you are taking new people")],
        widget=GovRadioInput(),
    )

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """As it is now."""
        return {"is_paused": "yes" if content.get("is_paused") else "no"}

    def changes(self, content: Content, at: datetime) -> Content:
        """Paused or not."""
        return {"is_paused": self.said("is_paused") == "yes"}


class ClosureFields(PartFields):
    """Closed for a while, from a day to a day."""

    keys = ("closed",)

    first_day = StringField("First day closed", description="For example, 21 December.", widget=GovTextInput())
    last_day = StringField(
        "Last day closed", description="Leave it empty if you do not know yet.", widget=GovTextInput()
    )
    reason = StringField(
        "Why",
        description="People read this, like “The hall is being rewired”.",
        validators=[TooLong(255, "the reason")],
        widget=GovTextInput(),
    )
    is_open_again = SelectMultipleField(
        "Open again",
        choices=[("yes", "It is not closed any more: take this off the listing")],
        widget=GovCheckboxesInput(),
    )

    @classmethod
    def fitted(cls, content: Content) -> type[PartFields]:
        """Without a closure there is nothing to take off."""
        return cls if content.get("closed") else type(cls.__name__, (cls,), {"is_open_again": None})

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """The closure there is."""
        held = content.get("closed") or {}
        days = {name: held.get(key) for name, key in (("first_day", "from"), ("last_day", "to"))}
        shown = {name: short_date(date.fromisoformat(day)) if day else "" for name, day in days.items()}
        return shown | {"reason": held.get("reason") or ""}

    def changes(self, content: Content, at: datetime) -> Content:
        """The closure, or none."""
        if "is_open_again" in self._fields and self._fields["is_open_again"].data:
            return {"closed": None}
        today, held = clock.local(at).date(), content.get("closed") or {}
        first = day_in("first_day", self.said("first_day"), _known(held, self.said("first_day"), today), FIRST)
        last = day_in("last_day", self.said("last_day"), today, "the last day closed")
        if first is None:
            raise RuleBroken("first_day", "Enter the first day it is closed, like 21 December")
        if last is not None and last < first:
            raise RuleBroken("last_day", "Enter a last day that is not before the first")
        if last is not None and last < today:
            raise RuleBroken("last_day", "Enter a last day that is still to come")
        return {
            "closed": {
                "from": first.isoformat(),
                "to": last.isoformat() if last else None,
                "reason": self.said("reason"),
            }
        }


class DaysOffFields(PartFields):
    """Single days closed, added as they are typed; those there are can be taken out."""

    keys = ("days_off", "venues")

    add = TextAreaField(
        "Days you are closed",
        description="As you would say it: 25 December, or 24 December to 2 January. Several lines are fine.",
        validators=[TooLong(1000, "the days")],
        widget=GovTextArea(),
    )
    reason = StringField("Why (optional)", validators=[TooLong(255, "the reason")], widget=GovTextInput())
    where = SelectField("Where", default=EVERYWHERE, validate_choice=False, widget=GovSelect())
    remove = SelectMultipleField("Open after all", validate_choice=False, widget=GovCheckboxesInput())

    @classmethod
    def fitted(cls, content: Content) -> type[PartFields]:
        """With this listing's places to choose from, and the days it has."""
        places = [(EVERYWHERE, "Everywhere")]
        places += [(str(n), venue.get("name") or "A place") for n, venue in enumerate(content.get("venues") or [])]
        own = {
            "where": SelectField("Where", choices=places, default=EVERYWHERE, widget=GovSelect()),
            "remove": SelectMultipleField(
                "Open after all", choices=_listed(content), validate_choice=False, widget=GovCheckboxesInput()
            ),
        }
        return type(cls.__name__, (cls,), own)

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """Nothing is typed yet."""
        return {}

    def changes(self, content: Content, at: datetime) -> Content:
        """The days there are, without those taken out, with those added. Days that are over go."""
        today, gone = clock.local(at).date(), set(self._fields["remove"].data or [])
        added = [
            {"date": day.isoformat(), "is_closed": True, "reason": self.said("reason") or None}
            for day in days_in("add", self.said("add"), today)
        ]
        where = self.said("where")
        changed = {
            "days_off": _merged(content.get("days_off"), EVERYWHERE, gone, added if where == EVERYWHERE else [], today)
        }
        venues = [
            venue | {"days_off": _merged(venue.get("days_off"), str(n), gone, added if where == str(n) else [], today)}
            for n, venue in enumerate(content.get("venues") or [])
        ]
        return changed | ({"venues": venues} if venues else {})


def _merged(held: Any, place: str, gone: set[str], added: list[Content], today: date) -> list[Content]:
    kept = {
        row["date"]: row
        for row in held or []
        if f"{place} {row['date']}" not in gone and date.fromisoformat(row["date"]) >= today
    }
    return [row for _day, row in sorted((kept | {row["date"]: row for row in added}).items())]


def _listed(content: Content) -> list[tuple[str, str]]:
    """Days that differ, each with where it holds; the value says which one to take out."""
    found = []
    for place, name, rows in _places(content):
        for row in rows:
            day = date.fromisoformat(row["date"])
            if row.get("is_closed") and day >= clock.today():
                found.append((day, f"{place} {row['date']}", f"{british_date(day)}{f', {name}' if name else ''}"))
    return [(value, words) for _day, value, words in sorted(found)]


def _places(content: Content) -> list[tuple[str, str, list[Content]]]:
    everywhere = [(EVERYWHERE, "", content.get("days_off") or [])]
    venues = enumerate(content.get("venues") or [])
    return everywhere + [(str(n), venue.get("name") or "", venue.get("days_off") or []) for n, venue in venues]
