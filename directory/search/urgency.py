"""Words that mean somebody may be in danger: the page then shows who to ring before anything else.

A panel too many does no harm; one too few may. Only groups of words that are also everyday searches are let pass.
"""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import DamerauLevenshtein

from directory.geo.folding import fold
from directory.web import urgent_help
from directory.web.urgent_help import Line


class Danger(StrEnum):
    """What kind of help cannot wait."""

    LIFE = "life"
    CRISIS = "crisis"
    ABUSE = "abuse"
    HARM = "harm"


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
}

PHRASES: dict[Danger, tuple[str, ...]] = {
    Danger.LIFE: (
        "not breathing", "cant breathe", "can not breathe", "cannot breathe", "chest pain", "having a stroke",
        "heart attack", "unconscious", "collapsed", "bleeding badly", "on the floor and cant get up",
        "fallen and cant get up", "fell and cant get up", "took too many tablets", "overdosed", "overdose",
    ),
    Danger.CRISIS: (
        "suicide", "suicidal", "kill myself", "killing myself", "end my life", "end it all", "want to die",
        "wants to die", "dont want to live", "dont want to be here", "cant go on", "no reason to live",
        "cant cope", "can not cope", "cannot cope", "cant take any more", "cant take it anymore",
        "cant do this anymore", "at breaking point", "better off dead", "better off without me", "self harm",
        "selfharm", "hurt myself", "hurting myself", "harm myself", "cut myself", "cutting myself",
        "mental health crisis", "hearing voices", "take my own life",
    ),
    Danger.ABUSE: (
        "domestic abuse", "domestic violence", "abusive", "hits me", "hit me", "hitting me", "beats me", "beating me",
        "hurts me", "hurting me", "strangled", "strangle", "rape", "raped", "sexually assaulted", "sexual assault",
        "stalking", "stalked", "stalker", "coercive control", "controlling partner", "controlling husband",
        "controlling boyfriend", "scared of my husband", "scared of my partner", "scared of my wife",
        "scared of my boyfriend", "scared of my son", "scared of my daughter", "afraid of my husband",
        "afraid of my partner", "afraid of my wife", "afraid of my son", "forced marriage", "womens refuge", "refuge",
        "honour based", "threatens me", "threatening me", "not safe at home", "unsafe at home",
    ),
    Danger.HARM: (
        "abuse", "abused", "abusing", "elder abuse", "neglect", "neglected", "safeguarding", "mistreated",
        "being exploited", "exploitation", "cuckooing", "modern slavery", "stealing from her", "stealing from him",
        "stealing her money", "stealing his money", "carer is rough", "hitting her", "hitting him",
    ),
}  # fmt: skip

#: Words before "abuse" that make it a different, everyday search.
OTHER_ABUSE = frozenset({"alcohol", "drug", "drugs", "substance", "solvent", "drink", "racist", "online"})
LONG_ENOUGH = 6
#: One or two letters away from ordinary words: "refuse", "strange", "exploration".
SPELT_ALIKE = frozenset({"refuge", "strangle", "strangled", "exploitation", "exploited"})


def panel_for(words: str) -> Panel | None:
    """The panel to show first for these words, if they hint at danger."""
    typed = fold(words).split()
    if not typed:
        return None
    found = next((danger for danger in Danger if any(_said(typed, phrase) for phrase in PHRASES[danger])), None)
    return PANELS[found] if found else None


def panel_for_need(code: str) -> Panel | None:
    """The panel that a need always shows first."""
    danger = {"mind.crisis": Danger.CRISIS, "safe.domestic": Danger.ABUSE, "safe.abuse": Danger.HARM}.get(code)
    return PANELS[danger] if danger else None


def _said(typed: list[str], phrase: str) -> bool:
    wanted = phrase.split()
    for start in range(len(typed) - len(wanted) + 1):
        if all(_alike(word, given) for word, given in zip(wanted, typed[start:], strict=False)):
            return not (phrase.startswith("abus") and start and typed[start - 1] in OTHER_ABUSE)
    return False


def _alike(word: str, given: str) -> bool:
    """The same word, or one slip of the finger away from a long one (two from a very long one)."""
    if word == given:
        return True
    if len(word) < LONG_ENOUGH or len(given) < LONG_ENOUGH - 1 or word in SPELT_ALIKE or given[0] != word[0]:
        return False
    return bool(DamerauLevenshtein.distance(word, given, score_cutoff=2) <= (2 if len(word) >= 8 else 1))
