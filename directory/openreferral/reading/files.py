"""Files of services: one a line (read as a stream), or one JSON document; gzipped or not, told by their bytes."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import orjson

from directory.openreferral.reading.envelopes import is_service, page
from directory.openreferral.reading.items import Item, Remarks, SourceStopped

LONGEST_LINE = 4 * 1024 * 1024  # a generous service is 100 KB; a longer line is not a service
LARGEST_DOCUMENT = 512 * 1024 * 1024
PEEK = 64 * 1024
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_LINE_NAMES = (".ndjson", ".jsonl", ".ndjson.gz", ".jsonl.gz")
NOT_JSON = "this line is not JSON. Put one whole service on each line and import again"


class FileSource:
    """Services of one file."""

    unit = "Line"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.origin = path.name
        self.remarks = Remarks()
        self.expected: int | None = None

    def items(self) -> Iterator[Item]:
        """Every service, and every line that holds none. Raises `SourceStopped` when the file is cut off or damaged."""
        done = 0
        try:
            with self._opened() as lines:
                for item in self._items(lines):
                    done = item.line
                    yield item
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise SourceStopped(
                f"{self.origin} is cut off or damaged after line {done}. Get a new copy and import it again."
            ) from error
        except OSError as error:
            reason = error.strerror or "it is damaged"
            raise SourceStopped(f"{self.origin} cannot be read: {reason}. Check it and import again.") from error

    def _opened(self) -> IO[bytes]:
        with self.path.open("rb") as file:
            compressed = file.read(2) == _GZIP
        source = gzip.open(self.path) if compressed else self.path.open("rb")  # noqa: SIM115 -- closed by the caller
        return io.BufferedReader(source, PEEK)

    def _items(self, lines: IO[bytes]) -> Iterator[Item]:
        if self.path.name.lower().endswith(_LINE_NAMES) or not _is_document(lines):
            yield from by_line(lines)
            return
        body = lines.read(LARGEST_DOCUMENT + 1)
        if len(body) > LARGEST_DOCUMENT:
            raise SourceStopped(f"{self.origin} is larger than 512 MB. Save it with one service a line (.ndjson).")
        try:
            document = parsed(body)
        except ValueError:
            yield from by_line(io.BytesIO(body))
            return
        yield from self._of_document(document)

    def _of_document(self, document: Any) -> Iterator[Item]:
        self.unit = "Service"
        if is_service(document):
            document = [document]
        found = page(document)
        if found is None:
            wanted = 'Give a list, or a page with "contents", or one service a line'
            yield Item(1, fault=f"this file holds no services. {wanted}")
            return
        if found.total is not None and found.total != len(found.contents):
            self.remarks.add(f"The file says it holds {found.total:,} services; {len(found.contents):,} are in it.")
        for number, value in enumerate(found.contents, 1):
            yield Item(number, value)


def by_line(lines: IO[bytes]) -> Iterator[Item]:
    """One service a line; blank lines are passed over, too long ones are not held in memory."""
    number = 0
    while line := lines.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            _skip_rest(lines, line)
            yield Item(number, fault="longer than 4 MB, so it is not a service. Split it and import again")
            continue
        if number == 1:
            line = line.removeprefix(_BOM)
        if not line.strip():
            continue
        try:
            yield Item(number, parsed(line))
        except ValueError:
            yield Item(number, fault=NOT_JSON)


def parsed(body: bytes) -> Any:
    """JSON, also where somebody saved it in Windows' letters or with NaN. Raises `ValueError`."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", errors="replace")
    try:
        return json.loads(text, parse_constant=lambda _name: None)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _is_document(lines: IO[bytes]) -> bool:
    """Whether to try the file as one JSON document: unless its first line is a whole object and more follows."""
    head = lines.peek(PEEK)[:PEEK].removeprefix(_BOM).lstrip()  # type: ignore[attr-defined]  # both kinds are buffered
    first, _newline, rest = head.partition(b"\n")
    try:
        return not (isinstance(orjson.loads(first), dict) and rest.strip())
    except orjson.JSONDecodeError:
        return True


def _skip_rest(lines: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = lines.readline(LONGEST_LINE)
