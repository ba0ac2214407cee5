"""The steps there are, and which of them each kind of listing is asked: never more than it needs."""

from collections.abc import Collection

from directory.listings.codes import AssetType, DeliveryMode
from directory.moderation.submission.steps.areas import AreaStep
from directory.moderation.submission.steps.base import Answers, Asked, Step, StepForm
from directory.moderation.submission.steps.cost import CostStep
from directory.moderation.submission.steps.joining import JoinStep, ReachStep
from directory.moderation.submission.steps.kind import KindStep
from directory.moderation.submission.steps.naming import NameStep, OrganizationStep
from directory.moderation.submission.steps.needs import NeedsStep
from directory.moderation.submission.steps.people import PeopleStep
from directory.moderation.submission.steps.pictures import PictureStep
from directory.moderation.submission.steps.places import AccessStep, PlaceStep, is_place, places_of
from directory.moderation.submission.steps.times import TimesStep

__all__ = [
    "CHECK", "STEPS", "STEPS_OF", "Answers", "Asked", "Step", "StepForm", "after", "first_left", "sequence",
    "step_called", "unasked",
]  # fmt: skip

STEPS: dict[str, Step] = {
    step.slug: step
    for step in (
        KindStep(), NameStep(), OrganizationStep(), ReachStep(), PlaceStep(1), AccessStep(), TimesStep(), CostStep(),
        PeopleStep(), JoinStep(), AreaStep(), NeedsStep(), PictureStep(),
    )
}  # fmt: skip
FIRST_PLACE = PlaceStep(1).slug
CHECK = "check"

#: What each kind is asked after what kind it is, in this order. Whatever is not here can still be added at the end.
STEPS_OF: dict[AssetType, tuple[str, ...]] = {
    AssetType.SERVICE: (
        "name", "organization", "reach", "place-1", "access", "area", "times", "cost", "people", "join", "needs",
    ),
    AssetType.GROUP: (
        "name", "organization", "place-1", "access", "times", "cost", "people", "join", "needs", "picture",
    ),
    AssetType.EVENT: ("name", "organization", "place-1", "access", "times", "cost", "people", "join", "needs"),
    AssetType.HELPLINE: ("name", "organization", "join", "times", "area", "people", "needs"),
    AssetType.VENUE: ("name", "organization", "place-1", "access", "times", "cost", "join", "needs", "picture"),
    AssetType.PUBLIC_AMENITY: ("name", "place-1", "access", "times", "needs"),
    AssetType.EQUIPMENT_LOAN: (
        "name", "organization", "place-1", "access", "times", "area", "cost", "people", "join", "needs",
    ),
    AssetType.FUND: ("name", "organization", "area", "people", "join", "needs"),
    AssetType.INFORMATION: ("name", "organization", "join", "needs"),
    AssetType.TOOL: ("name", "organization", "join", "cost", "needs"),
    AssetType.PERSON_ROLE: ("name", "organization", "area", "times", "join", "needs"),
    AssetType.INFORMAL_NETWORK: ("name", "join"),
}  # fmt: skip
#: Ways of reaching people for which a place is asked.
AT_A_PLACE = frozenset({DeliveryMode.VENUE, DeliveryMode.OUTREACH})


def step_called(slug: str) -> Step | None:
    """The step with this slug; every place has one."""
    return PlaceStep(int(slug.removeprefix("place-"))) if is_place(slug) else STEPS.get(slug)


def sequence(answers: Answers) -> list[str]:
    """The steps of one listing, in order: as many places as there are, none where nobody goes anywhere."""
    kind = AssetType(answers["kind"]["asset_type"])
    places = _places(answers)
    found: list[str] = []
    for slug in STEPS_OF[kind]:
        if slug == FIRST_PLACE:
            found += places if _goes_somewhere(answers) else []
        elif slug != "access" or _goes_somewhere(answers):
            found.append(slug)
    return found


def after(slug: str, answers: Answers) -> str:
    """Where to go on."""
    asked = sequence(answers)
    if slug == "kind" or (slug not in asked and not is_place(slug)):
        return asked[0] if slug == "kind" else CHECK
    following = asked[asked.index(slug) + 1 :] if slug in asked else []
    return following[0] if following else CHECK


def first_left(answers: Answers, done: Collection[str]) -> str | None:
    """Where to go on: the first question not answered to the end, but for what was left out on purpose on the way."""
    asked = sequence(answers)
    last = max((place for place, slug in enumerate(asked) if slug in done), default=-1)
    for place, slug in enumerate(asked):
        step = step_called(slug)
        left_out = step is not None and step.is_optional and slug not in answers and place < last
        if slug not in done and not left_out:
            return slug
    return None


def unasked(answers: Answers) -> list[str]:
    """Steps that this kind is not asked and that can be added."""
    asked = sequence(answers)
    possible = [slug for slug in STEPS if slug not in asked and slug != "kind"]
    if any(is_place(slug) for slug in asked):
        possible = [slug for slug in possible if not is_place(slug)]
    return [slug for slug in possible if slug != "access" or places_of(answers)]


def _places(answers: Answers) -> list[str]:
    """The places there are, and one more while the last says that there is another."""
    held = places_of(answers)
    slugs = [slug for slug, _answer in held]
    if not held:
        return [FIRST_PLACE]
    if held[-1][1].get("elsewhere") == "yes":
        following = int(slugs[-1].removeprefix("place-")) + 1
        slugs += [f"place-{following}"] if is_place(f"place-{following}") else []
    return slugs


def _goes_somewhere(answers: Answers) -> bool:
    modes = (answers.get("reach") or {}).get("modes")
    return modes is None or bool(AT_A_PLACE & set(modes))
