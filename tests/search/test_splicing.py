"""An update gives the very arrays that building everything anew would give, whatever changed."""

from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.orm import Session

from directory.db import new_id
from directory.search.index.arrays import ARRAYS, BUILDER_ARRAYS
from directory.search.index.files import load_to_change
from directory.search.index.generations import current_name
from directory.search.index.keeper import FolderKeeper
from directory.search.index.snapshot import Snapshot
from tests.factories import listings as make
from tests.search.changing import Changing

OTHERWISE = ("arrays", "generation", "vocabulary")
NAMES = [each.name for each in fields(Snapshot) if each.init and each.name not in OTHERWISE]


def newest(folder: Path) -> Snapshot:
    """The generation in use, with everything in it."""
    name = current_name(folder)
    assert name is not None
    return load_to_change(folder / name)


def assert_same(spliced: Snapshot, built: Snapshot) -> None:
    """Every array to the bit, and every dictionary."""
    for name in (*ARRAYS, *BUILDER_ARRAYS):
        assert spliced[name].dtype == built[name].dtype, name
        np.testing.assert_array_equal(spliced[name], built[name], err_msg=name)
    for name in NAMES:
        assert getattr(spliced, name) == getattr(built, name), name
    assert list(spliced.vocabulary) == list(built.vocabulary)


@pytest.mark.parametrize("seed", range(4))
def test_any_changes_give_what_a_rebuild_gives(session: Session, tmp_path: Path, at: datetime, seed: int) -> None:
    directory = Changing(session, seed)
    directory.change(25 * (seed % 3))
    spliced, built = FolderKeeper(tmp_path / "spliced"), FolderKeeper(tmp_path / "built")
    spliced.rebuild(session, at=at)
    for times in (1, 2, 5, 20, 1):
        touched = directory.change(times)
        assert spliced.update(session, sorted(touched), at=at).changed is not None
        built.rebuild(session, at=at)
        assert_same(newest(tmp_path / "spliced"), newest(tmp_path / "built"))


def test_taking_out_everything_leaves_what_an_empty_directory_gives(
    session: Session, tmp_path: Path, at: datetime
) -> None:
    directory = Changing(session, 1)
    directory.change(10)
    ids = [each.id for each in directory.listings]
    FolderKeeper(tmp_path / "spliced").rebuild(session, at=at)
    while directory.listings:
        ids += directory._remove()
    FolderKeeper(tmp_path / "spliced").update(session, ids, at=at)
    FolderKeeper(tmp_path / "built").rebuild(session, at=at)
    assert_same(newest(tmp_path / "spliced"), newest(tmp_path / "built"))


def test_an_update_that_changes_nothing_makes_no_generation(session: Session, tmp_path: Path, at: datetime) -> None:
    make.service(session, "Choir")
    keeper = FolderKeeper(tmp_path)
    before = keeper.rebuild(session, at=at).generation
    assert keeper.update(session, [new_id()], at=at).generation == before


def test_without_an_index_an_update_builds_it(session: Session, tmp_path: Path, at: datetime) -> None:
    choir = make.service(session, "Choir")
    make.service(session, "Bingo")
    built = FolderKeeper(tmp_path).update(session, [choir.id], at=at)
    assert (built.documents, built.changed) == (2, None)


def test_changed_word_lists_or_another_day_mean_building_everything(
    session: Session, tmp_path: Path, at: datetime
) -> None:
    choir = make.service(session, "Choir")
    keeper = FolderKeeper(tmp_path)
    keeper.rebuild(session, at=at)
    assert keeper.update(session, [choir.id], at=at).changed == 1
    assert keeper.update(session, [choir.id], at=at + timedelta(days=1)).changed is None
    make.synonyms(session, "singing", resident=("singing",), professional=("choir",))
    assert keeper.update(session, [choir.id], at=at + timedelta(days=1)).changed is None
    make.area(session, "E07000001", "Elsewhere")
    assert keeper.update(session, [choir.id], at=at + timedelta(days=1)).changed is None


def test_what_did_not_change_is_shared_with_the_generation_before(
    session: Session, tmp_path: Path, at: datetime
) -> None:
    choir = make.service(session, "Choir", summary="We sing")
    keeper = FolderKeeper(tmp_path)
    first = keeper.rebuild(session, at=at).generation
    choir.minimum_age = 18
    session.flush()
    second = keeper.update(session, [choir.id], at=at).generation
    assert (tmp_path / first / "term_text.npy").samefile(tmp_path / second / "term_text.npy")
    assert not (tmp_path / first / "minimum_age.npy").samefile(tmp_path / second / "minimum_age.npy")
