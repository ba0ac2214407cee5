"""Verbs on the thesaurus: put words in, take them out, put them back, change which way a group leads. On the record."""

import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.audit import chain
from directory.errors import RuleBroken
from directory.geo.folding import fold
from directory.notifications import outbox
from directory.search.desk.guards import refuse_bad_words, settled
from directory.search.desk.thesaurus import OF_NEED, group_called, need_labels
from directory.search.documents.meanings import read_meanings
from directory.search.operations import REFRESH
from directory.search.suggesting.upkeep import ask_for_names
from directory.taxonomy.models import Synonym, SynonymGroup, SynonymKind, SynonymSource

MODES = ("both", "oneway")


def add_words(session: Session, *, words: str, kind: SynonymKind, where: str, by: str, at: datetime) -> Synonym:
    """Put words into a group, or into a new one for a need. Raises `RuleBroken` for words that do harm."""
    words = settled(words)
    refuse_bad_words(read_meanings(session).synonyms, where, kind, words)
    group = _new_group(session, where, words, by, at) if where.startswith(OF_NEED) else group_called(session, where)
    synonym = session.scalars(select(Synonym).filter_by(synonym_group_id=group.id, kind=kind, words=words)).first()
    if synonym is None:
        synonym = Synonym(synonym_group_id=group.id, kind=kind, words=words, source=SynonymSource.STEWARD)
        session.add(synonym)
    synonym.is_out = False
    _record(session, "synonym.added", group, {"words": words, "kind": kind.value}, by, at)
    return synonym


def take_out(session: Session, synonym: Synonym, *, by: str, at: datetime) -> None:
    """Take words out of their group. Loading the seeds again does not bring them back; a steward may."""
    group = session.get_one(SynonymGroup, synonym.synonym_group_id)
    synonym.is_out = True
    _record(session, "synonym.taken_out", group, {"words": synonym.words, "kind": synonym.kind.value}, by, at)


def put_back(session: Session, synonym: Synonym, *, by: str, at: datetime) -> None:
    """Undo: words that were taken out work again."""
    group = session.get_one(SynonymGroup, synonym.synonym_group_id)
    synonym.is_out = False
    _record(session, "synonym.put_back", group, {"words": synonym.words, "kind": synonym.kind.value}, by, at)


def change_mode(session: Session, group: SynonymGroup, mode: str, *, by: str, at: datetime) -> None:
    """Let a group lead both ways, or from everyday words to professional ones only."""
    if mode not in MODES:
        raise RuleBroken("mode", "Select which way the words lead")
    before, group.mode, group.is_settled_here = group.mode, mode, True
    _record(session, "synonym.turned", group, {"before": before, "after": mode}, by, at)


def _new_group(session: Session, where: str, words: str, by: str, at: datetime) -> SynonymGroup:
    need = where.removeprefix(OF_NEED)
    if need not in need_labels(session):
        raise RuleBroken("where", "Select a group or a need")
    code = _free_code(session, words)
    group = SynonymGroup(code=code, mode="both", needs=[need], source=SynonymSource.STEWARD, is_settled_here=True)
    session.add(group)
    session.flush()
    _record(session, "synonym.group_started", group, {"need": need}, by, at)
    return group


def _free_code(session: Session, words: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", fold(words)).strip("_")[:50] or "words"
    taken = set(session.scalars(select(SynonymGroup.code).where(SynonymGroup.code.startswith(plain, autoescape=True))))
    return next(code for code in (plain, *(f"{plain}_{number}" for number in range(2, 1000))) if code not in taken)


def _record(session: Session, action: str, group: SynonymGroup, detail: dict[str, str], by: str, at: datetime) -> None:
    """Write it down, and let search know: no listing is named, so the worker looks for what is outdated itself."""
    session.flush()
    chain.record(session, actor=by, action=action, subject=f"synonyms:{group.code}", detail=detail, at=at)
    outbox.put(session, REFRESH, {"services": None}, at=at)
    ask_for_names(session, at=at)
