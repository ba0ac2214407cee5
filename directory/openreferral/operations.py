"""Imports as a steward knows them: bring in a file or a feed in units that are saved as they are done."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.audit import chain
from directory.moderation.proposals import ProposalSource
from directory.openreferral.importing import MOST_FAULTS, NAMES_SHOWN, Import
from directory.openreferral.models import BatchState, ImportBatch
from directory.openreferral.reading.feeds import FeedSource
from directory.openreferral.reading.items import Item, Source, SourceStopped

COMMAND = "command"  # the actor of imports from a terminal
UNIT = 1000  # services a transaction: enough to be quick, few enough that a stop loses little
TAKEN_OVER = "It ended without saying so; a later import of the same source took over."
INTERRUPTED = "It was interrupted. What was read is kept; import again to go on."


@dataclass(frozen=True)
class Outcome:
    """What an import came to; plain values that outlive its transaction."""

    batch_id: int
    state: BatchState
    note: str | None
    counts: dict[str, Any]


def import_batch(
    session: Session,
    source: Source,
    *,
    code: str,
    at: datetime,
    save: Callable[[], None],
    name: str | None = None,
    limit: int | None = None,
    step: Callable[[int], None] = lambda _number: None,
    by: str = COMMAND,
    event: str | None = None,
) -> Outcome:
    """Import every service of a source under a source code. Run again, it brings in only what is new or different.

    `save` is called after each unit and must commit it (a rehearsal passes something that does not); a unit that was
    saved is never lost. A source that stops midway leaves the batch `stopped` with what was read.
    """
    batch = _begin(session, source, code, name, at)
    batch.by, batch.event = by, event
    save()
    kind = ProposalSource.FEED if isinstance(source, FeedSource) else ProposalSource.IMPORT
    run = Import(session, batch, at, source.unit, kind)
    state, note = BatchState.FINISHED, None
    try:
        for unit in units(source.items(), limit):
            run.unit_name = source.unit
            run.write(unit)
            batch.counts = asdict(run.tally)
            save()
            step(len(unit))
    except SourceStopped as stop:
        state, note = BatchState.STOPPED, str(stop)
    except KeyboardInterrupt:
        session.rollback()
        state, note = BatchState.STOPPED, INTERRUPTED
    is_whole = state is BatchState.FINISHED and limit is None
    outcome = _finish(run, source, state, note, is_whole=is_whole)
    save()
    return outcome


def units(items: Iterator[Item], limit: int | None) -> Iterator[list[Item]]:
    """Items in units. When the source stops midway, what came before is given first."""
    stop: SourceStopped | None = None

    def until_it_stops() -> Iterator[Item]:
        nonlocal stop
        try:
            yield from items
        except SourceStopped as error:
            stop = error

    going = islice(until_it_stops(), limit)
    while unit := list(islice(going, UNIT)):
        yield unit
    if stop:
        raise stop


def _begin(session: Session, source: Source, code: str, name: str | None, at: datetime) -> ImportBatch:
    left_running = select(ImportBatch).where(ImportBatch.source == code, ImportBatch.state == BatchState.RUNNING)
    for earlier in session.scalars(left_running):
        earlier.state, earlier.note, earlier.finished_at = BatchState.STOPPED, TAKEN_OVER, at
    batch = ImportBatch(
        source=code, name=name, origin=source.origin, started_at=at, state=BatchState.RUNNING, counts={}
    )
    session.add(batch)
    session.flush()
    return batch


def _finish(run: Import, source: Source, state: BatchState, note: str | None, *, is_whole: bool) -> Outcome:
    missing = run.missing() if is_whole else []
    counts = asdict(run.tally) | {
        "errors_only_counted": max(0, run.tally.errors - MOST_FAULTS),
        "missing": len(missing),
        "missing_names": missing[:NAMES_SHOWN],
        "mended": {words: number for words, number in sorted(run.mended.items()) if number},
        "remarks": source.remarks.sentences,
    }
    batch = run.batch
    batch.state, batch.note, batch.counts, batch.finished_at = state, note, counts, clock.now()
    detail = {key: counts[key] for key in ("read", "new", "changed", "errors")} | {"source": batch.source}
    chain.record(
        run.session,
        actor=batch.by,
        action=f"import.{state.value}",
        subject=f"import_batch:{batch.id}",
        detail=detail,
        at=batch.finished_at,
    )
    return Outcome(batch.id, state, note, counts)
