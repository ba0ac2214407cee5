"""Index generations on disk: built beside, made whole, then pointed at in one step. Readers never see half of one.

    index/current            one line: the name of the generation in use
    index/gen-<id>/          manifest.json, words.json, *.npy
    index/.building          locked while one is built
    index/.writing           locked while the Whoosh index is written, which takes longer and holds up nothing

A crash leaves at most a folder nobody points at; the next build removes it. Readers that have an old generation mapped
keep it until they let go, even after its files are gone.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from directory.db import new_id
from directory.errors import Unavailable
from directory.search.index.files import check, load, load_to_change, save
from directory.search.index.snapshot import Snapshot

POINTER = "current"
_PREFIX = "gen-"


@contextmanager
def one_builder(index_dir: Path) -> Iterator[None]:
    """Hold this from reading the listings to publishing: so the build that read last is the one in use."""
    with _locked(index_dir, ".building"):
        yield


@contextmanager
def one_writer(index_dir: Path) -> Iterator[None]:
    """Hold this while writing the Whoosh index."""
    with _locked(index_dir, ".writing"):
        yield


@contextmanager
def _locked(index_dir: Path, name: str) -> Iterator[None]:
    index_dir.mkdir(parents=True, exist_ok=True)
    with (index_dir / name).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def publish(index_dir: Path, snapshot: Snapshot, before: Snapshot | None = None) -> str:
    """Write a new generation, make it durable, and switch to it; answers its name. Call within `one_builder`.

    Files that are the same as those of the generation `before` are shared with it.
    """
    folder = index_dir / f"{_PREFIX}{new_id().hex}"
    folder.mkdir(parents=True)
    try:
        save(snapshot, folder, (index_dir / before.generation, before) if before else None)
        _sync_tree(folder)
        check(folder)  # what cannot be read back is never pointed at
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    last = current_name(index_dir)
    _point_at(index_dir, folder.name)
    _clean(index_dir, keep={folder.name, last or ""})
    return folder.name


def newest(index_dir: Path) -> Snapshot | None:
    """The generation in use with all that is needed to change it; None when there is none or it is damaged."""
    name = current_name(index_dir)
    try:
        return load_to_change(index_dir / name) if name else None
    except Unavailable:
        return None


def _point_at(index_dir: Path, name: str) -> None:
    beside = index_dir / f".{POINTER}-{name}"
    with beside.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, index_dir / POINTER)
    _sync(index_dir)


def _sync_tree(folder: Path) -> None:
    """NumPy does not call fsync; without it a power cut could leave a pointer to empty files."""
    for path in sorted(folder.iterdir()):
        if path.stat().st_nlink == 1:  # others are shared with a generation that was made durable before
            _sync(path)
    _sync(folder)
    _sync(folder.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clean(index_dir: Path, keep: set[str]) -> None:
    for path in index_dir.iterdir():
        if path.name.startswith(_PREFIX) and path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(f".{POINTER}-"):
            path.unlink(missing_ok=True)


def current_name(index_dir: Path) -> str | None:
    """The generation pointed at; None when there is none."""
    try:
        name = (index_dir / POINTER).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return name if name.startswith(_PREFIX) and "/" not in name else None


class Reader:
    """The snapshot of one process. A look at the pointer costs two microseconds, so it is taken at every search."""

    def __init__(self, index_dir: Path) -> None:
        self._index_dir = index_dir
        self._pointer = str(index_dir / POINTER)
        self._lock = Lock()
        self._seen: tuple[int, int, int] | None = None
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """The newest whole generation. Raises `Unavailable` when there never was one this process could open.

        One thread opens a new generation; the others go on with the one in hand meanwhile.
        """
        seen = self._look()
        held = self._snapshot
        if held is not None and seen in (self._seen, None):
            return held
        if not self._lock.acquire(blocking=held is None):
            return held  # type: ignore[return-value]  # without one in hand the lock is waited for
        try:
            if self._snapshot is None or self._seen != seen:
                self._open(seen)
            assert self._snapshot is not None  # noqa: S101 -- _open raises otherwise
            return self._snapshot
        finally:
            self._lock.release()

    def _look(self) -> tuple[int, int, int] | None:
        try:
            found = os.stat(self._pointer)
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _open(self, seen: tuple[int, int, int] | None) -> None:
        """Open what is pointed at; a damaged one leaves the one in hand, or else the newest older one, in use."""
        name = current_name(self._index_dir)
        for candidate in [name, *self._older_than(name)] if self._snapshot is None else [name]:
            if candidate is None:
                continue
            try:
                self._snapshot = load(self._index_dir / candidate, self._snapshot)
                break
            except Unavailable:
                continue
        if self._snapshot is None:
            raise Unavailable("The search index is not there yet. Run `waypost reindex` to build it.")
        self._seen = seen

    def _older_than(self, name: str | None) -> list[str]:
        try:
            names = [path.name for path in self._index_dir.iterdir() if path.name.startswith(_PREFIX)]
        except OSError:
            return []
        # Ids are in order of time. A folder without a manifest was never finished and fails to load.
        return sorted((each for each in names if each != name), reverse=True)
