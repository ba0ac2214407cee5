"""The queue as its page shows it: filtered to what a steward answers for, with counts and one page of rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory.moderation.areas import Limited, may_act_in
from directory.moderation.queueing import QueueRow
from directory.web.pagination import Pagination

SIZE = 50


@dataclass(frozen=True)
class Choice:
    """One way to narrow the queue, with how much it would leave."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class QueueView:
    """One page of the queue."""

    rows: tuple[QueueRow, ...]
    kinds: tuple[Choice, ...]
    areas: tuple[tuple[str, str], ...]
    kind: str
    area: str
    pages: Pagination
    everything: int


def present_queue(
    found: Sequence[QueueRow],
    *,
    user: Limited,
    kinds: Mapping[str, str],
    areas: Mapping[str, str],
    kind: str = "",
    area: str = "",
    page: int = 1,
) -> QueueView:
    """What this steward may act on, of one kind and area if asked."""
    mine = [row for row in found if may_act_in(user, row.areas)]
    here = [row for row in mine if not area or area in row.areas]
    counted = Counter(row.kind for row in here)
    shown = [row for row in here if not kind or row.kind == kind]
    pages = Pagination(max(1, page), SIZE, len(shown))
    return QueueView(
        rows=tuple(shown[pages.offset : pages.offset + SIZE]),
        kinds=tuple(Choice(code, label, counted[code]) for code, label in kinds.items()),
        areas=tuple(sorted(areas.items(), key=lambda pair: pair[1])),
        kind=kind,
        area=area,
        pages=pages,
        everything=len(mine),
    )
