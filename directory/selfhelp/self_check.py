"""The self-check: plain questions about a life, and which needs the answers speak of. Nothing is ever stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import yaml

from directory.settings import ROOT

QUESTIONS_FILE = ROOT / "seeds" / "selfhelp" / "self_check.yaml"
#: More needs than this at one moment would send people away with a worry list instead of a next step.
MOST_NEEDS = 4


class Moment(StrEnum):
    """When a need is worth a step: just turn up or ring; talk it over with somebody; think ahead."""

    NOW = "now"
    ASK = "ask"
    PLAN = "plan"


@dataclass(frozen=True)
class Reply:
    """One answer that may be chosen. `said` repeats it back; `panel` names whom to ring before anything else."""

    code: str
    words: str
    said: str = ""
    needs: Mapping[Moment, tuple[str, ...]] | None = None
    panel: str = ""


@dataclass(frozen=True)
class Question:
    """One question; each may be skipped."""

    code: str
    ask: str
    replies: tuple[Reply, ...]
    hint: str = ""
    many: bool = False

    def chosen(self, codes: Sequence[str]) -> tuple[Reply, ...]:
        """The replies among these codes; of a question with one answer the first only."""
        found = tuple(reply for reply in self.replies if reply.code in codes)
        return found if self.many else found[:1]


@dataclass(frozen=True)
class Summary:
    """What somebody told: in their words, the needs by moment (most often named first), whom to ring first."""

    said: tuple[str, ...]
    needs: Mapping[Moment, tuple[str, ...]]
    panels: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no answer leads anywhere."""
        return not self.said


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """All questions in their order."""
    return tuple(_question(row) for row in yaml.safe_load(QUESTIONS_FILE.read_text("utf-8")))


def summary(replies: Iterable[Reply]) -> Summary:
    """Put the answers together. A need stands at the earliest moment that any answer gave it."""
    given = [reply for reply in replies if reply.said]
    named: set[str] = set()
    needs: dict[Moment, tuple[str, ...]] = {}
    for moment in Moment:
        times: dict[str, int] = {}
        for reply in given:
            for need in (reply.needs or {}).get(moment, ()):
                if need not in named:
                    times[need] = times.get(need, 0) + 1
        needs[moment] = tuple(sorted(times, key=lambda need: -times[need])[:MOST_NEEDS])
        named.update(needs[moment])
    panels = tuple(dict.fromkeys(reply.panel for reply in given if reply.panel))
    return Summary(tuple(reply.said for reply in given), needs, panels)


def _question(row: Mapping[str, Any]) -> Question:
    replies = tuple(_reply(answer) for answer in row["answers"])
    return Question(row["code"], row["ask"], replies, row.get("hint", ""), bool(row.get("many")))


def _reply(row: Mapping[str, Any]) -> Reply:
    needs = {moment: tuple(row[moment.value]) for moment in Moment if moment.value in row}
    return Reply(row["code"], row["words"], row.get("said", ""), needs, row.get("panel", ""))
