"""What was answered, step by step, in the words in which a steward will read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from directory import clock
from directory.errors import RuleBroken
from directory.listings.codes import AddressVisibility, Feature, Known
from directory.listings.editing import FIELDS, Content
from directory.listings.editing.place_sentences import address
from directory.listings.editing.rules import check_content
from directory.moderation.submission.kinds import kind_words
from directory.moderation.submission.steps import STEPS, Asked, sequence, step_called, unasked
from directory.moderation.submission.steps.naming import ORGANIZATION
from directory.moderation.submission.steps.needs import sure_needs
from directory.moderation.submission.steps.places import (
    OF_VISIT,
    PREFIX,
    AccessStep,
    called,
    is_place,
    places_of,
    venue_of,
)
from directory.moderation.submission.steps.times import TimesStep, boxes_of, understood
from directory.taxonomy.queries import all_terms

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One step: its question, what was said, and whether it was answered at all."""

    slug: str
    question: str
    lines: Lines
    is_answered: bool
    is_guess: bool = False
    is_needed: bool = False


def rows_of(asked: Asked) -> list[Row]:
    """All steps of this listing in order, then what was added besides."""
    slugs = ["kind", *sequence(asked.answers)]
    slugs += [slug for slug in asked.answers if slug not in slugs and step_called(slug) is not None]
    rows = [_row(asked, slug) for slug in slugs]
    if "needs" not in slugs and (guess := sure_needs(asked)):
        names, question = term_names(asked.session), STEPS["needs"].heading(asked)
        rows.append(
            Row("needs", question, tuple(names.get(code, code) for code in guess), is_answered=True, is_guess=True)
        )
    return rows


def lines_of(asked: Asked, slug: str) -> Lines:
    """One step in words; nothing when it was not answered."""
    if slug not in asked.answers:
        return ()
    say = _SAYINGS.get(PREFIX if is_place(slug) else slug, _from_content)
    try:
        return say(asked, slug)
    except RuleBroken:
        return tuple(str(value) for value in asked.answers[slug].values() if value and isinstance(value, str))


def to_add(asked: Asked) -> list[str]:
    """Steps this kind is not asked, and which nobody has answered yet."""
    answered = [row.slug for row in rows_of(asked)]
    return [slug for slug in unasked(asked.answers) if slug not in answered]


def term_names(session: Session) -> dict[str, str]:
    """Needs and cohorts as residents know them."""
    return {term.code: term.name for taxonomy in ("needs", "cohorts") for term in all_terms(session, taxonomy)}


def _row(asked: Asked, slug: str) -> Row:
    step = step_called(slug)
    assert step is not None  # noqa: S101 -- only slugs of steps come here
    return Row(slug, step.heading(asked), lines_of(asked, slug), slug in asked.answers, is_needed=not step.is_optional)


def _from_content(asked: Asked, slug: str) -> Lines:
    step = step_called(slug)
    assert step is not None  # noqa: S101 -- lines_of has looked it up
    content: Content = check_content(step.content(asked))
    names: Mapping[str, str] = term_names(asked.session) if slug in ("needs", "people") else {}
    return tuple(line for key, value in content.items() if key in FIELDS for line in FIELDS[key].say(value, names))


def _kind(asked: Asked, _slug: str) -> Lines:
    return (kind_words(asked.kind),)


def _name(asked: Asked, _slug: str) -> Lines:
    said = asked.answers["name"]
    return (said["name"], *(line for line in said["about"].split("\n") if line.strip()))


def _organization(asked: Asked, slug: str) -> Lines:
    is_known = asked.answers[slug].get("run_by") == ORGANIZATION
    return _from_content(asked, slug) if is_known else ("Local people, with no organisation",)


def _place(asked: Asked, slug: str) -> Lines:
    venue = check_content({"venues": [venue_of(asked.answers[slug])]})["venues"][0]
    shown = AddressVisibility(venue["address_visibility"])
    said = [address(venue), venue.get("description") or ""]
    said.append(f"Everybody sees: {shown.label.lower()}" if shown is not AddressVisibility.FULL else "")
    return tuple(line for line in said if line)


def _access(asked: Asked, _slug: str) -> Lines:
    places, step = places_of(asked.answers), AccessStep()
    said = []
    for slug, answer in places:
        start = f"{called(answer)}: " if len(places) > 1 else ""
        facts = step.of_place(asked, slug).items()
        said += [f"{start}{Feature(feature).label}: {Known(known).label.lower()}" for feature, known in facts]
    visit = step.content(asked)
    return (*said, *(f"{words} {Known(visit[key]).label}" for key, words in OF_VISIT if visit[key] != Known.NOT_KNOWN))


def _times(asked: Asked, _slug: str) -> Lines:
    step, today, boxes = TimesStep(), clock.local(asked.at).date(), boxes_of(asked)
    said = []
    for name, label in boxes:
        start = f"{label}: " if len(boxes) > 1 else ""
        typed = step.read(asked, name)
        said += [start + line for line in understood(typed, today)]
        if typed.days_off:
            said.append(f"{start}closed on {len(typed.days_off)} of these days")
        said += [f"{start}{line}" for line, _why in typed.problems]
    return tuple(said)


_SAYINGS: dict[str, Callable[[Asked, str], Lines]] = {
    "kind": _kind,
    "name": _name,
    "organization": _organization,
    PREFIX: _place,
    "access": _access,
    "times": _times,
}
