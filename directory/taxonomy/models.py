"""Word lists that give listings meaning: taxonomies, terms, mappings between them, and everyday synonyms."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Coded, Identified, Recorded, UtcDateTime, coded
from directory.extensions import Model


class SynonymKind(Coded):
    """Whose word it is."""

    RESIDENT = "resident", "Everyday words"
    PROFESSIONAL = "professional", "Professional terms"
    MISSPELLING = "misspelling", "Misspellings"


class SynonymSource(Coded):
    """Who put a word into the thesaurus."""

    SEED = "seed", "Came with Waypost"
    STEWARD = "steward", "Added here"


class TermSource(Coded):
    """Who put a term into its list."""

    SEED = "seed", "Came with Waypost"
    STEWARD = "steward", "Added here"


class Taxonomy(Recorded, Model):
    """A list of terms with an owner and an edition. Ours are `needs`, `need_groups`, `cohorts`, `life_transitions`."""

    __tablename__ = "taxonomy"

    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str] = mapped_column(Text, default="")
    uri: Mapped[str | None] = mapped_column(String(500))
    edition: Mapped[str | None] = mapped_column(String(40))


class TaxonomyTerm(Recorded, Model):
    """One term. `name` is the resident label; professionals see `professional_label` where there is one."""

    __tablename__ = "taxonomy_term"
    __table_args__ = (UniqueConstraint("taxonomy_id", "code"),)

    taxonomy_id: Mapped[UUID] = mapped_column(ForeignKey("taxonomy.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(String(255))
    professional_label: Mapped[str | None] = mapped_column(String(255))
    description: Mapped[str] = mapped_column(Text, default="")
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("taxonomy_term.id"), index=True)
    term_uri: Mapped[str | None] = mapped_column(String(500))
    position: Mapped[int] = mapped_column(default=0)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, doc="typical tiers, kind, examples, safety rule")
    source: Mapped[TermSource] = mapped_column(coded(TermSource), default=TermSource.SEED)
    settled_here: Mapped[list[str]] = mapped_column(JSON, default=list, doc="What a steward worded; not the seeds’")
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime, doc="Since then it is offered nowhere")
    successor_id: Mapped[UUID | None] = mapped_column(ForeignKey("taxonomy_term.id"), doc="What stands in its place")


class TermVersion(Identified, Model):
    """What a term said before and after a steward changed it."""

    __tablename__ = "term_version"

    term_id: Mapped[UUID] = mapped_column(ForeignKey("taxonomy_term.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(120), doc="An actor as the audit record writes it, never a person's name")
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)


class TermMapping(Recorded, Model):
    """A term of an outside list and the term of ours it stands for."""

    __tablename__ = "term_mapping"
    __table_args__ = (UniqueConstraint("from_term_id", "to_term_id"),)

    from_term_id: Mapped[UUID] = mapped_column(ForeignKey("taxonomy_term.id", ondelete="CASCADE"))
    to_term_id: Mapped[UUID] = mapped_column(ForeignKey("taxonomy_term.id", ondelete="CASCADE"), index=True)
    relation: Mapped[str] = mapped_column(String(20), default="close")


class SynonymGroup(Recorded, Model):
    """Words that mean the same need. `mode` "oneway" leads from everyday words to professional ones only."""

    __tablename__ = "synonym_group"

    code: Mapped[str] = mapped_column(String(60), unique=True)
    mode: Mapped[str] = mapped_column(String(10), default="both")
    needs: Mapped[list[str]] = mapped_column(JSON, default=list)
    source: Mapped[SynonymSource] = mapped_column(coded(SynonymSource), default=SynonymSource.SEED)
    is_settled_here: Mapped[bool] = mapped_column(default=False, doc="A steward chose the mode; seeds leave it alone")


class Synonym(Recorded, Model):
    """One word or phrase of a group. What a steward took out stays as a row, or the seeds would bring it back."""

    __tablename__ = "synonym"
    __table_args__ = (UniqueConstraint("synonym_group_id", "kind", "words"), Index("ix_synonym_words", "words"))

    synonym_group_id: Mapped[UUID] = mapped_column(ForeignKey("synonym_group.id", ondelete="CASCADE"), index=True)
    kind: Mapped[SynonymKind] = mapped_column(coded(SynonymKind))
    words: Mapped[str] = mapped_column(String(255))
    source: Mapped[SynonymSource] = mapped_column(coded(SynonymSource), default=SynonymSource.SEED)
    is_out: Mapped[bool] = mapped_column(default=False, doc="A steward took it out")
