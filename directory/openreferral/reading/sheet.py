"""A source whose services are the rows of a table, once somebody said which column is what."""

from collections.abc import Iterator, Mapping

from directory.openreferral.mapping.columns import BadRow, service_of
from directory.openreferral.reading.items import Item, Remarks
from directory.web.tables import Table


class SheetSource:
    """Rows of one table; `columns` gives the number of the column of each field."""

    unit = "Row"

    def __init__(self, name: str, table: Table, columns: Mapping[str, int]) -> None:
        self.origin = name
        self.remarks = Remarks()
        self.expected: int | None = len(table.rows)
        self._table = table
        self._columns = columns

    def items(self) -> Iterator[Item]:
        """Every row in order, as a service or as what is wrong with it."""
        headings = {key: self._table.headings[column] for key, column in self._columns.items()}
        for number, row in self._table.rows:
            cells = {key: row[column] for key, column in self._columns.items()}
            try:
                yield Item(number, service_of(cells, headings))
            except BadRow as fault:
                yield Item(number, fault=str(fault))
