"""Says how a listing reaches the person when it is not by being near."""

from collections.abc import Sequence
from functools import lru_cache

from directory.search.answering.local import covering
from directory.search.documents.record import Reach
from directory.search.engine import Place
from directory.search.index.document_set import Numbers
from directory.search.index.snapshot import Snapshot

PRIVATE = "Address kept private"
NOT_STATED = "Place not stated"
_REMOTE = ((Reach.PHONE, "By phone"), (Reach.VIDEO, "By video call"), (Reach.ONLINE, "Online"), (Reach.POST, "By post"))


def reach_labels(snapshot: Snapshot, documents: Numbers, place: Place | None) -> list[tuple[str, ...]]:
    """All ways that apply to each of some documents, the most telling first."""
    fitting = [snapshot.areas[code] for code in covering(place.areas) if code in snapshot.areas] if place else None
    starts = snapshot["document_area_start"]
    spans = zip(starts[documents].tolist(), starts[documents + 1].tolist(), strict=True)
    served = (snapshot["document_area"][first:end].tolist() if first < end else () for first, end in spans)
    reaches = snapshot["reach"][documents].tolist()
    return [ways(reach, _covered(snapshot, areas, fitting)) for reach, areas in zip(reaches, served, strict=True)]


@lru_cache(maxsize=4_000)
def ways(reach: int, covered: str) -> tuple[str, ...]:
    """The ways of reaching people as sentences; `covered` names the area served that fits the place best."""
    labels = [PRIVATE] if reach & Reach.HIDDEN else []
    if reach & Reach.HOME:
        labels.append(f"Comes to your home in {covered}" if covered else "Comes to your home")
    if reach & Reach.OUTREACH:
        labels.append(f"Meets you somewhere in {covered}" if covered else "Meets you somewhere nearby")
    labels.extend(words for way, words in _REMOTE if reach & way)
    if covered and not reach & (Reach.HOME | Reach.OUTREACH):
        labels.append(f"Covers {covered}")
    if not (labels or reach & Reach.VENUE):
        labels.append(NOT_STATED)
    return tuple(labels)


def main_label(labels: tuple[str, ...], *, has_venue: bool, place: Place | None) -> str | None:
    """Without a place a venue speaks for itself; the label is for what has none, or for what is not near."""
    return None if not labels or (place is None and has_venue) else labels[0]


def _covered(snapshot: Snapshot, served: Sequence[int], fitting: Sequence[int] | None) -> str:
    """The most local served area that contains the place (`fitting`); without a place, the first area served."""
    if not served:
        return ""
    if fitting is None:
        return str(snapshot.area_names[min(served)])
    return next((snapshot.area_names[area] for area in fitting if area in served), "")
