"""The thesaurus as a steward changes it: groups and words, the change somebody has in mind. Reads; never writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import NotVisible
from directory.search.documents.meanings import read_meanings
from directory.search.need_queries import NEEDS, terms
from directory.search.understanding.synonyms import stems
from directory.taxonomy.models import Synonym, SynonymGroup, SynonymKind

Groups = Sequence[Mapping[str, Any]]

#: Before the code of a need where a group is named: the words start a group of their own for that need.
OF_NEED = "need:"


@dataclass(frozen=True)
class GroupLine:
    """A group in a list: what it is above all about and its words."""

    code: str
    mode: str
    need_code: str
    need: str
    words: tuple[str, ...]

    @property
    def leads(self) -> str:
        """Which way the words lead, in a steward's words."""
        return "from everyday words to professional ones" if self.mode == "oneway" else "both ways"

    @property
    def label(self) -> str:
        """How a choice names it."""
        return f"{', '.join(self.words[:3])} ({self.need or 'no need'})"


def group_lines(session: Session, having: str = "") -> list[GroupLine]:
    """All groups in order of their need; or those with a word, code or need that holds these letters."""
    labels = need_labels(session)
    order = {code: number for number, code in enumerate(labels)}
    wanted = having.casefold().strip()
    lines = [_line(group, labels) for group in read_meanings(session).synonyms]
    lines.sort(key=lambda line: (order.get(line.need_code, len(order)), line.code))
    return [line for line in lines if wanted in " ".join((line.code, line.need, *line.words)).casefold()]


def _line(group: Mapping[str, Any], labels: Mapping[str, str]) -> GroupLine:
    need = next((code for code in group["needs"] if code in labels), "")
    words = tuple(word for kind in SynonymKind for word in group["words"].get(kind.value, ()))
    return GroupLine(group["code"], group["mode"], need, labels.get(need, ""), words)


def need_labels(session: Session) -> dict[str, str]:
    """Needs by code, in their own order."""
    return {need.code: need.name for need in terms(session, NEEDS)[NEEDS]}


def group_called(session: Session, code: str) -> SynonymGroup:
    """The group of this code, or `NotVisible`."""
    found = session.scalars(select(SynonymGroup).where(SynonymGroup.code == code)).first()
    if found is None:
        raise NotVisible("There is no such group of synonyms.")
    return found


def words_of(session: Session, group: SynonymGroup) -> Sequence[Synonym]:
    """The words of a group, those taken out among them, by kind and in order."""
    mine = select(Synonym).where(Synonym.synonym_group_id == group.id)
    return session.scalars(mine.order_by(Synonym.kind, Synonym.words)).all()


def with_words(groups: Groups, where: str, kind: SynonymKind, words: str) -> Groups:
    """The thesaurus as it would be with these words in a group, or in a new one for a need."""
    if where.startswith(OF_NEED):
        new = {"code": words, "mode": "both", "needs": [where.removeprefix(OF_NEED)], "words": {kind.value: [words]}}
        return (*groups, new)
    return [
        group | {"words": group["words"] | {kind.value: [*group["words"].get(kind.value, ()), words]}}  # type: ignore[operator]  # a plain dict
        if group["code"] == where
        else group
        for group in groups
    ]


def without_words(groups: Groups, code: str, words: str) -> Groups:
    """The thesaurus as it would be with these words out of a group."""
    return [
        group | {"words": {kind: [each for each in own if each != words] for kind, own in group["words"].items()}}  # type: ignore[operator]  # a plain dict
        if group["code"] == code
        else group
        for group in groups
    ]


def groups_having(groups: Groups, words: str) -> list[str]:
    """Codes of the groups that hold these words already, whatever their endings."""
    wanted = stems(words)
    return [
        group["code"]
        for group in groups
        if any(stems(each) == wanted for own in group["words"].values() for each in own)
    ]
