"""`waypost searches …` and `waypost synonyms …`: the steward's desk from a terminal."""

import getpass
import sys
from datetime import timedelta

import click
from rich.table import Table

from directory import clock
from directory.errors import WaypostError
from directory.extensions import db
from directory.progress import console
from directory.search.desk.guards import refuse_bad_words, settled, warnings_about
from directory.search.desk.operations import MODES, add_words, change_mode, take_out
from directory.search.desk.thesaurus import OF_NEED, group_called, group_lines, with_words, words_of
from directory.search.desk.trying import Side, Trial, try_out
from directory.search.documents.meanings import read_meanings
from directory.search.installed import engine
from directory.search.logbook.queries import success, weak_searches
from directory.taxonomy.models import SynonymKind

SOON = "Searches know it within seconds, once the worker has taken it up."
KINDS = click.Choice([kind.value for kind in SynonymKind])
where_option = click.option("--group", "group", help="Code of the group, as `waypost synonyms list` shows it.")
need_option = click.option("--need", help="Code of a need, to start a group of its own for it.")
kind_option = click.option("--kind", type=KINDS, default=SynonymKind.RESIDENT.value, help="Whose word it is.")


@click.group("searches")
def searches() -> None:
    """What people search for, and how well it is answered."""


@searches.command()
@click.option("--days", default=30, type=click.IntRange(1, 396), help="How far back.")
@click.option("--area", default="", help="Code of a district, such as E07000174.")
def weak(days: int, area: str) -> None:
    """Words that found nothing or little, oftenest first."""
    since = clock.today() - timedelta(days=days)
    table = Table("Words", "Found nothing", "Found little", "Last", "Where", title=f"The last {days} days")
    for each in weak_searches(db.session(), since, area):
        table.add_row(each.words, str(each.nothing), str(each.little), f"{each.last_day:%d %b}", ", ".join(each.areas))
    went = success(db.session(), since, area)
    console.print(table if table.row_count else "No words were searched for three times and found little.")
    share = "" if went.rate is None else f", {went.rate:.0%} found enough"
    console.print(f"{went.searches:,} searches{share}; {went.unnamed:,} weak ones too rare to show.")


@click.group("synonyms")
def synonyms() -> None:
    """The thesaurus: see it, try a change, make it."""


@synonyms.command("list")
@click.argument("words", default="")
def list_groups(words: str) -> None:
    """The groups, or those with a word, code or need that holds WORDS."""
    table = Table("Group", "Need", "Leads", "Words")
    for line in group_lines(db.session(), words):
        table.add_row(line.code, line.need, line.mode, ", ".join(line.words))
    console.print(table if table.row_count else "No group has that.")


@synonyms.command("try")
@click.argument("words")
@where_option
@need_option
@kind_option
@click.option("--also", default="", help="Another search to compare.")
@click.option("--near", default="", help="A place to search near.")
def try_words(words: str, group: str | None, need: str | None, kind: str, also: str, near: str) -> None:
    """What searches would find with WORDS in a group, beside what they find now. Changes nothing."""
    words, where = settled(words), _where(group, need)
    now = read_meanings(db.session()).synonyms
    try:
        refuse_bad_words(now, where, SynonymKind(kind), words)
        then = with_words(now, where, SynonymKind(kind), words)
        trials = try_out(db.session(), engine(), now, then, (words, also), near=near, at=clock.now())
    except WaypostError as refused:
        sys.exit(str(refused))
    for trial in trials:
        console.print(_as_table(trial))
    for warning in warnings_about(now, words, trials[0].before.total, 0):
        console.print(warning)


@synonyms.command()
@click.argument("words")
@where_option
@need_option
@kind_option
def add(words: str, group: str | None, need: str | None, kind: str) -> None:
    """Put WORDS into a group, or into a new one for a need."""
    where = _where(group, need)
    try:
        added = add_words(db.session(), words=words, kind=SynonymKind(kind), where=where, by=_by(), at=clock.now())
    except WaypostError as refused:
        sys.exit(str(refused))
    db.session.commit()
    console.print(f"“{added.words}” is in. {SOON}")


@synonyms.command()
@click.argument("words")
@click.option("--group", required=True, help="Code of the group.")
def remove(words: str, group: str) -> None:
    """Take WORDS out of a group. Loading the seeds again does not bring them back."""
    try:
        found = [each for each in words_of(db.session(), group_called(db.session(), group)) if each.words == words]
    except WaypostError as refused:
        sys.exit(str(refused))
    if not any(not each.is_out for each in found):
        sys.exit(f"“{words}” is not in that group.")
    for each in found:
        take_out(db.session(), each, by=_by(), at=clock.now())
    db.session.commit()
    console.print(f"“{words}” is out. {SOON}")


@synonyms.command()
@click.argument("group")
@click.argument("mode", type=click.Choice(MODES))
def turn(group: str, mode: str) -> None:
    """Let a GROUP lead both ways, or one way: from everyday words to professional ones."""
    try:
        change_mode(db.session(), group_called(db.session(), group), mode, by=_by(), at=clock.now())
    except WaypostError as refused:
        sys.exit(str(refused))
    db.session.commit()
    console.print(f"{group} leads {mode} now. {SOON}")


def _where(group: str | None, need: str | None) -> str:
    if bool(group) == bool(need):
        sys.exit("Name either a group with --group or a need with --need.")
    return group or f"{OF_NEED}{need}"


def _by() -> str:
    return f"terminal:{getpass.getuser()}"[:80]


def _as_table(trial: Trial) -> Table:
    table = Table("Now", "Then", title=f"“{trial.words}”", title_justify="left", caption_justify="left")
    if not trial.changes:
        table.caption = "Nothing changes."
    table.add_row(_summary(trial.before), _summary(trial.after))
    table.add_row(
        *(
            "\n".join(f"{'+ ' if each.is_new else ''}{each.name}" for each in side.first)
            for side in (trial.before, trial.after)
        )
    )
    return table


def _summary(side: Side) -> str:
    some = " (some of the words)" if side.is_relaxed else ""
    return f"{side.total:,} found{some}\nNeeds: {'; '.join(side.needs) or 'none recognised'}"
