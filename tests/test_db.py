"""Writers of one process take turns, so that none of them starves."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from directory.db import WritingTurns, use_sqlite_safely


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = create_engine(f"sqlite:///{tmp_path / 'turns.db'}")
    use_sqlite_safely(made)
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE note (words TEXT)"))
    yield made
    made.dispose()


def test_a_thread_that_holds_its_turn_is_not_made_to_wait_for_itself() -> None:
    turns = WritingTurns()
    assert turns.take(1)
    assert not turns.take(60), "at once, and nothing to give back"
    turns.give_back()
    assert turns.take(1)


def test_another_thread_waits_until_the_turn_is_given_back() -> None:
    turns, got, go = WritingTurns(), Event(), Event()
    assert turns.take(1)

    def other() -> None:
        go.set()
        if turns.take(30):
            got.set()

    waiting = Thread(target=other)
    waiting.start()
    go.wait(10)
    assert not got.wait(0.2)
    turns.give_back()
    waiting.join(10)
    assert got.is_set()


@pytest.mark.parametrize("ending", ["commit", "rollback", "close"])
def test_however_a_transaction_ends_the_next_thread_may_write(engine: Engine, ending: str) -> None:
    connection = engine.connect()
    connection.execute(text("INSERT INTO note VALUES ('first')"))
    getattr(connection, ending)()
    connection.close()
    done = Event()

    def write() -> None:
        with engine.begin() as other:
            other.execute(text("INSERT INTO note VALUES ('second')"))
        done.set()

    writing = Thread(target=write)
    writing.start()
    assert done.wait(4), "the turn was never given back"
    writing.join(10)


def test_two_writing_connections_of_one_thread_are_told_of(tmp_path: Path, engine: Engine) -> None:
    impatient = create_engine(f"sqlite:///{tmp_path / 'turns.db'}", connect_args={"timeout": 0})
    use_sqlite_safely(impatient)
    with engine.begin() as first:
        first.execute(text("INSERT INTO note VALUES ('first')"))
        with impatient.connect() as second:
            second.connection.driver_connection.execute("PRAGMA busy_timeout=0")  # type: ignore[union-attr]
            with pytest.raises(OperationalError, match="locked"):
                second.execute(text("INSERT INTO note VALUES ('second')"))
    with impatient.begin() as again:
        again.execute(text("INSERT INTO note VALUES ('again')"))
    impatient.dispose()
