"""Derives the middles of postcode sectors and outcodes from a list of full postcodes."""

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

#: Northern Ireland's postcodes need another licence; the islands are not in Great Britain.
LEFT_OUT = ("BT", "JE", "GY", "IM")

Zone = tuple[str, float, float, int]


def zones(postcodes: Path) -> list[Zone]:
    """Each sector and outcode of Great Britain: code, mean latitude, mean longitude, number of postcodes."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for sector, latitude, longitude in _sectors(postcodes):
        total = sums[sector]
        total[0] += latitude
        total[1] += longitude
        total[2] += 1
    for sector, total in list(sums.items()):
        outcode = sums[sector.split(" ")[0]]
        for position in range(3):
            outcode[position] += total[position]
    return sorted(
        (code, round(north / number, 5), round(east / number, 5), int(number))
        for code, (north, east, number) in sums.items()
    )


def _sectors(postcodes: Path) -> Iterator[tuple[str, float, float]]:
    with gzip.open(postcodes, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["postcode"].replace(" ", "").upper()
            latitude, longitude = float(row["lat"]), float(row["lon"])
            if not code.startswith(LEFT_OUT) and latitude < 99:
                yield f"{code[:-3]} {code[-3]}", latitude, longitude


def write_zones(rows: Iterable[Zone], path: Path) -> int:
    """Write the seed; the same zones give the same bytes."""
    return write_csv(path, ("code", "latitude", "longitude", "postcodes"), rows)


def write_csv(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> int:
    """Write a gzipped CSV without a time stamp, so that unchanged data changes no bytes."""
    lines = [header, *rows]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    path.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))
    return len(lines) - 1
