"""The evidence pack for section 2 of the Care Act: assets, freshness, unmet need, actions, and stories by agreement."""

from sqlalchemy import select

from directory.insight.models.facts import FactKind
from directory.insight.reports import needs
from directory.insight.reports.asking import Asked
from directory.insight.reports.assets import Asset, assets, count
from directory.insight.reports.contacts import contacts, plain
from directory.insight.reports.maturity import maturity
from directory.insight.reports.prevention import prevention
from directory.insight.reports.report import Report, Section
from directory.insight.reports.statements import intent, places_below
from directory.needs.models import GapAction, GapCase

STORIES = "stories"  # the key of the section that is never kept
#: Which duty each part of the pack bears on.
DUTIES = (
    ("Prevent, reduce or delay needs", "Section 2(1)", "Prevent, reduce, delay; Before, during and after a crisis"),
    ("Identify services that exist", "Section 2(2)(a)", "Who runs it; How fresh they are; Mapped and noticed"),
    ("Identify unmet need", "Section 2(2)(b) and (c)", "Unmet need; Mapped and noticed; Stories"),
    ("Work with partners and communities", "Section 3 and guidance", "Who runs it; Actions"),
    ("Information and advice", "Section 4", "Contacts by channel; Early help beside assessments"),
)


def evidence(asked: Asked) -> Report:
    """The pack."""
    found = assets(asked)
    picture = {section.key: section for section in prevention(asked).sections}
    groups = needs.groups(asked.session)
    return Report(
        title=f"Evidence for section 2 of the Care Act: {asked.where.name}",
        lead="What the council can show when asked how it prevents, reduces and delays needs.",
        sections=(
            plain("What this bears on", "Duty", ("In law", "Where to look here"), DUTIES, key="duties"),
            picture["triangle"],
            picture["timing"],
            picture["sectors"],
            freshness(found),
            unmet(asked),
            *maturity(asked).sections,
            *(section for section in contacts(asked).sections if section.key in ("channels", "early-help")),
            _actions(intent(asked, groups)),
            stories(asked),
        ),
        sources=(asked.listings, asked.activity),
        made_at=asked.at,
        parameters=(("Area", asked.where.name), ("Months", asked.months)),
        cautions=("The pack says what is recorded. It is evidence of work, not a judgement of it.",),
    )


def freshness(found: tuple[Asset, ...]) -> Section:
    """How many listings were checked in the last three months."""
    checked = count(found, lambda each: each.is_checked)
    rows = [
        ("Checked in the last three months", str(checked), _share(checked, len(found))),
        ("Not checked in that time", str(len(found) - checked), _share(len(found) - checked, len(found))),
        ("All listings", str(len(found)), _share(len(found), len(found))),
    ]
    words = "A check is a call, a visit, a look at their own page or their word. Being copied from a list is none."
    return plain("How fresh they are", "Listings", ("Number", "Share"), rows, words=words, key="freshness")


def unmet(asked: Asked) -> Section:
    """People who went without, by group of needs."""
    rows = {group.name: (needs.amount(asked, FactKind.FLAGS, group.codes),) for group in needs.groups(asked.session)}
    if not any(map(any, rows.values())):
        return Section("Unmet need", ("Nobody was noted to go without in these months.",), key="unmet")
    told = asked.protect(rows, ("People",), has_row_totals=False)
    return Section(
        "Unmet need", (f"People for whom something was missing, {asked.months}.",), told, corner="Needs", key="unmet"
    )


def stories(asked: Asked) -> Section:
    """Told while whoever told them agrees, and no day longer: they are read anew at each opening."""
    query = (
        select(GapAction)
        .where(GapAction.story.is_not(None), GapAction.story_until >= asked.today)
        .order_by(GapAction.due_on, GapAction.id)
    )
    if asked.where.code:  # somebody's story is told of the place they told it of, and of no other
        query = query.join(GapCase, GapCase.id == GapAction.gap_case_id).where(
            GapCase.area_code.in_(places_below(asked))
        )
    found = asked.session.scalars(query).all()
    if not found:
        return Section("Stories", ("No story is told here by agreement now.",), key=STORIES)
    words = tuple(f"“{each.story}”" for each in found)
    lead = "Told with agreement, without names, and shown only while the agreement lasts."
    return Section("Stories", (lead, *words), key=STORIES)


def _actions(found: Section) -> Section:
    return Section("Actions", found.words, found.table, corner=found.corner, key="actions")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"
