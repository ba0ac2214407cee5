"""The model that ships hears needs in everyday sentences, misspelt ones too, and none in nonsense."""

from pathlib import Path

import numpy as np
import pytest

from directory.errors import Unavailable
from directory.search.answering.blending import ELSEWHERE, is_understood
from directory.search.understanding import needs_model
from directory.search.understanding.needs_model import MODEL_FILE, installed, load, rank
from directory.search.understanding.traits import traits_of


@pytest.mark.requirement("A138")
@pytest.mark.parametrize(
    ("words", "need"),
    [
        ("she puts the kettle in the fridge", "memory.dementia"),
        ("somewhere for a cup of tea and a chat", "connect.groups"),
        ("dimentia", "memory.dementia"),
        ("can't get up the stairs any more", "equip.adapt"),
        ("who will mind him while I have my operation", "carer.break"),
        ("lunch club", "connect.lunch"),
    ],
)
def test_the_need_of_a_sentence_comes_first(words: str, need: str) -> None:
    assert rank(words)[0][0] == need


@pytest.mark.parametrize("words", ["qzxwv blorptang", "how old is the moon", "asdf jkl", "4711"])
def test_nonsense_and_other_questions_are_no_need(words: str) -> None:
    assert not is_understood(rank(words))


@pytest.mark.parametrize("words", ["celebrity gossip", "season ticket price", "perfume dupes"])
def test_the_surest_nonsense_is_ranked_too_so_that_it_is_not_taken_for_plain_words(words: str) -> None:
    ranked = rank(words)
    assert ranked, "without any guess words would answer however little they tell"
    assert sum(likely for _, likely in ranked) < ELSEWHERE


def test_probabilities_are_those_of_one_choice() -> None:
    model = installed()
    assert model is not None
    likely = model.probabilities("mum keeps falling")
    assert float(likely.sum()) == pytest.approx(1.0, abs=1e-4)
    by_code = dict(zip(model.codes, likely.tolist(), strict=True))
    ranked = rank("mum keeps falling")
    assert [by_code[code] for code, _ in ranked] == [share for _, share in ranked]
    assert ranked[0][1] == max(likely[:-1].tolist())
    assert len(ranked) == 10


@pytest.mark.parametrize("words", ["", "   "])
def test_no_words_speak_of_no_need(words: str) -> None:
    assert rank(words) == ()


@pytest.mark.parametrize("words", ["🍲🥗", "'; DROP TABLE service; --", "a" * 5000, "word " * 5000, "\x00\x07"])
def test_hostile_words_are_harmless(words: str) -> None:
    assert all(0 <= likely <= 1 for _, likely in rank(words))


def test_a_model_that_is_missing_or_torn_leaves_search_to_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torn = tmp_path / "torn.npz"
    torn.write_bytes(MODEL_FILE.read_bytes()[:5000])
    for path in (tmp_path / "missing.npz", torn):
        with pytest.raises(Unavailable, match="waypost needs train"):
            load(path)
    monkeypatch.setattr(needs_model, "installed", lambda: None)
    assert rank("mum keeps falling") == ()


def test_the_model_is_small() -> None:
    assert MODEL_FILE.stat().st_size <= 5_000_000
    model = installed()
    assert model is not None
    arrays = (model.traits, model.weights, model.rarity.astype(np.float16), model.scale.astype(np.float16))
    assert sum(array.nbytes for array in arrays) <= 5_000_000


def test_sorts_of_words_make_sentences_alike_that_share_no_telling_word() -> None:
    one, other = (
        set(traits_of(words, with_sorts=True)[0]) & set(traits_of(alike, with_sorts=True)[0])
        for words, alike in (("her lad leathers her", "our daughter wallops us"), ("her lad sings", "bingo on Friday"))
    )
    assert len(one) > 3 > len(other)
    assert set(traits_of("her lad")[0]) < set(traits_of("her lad", with_sorts=True)[0])


def test_misspelt_words_share_most_of_their_letters_with_the_right_ones() -> None:
    right, wrong = set(traits_of("dementia")[1]), set(traits_of("dimentia")[1])
    assert len(right & wrong) > len(right) / 2
