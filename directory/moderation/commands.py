"""`waypost inbox …`: what people told us, read and answered from a terminal."""

import getpass
import sys
from typing import Any

import click
from rich.table import Table

from directory import clock
from directory.errors import WaypostError
from directory.extensions import db
from directory.listings.editing import FIELDS
from directory.moderation.concerns.models import Concern
from directory.moderation.concerns.operations import close_concern
from directory.moderation.concerns.queries import concern_called, waiting_concerns
from directory.moderation.proposals.codes import ProposalState
from directory.moderation.proposals.deciding import decide_proposal
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.proposals.queries import proposal_called, waiting_proposals
from directory.progress import console
from directory.web.references import as_written

DECISIONS = (ProposalState.APPROVED, ProposalState.PARTLY_APPROVED, ProposalState.REJECTED, ProposalState.SUPERSEDED)
HIDDEN = "given; shown with --show-email"


@click.group("inbox")
def inbox() -> None:
    """Concerns and suggestions that wait for a steward."""


@inbox.command("list")
def list_waiting() -> None:
    """Everything nobody has answered, oldest first."""
    table = Table("Reference", "Since", "About", "What", title="Waiting", title_justify="left")
    for concern in waiting_concerns(db.session()):
        table.add_row(concern.reference, _day(concern), concern.listing_name, concern.kind.label)
    for proposal in waiting_proposals(db.session()):
        table.add_row(proposal.reference, _day(proposal), _name(proposal), proposal.source.label)
    if table.row_count:
        console.print(table)
    else:
        console.print("Nothing waits.")


@inbox.command("show")
@click.argument("reference")
@click.option("--show-email", is_flag=True, help="Show the address of whoever wants to hear back.")
def show(reference: str, show_email: bool) -> None:
    """All that was said under one REFERENCE."""
    found = _called(reference)
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    email = found.reporter_email if isinstance(found, Concern) else found.proposer_email
    rows = _of_concern(found) if isinstance(found, Concern) else _of_proposal(found)
    rows["Email"] = (email if show_email else HIDDEN) if email else "not given"
    for label, words in rows.items():
        table.add_row(label, words)
    console.print(table)


@inbox.command("close")
@click.argument("reference")
@click.option("--outcome", required=True, help="What was found and done. The reporter can read it: name nobody.")
@click.option("--state", type=click.Choice([state.value for state in DECISIONS]), help="What became of a suggestion.")
def close(reference: str, outcome: str, state: str | None) -> None:
    """Answer the concern or suggestion with this REFERENCE; whoever left an address hears that there is an answer."""
    found = _called(reference)
    by, at = f"terminal:{getpass.getuser()}"[:80], clock.now()
    try:
        if isinstance(found, Concern):
            close_concern(db.session(), found, outcome=outcome, by=by, at=at)
        elif state is None:
            sys.exit("Say what became of the suggestion with --state: " + ", ".join(DECISIONS) + ".")
        else:
            decide_proposal(db.session(), found, state=ProposalState(state), reason=outcome, by=by, at=at)
    except WaypostError as refused:
        sys.exit(str(refused))
    db.session.commit()
    console.print(f"{found.reference} is answered.")


def _called(reference: str) -> Concern | ChangeProposal:
    written = as_written(reference)
    if written is None:
        sys.exit("Write the reference as CN-7F3K-2QXM, SG-7F3K-2QXM or CH-7F3K-2QXM.")
    if written.startswith("CN"):
        found: Concern | ChangeProposal | None = db.session.scalars(concern_called(written)).one_or_none()
    else:
        found = db.session.scalars(proposal_called(written)).one_or_none()
    if found is None:
        sys.exit(f"Nothing has the reference {written}.")
    return found


def _of_concern(concern: Concern) -> dict[str, str]:
    return {
        "Reference": concern.reference,
        "Listing": f"{concern.listing_name} ({concern.service_id or 'no longer listed'})",
        "What is wrong": concern.kind.label,
        "In their words": concern.text or "nothing written",
        "Status": concern.status.label,
        "Outcome": concern.outcome or "",
        "Since": _day(concern),
    }


def _of_proposal(proposal: ChangeProposal) -> dict[str, str]:
    rows = {"Reference": proposal.reference, "From": proposal.source.label}
    rows |= {_label(key): _words(key, change["after"]) for key, change in proposal.changes.items()}
    return rows | {
        "Connection": proposal.connection or "",
        "Team": proposal.department or "",
        "Looks like": ", ".join(proposal.alike) or "nothing listed",
        "State": proposal.state.label,
        "Reason": proposal.reason or "",
        "Since": _day(proposal),
    }


def _label(key: str) -> str:
    return FIELDS[key].label if key in FIELDS else key.capitalize()


def _words(key: str, value: Any) -> str:
    return "\n".join(FIELDS[key].say(value)) if key in FIELDS else str(value)


def _name(proposal: ChangeProposal) -> str:
    return str(proposal.changes.get("name", {}).get("after", "")) or proposal.target_table


def _day(found: Concern | ChangeProposal) -> str:
    return f"{clock.local(found.created_at):%d %b %Y}"
