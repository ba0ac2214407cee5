"""In which form somebody reads their plan, from what they need to be understood. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from directory.referrals.codes.contact import CommunicationNeed as Need

USUAL, LARGE = 14, 18
#: Sizes that the style sheet knows, in points; what is asked for is rounded up.
SIZES = (14, 16, 18, 20, 22, 24, 28, 32, 36)
#: What a printer in an office cannot make: somebody has to be asked for it.
TO_ORDER = (Need.BRAILLE, Need.AUDIO, Need.BSL_VIDEO, Need.OTHER_LANGUAGE)


@dataclass(frozen=True)
class PlanFormat:
    """How a plan is laid out. `to_order` is what has to be made elsewhere from its plain text."""

    points: int = USUAL
    is_easy: bool = False
    is_plain: bool = False
    paper: str = ""
    to_order: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The format in one line, for whoever prints."""
        said = [
            "Easy read" if self.is_easy else "",
            f"Large print, {self.points} point" if self.points >= LARGE else "",
            f"Paper or background: {self.paper}" if self.paper else "",
            "Plain text for a screen reader" if self.is_plain else "",
        ]
        return ". ".join(part for part in said if part)


def format_of(communication: Mapping[str, str]) -> PlanFormat:
    """The form of somebody with these communication needs (code to detail)."""
    is_easy = Need.EASY_READ in communication
    points = USUAL
    if Need.LARGE_PRINT in communication:
        points = _points(communication[Need.LARGE_PRINT])
    elif is_easy:
        points = LARGE
    return PlanFormat(
        points=points,
        is_easy=is_easy,
        is_plain=Need.EMAIL_TEXT in communication,
        paper=_paper(communication),
        to_order=tuple(_order(need, communication[need]) for need in TO_ORDER if need in communication),
    )


def _points(detail: str) -> int:
    """The size that was recorded, such as "24 point"; the usual large size when none was."""
    found = re.search(r"\d+", detail)
    wanted = int(found.group()) if found else LARGE
    return next((size for size in SIZES if size >= max(LARGE, wanted)), SIZES[-1])


def _paper(communication: Mapping[str, str]) -> str:
    if Need.COLOURED_PAPER not in communication:
        return ""
    return communication[Need.COLOURED_PAPER] or "ask which"


def _order(need: Need, detail: str) -> str:
    return f"{need.label}: {detail}" if detail else need.label
