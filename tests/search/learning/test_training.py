"""The model that ships is the one these sentences make, and making it again gives the same file."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from directory.search.learning import commands
from directory.search.learning.commands import needs
from directory.search.learning.company import company
from directory.search.learning.fitting import Pace
from directory.search.learning.sentences import digest, lessons, need_codes, written
from directory.search.learning.training import train, write
from directory.search.understanding.needs_model import NONE, installed, load

SHORT = Pace(rounds=6, hold=0.03, doubt=0.2)
SOME = ("memory.dementia", "connect.lunch", "money.debt")


def test_the_model_that_ships_was_made_from_the_sentences_that_ship() -> None:
    model = installed()
    assert model is not None
    assert model.codes == need_codes()
    assert model.sources == digest(lessons()), "The sentences changed: run `waypost needs train`."
    assert model.company is not None
    assert np.array_equal(model.company, company(model.codes[:-1])), "Lists changed: run `waypost needs train`."


def test_what_often_helps_beside_a_need_comes_before_what_merely_sounds_like_it() -> None:
    codes = ("connect.groups", "connect.lunch", "money.debt", NONE)
    beside = np.array([[0, 0.6, 0], [0.6, 0, 0], [0, 0, 0]], dtype=np.float32)
    learnt = [lesson for lesson in written() if lesson.need in codes]
    alone = train(learnt, codes, SHORT)
    together = replace(alone, company=beside)
    ranked = dict(alone.rank("an evening with a choir")), dict(together.rank("an evening with a choir"))
    assert ranked[0] == ranked[1], "an order changes no probability"
    assert next(iter(ranked[1])) == next(iter(ranked[0])) == "connect.groups"
    assert list(ranked[1])[1] == "connect.lunch"


def test_training_twice_writes_the_same_file_bit_for_bit(tmp_path: Path) -> None:
    learnt = [lesson for lesson in written() if lesson.need in SOME]
    for name in ("once.npz", "again.npz"):
        write(train(learnt, SOME, SHORT), tmp_path / name)
    assert (tmp_path / "once.npz").read_bytes() == (tmp_path / "again.npz").read_bytes()


def test_a_few_sentences_are_enough_to_tell_a_few_needs_apart(tmp_path: Path) -> None:
    learnt = [lesson for lesson in written() if lesson.need in SOME]
    write(train(learnt, SOME, SHORT), tmp_path / "model.npz")
    model = load(tmp_path / "model.npz")
    told = {words: SOME[int(model.probabilities(words).argmax())] for words in ("bailiffs", "roast dinner", "forgets")}
    assert told == {"bailiffs": "money.debt", "roast dinner": "connect.lunch", "forgets": "memory.dementia"}


def test_the_terminal_says_which_needs_words_speak_of() -> None:
    said = CliRunner().invoke(needs, ["ask", "she puts the kettle in the fridge"]).output
    assert "memory.dementia" in said.splitlines()[0]
    assert "No need is likely enough" in CliRunner().invoke(needs, ["ask", "qzxwv"]).output
    assert "mind.crisis" not in CliRunner().invoke(needs, ["ask", "bridge club"]).output, "as a search hears it"
    assert "waypost needs train" in CliRunner().invoke(needs, ["ask", " "]).output


def test_training_says_what_it_learnt_from_and_how_large_the_model_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    learnt = [lesson for lesson in written() if lesson.need in SOME]
    commands._train("Model", learnt, SOME, tmp_path / "model.npz", SHORT)
    assert load(tmp_path / "model.npz").codes == SOME
    assert f"Learning from {len(learnt):,} sentences" in capsys.readouterr().err
