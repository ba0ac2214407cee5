"""Replacing the table of postcodes."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from directory.extensions import db
from directory.geo import postcode_loading
from directory.geo.list_files import UnreadableFile
from directory.geo.lookup import Found, resolve_place
from directory.geo.models import PostcodePoint
from directory.geo.point import Point
from directory.geo.postcode_file import PostcodeTally, UnknownColumns
from directory.geo.postcode_loading import STAGING, EmptyList, load_postcodes
from tests.outside import SHARED, need

OLD = "postcode,lat,lon\nNG18 1AA,53.1,-1.2\nNG18 1AB,53.2,-1.3\n"
NEW = "postcode,lat,lon\nNG18 1AA,53.5,-1.5\nS80 2AA,53.3,-1.1\n"


def as_csv(path: Path, content: str) -> Path:
    path = path.with_suffix(".csv")
    path.write_text(content)
    return path


def as_gzip(path: Path, content: str) -> Path:
    path = path.with_suffix(".csv.gz")
    path.write_bytes(gzip.compress(content.encode()))
    return path


def as_zip(path: Path, content: str) -> Path:
    path = path.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("User Guide/readme.csv", "a,b\n")
        archive.writestr("Data/ONSPD.csv", content)
    return path


def stored(app: Flask) -> dict[str, int]:
    with app.app_context(), Session(db.engine) as session:
        return {row.postcode: row.latitude_e6 for row in session.scalars(select(PostcodePoint))}


def load(app: Flask, path: Path) -> PostcodeTally:
    with app.app_context():
        return load_postcodes(db.engine, path)


@pytest.mark.parametrize("write", [as_csv, as_gzip, as_zip])
def test_a_list_is_loaded_however_it_is_packed(app: Flask, tmp_path: Path, write: Callable[[Path, str], Path]) -> None:
    tally = load(app, write(tmp_path / "list", OLD))
    assert stored(app) == {"NG181AA": 53_100_000, "NG181AB": 53_200_000}
    assert (tally.read, tally.kept) == (2, 2)


def test_the_new_list_replaces_the_old_one_whole(app: Flask, tmp_path: Path) -> None:
    load(app, as_csv(tmp_path / "old", OLD))
    load(app, as_csv(tmp_path / "new", NEW))
    assert stored(app) == {"NG181AA": 53_500_000, "S802AA": 53_300_000}


def test_of_a_repeated_postcode_the_later_row_stays(app: Flask, tmp_path: Path) -> None:
    load(app, as_csv(tmp_path / "list", OLD + "NG181AA,53.9,-1.9\n"))
    assert stored(app)["NG181AA"] == 53_900_000


def test_readers_see_the_old_list_until_the_new_one_is_whole(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(app, as_csv(tmp_path / "old", OLD))
    monkeypatch.setattr(postcode_loading, "CHUNK", 1)
    seen: list[set[str]] = []
    with app.app_context():
        load_postcodes(db.engine, as_csv(tmp_path / "new", NEW), advance=lambda _: seen.append(set(stored(app))))
    assert seen
    assert all(each == {"NG181AA", "NG181AB"} for each in seen)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(b"postcode,lat,lon\nnonsense,1,2\n", EmptyList), (b"a,b\n1,2\n", UnknownColumns)],
)
def test_a_useless_list_changes_nothing(app: Flask, tmp_path: Path, content: bytes, refusal: type[Exception]) -> None:
    load(app, as_csv(tmp_path / "old", OLD))
    (tmp_path / "bad.csv").write_bytes(content)
    with pytest.raises(refusal):
        load(app, tmp_path / "bad.csv")
    assert set(stored(app)) == {"NG181AA", "NG181AB"}


def test_a_download_cut_off_in_the_middle_changes_nothing(app: Flask, tmp_path: Path) -> None:
    load(app, as_csv(tmp_path / "old", OLD))
    rows = "".join(f"NG{n % 90 + 10} {n % 10}AA,53.{n},-1.{n}\n" for n in range(20_000))
    whole = gzip.compress(("postcode,lat,lon\n" + rows).encode())
    (tmp_path / "cut.csv.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFile, match="Fetch it again"):
        load(app, tmp_path / "cut.csv.gz")
    assert set(stored(app)) == {"NG181AA", "NG181AB"}


@pytest.mark.parametrize("name", ["list.csv.gz", "list.zip"])
def test_a_file_that_is_not_what_its_name_says_is_refused(app: Flask, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("this is a web page that says no")
    with pytest.raises(UnreadableFile, match=name):
        load(app, tmp_path / name)


def test_a_zip_without_a_list_is_refused(app: Flask, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.zip", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UnreadableFile, match="holds no CSV"):
        load(app, tmp_path / "list.zip")


def test_what_a_killed_load_left_behind_is_in_no_one_s_way(app: Flask, tmp_path: Path) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE {STAGING} (postcode VARCHAR(7))"))
    load(app, as_csv(tmp_path / "list", OLD))
    assert len(stored(app)) == 2


def test_the_table_keeps_its_shape(app: Flask, tmp_path: Path) -> None:
    load(app, as_csv(tmp_path / "old", OLD))
    load(app, as_csv(tmp_path / "new", NEW))
    with app.app_context():
        tables = inspect(db.engine)
        assert STAGING not in tables.get_table_names()
        assert tables.get_pk_constraint("postcode_point")["constrained_columns"] == ["postcode"]
        assert [column["name"] for column in tables.get_columns("postcode_point")] == [
            column.name for column in PostcodePoint.__table__.columns
        ]


def test_the_bytes_told_add_up_to_the_file(app: Flask, tmp_path: Path) -> None:
    path = as_gzip(tmp_path / "list", OLD)
    told: list[int] = []
    with app.app_context():
        load_postcodes(db.engine, path, advance=told.append)
    assert sum(told) == path.stat().st_size


def test_the_shared_list_is_read_without_a_fault(app: Flask, session: Session, tmp_path: Path) -> None:
    """The postcodes of Mansfield, Belfast and Penzance; `benchmarks/postcodes.py` loads the whole country."""
    need("SHARED")
    session.rollback()
    with gzip.open(SHARED / "data" / "postcodes" / "uk_postcodes.csv.gz", "rt") as lines:
        some = [line for line in lines if line.startswith(("postcode", "NG18 ", "BT4 ", "TR18 "))]
    tally = load(app, as_gzip(tmp_path / "some", "".join(some)))
    assert (tally.read, tally.faulty, tally.unplaced) == (len(some) - 1, 0, 0)
    assert tally.northern_irish > 500
    answer = resolve_place(session, "ng18 1aa")
    assert isinstance(answer, Found)
    assert (answer.exact, answer.point) == (True, Point(53.14379, -1.19469))
