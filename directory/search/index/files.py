"""One generation's files: an `.npy` for each array, dictionaries in `words.json`, and a manifest of sizes."""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from directory.errors import Unavailable
from directory.search.catalogue import Catalogue
from directory.search.index import lines
from directory.search.index.arrays import ARRAYS, BUILDER_ARRAYS, Array
from directory.search.index.schema import SCHEMA_VERSION
from directory.search.index.snapshot import Snapshot

MANIFEST, WORDS = "manifest.json", "words.json"


def save(snapshot: Snapshot, folder: Path, before: tuple[Path, Snapshot] | None = None) -> None:
    """Write everything, and last a manifest of sizes by which a torn file is known.

    An array that is as it was in the generation before is not written again: both share its file.
    """
    for name in (*ARRAYS, *BUILDER_ARRAYS):
        if before is not None and _is_same(snapshot.arrays[name], before[1].arrays[name]):
            _share(before[0] / f"{name}.npy", folder / f"{name}.npy")
        else:
            np.save(folder / f"{name}.npy", snapshot.arrays[name])
    (folder / WORDS).write_text(json.dumps(_dictionaries(snapshot), ensure_ascii=False), encoding="utf-8")
    sizes = {f.name: f.stat().st_size for f in sorted(folder.iterdir()) if f.suffix in (".npy", ".json")}
    (folder / MANIFEST).write_text(json.dumps({"schema": SCHEMA_VERSION, "sizes": sizes}), encoding="utf-8")


def _is_same(array: Array, other: Array) -> bool:
    return array.shape == other.shape and array.dtype == other.dtype and np.array_equal(array, other)


def _share(file: Path, other: Path) -> None:
    try:
        os.link(file, other)
    except OSError:  # some file systems have no links
        shutil.copyfile(file, other)


def _dictionaries(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "facets": {key: sorted(codes, key=codes.__getitem__) for key, codes in snapshot.facets.items()},
        "facet_first": {key: min(codes.values(), default=0) for key, codes in snapshot.facets.items()},
        "areas": sorted(snapshot.areas, key=snapshot.areas.__getitem__),
        "area_names": snapshot.area_names,
        "catalogue": snapshot.catalogue.as_json(),
        "synonyms": snapshot.synonyms,
        "basis": snapshot.basis,
        "day": snapshot.day,
    }


def load(folder: Path, held: Snapshot | None = None) -> Snapshot:
    """Open a generation to search in it; raises `Unavailable` when a file is missing or not whole.

    What the snapshot `held` so far has in memory is used again as far as it is the same: its words, its thesaurus.
    """
    return _load(folder, ARRAYS, held)


def load_to_change(folder: Path) -> Snapshot:
    """Open a generation with everything that an update needs."""
    return _load(folder, (*ARRAYS, *BUILDER_ARRAYS), None)


def check(folder: Path) -> None:
    """Raise `Unavailable` unless every file is there and whole."""
    load_to_change(folder)


def _load(folder: Path, names: Iterable[str], held: Snapshot | None) -> Snapshot:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["schema"] != SCHEMA_VERSION:
            raise Unavailable("The search index is of another version. Run `waypost reindex` to build it again.")
        sizes = manifest["sizes"]
        torn = [name for name, size in sizes.items() if (folder / name).stat().st_size != size]
        if torn or any(f"{name}.npy" not in sizes for name in names):
            raise Unavailable("The search index is damaged. Run `waypost reindex` to build it again.")
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in names}
        words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        # A plain view of the mapped bytes: NumPy's memmap class costs a microsecond at every slice.
        plain = {name: np.asarray(array).view(np.ndarray) for name, array in arrays.items()}
        return _assemble(plain, words, folder.name, held)
    except (OSError, ValueError, KeyError) as error:
        raise Unavailable("The search index cannot be read. Run `waypost reindex` to build it again.") from error


def _assemble(arrays: dict[str, Array], words: dict[str, Any], generation: str, held: Snapshot | None) -> Snapshot:
    first = words["facet_first"]
    return Snapshot(
        arrays=arrays,
        terms=_terms(arrays["term_text"], held),
        facets={key: {code: first[key] + n for n, code in enumerate(codes)} for key, codes in words["facets"].items()},
        areas={code: number for number, code in enumerate(words["areas"])},
        area_names=tuple(words["area_names"]),
        catalogue=Catalogue.from_json(words["catalogue"]),
        vocabulary=lines.Lines(arrays["word_text"]),
        synonyms=held.synonyms if held and held.basis == words["basis"] else tuple(words["synonyms"]),
        generation=generation,
        basis=words["basis"],
        day=words["day"],
    )


def _terms(text: Array, held: Snapshot | None) -> Mapping[str, int]:
    if held is not None and np.array_equal(held.arrays["term_text"], text):
        return held.terms
    return {term: number for number, term in enumerate(lines.read(text))}
