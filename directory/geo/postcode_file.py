"""Reads lists of postcodes: the ONS Postcode Directory, the National Statistics lookup, or just postcode, lat, lon."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Protocol

#: postcode, latitude and longitude in micro-degrees, small area, ward, district, end (YYYY-MM)
PostcodeRow = tuple[str, int, int, str | None, str | None, str | None, str | None]

POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
NO_POSITION = 99.0  # the lists say 99.999999 where there is none
NORTHERN_IRELAND = "BT"
MOST_FAULTS = 20

#: Names of each column over the years, in lower case; of several in one file the first here is used.
COLUMNS = {
    "postcode": r"pcds|pcd8|pcd7|pcd|postcode",
    "latitude": r"lat|latitude",
    "longitude": r"long|lon|lng|longitude",
    "lsoa": r"lsoa21cd|lsoa21|lsoa_code|lsoa11cd|lsoa11|lsoa01",
    "ward": r"wd(\d\d)cd|osward|ward|ward_code",
    "district": r"lad(\d\d)cd|laua|oslaua|ladcd|district_code",
    "end": r"doterm",
}
NEEDED = ("postcode", "latitude", "longitude")
CODES = ("lsoa", "ward", "district")
NO_CODES: list[str | None] = [None, None, None]


class Lines(Protocol):
    """A CSV reader: rows, and the line it has come to."""

    @property
    def line_num(self) -> int: ...

    def __next__(self) -> list[str]: ...


class UnknownColumns(Exception):
    """The list has no postcode or no position; the message is a sentence for the operator."""


@dataclass
class PostcodeTally:
    """What became of each row."""

    read: int = 0
    kept: int = 0
    ended: int = 0
    northern_irish: int = 0
    unplaced: int = 0
    faulty: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.read:,} read, {self.kept:,} kept ({self.ended:,} of them no longer in use); left out: "
            f"{self.northern_irish:,} in Northern Ireland (another licence), {self.unplaced:,} without a position, "
            f"{self.faulty:,} that could not be read."
        )

    def refuse(self, line: int, reason: str) -> None:
        """Count a row that cannot be used; keep the first few reasons for the operator."""
        self.faulty += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(f"Line {line:,}: {reason}. The row is left out.")


def columns_of(header: Iterable[str]) -> dict[str, int]:
    """Where each column stands. Raises `UnknownColumns` if the list cannot be used."""
    names = [name.strip().lower() for name in header]
    found = {key: _place(pattern, names) for key, pattern in COLUMNS.items()}
    missing = [key for key in NEEDED if found[key] is None]
    if missing:
        raise UnknownColumns(
            f"No column for {' or '.join(missing)} among: {', '.join(names)[:200]}. "
            "Give an ONSPD or NSPL file, or a CSV with the columns postcode, lat and lon."
        )
    return {key: place for key, place in found.items() if place is not None}


def _place(pattern: str, names: list[str]) -> int | None:
    for alternative in pattern.split("|"):
        matching = sorted((name for name in names if re.fullmatch(alternative, name)), reverse=True)
        if matching:
            return names.index(matching[0])
    return None


def read_postcodes(text: IO[str], tally: PostcodeTally, *, include_ni: bool = False) -> Iterator[PostcodeRow]:
    """Each usable row, ready for the table; the rest are counted in the tally."""
    lines = csv.reader(text)
    columns = columns_of(next(lines, []))
    at_postcode, at_latitude, at_longitude = (columns[key] for key in NEEDED)
    at_codes = [columns.get(key) for key in CODES]
    has_codes = any(place is not None for place in at_codes)
    at_end = columns.get("end")
    for row in _rows(lines, tally):
        tally.read += 1
        try:
            postcode = row[at_postcode].replace(" ", "").upper()
            latitude, longitude = float(row[at_latitude] or NO_POSITION), float(row[at_longitude] or 0)
            codes = [_code(row[place]) if place is not None else None for place in at_codes] if has_codes else NO_CODES
            end = row[at_end] if at_end is not None else ""
        except IndexError:
            tally.refuse(lines.line_num, "it has fewer columns than the heading")
            continue
        except ValueError:
            tally.refuse(lines.line_num, f"“{row[at_latitude][:20]}, {row[at_longitude][:20]}” is not a position")
            continue
        if postcode.startswith(NORTHERN_IRELAND) and not include_ni:
            tally.northern_irish += 1
        elif not POSTCODE.fullmatch(postcode):
            tally.refuse(lines.line_num, f"“{row[at_postcode][:20]}” is not a postcode")
        elif latitude >= NO_POSITION:
            tally.unplaced += 1
        elif not (49 <= latitude <= 61.5 and -9 <= longitude <= 2.5):
            tally.refuse(lines.line_num, f"{latitude}, {longitude} is not in the United Kingdom")
        else:
            tally.kept += 1
            lsoa, ward, district = codes
            end_month = _end(end, tally) if end else None
            yield postcode, round(latitude * 1e6), round(longitude * 1e6), lsoa, ward, district, end_month


def _rows(lines: Lines, tally: PostcodeTally) -> Iterator[list[str]]:
    """The rows that the CSV reader can part; a broken one is counted and passed over."""
    while True:
        try:
            yield next(lines)
        except StopIteration:
            return
        except csv.Error as fault:
            tally.read += 1
            tally.refuse(lines.line_num, f"it cannot be parted into columns ({fault})")


def _code(code: str) -> str | None:
    """A GSS code; the lists write E99999999 and the like where there is none."""
    return code if len(code) == 9 and not code.endswith("99999999") else None


def _end(month: str, tally: PostcodeTally) -> str | None:
    if len(month) != 6 or not month.isdigit():
        return None
    tally.ended += 1
    return f"{month[:4]}-{month[4:]}"
