"""The page checks themselves: each is shown a bad page and must say so."""

import pytest
from flask import Flask

from tests.page import Page, faults

GOOD = (
    """<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><h1>Find help</h1>{body}</body></html>"""
)


def page(body: str = "", title: str = "Find help – Waypost") -> str:
    return GOOD.format(body=body, title=title)


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<label for="q">Words</label><input id="q" name="q">',
        '<label>Words <input name="q"></label>',
        '<form action="/search"><input type="hidden" name="a"><button>Go</button></form>',
        '<form action="/x" method="post"><input type="hidden" name="csrf_token" value="t"></form>',
        '<script nonce="n">1</script><script type="application/ld+json">{}</script><script src="/a.js"></script>',
        '<img src="/a.png" alt="">',
    ],
)
def test_a_good_page_has_no_faults(body: str) -> None:
    assert faults(page(body)) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<h1>Twice</h1>", "2 main headings"),
        ('<p id="a"></p><p id="a"></p>', 'the id "a" is used 2 times'),
        ('<p id=""></p>', "an id is empty"),
        ('<input name="q">', 'the input "q" has no label'),
        ('<label for="q"></label><input id="q" name="q">', 'the input "q" has no label'),
        ('<select name="s" aria-labelledby="nowhere"></select>', 'the select "s" has no label'),
        ("<form><button>Go</button></form>", "does not say where it is sent"),
        ('<form action="/x" method="post"></form>', "has no token"),
        ('<form action="/x" method="post"><input type="hidden" name="csrf_token" value=""></form>', "has no token"),
        ("<script>1</script>", "inline script has no nonce"),
        ('<p onclick="x()">a</p>', "onclick"),
        ('<p style="color:red">a</p>', "style attribute"),
        ('<img src="/a.png">', "no alt text"),
        ("<p><div></p>", "not well formed"),
        ('<div class="govuk-error-summary"><a href="#gone">Enter a name</a></div>', 'leads to "#gone"'),
        ('<div class="govuk-error-summary"></div>', 'does not begin with "Error: "'),
    ],
)
def test_each_fault_is_found(body: str, words: str) -> None:
    assert any(words in fault for fault in faults(page(body))), faults(page(body))


def test_a_title_that_is_not_the_headings_is_found() -> None:
    assert any("does not begin with the heading" in fault for fault in faults(page(title="Waypost")))
    assert faults(page(title="Error: Find help – Waypost")) == []


def test_a_page_without_a_language_is_found() -> None:
    assert "the page does not say its language" in faults(page().replace(' lang="en"', ""))


def test_a_form_without_a_token_may_only_lead_to_a_view_that_declares_it(app: Flask) -> None:
    assert any("has no token" in fault for fault in faults(page('<form action="/health" method="post"></form>'), app))


def test_what_a_person_sees_is_read_without_scripts() -> None:
    assert Page(page("<p>One <b>two</b></p><script>three</script>")).text == "Find help One two"


def test_a_form_is_read_as_a_browser_would_send_it() -> None:
    body = """<form action="/x" method="post"><input name="a" value="1"><textarea name="b">two</textarea>
    <select name="c"><option value="3" selected>x</option></select><input type="checkbox" name="d" value="4">
    <input type="radio" name="e" value="5" checked><button name="f" value="6">Go</button></form>"""
    form = Page(page(body)).forms[0]
    assert form.values == {"a": "1", "b": "two", "c": "3", "e": "5"}
    assert form.names == {"a", "b", "c", "d", "e", "f"}
