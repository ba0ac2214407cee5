"""What was published: kept whole, opened as it was. Stories are read anew at each opening, and only with agreement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import NotVisible
from directory.insight.disclosure.rule import Mark
from directory.insight.disclosure.table import Cell, ProtectedTable
from directory.insight.models import ReportSnapshot
from directory.insight.outputs.keeping import as_json, from_json
from directory.insight.reports import forerunner
from directory.insight.reports.asking import Asked, Where, where_of
from directory.insight.reports.evidence import STORIES, stories
from directory.insight.reports.forerunner import Counted
from directory.insight.reports.report import Report, Section

LONGEST_VINTAGE = 200
LOOKED_BACK = 200  # published reports of one kind, among which the last with the same choices is sought


def keep(
    session: Session,
    key: str,
    report: Report,
    parameters: Mapping[str, str],
    *,
    counted: Sequence[Counted] = (),
    by: User | None,
    at: datetime,
) -> ReportSnapshot:
    """Publish a report as it is now. `counted` are the counts behind it."""
    vintage = "; ".join(f"{source.name}: {source.vintage}" for source in report.sources)
    made = ReportSnapshot(
        report=key,
        title=report.title[:200],
        parameters=dict(parameters),
        vintage=vintage[:LONGEST_VINTAGE],
        body=as_json(report),
        counted=forerunner.as_json(counted),
        made_at=at,
        made_by=by.id if by else None,
    )
    session.add(made)
    session.flush()
    actor = by.actor if by else "system"
    record(
        session, actor=actor, action="report.kept", subject=f"report_snapshot:{made.id}", detail={"report": key}, at=at
    )
    return made


def before(session: Session, key: str, parameters: Mapping[str, str]) -> tuple[Counted, ...]:
    """The tables of the last report of this kind that was published with the same choices."""
    latest = select(ReportSnapshot).where(ReportSnapshot.report == key).order_by(ReportSnapshot.made_at.desc())
    found = next((each for each in session.scalars(latest.limit(LOOKED_BACK)) if each.parameters == parameters), None)
    if found is None:
        return ()
    tables = [section.table for section in from_json(found.body).sections]
    return forerunner.from_json(found.counted, [table for table in tables if isinstance(table, ProtectedTable)])


def snapshot_or_404(session: Session, snapshot_id: UUID) -> ReportSnapshot:
    """One that was kept. Raises `NotVisible`."""
    found = session.get(ReportSnapshot, snapshot_id)
    if found is None:
        raise NotVisible("There is no such report.")
    return found


def snapshots(session: Session, limit: int, offset: int) -> Sequence[ReportSnapshot]:
    """The latest first."""
    query = select(ReportSnapshot).order_by(ReportSnapshot.made_at.desc(), ReportSnapshot.id.desc())
    return session.scalars(query.limit(limit).offset(offset)).all()


def opened(snapshot: ReportSnapshot, asked: Asked) -> Report:
    """The report as it was published, with the stories that may be told today."""
    report = from_json(snapshot.body)
    sections = tuple(_told_today(snapshot, asked) if section.key == STORIES else section for section in report.sections)
    return replace(report, sections=sections)


def _told_today(snapshot: ReportSnapshot, asked: Asked) -> Section:
    """Stories of the area that the report is about; of a council that is no more, those that were told of it."""
    code = snapshot.parameters.get("area", "")
    try:
        where = where_of(asked.session, code)
    except NotVisible:
        where = Where(code, "", {})
    return stories(replace(asked, where=where))


@dataclass(frozen=True)
class Preview:
    """How much of a report nobody will see, before it is sent to anybody."""

    tables: int
    cells: int
    small: int
    withheld: int


def preview(report: Report) -> Preview:
    """Counts of what is hidden."""
    tables = [section.table for section in report.sections if isinstance(section.table, ProtectedTable)]
    cells = [cell for table in tables for cell in _all(table)]
    return Preview(
        tables=len(tables),
        cells=len(cells),
        small=sum(cell.mark is Mark.SMALL for cell in cells),
        withheld=sum(cell.mark is Mark.WITHHELD for cell in cells),
    )


def _all(table: ProtectedTable) -> list[Cell]:
    last = (table.total,) if table.total else ()
    return [cell for line in table.cells for cell in line] + [
        *(table.row_totals or ()),
        *(table.column_totals or ()),
        *last,
    ]
