"""What is read plainly is what html5lib reads, and whatever has a fault is left to html5lib."""

from xml.etree.ElementTree import Element, tostring

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plain_html import read_plainly

PAGE = '<!doctype html>\n<html lang="en">\n<head>\n<title>Tea &amp; cake</title></head>\n<body>{}</body>\n</html>\n'
PLAIN = (
    "",
    "<p class='a' id=b hidden>Tea &lt; cake<br>and <b>more <i>of</i></b> it</p>\n",
    '<a href="/x?a=1&amp;b=2"><h2>Tea</h2></a><hr><img src="/a.png" alt="">',
    "<ul><li><p>One</p></li> <li>Two<ol><li>Three</li></ol></li></ul>",
    "<dl><div><dt>When</dt><dd><p>Now</p></dd></div></dl><dl><dt>a</dt><dd>b</dd></dl>",
    "<table><caption>T</caption><colgroup><col></colgroup><thead><tr><th>a</th></tr></thead><tbody></tbody></table>",
    "<table><tbody> <tr> <td>1<table><tbody><tr><td>2</td></tr></tbody></table></td></tr></tbody></table>",
    '<select name="s"><optgroup label="g"><option selected>1</option></optgroup><option value=2>2</option></select>',
    '<form action="/x"><textarea name="t">\n\nTwo <b>&amp; three</textarea><input name="q"/></form>',
    "<script nonce=n>if (a < b && c) {}</script><style>a > b {}</style><pre>\n x</pre><noscript><p>No</p></noscript>",
    '<svg viewBox="0 0 1 1" aria-hidden="true"><g><path d="M0"/><circle r="1"></circle></g></svg><p>after</p>',
    "<details><summary><h2>More</h2></summary><fieldset><legend>L</legend></fieldset></details>",
)
FAULTY = (
    "<p><div></p>", "<b><p></b></p>", "<ul><li>a<li>b</ul>", "<table><tr><td>1</td></tr></table>", "</p>", "<div/>",
    "<table><tbody>words</tbody></table>", '<i a="1" a="2"></i>', "a & b", "<a><b><a></a></b></a>", "<br></br>", "<",
    "<h2><h3></h3></h2>", "<form><div><form></form></div></form>", "<p>\x01</p>", "<select><p></p></select>", "<image>",
    "<svg><p></p></svg>", "<option><b></b></option>", "<script><!--</script>", "<textarea>&nope;</textarea>", "<title>",
    "<p title='&nope'></p>", "<div>", "<frame>", "<button><p><button></button></p></button>", "<!-- words -->",
    "<b a=&lt>", "<html>", "<head></head>", "<body>", "<DIV></DIV>", "<script></SCRIPT></script>", "<li></li>",
    "<td></td>",
)  # fmt: skip


def as_html5lib(html: str) -> tuple[bytes, int]:
    """The tree, and how much is wrong."""
    reader = html5lib.HTMLParser(namespaceHTMLElements=False)
    return tostring(reader.parse(html)), len(reader.errors)


def holds(read: Element | None, html: str) -> bool:
    """Nobody read it plainly, or it is just what html5lib reads, without a fault."""
    return read is None or (tostring(read), 0) == as_html5lib(html)


@pytest.mark.parametrize("body", PLAIN)
def test_a_plain_page_gives_the_same_tree(body: str) -> None:
    html = PAGE.format(body)
    read = read_plainly(html)
    assert read is not None
    assert (tostring(read), 0) == as_html5lib(html)


@pytest.mark.parametrize("body", FAULTY)
def test_what_a_browser_would_put_right_is_not_read(body: str) -> None:
    assert read_plainly(PAGE.format(body)) is None


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Tea</p>",
        PAGE.format("").replace("<!doctype html>", ""),
        PAGE.format("").replace("</html>", ""),
        PAGE.format("").replace("</body>", ""),
        PAGE.format("").replace("<body>", ""),
        PAGE.format("") + "more",
        PAGE.format("") + "<p></p>",
        PAGE.format("").replace("<head>", "<head>words"),
        PAGE.format("").replace("<title>", "<noscript></noscript><title>"),
        PAGE.format("").replace("<body>", "<head></head><body>"),
    ],
)
def test_a_page_that_is_not_whole_is_not_read(html: str) -> None:
    assert read_plainly(html) is None


NAMES = """
    p div ul li a b button form h2 h3 table tbody tr td select option dl dt dd svg path br input pre textarea script
    title span label fieldset legend section
"""
TAGS = NAMES.split()
PIECES = st.sampled_from(
    [f"<{tag}>" for tag in TAGS]
    + [f"</{tag}>" for tag in TAGS]
    + ["words", " ", "\n", "&amp;", "&", "&lt", "<", "<br/>"]
)
NESTED = st.recursive(
    st.sampled_from(["", "words", "\n", "&amp;", "<br>", "<input>", *PLAIN]),
    lambda inner: st.builds("<{0}>{1}{2}</{0}>".format, st.sampled_from(TAGS), inner, inner),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_no_heap_of_tags_is_read_otherwise(body: str) -> None:
    html = PAGE.format(body)
    assert holds(read_plainly(html), html)


@settings(max_examples=150, deadline=None)
@given(NESTED)
def test_nothing_that_is_closed_in_order_is_read_otherwise(body: str) -> None:
    html = PAGE.format(body)
    assert holds(read_plainly(html), html)
