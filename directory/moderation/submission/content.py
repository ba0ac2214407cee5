"""Puts the answers of all steps together as one listing's content, and says which step a refusal belongs to."""

from dataclasses import dataclass

from directory.errors import RuleBroken
from directory.listings.codes import AssetType, DeliveryMode
from directory.listings.editing import Content
from directory.listings.editing.rules import check_content, check_whole_content
from directory.moderation.submission.steps import STEPS, Asked, sequence, step_called
from directory.moderation.submission.steps.needs import sure_needs
from directory.moderation.submission.steps.places import AccessStep, is_place, places_of, venue_of
from directory.moderation.submission.steps.times import TimesStep

#: How a kind reaches people when nobody was asked.
USUAL_WAY = {
    AssetType.HELPLINE: DeliveryMode.PHONE,
    AssetType.INFORMATION: DeliveryMode.ONLINE,
    AssetType.TOOL: DeliveryMode.ONLINE,
}
ACCESS, TIMES = AccessStep(), TimesStep()


@dataclass(frozen=True)
class Missing:
    """A step that cannot be sent as it is, and why."""

    slug: str
    sentence: str


def check_step(asked: Asked, slug: str) -> None:
    """Whether one step can be kept as answered. Raises `RuleBroken` with the field of that step's form."""
    step = step_called(slug)
    assert step is not None  # noqa: S101 -- the caller has looked the step up
    try:
        check_content(step.content(asked))
    except RuleBroken as broken:
        raise RuleBroken(step.field_of(broken.field), broken.message) from None


def content_of(asked: Asked) -> Content:
    """The whole listing. Raises `RuleBroken` when a step cannot be read."""
    content: Content = {}
    for slug in asked.answers:
        step = step_called(slug)
        if step is not None and not is_place(slug):
            content |= step.content(asked)
    content["venues"] = [_venue(asked, slug) for slug, _answer in places_of(asked.answers)]
    if content["venues"]:
        content.pop("times", None)
        content.pop("days_off", None)
    if "needs" not in content:
        content["needs"] = sure_needs(asked)
    if "delivery_modes" not in content:
        way = DeliveryMode.VENUE if content["venues"] else USUAL_WAY.get(asked.kind)
        content["delivery_modes"] = [way.value] if way else []
    return _with_words(asked, content)


def readable_content(asked: Asked) -> Content:
    """As much of the listing as can be read by now: for the preview and for finding others like it."""
    good = {slug: answer for slug, answer in asked.answers.items() if slug == "kind" or _can_be_read(asked, slug)}
    content = content_of(Asked(asked.session, good, asked.at))
    try:
        return check_content(content)
    except RuleBroken:  # a place and its times that do not fit each other
        return check_content({key: value for key, value in content.items() if key not in ("venues", "times")})


def _can_be_read(asked: Asked, slug: str) -> bool:
    step = step_called(slug)
    if step is None:
        return False
    try:
        check_content(step.content(asked))
    except RuleBroken:
        return False
    return True


def missing(asked: Asked, done: list[str]) -> list[Missing]:
    """The steps that still want an answer before the listing can be sent."""
    found = []
    for slug in sequence(asked.answers):
        step = step_called(slug)
        assert step is not None  # noqa: S101 -- sequences hold only steps there are
        if slug not in asked.answers:
            if not step.is_optional:
                found.append(Missing(slug, f"Answer “{step.heading(asked)}”"))
            continue
        try:
            check_content(step.content(asked))
        except RuleBroken as broken:
            found.append(Missing(slug, broken.message))
    return found


def checked_content(asked: Asked) -> Content:
    """The whole listing as it will be kept. Raises `RuleBroken`, its field the step to go back to."""
    content = content_of(asked)
    try:
        checked = check_content(content)
        check_whole_content(checked)
    except RuleBroken as broken:
        raise RuleBroken(step_of(broken.field, asked), broken.message) from None
    return checked


def step_of(key: str | None, asked: Asked) -> str | None:
    """The step on which a key of content was answered."""
    root, _, rest = (key or "").partition(".")
    if root == "venues":
        number = rest.partition(".")[0]
        places = places_of(asked.answers)
        return places[int(number)][0] if number.isdecimal() and int(number) < len(places) else None
    return next((slug for slug, step in STEPS.items() if root in step.fields), None)


def _venue(asked: Asked, slug: str) -> Content:
    said = venue_of(asked.answers[slug]) | TIMES.of_place(asked, slug)
    return said | {"access": ACCESS.of_place(asked, slug)}


def _with_words(asked: Asked, content: Content) -> Content:
    """Times that only a person can read go into the description."""
    left = TIMES.left_in_words(asked)
    if left:
        content["description"] = "\n\n".join(part for part in (content.get("description"), left) if part)
    return content
