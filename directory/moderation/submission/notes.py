"""What a page says about the answer before it: what was understood, and what could be plainer. Never a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.listings.plain_words import Hint, read_plainly
from directory.moderation.submission.steps import Asked
from directory.moderation.submission.steps.places import called, is_place, places_of
from directory.moderation.submission.steps.times import NEXT, TimesStep

FEW = 2  # dates of each of several places: enough to see that they are right
#: Steps with words of one's own, and the fields they are in.
WORDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "about"),
    "people": ("eligibility", "not_for"),
    "join": ("how",),
}


@dataclass(frozen=True)
class Note:
    """A heading, lines, and the step they are about, with the link that leads back to it."""

    heading: str
    lines: tuple[str, ...]
    slug: str
    link: str = "Change the words"


def after(slug: str, asked: Asked) -> Note | None:
    """What there is to say of the step that was just answered."""
    if slug == "times":
        return _dates(asked)
    if is_place(slug):
        return _pin(asked, slug)
    if slug in WORDS and (hints := _hints(slug, asked)):
        return Note("Saved. Some words could be plainer", tuple(hint.sentence for hint in hints), slug)
    return None


def hints_of(asked: Asked) -> list[tuple[str, Hint]]:
    """All that could be plainer, each with the step it is about."""
    return [(slug, hint) for slug in WORDS for hint in _hints(slug, asked)]


def _hints(slug: str, asked: Asked) -> tuple[Hint, ...]:
    said = asked.answers.get(slug) or {}
    return read_plainly("\n".join(str(said.get(field) or "") for field in WORDS[slug])).hints


def _pin(asked: Asked, slug: str) -> Note | None:
    """A postcode that nobody knows leaves a place without a pin: said at once, for who typed it a moment ago."""
    answer = asked.answers.get(slug) or {}
    if not answer.get("postcode") or answer.get("latitude"):
        return None
    lines = (f"We do not know the postcode {answer['postcode']}, so this place is on no map yet.",)
    return Note("Saved. Look at the postcode again", lines, slug, "Change the postcode")


def _dates(asked: Asked) -> Note | None:
    found = TimesStep().dates(asked)
    names = {slug: called(answer) for slug, answer in places_of(asked.answers)} if len(found) > 1 else {}
    shown = FEW if names else NEXT
    starts = {box: f"{name}: " for box, name in names.items()}
    lines = [starts.get(box, "") + line for box, dates in found.items() for line in dates[:shown]]
    return Note("Saved. These are your next dates", tuple(lines), "times", "Change the times") if lines else None
