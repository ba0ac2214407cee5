"""The twelve kinds of listing in the words of somebody who runs one, in four groups."""

from dataclasses import dataclass

from directory.listings.codes import AssetType


@dataclass(frozen=True)
class KindChoice:
    """One kind: what to call it, and an example that makes it plain."""

    code: AssetType
    words: str
    example: str


@dataclass(frozen=True)
class KindGroup:
    """Kinds that belong together."""

    heading: str
    kinds: tuple[KindChoice, ...]


GROUPS: tuple[KindGroup, ...] = (
    KindGroup(
        "People come together",
        (
            KindChoice(AssetType.GROUP, "A group, club or class", "A lunch club, chair yoga, a men’s shed"),
            KindChoice(AssetType.EVENT, "Something on a date", "A fair, an open day, a one-off walk"),
            KindChoice(
                AssetType.INFORMAL_NETWORK,
                "Neighbours or friends who help",
                "A street WhatsApp group, a kind row of houses. No committee needed",
            ),
        ),
    ),
    KindGroup(
        "Somebody helps",
        (
            KindChoice(AssetType.SERVICE, "A service", "Befriending, advice, gardening, lifts to hospital"),
            KindChoice(AssetType.HELPLINE, "A helpline", "By phone, text or online"),
            KindChoice(AssetType.PERSON_ROLE, "A person whose job it is", "A village agent, a carers’ champion"),
        ),
    ),
    KindGroup(
        "A place or a thing to use",
        (
            KindChoice(AssetType.VENUE, "A building or room", "A village hall, a hub, a room to hire"),
            KindChoice(AssetType.PUBLIC_AMENITY, "Something out and about", "A toilet, a bench, a warm space"),
            KindChoice(AssetType.EQUIPMENT_LOAN, "Things to borrow", "Wheelchairs, walking frames, tablets"),
        ),
    ),
    KindGroup(
        "Money or know-how",
        (
            KindChoice(AssetType.FUND, "A grant, voucher or fund", "A hardship fund, a fuel voucher"),
            KindChoice(AssetType.INFORMATION, "Something to read or watch", "A guide, a film, a website"),
            KindChoice(AssetType.TOOL, "An app, self-check or online course", "A memory check, a course in sleep"),
        ),
    ),
)


def kind_words(asset_type: str) -> str:
    """What to call a kind on these pages."""
    return next((kind.words for group in GROUPS for kind in group.kinds if kind.code == asset_type), "")
