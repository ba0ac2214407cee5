"""The quick audit finds what the plain one finds, no more and no less, whatever is shown, hidden or withheld."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.insight.disclosure.audit import Audit
from directory.insight.disclosure.rule import FEWER_THAN_FIVE, NHS, ONS, Mark, Rule
from directory.insight.disclosure.table import add_totals
from directory.insight.disclosure.web import Web, beside, first_marks, unlimited, web_of
from tests.insight.disclosure.plain_audit import plainly_exposed

RULES = st.sampled_from((NHS, ONS, FEWER_THAN_FIVE, Rule(threshold=7, rounding=1), Rule(threshold=9, rounding=10)))
SHAPES = st.sampled_from(((1, 1), (2, 1), (6, 1), (2, 3), (4, 4), (2, 2, 2), (3, 2, 2)))
MANY = settings(max_examples=15, deadline=None, derandomize=True)


@st.composite
def webs(draw: st.DrawFn, shape: tuple[int, ...], rule: Rule, most: int) -> Web:
    size = int(np.prod(shape))
    body = draw(st.lists(st.one_of(st.integers(0, 9), st.integers(0, 40)), min_size=size, max_size=size))
    counts = add_totals(np.array(body, dtype=np.int64).reshape(shape))
    marks = first_marks(counts, np.full(counts.shape, Mark.SHOWN, dtype=np.int8), rule)
    told = st.sampled_from((None, None, None, Mark.WITHHELD, Mark.UNPUBLISHED))
    other = draw(st.lists(told, min_size=counts.size, max_size=counts.size))
    flat = marks.ravel()
    for place, mark in enumerate(other):
        flat[place] = flat[place] if mark is None else mark
    return web_of(counts, flat.reshape(counts.shape), rule, most)


def all_exposed(web: Web) -> list[int]:
    """Asked again beside what was found, until nothing is found any more."""
    audit, found = Audit(web), np.zeros(len(web.counts), dtype=np.bool_)
    while len(more := audit.exposed(web, found)):
        found[more] = True
    return np.flatnonzero(found).tolist()


@MANY
@given(st.data(), RULES, SHAPES)
def test_of_one_table(data: st.DataObject, rule: Rule, shape: tuple[int, ...]) -> None:
    web = data.draw(webs(shape, rule, unlimited(np.array([400]), rule=rule)))
    assert all_exposed(web) == plainly_exposed(web)


@MANY
@given(st.data(), RULES, SHAPES, st.booleans())
def test_of_one_report_beside_the_one_before(
    data: st.DataObject, rule: Rule, shape: tuple[int, ...], growing: bool
) -> None:
    most = unlimited(np.array([400]), rule=rule)
    new, earlier = data.draw(webs(shape, rule, most)), data.draw(webs(shape, rule, most))
    if growing and (new.counts < earlier.counts).any():
        new, earlier = _grown(new, earlier), earlier
    web = beside(new, earlier, growing=growing)
    assert all_exposed(web) == plainly_exposed(web)


def _grown(new: Web, earlier: Web) -> Web:
    """The earlier counts with the new ones on top, told by the rule alone."""
    counts = new.counts + earlier.counts
    shape = (len(counts),)
    marks = first_marks(counts, np.full(shape, Mark.SHOWN, dtype=np.int8), new.rule)
    lone = web_of(counts, marks, new.rule, new.most)
    return replace(lone, sums=new.sums, is_spare=new.is_spare, is_tie=new.is_tie)


@MANY
@given(st.data(), RULES, SHAPES)
def test_what_is_asked_again_after_more_is_withheld_is_answered_as_if_asked_first(
    data: st.DataObject, rule: Rule, shape: tuple[int, ...]
) -> None:
    web = data.draw(webs(shape, rule, unlimited(np.array([400]), rule=rule)))
    place = data.draw(st.integers(0, len(web.counts) - 1))
    looser = web.marked(np.array([place]), np.array([Mark.WITHHELD], dtype=np.int8))
    audit = Audit(web)
    for each in (web, looser, web):
        assert bool(len(audit.exposed(each))) == bool(plainly_exposed(each))
