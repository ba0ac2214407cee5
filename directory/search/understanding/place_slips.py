"""Place names with a slip in them: "in manfield". Only names that many may mean, only after a word that says where."""

from weakref import WeakKeyDictionary

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.geo.gazetteer import Gazetteer
from directory.search.understanding.place_guards import EVERYDAY

SHORTEST, SHORTEST_BARE, LONG = 6, 7, 9  # letters: from there one slip is forgiven, and two
_names: WeakKeyDictionary[Gazetteer, list[str]] = WeakKeyDictionary()

#: What people say after "in", "at", "by" and "around", and what looks like a town with a slip in it.
NO_SLIPS = frozenset(
    """
    person people prison private public winter summer autumn spring nature garden gardens middle school church danger
    recovery retirement english welsh marriage shelter poverty labour office kitchen bathroom bedroom building crisis
    hospital hospitals addition general future moment nursing residential supported community weekend evening morning
    afternoon saturday sunday monday tuesday wednesday thursday friday minute minutes wheelchair pieces tears distress
    despair mourning grieving charge control touch place places partner partners mother father family friends workshop
    workshops working walking reading christmas easter january february august september october november december
    charging chairing writing printing little another others anything somewhere nothing street centre village villages
    chapel cooking dancing singing
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)


def slip_of(gazetteer: Gazetteer, word: str, *, is_said: bool = True) -> str | None:
    """The place whose name was most likely meant by a word that names none.

    Without a word that says where (`is_said`) it has to be a longer name of a town here, and one slip at most.
    """
    if len(word) < (SHORTEST if is_said else SHORTEST_BARE) or not word.isalpha() or word in NO_SLIPS:
        return None
    allowed = 2 if len(word) >= LONG else 1
    likely = process.extract(word, _known(gazetteer), scorer=OSA.distance, score_cutoff=allowed, limit=5)
    same_start = [
        (distance, name)
        for name, distance, _ in likely
        if name[0] == word[0] and (is_said or (distance == 1 and gazetteer.names[(name,)].is_town_here))
    ]
    return gazetteer.names[(min(same_start)[1],)].value if same_start else None


def _known(gazetteer: Gazetteer) -> list[str]:
    """Names of one word that many may mean."""
    names = _names.get(gazetteer)
    if names is None:
        known = (words[0] for words, named in gazetteer.names.items() if len(words) == 1 and named.is_known)
        names = _names[gazetteer] = sorted(name for name in known if len(name) >= SHORTEST - 1 and name not in EVERYDAY)
    return names
