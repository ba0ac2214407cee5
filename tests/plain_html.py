"""Reads pages that are written plainly, as ours are, in a sixth of the time that html5lib takes.

Each page that a test opens is parsed, and that was half of what a light page cost. Here is read only what cannot be
misread: each tag closed where it was opened, each element where it may stand, nothing that a browser would put right.
Whatever else there is, and so every fault, is html5lib's to read and to complain of: `None` sends a page there.
`test_plain_html.py` holds that both give the same tree.
"""

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element, TreeBuilder

SVG = "{http://www.w3.org/2000/svg}"
SVG_NAMES = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_OTHER = _names(
    "abbr address article aside audio b bdi bdo blockquote body button caption cite code data datalist del details dfn "
    "div dl em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header html i ins kbd label legend main "
    "mark menu meter nav noscript ol output p picture pre progress q s samp section select small span strong sub "
    "summary sup table time u ul var video a"
)
_VOID = _names("br col hr img input link meta source track wbr")
_RAW = frozenset(("script", "style", "textarea", "title"))
_SHAPES = _names("svg g path rect circle ellipse line polyline polygon text tspan")
#: Where alone these may stand.
_PARENTS = {
    "html": ("",), "head": ("html",), "body": ("html",), "title": ("head",), "optgroup": ("select",),
    "option": ("select", "datalist", "optgroup"), "li": ("ul", "ol", "menu"),
    "dt": ("dl", "div in dl"), "dd": ("dl", "div in dl"),
    "caption": ("table",), "colgroup": ("table",), "thead": ("table",), "tbody": ("table",), "tfoot": ("table",),
    "col": ("colgroup",), "tr": ("thead", "tbody", "tfoot"), "td": ("tr",), "th": ("tr",),
}  # fmt: skip
_KNOWN = _OTHER | _VOID | _RAW | _SHAPES | _PARENTS.keys()
#: What alone may stand in these; words, too, only in an option.
_CHILDREN = {
    "": {"html"}, "html": {"head", "body"}, "head": {"meta", "link", "title", "script", "style"}, "option": set(),
    "select": {"option", "optgroup"}, "optgroup": {"option"}, "tr": {"td", "th"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "colgroup": {"col"}, "thead": {"tr"}, "tbody": {"tr"}, "tfoot": {"tr"},
}  # fmt: skip
_WORDLESS = _CHILDREN.keys() - {"option"}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ENDS_A_PARAGRAPH = _HEADINGS | _names(
    "address article aside blockquote details div dl fieldset figcaption figure footer form header hr main menu nav ol "
    "p pre section summary table ul li dt dd"
)
_NEVER_IN_ITSELF = frozenset(("a", "button", "form", "select"))

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BEGINNING = re.compile(r"\s*<!doctype html>\s*(?=<html)", re.IGNORECASE)
_PIECE = re.compile(
    r"([^<]*)<(?:/([a-z][a-z0-9]*)|"
    r"""([a-z][a-z0-9]*)((?:[ \n\t]+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"]*"|='[^']*'|=[^\s"'=<>`&/]+)?)*)[ \n\t]*(/?))>"""
)
_ATTRIBUTE = re.compile(r"""[ \n\t]+([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)"|='([^']*)'|=([^\s"'=<>`&/]+))?""")
_UNNAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|pound|copy|middot|ndash|mdash|hellip|#34|#39);)")


class _NotPlainError(Exception):
    """Somebody else had better read this."""


def read_plainly(html: str) -> Element | None:
    """The tree of a page, or None when it is not plain that nothing is wrong with it."""
    beginning = _BEGINNING.match(html)
    if beginning is None or _ODD.search(html):
        return None
    try:
        return _Reader(html, beginning.end()).read()
    except _NotPlainError:
        return None


class _Reader:
    """Goes through a page once."""

    def __init__(self, html: str, start: int) -> None:
        self._html, self._at = html, start
        self._tree = TreeBuilder()
        self._open = [""]
        self._met: set[str] = set()

    def read(self) -> Element:
        """Every piece, and nothing after the last."""
        for piece in self._pieces():
            words, closing, opening, attributes, slash = piece.groups()
            if words:
                self._say(words)
            if closing:
                self._close(closing)
            else:
                self._begin(opening, attributes, slash)
        if len(self._open) > 1 or self._html[self._at :].strip():
            raise _NotPlainError
        if rest := self._html[self._at :]:
            self._tree.data(rest)
        self._tree.end("body")
        self._tree.end("html")
        return self._tree.close()

    def _pieces(self) -> Iterator[re.Match[str]]:
        """Words and the tag after them, again and again."""
        while piece := _PIECE.match(self._html, self._at):
            self._at = piece.end()
            yield piece
        if "<" in self._html[self._at :]:
            raise _NotPlainError

    def _say(self, words: str) -> None:
        if self._open[-1] in _WORDLESS:
            if words.strip(" \n\t"):
                raise _NotPlainError
            if "head" not in self._met:
                return  # belongs to nobody
        self._tree.data(_plain(words))

    def _close(self, name: str) -> None:
        if self._open.pop().split(" ")[0] != name:
            raise _NotPlainError
        if name not in ("body", "html"):  # as browsers do: what comes after is still theirs
            self._tree.end(SVG + name if self._is_drawing(name) else name)

    def _begin(self, name: str, attributes: str, slash: str) -> None:
        parent = self._open[-1]
        is_drawing = self._is_drawing(name)
        self._check(name, parent, is_drawing)
        said = _said(attributes) if attributes else {}
        if is_drawing:
            self._tree.start(SVG + name, {SVG_NAMES.get(key, key): value for key, value in said.items()})
            self._end_or_open(name, is_ended=bool(slash), ending=SVG + name)
            return
        if slash and name not in _VOID:
            raise _NotPlainError
        self._tree.start(name, said)
        if name in _RAW:
            self._say_raw(name)
        self._end_or_open(name, is_ended=name in _VOID or name in _RAW, ending=name)

    def _end_or_open(self, name: str, *, is_ended: bool, ending: str) -> None:
        if is_ended:
            self._tree.end(ending)
        else:
            self._open.append("div in dl" if name == "div" and self._open[-1] == "dl" else name)
            if name == "pre" and self._html.startswith("\n", self._at):
                self._at += 1

    def _is_drawing(self, name: str) -> bool:
        return name == "svg" or "svg" in self._open

    def _check(self, name: str, parent: str, is_drawing: bool) -> None:
        """Whether a browser would put it just here and close nothing before."""
        among = _CHILDREN.get(parent)
        fits = (
            name in _KNOWN
            and (among is None or name in among)
            and parent in _PARENTS.get(name, (parent,))
            and not (name in _NEVER_IN_ITSELF and name in self._open)
            and not (name in _HEADINGS and parent in _HEADINGS)
            and not (name in _ENDS_A_PARAGRAPH and "p" in self._open)
            and not (is_drawing and (name not in _SHAPES or (name == "svg" and "svg" in self._open)))
            and not (name in _SHAPES and not is_drawing)
        )
        if name in ("html", "head", "body"):
            fits = fits and name not in self._met and (name != "body" or "head" in self._met)
            self._met.add(name)
        if not fits:
            raise _NotPlainError

    def _say_raw(self, name: str) -> None:
        """All until the end of a script, a style, a title or a box for words."""
        end = re.compile(rf"</{name}", re.IGNORECASE).search(self._html, self._at)
        if end is None or not self._html.startswith(f"</{name}>", end.start()):
            raise _NotPlainError
        words = self._html[self._at : end.start()]
        if name in ("script", "style"):
            if "<!--" in words:
                raise _NotPlainError
        else:
            words = _plain(words.removeprefix("\n") if name == "textarea" else words)
        if words:
            self._tree.data(words)
        self._at = end.start() + len(f"</{name}>")


def _plain(words: str) -> str:
    """Words with their characters; a sign that begins a name and has none is a fault."""
    if "&" not in words:
        return words
    if _UNNAMED.search(words):
        raise _NotPlainError
    return unescape(words)


def _said(attributes: str) -> dict[str, str]:
    """Names and values of a tag; one that is said twice is a fault."""
    found = _ATTRIBUTE.findall(attributes)
    said = {name.lower(): _plain(double or single or bare) for name, double, single, bare in found}
    if len(said) < len(found):
        raise _NotPlainError
    return said
