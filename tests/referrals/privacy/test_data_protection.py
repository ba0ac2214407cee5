"""The page on data protection says what the code does: what is encrypted, what is kept for how long, what stays."""

import re
from datetime import timedelta

import pytest

from directory.accounts import upkeep as accounts
from directory.encryption import EncryptedText
from directory.extensions import db
from directory.insight.extracts import operations as extracts
from directory.jobs import upkeep
from directory.jobs.registry import JOBS
from directory.moderation.feedback import operations as feedback
from directory.moderation.submission import operations as submission
from directory.needs.imports import operations as surveys
from directory.referrals.answering import links
from directory.referrals.conversations.plan import sending
from directory.referrals.privacy import kept
from directory.referrals.referring import unsent
from directory.referrals.reminding import operations as reminders
from directory.search.logbook import counts
from directory.settings import ROOT, Settings

PAGE = (ROOT / "docs" / "data-protection.md").read_text(encoding="utf-8")
#: Where each period in days stands in the code, by the beginning of its row.
DAYS = {
    "copies of a plan on their way": sending.KEPT_FOR,
    "links for providers, after they end": links.KEPT_AFTER,
    "messages that were sent": upkeep.MESSAGES_KEPT,
    "tokens of forms": upkeep.TOKENS_KEPT,
    "links and invitations to accounts, after they end": accounts.KEPT,
    "wrong guesses at passwords": timedelta(days=1),
    "drafts of listings": submission.KEPT,
    "a request for help that was not sent": unsent.KEPT,
    "reminders, after they end": reminders.KEPT,
    "counts of searches, never who searched": counts.KEPT,
    "counts of a survey that nobody loaded": surveys.KEPT,
    "words of feedback, which name nobody": feedback.KEPT,
    "the secret of an extract’s keys": timedelta(days=max(extracts.DAYS)),
}
#: Columns of any row at all.
OF_ROWS = {"id", "created_at", "updated_at", "version"}
#: What an impact assessment, a privacy notice and a sharing agreement cannot do without.
TEMPLATES = ("## Impact assessment: a template", "## Privacy notice: a template", "## Sharing agreement with providers")
MONTHS = {"WAYPOST_RETENTION_MONTHS": "retention_months", "WAYPOST_UNMET_LINK_MONTHS": "unmet_link_months"}


def table(name: str, page: str = PAGE) -> list[list[str]]:
    """The rows of the table between these marks."""
    between = page.split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->")[0]
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in between.strip().splitlines()]
    return rows[2:]


def encrypted() -> dict[str, set[str]]:
    """Every encrypted column there is."""
    found = {
        each.name: {column.name for column in each.columns if isinstance(column.type, EncryptedText)}
        for each in db.metadata.sorted_tables
    }
    return {name: columns for name, columns in found.items() if columns}


def of_people() -> dict[str, set[str]]:
    """What every table that points at a person keeps as it is, but for ids, times of writing and counters."""
    near = {
        each for each in db.metadata.sorted_tables
        if each.name == "person" or any(key.column.table.name == "person" for key in each.foreign_keys)
    }  # fmt: skip
    return {
        each.name: {
            column.name for column in each.columns
            if not isinstance(column.type, EncryptedText) and not column.foreign_keys and column.name not in OF_ROWS
        } for each in near
    }  # fmt: skip


def periods(rows: list[list[str]]) -> dict[str, int]:
    """The days of each row that names days."""
    found = {row[0]: re.match(r"(\d+) days?\b", row[1]) for row in rows}
    return {name: int(match[1]) for name, match in found.items() if match}


@pytest.mark.requirement("A167")
def test_every_encrypted_column_is_named_and_no_other() -> None:
    named = {row[0].strip("`"): set(re.findall(r"`(\w+)`", row[1])) for row in table("encrypted")}
    assert named == encrypted()


@pytest.mark.requirement("A167")
def test_every_other_column_about_somebody_is_on_the_data_map_and_no_other() -> None:
    named = {row[0].strip("`"): set(re.findall(r"`(\w+)`", row[1])) for row in table("clear")}
    assert named == of_people()


@pytest.mark.requirement("A167")
def test_the_templates_are_there() -> None:
    assert [heading for heading in TEMPLATES if heading not in PAGE] == []


@pytest.mark.requirement("A167")
def test_every_period_is_that_of_the_code() -> None:
    assert periods(table("retention")) == {name: kept_for.days for name, kept_for in DAYS.items()}


def test_every_period_in_months_is_that_of_the_setting() -> None:
    for row in table("retention"):
        for variable, months in re.findall(r"(\d+) months[^(]*\(`(WAYPOST_\w+)`\)", row[1]):
            assert int(variable) == Settings.model_fields[MONTHS[months]].default, row[0]


def test_every_job_is_one_there_is() -> None:
    named = {job for row in table("retention") for job in re.findall(r"`(\w+)`", row[3] if len(row) > 3 else "")}
    assert named <= {job.name for job in JOBS}
    assert "retain" in named


def test_what_stays_of_somebody_is_what_the_page_says() -> None:
    """No name, day, connector, team, small area, group, note or message is on the list of what is kept."""
    never = {"name", "note", "navigator_id", "team_id", "lsoa_code", "cohorts", "person_id", "summary", "shared", "at"}
    never |= {"conversation_id", "referral_id", "action_id", "reference", "answers", "what_matters", "id"}
    for table_name, columns in kept.named_columns().items():
        assert columns & never == set(), table_name


def test_an_old_number_and_a_forgotten_column_are_found() -> None:
    rows = "| what | kept for | then | job |\n|---|---|---|---|\n| x | 3 days | y | |"
    page = f"<!-- retention -->\n{rows}\n<!-- /retention -->"
    assert periods(table("retention", page)) == {"x": 3}
    assert "name" in encrypted()["person"]
