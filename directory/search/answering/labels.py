"""Says how a listing reaches the person when it is not by being near."""

from functools import lru_cache

from directory.search.answering.local import covering
from directory.search.documents.record import Reach
from directory.search.engine import Place
from directory.search.index.snapshot import Snapshot

PRIVATE = "Address kept private"
NOT_STATED = "Place not stated"
_REMOTE = ((Reach.PHONE, "By phone"), (Reach.VIDEO, "By video call"), (Reach.ONLINE, "Online"), (Reach.POST, "By post"))


def reach_labels(snapshot: Snapshot, document: int, place: Place | None) -> tuple[str, ...]:
    """All ways that apply to a document, the most telling first."""
    return _ways(int(snapshot["reach"][document]), _covered(snapshot, document, place))


@lru_cache(maxsize=4_000)
def _ways(reach: int, covered: str) -> tuple[str, ...]:
    return ways(Reach(reach), covered)


def ways(reach: Reach, covered: str) -> tuple[str, ...]:
    """The ways of reaching people as sentences; `covered` names the area served that fits the place best."""
    labels = [PRIVATE] if Reach.HIDDEN in reach else []
    if Reach.HOME in reach:
        labels.append(f"Comes to your home in {covered}" if covered else "Comes to your home")
    if Reach.OUTREACH in reach:
        labels.append(f"Meets you somewhere in {covered}" if covered else "Meets you somewhere nearby")
    labels.extend(words for way, words in _REMOTE if way in reach)
    if covered and not reach & (Reach.HOME | Reach.OUTREACH):
        labels.append(f"Covers {covered}")
    if not labels and Reach.VENUE not in reach:
        labels.append(NOT_STATED)
    return tuple(labels)


def main_label(labels: tuple[str, ...], *, has_venue: bool, place: Place | None) -> str | None:
    """Without a place a venue speaks for itself; the label is for what has none, or for what is not near."""
    return None if not labels or (place is None and has_venue) else labels[0]


def _covered(snapshot: Snapshot, document: int, place: Place | None) -> str:
    """The most local served area that contains the place; without a place, the first area served."""
    served = snapshot.slice("document_area", document).tolist()
    if not served:
        return ""
    if place is None:
        return str(snapshot.area_names[min(served)])
    fitting = (snapshot.areas[code] for code in covering(place.areas) if code in snapshot.areas)
    return next((snapshot.area_names[area] for area in fitting if area in served), "")
