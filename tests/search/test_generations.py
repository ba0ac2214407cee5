"""Whatever happens to the index folder, a search answers from one whole generation or says that it cannot."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from sqlalchemy.orm import Session

from directory.errors import Unavailable
from directory.search.criteria import Criteria
from directory.search.engines.whoosh import WhooshEngine
from directory.search.index.arrays import ARRAYS
from directory.search.index.files import load
from directory.search.index.generations import POINTER, current_name
from directory.search.index.snapshot import Snapshot
from directory.search.operations import rebuild
from directory.web.access import Audience
from tests.factories.listings import service


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def total(engine: WhooshEngine, at: datetime) -> int:
    """How many listings the engine finds."""
    return engine.search(Criteria(), place=None, audience=Audience.EVERYONE, at=at).total


def test_without_an_index_search_is_unavailable_not_empty(folder: Path, at: datetime) -> None:
    with pytest.raises(Unavailable, match="waypost reindex"):
        total(WhooshEngine(folder), at)


def test_an_empty_directory_is_an_index_that_finds_nothing(session: Session, folder: Path, at: datetime) -> None:
    rebuild(session, folder, at=at)
    assert total(WhooshEngine(folder), at) == 0


def test_a_new_generation_is_seen_by_a_running_engine_at_once(session: Session, folder: Path, at: datetime) -> None:
    rebuild(session, folder, at=at)
    engine = WhooshEngine(folder)
    assert total(engine, at) == 0
    service(session, "Lunch club")
    rebuild(session, folder, at=at)
    assert total(engine, at) == 1


def test_a_running_engine_outlives_its_folder(session: Session, folder: Path, at: datetime) -> None:
    service(session, "Lunch club")
    rebuild(session, folder, at=at)
    engine = WhooshEngine(folder)
    assert total(engine, at) == 1
    shutil.rmtree(folder)
    assert total(engine, at) == 1
    with pytest.raises(Unavailable):
        total(WhooshEngine(folder), at)
    rebuild(session, folder, at=at)
    assert total(WhooshEngine(folder), at) == 1


def test_a_pointer_to_a_missing_generation_leaves_the_one_in_hand(session: Session, folder: Path, at: datetime) -> None:
    service(session, "Lunch club")
    rebuild(session, folder, at=at)
    engine = WhooshEngine(folder)
    assert total(engine, at) == 1
    (folder / POINTER).write_text("gen-ffffffff\n")
    assert total(engine, at) == 1
    assert total(WhooshEngine(folder), at) == 1


@pytest.mark.parametrize("torn", [*ARRAYS[:4], "facet_rows", "venue_latitude"])
def test_a_torn_file_is_noticed_and_the_generation_before_is_used(
    session: Session, folder: Path, at: datetime, torn: str
) -> None:
    service(session, "Lunch club")
    rebuild(session, folder, at=at)
    service(session, "Choir")
    newest = rebuild(session, folder, at=at).generation
    path = folder / newest / f"{torn}.npy"
    path.write_bytes(path.read_bytes()[:-1])
    assert total(WhooshEngine(folder), at) == 1


@pytest.mark.parametrize("broken", ["manifest.json", "words.json"])
def test_a_torn_dictionary_is_unavailable_when_there_is_nothing_else(
    session: Session, folder: Path, at: datetime, broken: str
) -> None:
    path = folder / rebuild(session, folder, at=at).generation / broken
    path.write_text(path.read_text()[:-20])
    with pytest.raises(Unavailable):
        total(WhooshEngine(folder), at)


def test_an_index_of_another_version_is_not_used(
    session: Session, folder: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(session, folder, at=at)
    monkeypatch.setattr("directory.search.index.files.SCHEMA_VERSION", 999)
    with pytest.raises(Unavailable):
        total(WhooshEngine(folder), at)


def test_a_build_that_fails_changes_nothing_and_leaves_no_folder(
    session: Session, folder: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = rebuild(session, folder, at=at).generation

    def fail(_snapshot: Snapshot, written: Path, _before: object) -> None:
        (written / "ids.npy").write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr("directory.search.index.generations.save", fail)
    with pytest.raises(OSError, match="disk full"):
        rebuild(session, folder, at=at)
    assert current_name(folder) == kept
    assert [path.name for path in folder.glob("gen-*")] == [kept]


def test_half_a_generation_from_a_crash_is_ignored_and_cleared_away(
    session: Session, folder: Path, at: datetime
) -> None:
    first = rebuild(session, folder, at=at).generation
    half = folder / "gen-0000dead"
    half.mkdir()
    (half / "ids.npy").write_bytes(b"half")
    assert total(WhooshEngine(folder), at) == 0
    second = rebuild(session, folder, at=at).generation
    assert sorted(path.name for path in folder.glob("gen-*")) == sorted([first, second])


def test_one_generation_is_kept_back(session: Session, folder: Path, at: datetime) -> None:
    names = [rebuild(session, folder, at=at).generation for _ in range(4)]
    assert sorted(path.name for path in folder.glob("gen-*")) == sorted(names[-2:])


def test_searches_during_rebuilds_always_see_one_whole_generation(session: Session, folder: Path, at: datetime) -> None:
    rebuild(session, folder, at=at)
    engine = WhooshEngine(folder)
    going = True

    def keep_asking() -> set[int]:
        seen: set[int] = set()
        while going:
            results = engine.search(Criteria(), place=None, audience=Audience.EVERYONE, at=at)
            assert len(results.hits) == results.total
            seen.add(results.total)
            sleep(0.002)  # so that the indexer has most of the time, as it has in service
        return seen

    with ThreadPoolExecutor(3) as pool:
        askers = [pool.submit(keep_asking) for _ in range(3)]
        for number in range(5):
            service(session, f"Choir {number}")
            rebuild(session, folder, at=at)
        going = False
        seen = set().union(*(asker.result(timeout=30) for asker in askers))
    assert seen <= {0, 1, 2, 3, 4, 5}
    assert total(engine, at) == 5


def test_one_thread_opens_a_new_generation_while_others_go_on(
    session: Session, folder: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(session, folder, at=at)
    engine = WhooshEngine(folder)
    assert total(engine, at) == 0
    service(session, "Choir")
    rebuild(session, folder, at=at)
    may_go_on, is_opening = Event(), Event()

    def slowly(opened: Path, held: Snapshot | None) -> Snapshot:
        is_opening.set()
        may_go_on.wait(30)
        return load(opened, held)

    monkeypatch.setattr("directory.search.index.generations.load", slowly)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(total, engine, at)
        assert is_opening.wait(30)
        assert total(engine, at) == 0  # not held up
        may_go_on.set()
        assert first.result(30) == 1
    assert total(engine, at) == 1


def test_words_that_stayed_the_same_are_kept_in_memory(session: Session, folder: Path, at: datetime) -> None:
    service(session, "Choir")
    first = load(folder / rebuild(session, folder, at=at).generation)
    service(session, "Choir")
    second = load(folder / rebuild(session, folder, at=at).generation, first)
    assert second.size == 2
    assert second.terms is first.terms
    assert second.synonyms is first.synonyms
