"""Claims: an answer (twenty results, total, all facet counts) takes ≤ 0.6 of tantivy's time and ≤ 0.1 of SQLite's and
PostgreSQL's, grows slower than the directory, and is the same as a plain loop over documents gives.

Run: `python -m benchmarks.search [SIZE …]`, by default 10000 50000 200000. PostgreSQL takes part where
WAYPOST_TEST_POSTGRES names a server with PostGIS, other engines where their library is installed (`make bench` does).
"""

import importlib
import importlib.util
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Times, show
from benchmarks.search import ours as own
from benchmarks.search.answer import COUNTED
from benchmarks.search.checks import same_as_reference, same_as_whoosh, same_counts
from benchmarks.search.ours import InWords, Ours
from benchmarks.search.peers import Peer, Row, rows
from benchmarks.search.peers.fts5 import Fts5
from benchmarks.search.peers.whoosh import PlainWhoosh
from benchmarks.search.queries import Question, questions
from benchmarks.search.timing import Timed, side_by_side
from benchmarks.search.world import WorldMaker
from directory.search.documents import Library

SIZES = (10_000, 50_000, 200_000)
#: Peers that take seconds an answer in a large directory are asked in the smaller ones only.
LARGEST_FOR_SQL, LARGEST_FOR_WHOOSH = 50_000, 10_000
SAMPLE, FEW = 60, 8
LIMITS = {"tantivy": 0.6, "SQLite FTS5": 0.1, "PostgreSQL": 0.1}
#: Engines that work in a process of their own, whose processor time is not ours to read.
ELSEWHERE = frozenset({"PostgreSQL"})
GROWTH_LIMIT, BUILD_LIMIT_S, START_LIMIT_S, MEMORY_LIMIT_MB = 0.8, 15.0, 1.0, 200.0
POSTGRES = "WAYPOST_TEST_POSTGRES"


@dataclass(frozen=True)
class Measured:
    """What one directory showed: rows for the table, our own times, and what fell short."""

    lines: list[tuple[str, str]]
    own: Times
    missed: list[str]


def main() -> None:
    """Measure and print; fails when a claim does not hold."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    medians: dict[int, float] = {}
    missed: list[str] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measured = measure(size, Path(folder))
        show(f"Search in {size:,} listings", measured.lines)
        medians[size] = measured.own.median
        missed += measured.missed
    if len(sizes) > 1:
        small, large = min(sizes), max(sizes)
        growth = math.log(medians[large] / medians[small]) / math.log(large / small)
        show("Growth", [(f"{small:,} to {large:,} listings (limit {GROWTH_LIMIT})", f"time ~ listings^{growth:.2f}")])
        missed += ["growth"] if growth > GROWTH_LIMIT else []
    if missed:
        sys.exit(f"Claims that do not hold on this machine: {', '.join(missed)}.")


def measure(size: int, folder: Path) -> Measured:
    """One directory: build, check, time, and look at a worker."""
    maker = WorldMaker(size)
    library = maker.library()
    build = own.build(library, folder)
    asked = questions(library.documents, maker.spots)
    ours, table = Ours(folder, library), rows(library)
    lines = [("questions", f"{len(asked)}, over {_choices(ours, asked[0])} facet values")]
    alike = same_as_reference(ours, library, asked[:SAMPLE])
    lines += [("the same as a plain loop over documents", _of(alike, SAMPLE))]
    peers = list(_peers(size, table))
    times = side_by_side([ours, *peers], asked)
    more, missed = _compared(ours, peers, times, asked)
    lines += _in_words(InWords(folder, library), asked) + more
    lines += _against_whoosh(size, ours, library, table, asked, times[ours.name].clock)
    worker, too_much = _worker(size, folder, build)
    for peer in peers:
        getattr(peer, "close", lambda: None)()
    return Measured(lines + worker, times[ours.name].clock, [f"{size:,}: {each}" for each in missed + too_much])


def _peers(size: int, table: Sequence[Row]) -> Iterator[Peer]:
    """The engines at hand for a directory of this size; says which are left out."""
    if importlib.util.find_spec("tantivy"):
        yield importlib.import_module("benchmarks.search.peers.tantivy").Tantivy(table)
    else:
        print("Left out: tantivy. Install the dependency group `bench`.")
    if size > LARGEST_FOR_SQL:
        return
    yield Fts5(table)
    if os.environ.get(POSTGRES) and importlib.util.find_spec("psycopg"):
        yield importlib.import_module("benchmarks.search.peers.postgres").Postgres(table, os.environ[POSTGRES])
    else:
        print(f"Left out: PostgreSQL. Name a server with PostGIS in {POSTGRES}.")


def _compared(
    ours: Ours, peers: Sequence[Peer], times: dict[str, Timed], asked: Sequence[Question]
) -> tuple[list[tuple[str, str]], list[str]]:
    mine, ours_processor = times[ours.name].clock, times[ours.name].processor
    lines, missed = [(ours.name, f"{mine.median:.2f} ms median, {mine.p95:.2f} ms p95")], []
    for peer in peers:
        theirs, limit = times[peer.name].clock, LIMITS[peer.name]
        median, p95 = mine.median / theirs.median, mine.p95 / theirs.p95
        alike = same_counts(ours, peer, asked[:SAMPLE])
        lines.append((peer.name, f"{theirs.median:.2f} ms median, {theirs.p95:.2f} ms p95"))
        lines.append((f"  ratio to it (limit {limit})", f"{median:.3f} median, {p95:.3f} p95"))
        if peer.name not in ELSEWHERE:
            work = times[peer.name].processor
            usual, slow = ours_processor.median / work.median, ours_processor.p95 / work.p95
            lines.append(("  ratio of processor time", f"{usual:.3f} median, {slow:.3f} p95"))
        lines.append(("  its totals and counts are ours in", _of(alike, SAMPLE)))
        missed += [f"ratio to {peer.name}"] if max(median, p95) > limit else []
    return lines, missed


def _in_words(ours: InWords, asked: Sequence[Question]) -> list[tuple[str, str]]:
    """What an answer takes with all that no other engine gives."""
    taken = side_by_side([ours], asked)[ours.name].clock
    return [(ours.name, f"{taken.median:.2f} ms median, {taken.p95:.2f} ms p95")]


def _against_whoosh(
    size: int, ours: Ours, library: Library, table: Sequence[Row], asked: Sequence[Question], mine: Times
) -> list[tuple[str, str]]:
    """Plain Whoosh as judge and peer; of a larger directory it is not asked."""
    if size > LARGEST_FOR_WHOOSH:
        return []
    plain = PlainWhoosh(table)
    alike = same_as_whoosh(ours, library, plain, asked[:SAMPLE])
    theirs = side_by_side([plain], asked[:SAMPLE])[plain.name].clock
    return [
        ("documents, counts and scores of plain Whoosh", _of(alike, SAMPLE)),
        (plain.name, f"{theirs.median:.0f} ms median, {theirs.p95:.0f} ms p95"),
        ("  ratio to it", f"{mine.median / theirs.median:.4f} median, {mine.p95 / theirs.p95:.4f} p95"),
    ]


def _worker(size: int, folder: Path, build: float) -> tuple[list[tuple[str, str]], list[str]]:
    command = [sys.executable, "-m", "benchmarks.search.worker", str(folder)]
    seen = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    lines = [
        ("searchable arrays built and published", f"{build:.1f} s (limit {BUILD_LIMIT_S:.0f} s for 50,000)"),
        ("a worker's first answer from a ready index", f"{seen['start']:.2f} s (limit {START_LIMIT_S:.0f} s)"),
        (
            "memory of a worker, the application included",
            f"{seen['resident']:.0f} MB, {seen['own']:.0f} of them its own (limit {MEMORY_LIMIT_MB:.0f} MB for 50,000)",
        ),
        ("  before the index was opened", f"{seen['app']:.0f} MB"),
    ]
    missed = ["worker start"] if seen["start"] > START_LIMIT_S else []
    if size <= LARGEST_FOR_SQL:
        missed += ["build"] if build > BUILD_LIMIT_S else []
        missed += ["memory"] if seen["resident"] > MEMORY_LIMIT_MB else []
    return lines, missed


def _choices(ours: Ours, question: Question) -> int:
    facets = ours.ask(question).facets
    return sum(len(facets[key].choices) for key in COUNTED)


def _of(number: int, all_of: int) -> str:
    return f"{number} of {all_of}"


if __name__ == "__main__":
    main()
