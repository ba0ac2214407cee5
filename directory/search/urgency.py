"""Words that mean somebody may be in danger: the page then shows who to ring before anything else.

A panel too many does no harm; one too few may. Only groups of words that are also everyday searches are let pass.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from directory.search.answering.blending import LEADS
from directory.search.danger_words import Danger, danger_in
from directory.search.understanding import needs_model
from directory.search.understanding.danger_model import likely_danger
from directory.search.understanding.needs_model import Guess
from directory.web import urgent_help
from directory.web.urgent_help import Line

__all__ = ["PANELS", "Danger", "Panel", "need_of", "panel_for", "panel_for_likely", "panel_for_need", "rank"]


@dataclass(frozen=True)
class Panel:
    """What is shown first: a heading that answers the person, and who to ring in order."""

    danger: Danger
    heading: str
    lines: tuple[Line, ...]
    council: bool = False


PANELS = {
    Danger.LIFE: Panel(
        Danger.LIFE, "If somebody is badly hurt or very ill, ring 999", (urgent_help.EMERGENCY, urgent_help.NHS)
    ),
    Danger.CRISIS: Panel(
        Danger.CRISIS,
        "You can talk to somebody now",
        (urgent_help.SAMARITANS, urgent_help.SHOUT, urgent_help.NHS, urgent_help.EMERGENCY),
    ),
    Danger.ABUSE: Panel(
        Danger.ABUSE,
        "If you are being hurt or controlled, there is help now",
        (urgent_help.EMERGENCY, urgent_help.DOMESTIC, urgent_help.MEN),
        council=True,
    ),
    Danger.HARM: Panel(
        Danger.HARM,
        "Worried that somebody is being harmed or neglected? Tell the council",
        (urgent_help.EMERGENCY,),
        council=True,
    ),
    Danger.LOSS: Panel(
        Danger.LOSS,
        "Losing somebody this way is very hard. You can talk to somebody at any hour",
        (urgent_help.SAMARITANS, urgent_help.SHOUT, urgent_help.NHS),
    ),
}

#: Needs whose likelihood alone shows a panel, from this probability on: a panel too many does no harm.
SAFETY_LIKELY = 0.25
#: So few words are the name of something unless danger is heard in them: nobody's "bridge club" is a cry for help.
_FEW_WORDS = 3
_BY_NEED = {"mind.crisis": Danger.CRISIS, "safe.domestic": Danger.ABUSE, "safe.abuse": Danger.HARM}


@lru_cache(maxsize=16)  # one page asks several times; no more is remembered of anybody's words
def panel_for(words: str) -> Panel | None:
    """The panel to show first for these words, if they hint at danger."""
    danger = danger_in(words) or likely_danger(words)
    return PANELS[danger] if danger else None


def panel_for_need(code: str) -> Panel | None:
    """The panel that a need always shows first."""
    danger = _BY_NEED.get(code)
    return PANELS[danger] if danger else None


def need_of(panel: Panel | None) -> str:
    """The need that listings which help with this danger serve; nothing where a number to ring is all there is."""
    return next((code for code, danger in _BY_NEED.items() if panel and danger is panel.danger), "")


def panel_for_likely(needs: Iterable[tuple[str, float]]) -> Panel | None:
    """The panel for needs that the words probably speak of, though no phrase of danger was in them."""
    return next((panel_for_need(code) for code, chance in needs if chance >= SAFETY_LIKELY and code in _BY_NEED), None)


def rank(words: str) -> tuple[Guess, ...]:
    """The needs that words may speak of; of danger only if that is heard too, where the words are few."""
    ranked = needs_model.rank(words)
    of_danger = sum(likely for code, likely in ranked if code in _BY_NEED)
    if of_danger < LEADS or of_danger >= 1 or len(words.split()) > _FEW_WORDS or panel_for(words):
        return ranked
    return tuple((code, likely / (1 - of_danger)) for code, likely in ranked if code not in _BY_NEED)
