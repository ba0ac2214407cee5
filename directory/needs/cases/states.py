"""The life of a gap case, and what it makes of the flags in it. Values only."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.needs.codes import CaseState, FlagStatus, Reviewed

_S = CaseState

#: From each state, where it may go. An action may be agreed again and again; only a review closes a case.
MOVES: Mapping[CaseState, frozenset[CaseState]] = MappingProxyType(
    {
        _S.NOTICED: frozenset({_S.UNDER_REVIEW, _S.ACTION_AGREED, _S.REVIEW_DUE, _S.CLOSED}),
        _S.UNDER_REVIEW: frozenset({_S.ACTION_AGREED, _S.REVIEW_DUE, _S.CLOSED}),
        _S.ACTION_AGREED: frozenset({_S.UNDER_WAY, _S.REVIEW_DUE, _S.CLOSED}),
        _S.UNDER_WAY: frozenset({_S.REVIEW_DUE, _S.CLOSED}),
        _S.REVIEW_DUE: frozenset({_S.UNDER_REVIEW, _S.UNDER_WAY, _S.CLOSED}),
        _S.CLOSED: frozenset(),
    }
)

_FLAGS: Mapping[CaseState, FlagStatus] = MappingProxyType(
    {
        _S.NOTICED: FlagStatus.GROUPED,
        _S.UNDER_REVIEW: FlagStatus.UNDER_REVIEW,
        _S.ACTION_AGREED: FlagStatus.ACTION_AGREED,
        _S.UNDER_WAY: FlagStatus.ACTION_AGREED,
        _S.REVIEW_DUE: FlagStatus.ACTION_AGREED,
    }
)


def may_move(frm: CaseState, to: CaseState) -> bool:
    """Whether a case may go from one state to another."""
    return to in MOVES[frm]


def flags_become(state: CaseState, reviewed: Reviewed | None, *, has_actions: bool) -> FlagStatus:
    """How far the flags of a case are when the case is there."""
    if state is CaseState.CLOSED:
        return FlagStatus.MET_LATER if reviewed is Reviewed.MET else FlagStatus.NO_ACTION_POSSIBLE
    if state is CaseState.REVIEW_DUE and not has_actions:
        return FlagStatus.UNDER_REVIEW
    return _FLAGS[state]
