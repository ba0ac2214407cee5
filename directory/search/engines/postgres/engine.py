"""Answers searches from PostgreSQL: each in one read-only transaction, so that it sees one state of the index."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from directory.errors import Unavailable
from directory.search.answering.blending import blend
from directory.search.answering.saying import chips, relaxations, sensible
from directory.search.catalogue import Catalogue
from directory.search.criteria import Criteria, Layout
from directory.search.engine import MAP_RESULTS, Place, Results
from directory.search.engines.postgres.candidates import Settled, settle
from directory.search.engines.postgres.counting import facets_of
from directory.search.engines.postgres.lexicon import Memory, PostgresLexicon, remembered
from directory.search.engines.postgres.presenting import hits_of, map_points, venues_of
from directory.search.engines.postgres.question import Question
from directory.search.engines.postgres.ranking import ranked
from directory.search.engines.postgres.words import ask
from directory.search.understanding.synonyms import Thesaurus
from directory.search.understanding.words import Understood, understand

#: Longer than this nobody waits, and a search that takes it would hold up others.
_LONGEST = "4s"
# Compiling a plan takes longer than running it here; no search should have to sort on a disk; a plan for any word is
# a bad one for most words.
_SETTINGS = text(f"""
    SELECT set_config('statement_timeout', '{_LONGEST}', true), set_config('jit', 'off', true),
    set_config('work_mem', '32MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)
""")


class PostgresEngine:
    """Answers from the tables that `PostgresKeeper` keeps; a change is seen by every worker at its next search."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._engine = engine
        self._memory: Memory | None = None

    def catalogue(self) -> Catalogue:
        """The choices of all filters as the index knows them."""
        with self._reading() as connection:
            return self._remembered(connection).catalogue

    def search(
        self,
        criteria: Criteria,
        *,
        place: Place | None,
        audience: StrEnum,
        at: datetime,
        thesaurus: Thesaurus | None = None,
    ) -> Results:
        """Answer a search. One state of the index is seen from beginning to end."""
        with self._reading() as connection:
            memory = self._remembered(connection)
            criteria, notes = sensible(criteria, memory.catalogue, place)
            words = criteria.words if criteria.meaning is None else criteria.meaning.words
            understood = understand(
                PostgresLexicon(connection, memory), thesaurus or memory.thesaurus, words, exact=criteria.exact
            )
            weighed = blend(understood, criteria.meaning)
            wanted = None if understood.is_empty else ask(connection, memory, understood.concepts, weighed)
            question = Question(criteria, place, audience, at, memory, wanted)
            return _answer(connection, question, understood, notes)

    def _remembered(self, connection: Connection) -> Memory:
        self._memory = memory = remembered(connection, self._memory)
        return memory

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine().connect() as connection:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                connection.execute(_SETTINGS)
                yield connection
        except (DBAPIError, NoConnection) as error:
            raise Unavailable("The database did not answer the search. Run `waypost reindex` if it goes on.") from error


def _answer(connection: Connection, question: Question, understood: Understood, notes: tuple[str, ...]) -> Results:
    criteria, place = question.criteria, question.place
    settled, distances = settle(connection, question)
    total = settled.found.total
    pages = max(1, -(-total // criteria.per_page))
    number = max(1, min(criteria.page, pages))
    first = (number - 1) * criteria.per_page
    is_map = criteria.view is Layout.MAP
    start, wanted = (0, max(first + criteria.per_page, MAP_RESULTS)) if is_map else (first, criteria.per_page)
    found = ranked(connection, question, settled, start, wanted)
    page = found[first - start : first - start + criteria.per_page]
    places = venues_of(connection, [each.service_id for each in found])
    return Results(
        hits=hits_of(connection, question, page, places),
        total=total,
        near_total=settled.found.near_total,
        facets=facets_of(connection, question, settled, distances),
        chips=chips(criteria, question.memory.catalogue, place),
        notes=(*notes, *_relaxed(question, understood, settled)),
        corrections=understood.corrections,
        suggestions=understood.suggestions,
        points=map_points(found, places, place) if is_map else (),
        radius_miles=settled.miles if place is not None else None,
        relaxed=settled.relaxed,
        page=number,
        pages=pages,
        generation=f"{question.memory.generation}.{question.memory.revision}",
    )


def _relaxed(question: Question, understood: Understood, settled: Settled) -> tuple[str, ...]:
    return relaxations(
        understood,
        question.place,
        relaxed=settled.relaxed,
        widened=settled.widened,
        of_the_kind=settled.relaxed and bool(question.wanted and question.wanted.leading),
        found=settled.found.candidates > 0,
    )
