"""What every page must be, and how tests read one: by what a person finds on it, not by its tags."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.exceptions import HTTPException

from directory.web.origin import is_stateless
from tests.plain_html import read_plainly

#: What html5lib complains of that the living standard allows.
ALLOWED_PARSE_ERRORS = frozenset({"expected-doctype-but-got-start-tag-in-fragment"})
UNLABELLED = frozenset({"hidden", "submit", "button", "image", "reset"})
DATA_BLOCKS = frozenset({"application/ld+json", "application/json", "text/template"})


@dataclass
class SentForm:
    """A form as a browser would send it untouched."""

    action: str
    method: str
    values: dict[str, Any] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class Page:
    """A parsed page."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.root, self.parse_errors = _parsed(html)

    def all(self, path: str) -> list[Element]:
        """Elements by ElementTree path, such as ".//h1" or ".//a[@class='x']"."""
        return self.root.findall(path)

    @staticmethod
    def text_of(element: Element) -> str:
        """Its words with single spaces."""
        return " ".join("".join(element.itertext()).split())

    @cached_property
    def title(self) -> str:
        """The words of the title."""
        found = self.root.find(".//title")
        return self.text_of(found) if found is not None else ""

    @cached_property
    def h1(self) -> str:
        """The words of the first main heading."""
        found = self.root.find(".//h1")
        return self.text_of(found) if found is not None else ""

    @cached_property
    def text(self) -> str:
        """All words a person sees in the body."""
        body = self.root.find("body")
        assert body is not None
        return " ".join(" ".join(_seen(body)).split())

    @cached_property
    def links(self) -> dict[str, str]:
        """Words of each link and where it leads."""
        return {self.text_of(link): link.get("href", "") for link in self.all(".//a")}

    @cached_property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        boxes = [box for box in self.root.iter() if "govuk-error-summary__list" in (box.get("class") or "").split()]
        return [self.text_of(item) for box in boxes for item in box.iter("li")]

    @cached_property
    def forms(self) -> list[SentForm]:
        """The forms of the main part that post, then all others."""
        main = {id(form) for form in self.all(".//main//form")}
        found = [(id(form) not in main, _form(form)) for form in self.all(".//form")]
        return [form for _, form in sorted(found, key=lambda each: (each[0], each[1].method != "post"))]


@lru_cache(maxsize=4)  # a page is checked, then read by the test: parsing it is most of either
def _parsed(html: str) -> tuple[Element, tuple[str, ...]]:
    plain = read_plainly(html)
    if plain is not None:
        return plain, ()
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(html)
    return root, tuple(
        f"{code} {details} at line {place[0]}"
        for place, code, details in parser.errors
        if code not in ALLOWED_PARSE_ERRORS
    )


def _seen(element: Element) -> list[str]:
    if element.tag in ("script", "style", "template", "noscript"):
        return [element.tail or ""]
    words = [element.text or ""]
    for child in element:
        words.extend(_seen(child))
    return [*words, element.tail or ""]


def _form(form: Element) -> SentForm:
    sent = SentForm(action=form.get("action", ""), method=(form.get("method") or "get").lower())
    for control in form.iter():
        name = control.get("name")
        if not name or control.tag not in ("input", "select", "textarea", "button"):
            continue
        sent.names.add(name)
        value = _value(control)
        if value is not None and control.tag != "button":
            sent.values[name] = value
    return sent


def _value(control: Element) -> str | None:
    if control.tag == "textarea":
        return control.text or ""
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return chosen[0].get("value", chosen[0].text or "") if chosen else None
    kind = control.get("type", "text")
    if kind in ("radio", "checkbox") and control.get("checked") is None:
        return None
    return None if kind in ("submit", "button", "image", "file") else control.get("value", "")


def faults(html: str, app: Flask | None = None) -> list[str]:
    """Everything that is wrong with a page, as sentences; empty when it is good."""
    page = Page(html)
    ids = [element.get("id", "") for element in page.root.iter() if element.get("id") is not None]
    return [
        *(f"HTML is not well formed: {error}" for error in page.parse_errors),
        *_heading_faults(page),
        *(f'the id "{name}" is used {ids.count(name)} times' for name in sorted(set(ids)) if ids.count(name) > 1),
        *("an id is empty" for name in ids if not name),
        *_label_faults(page, set(ids)),
        *_summary_faults(page, set(ids)),
        *_form_faults(page, app),
        *_script_faults(page),
        *_image_faults(page),
    ]


def _heading_faults(page: Page) -> list[str]:
    found = []
    if not (page.root.get("lang") or "").strip():
        found.append("the page does not say its language")
    headings = page.all(".//h1")
    if len(headings) != 1:
        found.append(f"the page has {len(headings)} main headings instead of one")
    elif not page.h1:
        found.append("the main heading is empty")
    elif not page.title.removeprefix("Error: ").startswith(page.h1):
        found.append(f'the title "{page.title}" does not begin with the heading "{page.h1}"')
    return found


def _label_faults(page: Page, ids: set[str]) -> list[str]:
    labelled = {label.get("for") for label in page.all(".//label") if Page.text_of(label)}
    wrapped = {id(control) for label in page.all(".//label") for control in label.iter() if Page.text_of(label)}
    found = []
    for control in page.root.iter():
        if control.tag not in ("input", "select", "textarea") or control.get("type", "text") in UNLABELLED:
            continue
        named = control.get("aria-label") or (control.get("aria-labelledby") or "").split()[:1]
        if isinstance(named, list):
            named = [name for name in named if name in ids]
        if not named and control.get("id") not in labelled and id(control) not in wrapped:
            found.append(f'the {control.tag} "{control.get("name") or control.get("id")}" has no label')
    return found


def _summary_faults(page: Page, ids: set[str]) -> list[str]:
    found = []
    for box in page.root.iter():
        if "govuk-error-summary" not in (box.get("class") or "").split():
            continue
        if not page.title.startswith("Error: "):
            found.append('the title of a page with errors does not begin with "Error: "')
        for link in box.iter("a"):
            target = (link.get("href") or "").removeprefix("#")
            if target not in ids:
                found.append(f'the error summary leads to "#{target}", which is not on the page')
    return found


def _form_faults(page: Page, app: Flask | None) -> list[str]:
    found = []
    for form in page.all(".//form"):
        action = form.get("action")
        method = (form.get("method") or "get").lower()
        if not action:
            found.append("a form does not say where it is sent")
        if method == "post" and not _has_token(form) and not (app and action and _leads_to_stateless(app, action)):
            found.append(f'the form to "{action}" has no token and its view is not declared stateless')
    return found


def _has_token(form: Element) -> bool:
    return any(control.get("name") == "csrf_token" and control.get("value") for control in form.iter("input"))


def _leads_to_stateless(app: Flask, action: str) -> bool:
    try:
        endpoint, _ = app.url_map.bind("waypost.test").match(urlsplit(action).path, method="POST")
    except HTTPException:
        return False
    return is_stateless(app.view_functions.get(str(endpoint)))


def _script_faults(page: Page) -> list[str]:
    found = []
    for script in page.all(".//script"):
        if not script.get("src") and script.get("type") not in DATA_BLOCKS and not script.get("nonce"):
            found.append("an inline script has no nonce, so the browser will not run it")
    for element in page.root.iter():
        for name in element.attrib:
            if str(name).startswith("on"):
                found.append(f"<{element.tag}> has {name}=…, which the browser will not run")
        if element.get("style") is not None:
            found.append(f"<{element.tag}> has a style attribute, which the browser will not apply")
    return found


def _image_faults(page: Page) -> list[str]:
    bare = [image for image in page.all(".//img") if image.get("alt") is None]
    return [f"the image {image.get('src')} has no alt text, not even an empty one" for image in bare]
