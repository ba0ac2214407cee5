"""The engine that keeps its index in PostgreSQL: full text search, pg_trgm for spelling, PostGIS for places."""

from directory.search.engines.postgres.engine import PostgresEngine
from directory.search.engines.postgres.keeping import PostgresKeeper

__all__ = ["PostgresEngine", "PostgresKeeper"]
