"""Opens lists of any size (plain, gzipped or zipped CSV) as text, telling how many bytes of the file are behind us."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

Advance = Callable[[int], None]


class UnreadableFile(Exception):
    """The file is not what its name says; the message is a sentence for the operator."""


class _Counted(io.RawIOBase):
    """A binary file that tells each time how many bytes were read from it."""

    def __init__(self, file: IO[bytes], advance: Advance) -> None:
        self._file = file
        self._advance = advance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        data = self._file.read(len(buffer))  # type: ignore[arg-type]  # a writable buffer has a length
        buffer[: len(data)] = data  # type: ignore[index]
        self._advance(len(data))
        return len(data)


@contextmanager
def text_of(path: Path, advance: Advance = lambda _: None) -> Iterator[IO[str]]:
    """The text of the list. Of a zip the largest CSV, which in ONS downloads is the list itself."""
    with path.open("rb") as file:
        try:
            if path.suffix == ".zip":
                with zipfile.ZipFile(file) as archive:
                    yield from _largest(archive, path, advance)
                return
            counted = io.BufferedReader(_Counted(file, advance), 1 << 18)
            source = cast(IO[bytes], gzip.GzipFile(fileobj=counted) if path.suffix == ".gz" else counted)
            with io.TextIOWrapper(source, encoding="utf-8-sig", errors="replace", newline="") as text:
                yield text
        except (gzip.BadGzipFile, zipfile.BadZipFile, EOFError, zlib.error) as error:
            raise UnreadableFile(f"{path.name} is cut off or damaged ({error}). Fetch it again.") from error


def _largest(archive: zipfile.ZipFile, path: Path, advance: Advance) -> Iterator[IO[str]]:
    lists = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".csv")]
    if not lists:
        raise UnreadableFile(f"{path.name} holds no CSV file. Give the postcode list itself.")
    entry = max(lists, key=lambda each: each.file_size)
    with archive.open(entry) as inside:
        share = path.stat().st_size / max(entry.file_size, 1)
        counted = io.BufferedReader(_Counted(inside, lambda number: advance(round(number * share))), 1 << 18)
        with io.TextIOWrapper(counted, encoding="utf-8-sig", errors="replace", newline="") as text:
            yield text
