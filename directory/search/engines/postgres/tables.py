"""The tables of the index, in a schema of their own beside the directory's. Derived data: dropped and made at will.

One row a listing, with its words as a `tsvector` and its facets as codes such as `cost:free`. Days are numbers since
the epoch, hours minutes of local time, as in `SearchDocument`.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.schema import CreateSchema, DropSchema
from sqlalchemy.types import UserDefinedType

from directory.search.index.schema import SCHEMA_VERSION

SCHEMA = "search"
#: Tables of another version are made anew. Raise the last part on any change here; the first is the analyser's.
VERSION = SCHEMA_VERSION * 1000 + 1
#: Held by whoever writes, from reading the listings to the commit.
LOCK = 0x5EA7C4
EXTENSIONS = ("pg_trgm", "postgis")


class GeometryPoint(UserDefinedType[Any]):
    """A longitude and latitude as PostGIS keeps them. With its `geography` the planner misjudges how many are near."""

    cache_ok = True

    def get_col_spec(self, **_options: Any) -> str:
        return "geometry(Point, 4326)"


metadata = MetaData(schema=SCHEMA)

state = Table(
    "state",
    metadata,
    Column("version", Integer, nullable=False),
    Column("generation", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("listings", Integer, nullable=False),
    Column("basis", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("catalogue", JSONB, nullable=False),
    Column("synonyms", JSONB, nullable=False),
    Column("area_names", JSONB, nullable=False),
)

listings = Table(
    "listings",
    metadata,
    Column("service_id", Uuid, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    Column("sort_name", Text(collation="C"), nullable=False),
    Column("words", TSVECTOR, nullable=False),
    Column("facets", ARRAY(Text), nullable=False),
    Column("areas", ARRAY(Text), nullable=False),
    Column("is_public", Boolean, nullable=False),
    Column("reach", Integer, nullable=False),
    Column("standing", Integer, nullable=False),
    Column("kept_anywhere", Boolean, nullable=False),
    Column("kept_round_base", Boolean, nullable=False),
    Column("minimum_age", Integer, nullable=False),
    Column("maximum_age", Integer, nullable=False),
    Column("verified_day", Integer, nullable=False),
    Column("freshness_day", Integer, nullable=False),
    Column("closing_day", Integer, nullable=False),
    Column("closed_from_day", Integer, nullable=False),
    Column("closed_to_day", Integer, nullable=False),
    Index("ix_listings_words", "words", postgresql_using="gin"),
    Index("ix_listings_facets", "facets", postgresql_using="gin"),
    Index("ix_listings_areas", "areas", postgresql_using="gin"),
)


def _of_listing() -> Column[Any]:
    return Column("listing", ForeignKey(listings.c.service_id, ondelete="CASCADE"), nullable=False, index=True)


venues = Table(
    "venues",
    metadata,
    _of_listing(),
    Column("location_id", Uuid, nullable=False),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("is_exact", Boolean, nullable=False),
    Column("point", GeometryPoint, nullable=False),
    Index("ix_venues_point", "point", postgresql_using="gist"),
)

weekly = Table(
    "weekly",
    metadata,
    _of_listing(),
    Column("opens", Integer, nullable=False, index=True),
    Column("closes", Integer, nullable=False),
    Column("from_day", Integer, nullable=False),
    Column("to_day", Integer, nullable=False),
    Column("place", Integer, nullable=False),
)

occasions = Table(
    "occasions",
    metadata,
    _of_listing(),
    Column("opens", Integer, nullable=False, index=True),
    Column("closes", Integer, nullable=False),
)

exceptions = Table(
    "exceptions",
    metadata,
    _of_listing(),
    Column("day", Integer, nullable=False, index=True),
    Column("place", Integer, nullable=False),
)

#: How many listings use a term; `revision` tells a worker what changed since it looked.
terms = Table(
    "terms",
    metadata,
    Column("term", Text, primary_key=True),
    Column("listings", Integer, nullable=False),
    Column("revision", Integer, nullable=False, index=True),
)

#: Words as people write them, each with its term, to correct misspellings with.
vocabulary = Table(
    "vocabulary",
    metadata,
    Column("word", Text, primary_key=True),
    Column("term", Text, nullable=False),
    Index("ix_vocabulary_word", "word", postgresql_using="gin", postgresql_ops={"word": "gin_trgm_ops"}),
)


def lock(connection: Connection) -> None:
    """Wait until nobody else writes; let go with the transaction."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def prepare(connection: Connection) -> None:
    """Make the tables where they are not there or of another version, which are dropped with all they hold."""
    if is_ready(connection):
        return
    for extension in EXTENSIONS:
        connection.execute(text(f"CREATE EXTENSION IF NOT EXISTS {extension}"))
    connection.execute(DropSchema(SCHEMA, cascade=True, if_exists=True))
    connection.execute(CreateSchema(SCHEMA))
    metadata.create_all(connection)


def is_ready(connection: Connection) -> bool:
    """Whether there is an index of this version."""
    if connection.scalar(select(func.to_regclass(state.fullname))) is None:
        return False
    return connection.scalar(select(state.c.version)) == VERSION
