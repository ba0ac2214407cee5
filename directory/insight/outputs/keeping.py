"""A report as plain JSON and back, so that what was published can be opened again exactly as it was."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.table import Cell, ProtectedTable
from directory.insight.reports.evidence import STORIES
from directory.insight.reports.report import Chart, PlainTable, Report, Section, Source

PLAIN, PROTECTED = "plain", "protected"


def as_json(report: Report) -> dict[str, Any]:
    """The whole report, but no story: whoever told one may take it back, and what is kept could not be."""
    return {
        "title": report.title,
        "lead": report.lead,
        "made_at": report.made_at.isoformat(),
        "parameters": [list(pair) for pair in report.parameters],
        "cautions": list(report.cautions),
        "sources": [[each.name, each.year, each.vintage, each.licence] for each in report.sources],
        "sections": [_section(each) for each in report.sections],
    }


def from_json(kept: Mapping[str, Any]) -> Report:
    """The report again."""
    return Report(
        title=kept["title"],
        lead=kept["lead"],
        sections=tuple(_read_section(each) for each in kept["sections"]),
        sources=tuple(Source(*each) for each in kept["sources"]),
        made_at=datetime.fromisoformat(kept["made_at"]),
        parameters=tuple((label, words) for label, words in kept["parameters"]),
        cautions=tuple(kept["cautions"]),
    )


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "words": [] if section.key == STORIES else list(section.words),
        "table": _table(section.table),
        "chart": section.chart.value,
        "corner": section.corner,
        "drawing": section.drawing,
        "key": section.key,
    }


def _read_section(kept: Mapping[str, Any]) -> Section:
    return Section(
        heading=kept["heading"],
        words=tuple(kept["words"]),
        table=_read_table(kept["table"]),
        chart=Chart(kept["chart"]),
        corner=kept["corner"],
        drawing=kept["drawing"],
        key=kept["key"],
    )


def _table(table: ProtectedTable | PlainTable | None) -> dict[str, Any] | None:
    if table is None:
        return None
    if isinstance(table, PlainTable):
        return {
            "kind": PLAIN,
            "corner": table.corner,
            "columns": list(table.columns),
            "rows": [list(r) for r in table.rows],
        }
    return {
        "kind": PROTECTED,
        "rows": list(table.rows),
        "columns": list(table.columns),
        "cells": [_cells(line) for line in table.cells],
        "row_totals": _cells(table.row_totals),
        "column_totals": _cells(table.column_totals),
        "total": _cells((table.total,)) if table.total else None,
        "rule": [table.rule.threshold, table.rule.rounding, table.rule.choices],
    }


def _cells(cells: tuple[Cell, ...] | None) -> list[list[Any]] | None:
    return None if cells is None else [[cell.value, int(cell.mark), cell.text] for cell in cells]


def _read_cells(kept: list[list[Any]] | None) -> tuple[Cell, ...] | None:
    return None if kept is None else tuple(Cell(value, Mark(mark), text) for value, mark, text in kept)


def _read_table(kept: Mapping[str, Any] | None) -> ProtectedTable | PlainTable | None:
    if kept is None:
        return None
    if kept["kind"] == PLAIN:
        return PlainTable(kept["corner"], tuple(kept["columns"]), tuple(tuple(row) for row in kept["rows"]))
    total = _read_cells(kept["total"])
    return ProtectedTable(
        rows=tuple(kept["rows"]),
        columns=tuple(kept["columns"]),
        cells=tuple(_read_cells(line) or () for line in kept["cells"]),
        row_totals=_read_cells(kept["row_totals"]),
        column_totals=_read_cells(kept["column_totals"]),
        total=total[0] if total else None,
        rule=Rule(*kept["rule"]),
    )
