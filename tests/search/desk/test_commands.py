"""`waypost searches` and `waypost synonyms`."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.search.models import Outcome, SearchCount
from directory.taxonomy.models import Synonym, SynonymGroup
from directory.taxonomy.operations import load_taxonomies
from tests.search.desk.test_searches_page import DAY


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(words))
    return result.exit_code, " ".join(result.output.split())


def test_weak_searches_are_listed(app: Flask, session: Session) -> None:
    session.add(SearchCount(day=DAY, outcome=Outcome.WEAK, words="brolly", searches=3))
    session.commit()
    assert "brolly" in run(app, "searches", "weak")[1]
    assert "No words were searched for three times" in run(app, "searches", "weak", "--area", "E07000174")[1]


@pytest.mark.usefixtures("falls")
def test_a_change_is_tried_and_nothing_is_saved(app: Flask, session: Session) -> None:
    session.commit()
    code, said = run(app, "synonyms", "try", "zibblets", "--group", "falls")
    assert code == 0
    assert "+ Steady Steps" in said
    assert session.scalars(select(Synonym).where(Synonym.words == "zibblets")).first() is None


@pytest.mark.usefixtures("falls")
def test_words_are_added_turned_and_taken_out(app: Flask, session: Session) -> None:
    session.commit()
    assert run(app, "synonyms", "add", "zibblets", "--group", "falls")[0] == 0
    assert "zibblets" in run(app, "synonyms", "list", "zibbl")[1]
    assert run(app, "synonyms", "turn", "falls", "oneway")[0] == 0
    assert run(app, "synonyms", "remove", "zibblets", "--group", "falls")[0] == 0
    assert "No group has that" in run(app, "synonyms", "list", "zibbl")[1]


@pytest.mark.usefixtures("falls")
@pytest.mark.parametrize(
    "words",
    [
        ("add", "zibblets"), ("add", "zibblets", "--group", "falls", "--need", "health.falls"),
        ("add", "zibblets", "--group", "nothing"), ("add", "zibblets", "--need", "no.such"),
        ("add", "the", "--group", "falls"), ("try", "the", "--group", "falls"),
        ("remove", "zibblets", "--group", "falls"), ("remove", "zibblets", "--group", "nothing"),
        ("turn", "nothing", "both"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_ends_badly(app: Flask, session: Session, words: tuple[str, ...]) -> None:
    session.commit()
    code, said = run(app, "synonyms", *words)
    assert code == 1
    assert said


def test_what_stewards_change_survives_loading_the_seeds_again(app: Flask, session: Session) -> None:
    load_taxonomies(session)
    session.commit()
    for words in (
        ("add", "zibbly pins", "--group", "falls"), ("remove", "panic button", "--group", "telecare"),
        ("turn", "telecare", "oneway"),
    ):  # fmt: skip
        assert run(app, "synonyms", *words)[0] == 0, words
    load_taxonomies(session)
    session.commit()
    assert "zibbly pins" in run(app, "synonyms", "list", "zibbly pins")[1]
    assert "No group has that" in run(app, "synonyms", "list", "panic button")[1]
    telecare = session.scalars(select(SynonymGroup).where(SynonymGroup.code == "telecare")).one()
    session.refresh(telecare)
    assert telecare.mode == "oneway"
