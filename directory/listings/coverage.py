"""Whether a place lies in the areas a listing covers. Says "outside" only when that is certain."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any


def is_outside(served: Iterable[Any], codes: Collection[str], kinds: Mapping[str, str]) -> bool:
    """Whether none of the areas served contains the place.

    `served` has `code` and `area_type`; `codes` are the areas the place lies in and `kinds` their types. An area that
    is not on our maps, or of a kind not known for the place, might contain it: then the answer is no.
    """
    known_kinds = set(kinds.values())
    areas = list(served)
    if not areas or not codes:
        return False
    if any(area.code is None or area.area_type not in known_kinds for area in areas):
        return False
    return not any(area.code in codes for area in areas)
