"""Keeps the names in one file beside the index, so that workers share the work of reading them; swapped by rename."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from zipfile import BadZipFile

import numpy as np

from directory.search.suggesting.names import Names
from directory.search.suggesting.reading import KINDS

NAME = "names.npz"


def write_names(folder: Path, names: dict[str, Names]) -> None:
    """Write beside, make it durable, then take the old one's place: a reader never sees half a file."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = {f"{kind}.{part}": array for kind in KINDS for part, array in names[kind].parts().items()}
    with NamedTemporaryFile(dir=folder, prefix=f".{NAME}-", delete=False) as beside:
        try:
            np.savez(beside, **parts)
            beside.flush()
            os.fsync(beside.fileno())
            os.replace(beside.name, folder / NAME)
        except BaseException:
            os.unlink(beside.name)
            raise


class NamesFile:
    """The names as this process knows them; looks at each request whether there are newer ones."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._lock = Lock()
        self._seen: tuple[int, int] | None = None
        self._names: dict[str, Names] | None = None

    def names(self) -> dict[str, Names] | None:
        """The newest names; None as long as nobody wrote any."""
        try:
            found = os.stat(self._path)
        except OSError:
            return self._names
        seen = (found.st_ino, found.st_mtime_ns)
        if seen != self._seen:
            with self._lock:
                if seen != self._seen:
                    self._open(seen)
        return self._names

    def _open(self, seen: tuple[int, int]) -> None:
        """A file that cannot be read leaves what is in hand in use."""
        try:
            with np.load(self._path, allow_pickle=False) as held:
                self._names = {kind: Names.of(_of(held, kind)) for kind in KINDS}
            self._seen = seen
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return


def _of(held: "np.lib.npyio.NpzFile", kind: str) -> dict[str, np.ndarray]:
    start = f"{kind}."
    return {name.removeprefix(start): held[name] for name in held.files if name.startswith(start)}
