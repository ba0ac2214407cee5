"""The nine protected characteristics, and which groups of people speak of them. What nobody asks is not guessed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

NOT_SAID = "not_said"
NOT_SAID_WORDS = "Prefer not to say, or not asked"

_DISABILITY = (
    "learning_disability",
    "autistic",
    "physical_disability",
    "sight_loss",
    "hearing_loss",
    "dementia",
    "mental_health",
    "multi_ltc",
    "frail",
)


@dataclass(frozen=True)
class Characteristic:
    """One characteristic: its groups in words, and which codes of groups of people mean them, the narrowest first."""

    code: str
    name: str
    groups: Mapping[str, str]
    means: Mapping[str, str]
    note: str = ""


def _one(code: str, name: str, group: str, words: str, codes: Collection[str], note: str = "") -> Characteristic:
    return Characteristic(
        code, name, MappingProxyType({group: words}), MappingProxyType(dict.fromkeys(codes, group)), note
    )


CHARACTERISTICS: tuple[Characteristic, ...] = (
    Characteristic(
        "age",
        "Age",
        MappingProxyType({"80": "80 and over", "65": "65 and over", "18": "18 to 64", "16": "16 to 25"}),
        MappingProxyType({"older_80": "80", "older_65": "65", "young_adult": "16", "working_age": "18"}),
        "65 and over holds people of 80 and over when only the wider group was named.",
    ),
    _one("disability", "Disability", "yes", "Disabled people or people with a long-term condition", _DISABILITY),
    _one("race", "Race", "minority", "People of a minority ethnic group", ("minority_ethnic",)),
    _one("sex", "Sex", "men", "Men", ("men",), "Only men are named, as a group that help seldom reaches."),
    _one(
        "orientation",
        "Sexual orientation",
        "lgbtq",
        "LGBTQ+ people",
        ("lgbtq",),
        "Recorded together with gender reassignment.",
    ),
    _one("pregnancy", "Pregnancy and maternity", "parent", "New parents", ("new_parent",)),
    _one("marriage", "Marriage and civil partnership", "separated", "People who have separated", ("separated",)),
    Characteristic(
        "gender",
        "Gender reassignment",
        MappingProxyType({}),
        MappingProxyType({}),
        "Not asked by itself; see sexual orientation.",
    ),
    Characteristic("religion", "Religion or belief", MappingProxyType({}), MappingProxyType({}), "Not asked."),
)


def groups_of(cohorts: Collection[str]) -> Iterator[str]:
    """For each characteristic that is recorded, "characteristic:group" of somebody; each is in one group of each."""
    for each in CHARACTERISTICS:
        if each.groups:
            named = next((group for code, group in each.means.items() if code in cohorts), NOT_SAID)
            yield f"{each.code}:{named}"
