"""What import pages say, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory import clock
from directory.openreferral.models import BatchState, ImportBatch
from directory.web.wording import clock_time, short_date

ROWS_NAMED = 100


@dataclass(frozen=True)
class Alike:
    """A listing of the list that may be there already."""

    name: str
    listed_id: str
    listed_name: str
    why: str


@dataclass(frozen=True)
class Rehearsed:
    """What loading would do."""

    read: int
    new: int
    changed: int
    unchanged: int
    wrong: int
    held: int
    unplaced: int
    missing: tuple[str, ...]
    faults: tuple[str, ...]
    more_faults: int
    mended: tuple[str, ...]
    alike: tuple[Alike, ...]

    @property
    def is_worth_loading(self) -> bool:
        """Whether anything would come of it."""
        return bool(self.new or self.changed or self.held)


@dataclass(frozen=True)
class BatchLine:
    """One import, in a list and on its page."""

    id: int
    name: str
    event: str
    when: str
    state: str
    counts: str
    note: str
    can_be_undone: bool


def rehearsed(told: Mapping[str, Any]) -> Rehearsed:
    """The answer of a rehearsal."""
    counts, faults = told["counts"], told["faults"]
    return Rehearsed(
        read=counts["read"],
        new=counts["new"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        wrong=counts["errors"],
        held=counts.get("held", 0),
        unplaced=counts["places"] - counts["located"],
        missing=tuple(counts.get("missing_names", ())),
        faults=tuple(faults[:ROWS_NAMED]),
        more_faults=max(0, counts["errors"] - len(faults[:ROWS_NAMED])),
        mended=tuple(f"{words}: {number}" for words, number in counts.get("mended", {}).items()),
        alike=tuple(Alike(name, listed, other, "; ".join(why)) for name, listed, other, why in told["alike"]),
    )


def batch_line(batch: ImportBatch) -> BatchLine:
    """One import in words."""
    at = clock.local(batch.started_at)
    tallied = (("new", "new"), ("changed", "changed"), ("unchanged", "as before"), ("errors", "with something wrong"))
    return BatchLine(
        id=batch.id,
        name=batch.name or batch.source,
        event=batch.event or "",
        when=f"{short_date(at)}, {clock_time(at.time())}",
        state=batch.state.label,
        counts=", ".join(f"{batch.counts.get(key, 0):,} {words}" for key, words in tallied),
        note=batch.note or "",
        can_be_undone=batch.state in (BatchState.FINISHED, BatchState.STOPPED),
    )
