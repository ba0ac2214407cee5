"""What every application of a test run makes alike, made once: thousands are made, and this was most of their cost.

Each thing kept follows from its key alone, so an application behaves as if it had made its own (`test_once.py`).
"""

from collections.abc import Iterable
from copy import copy
from operator import attrgetter
from types import CodeType
from typing import Any, ClassVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Connection, Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Map, MapAdapter, Rule, RuleFactory

from tests.connections import keep_connections

STATEMENTS = 3_000  # about as many as a run has; an engine's own 500 would push each other out

SAID = (
    "rule", "endpoint", "subdomain", "host", "build_only", "alias", "websocket", "strict_slashes", "merge_slashes",
    "redirect_to",
)  # fmt: skip
_said = attrgetter(*SAID)


class CompiledTemplates(BytecodeCache):
    """Templates compiled once for all applications of this process."""

    def __init__(self) -> None:
        self._kept: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._kept[bucket.key] = bucket.code


TEMPLATES = CompiledTemplates()


class KeptMap(Map):
    """Addresses read once: the table of a map follows from the rules it is given, in their order.

    Rules wait until somebody asks. Then the table of the same rules is taken, or made and kept. It never changes: a map
    that is given another rule later takes another table.
    """

    _tables: ClassVar[dict[tuple[object, ...], Map]] = {}

    def __init__(self, rules: Iterable[RuleFactory] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._made_with = tuple(kwargs.items())
        self._given: list[Rule] = []
        self._is_waiting = False
        for rule in rules or ():
            self.add(rule)

    def add(self, rulefactory: RuleFactory) -> None:
        """Take a rule, and read it later."""
        self._given += rulefactory.get_rules(self)
        self._is_waiting = True

    def update(self) -> None:
        """Be ready to answer."""
        if self._is_waiting:
            table = self._table()
            self._matcher, self._rules_by_endpoint, self._remap = table._matcher, table._rules_by_endpoint, False
            self._is_waiting = False

    def bind(self, *args: Any, **kwargs: Any) -> MapAdapter:
        self.update()
        return super().bind(*args, **kwargs)

    def _table(self) -> Map:
        key = (self._made_with, tuple(self.converters.items()), *map(_words, self._given))
        if key not in self._tables:
            table = Map(converters=self.converters, **dict(self._made_with))
            for rule in self._given:
                table.add(_unread(rule))
            table.update()
            self._tables[key] = table
        return self._tables[key]


def _words(rule: Rule) -> tuple[object, ...]:
    """All that somebody has said of a rule. Half a thousand rules are asked for each application, so this hurries."""
    methods, defaults = rule.methods, rule.defaults
    return (
        _said(rule),
        getattr(rule, "provide_automatic_options", None),
        methods is not None and frozenset(methods),
        tuple(sorted((defaults or {}).items())),
    )


def _unread(rule: Rule) -> Rule:
    fresh = copy(rule)
    fresh.arguments = set(rule.arguments)
    return fresh


def read_addresses_once() -> None:
    """Let every application take the table of addresses that one before it made of the same rules."""
    Flask.url_map_class = KeptMap  # type: ignore[assignment]  # a map in every way


def _knows_its_server(connection: Connection) -> None:
    """What a dialect asks its server first, the one that takes its place has asked."""


def write_statements_once() -> None:
    """Let SQLAlchemy keep the SQL of a statement over all engines of one kind, as a service would for days."""
    first: dict[object, Engine] = {}
    make = SQLAlchemy._make_engine

    def made(self: SQLAlchemy, bind_key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        engine = make(self, bind_key, options, app)
        if engine.dialect.name == "postgresql":
            keep_connections(engine)
        kind = (engine.url.drivername, repr(sorted((name, said) for name, said in options.items() if name != "url")))
        known = first.get(kind)
        if known is None or known.dialect.server_version_info is None:  # has not met its server yet
            first[kind] = engine
            assert isinstance(engine._compiled_cache, LRUCache)
            engine._compiled_cache.capacity = STATEMENTS
        else:
            engine.dialect.initialize = _knows_its_server  # type: ignore[method-assign]
            engine.dialect = engine.pool._dialect = known.dialect
            engine._compiled_cache = known._compiled_cache
        return engine

    SQLAlchemy._make_engine = made  # type: ignore[method-assign]
