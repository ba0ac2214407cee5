"""A report as an OpenDocument text, which every word processor opens and people then finish. Headings are headings."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from directory import clock
from directory.insight.reports.report import Report, Section
from directory.web.forms import readable
from directory.web.wording import short_date

MIMETYPE = "application/vnd.oasis.opendocument.text"
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'office:version="1.3"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_STYLES = """
<office:styles>
<style:default-style style:family="paragraph">
<style:paragraph-properties fo:margin-bottom="0.25cm" fo:line-height="130%"/>
<style:text-properties style:font-name="Arial" fo:font-family="Arial" fo:font-size="11pt"
 fo:language="en" fo:country="GB"/>
</style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="24pt" fo:font-weight="bold" fo:color="#0b5351"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1"
 style:family="paragraph" style:parent-style-name="Standard"
 style:default-outline-level="1">
<style:paragraph-properties fo:keep-with-next="always"/>
<style:text-properties fo:font-size="20pt" fo:font-weight="bold" fo:color="#0b5351"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2"
 style:family="paragraph" style:parent-style-name="Standard"
 style:default-outline-level="2">
<style:paragraph-properties fo:margin-top="0.6cm" fo:keep-with-next="always"/>
<style:text-properties fo:font-size="15pt" fo:font-weight="bold" fo:color="#0b5351"/></style:style>
<style:style style:name="Note" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="9pt"/></style:style>
<style:style style:name="Cell" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-bottom="0cm"/><style:text-properties fo:font-size="10pt"/></style:style>
<style:style style:name="Cell_20_Heading" style:display-name="Cell Heading" style:family="paragraph"
 style:parent-style-name="Cell">
<style:text-properties fo:font-weight="bold"/></style:style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="A4">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.2cm"/>
</style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles>
"""
_CELL = (
    '<office:automatic-styles><style:style style:name="Box" style:family="table-cell">'
    '<style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #8a9a99"/></style:style>'
    "</office:automatic-styles>"
)


def report_odt(report: Report) -> bytes:
    """The document. The same report gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        _put(package, "mimetype", MIMETYPE, zipfile.ZIP_STORED)  # first and bare, as the standard has it
        _put(package, "META-INF/manifest.xml", _manifest())
        _put(package, "content.xml", _content(report))
        _put(package, "styles.xml", f"{_HEAD}<office:document-styles {_SPACES}>{_STYLES}</office:document-styles>")
        _put(package, "meta.xml", _meta(report.title, report.made_at))
    return out.getvalue()


def _put(package: zipfile.ZipFile, name: str, text: str, how: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = how
    package.writestr(entry, text.encode())


def _manifest() -> str:
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"'
    parts = [("/", MIMETYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml")]
    lines = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(path)} manifest:media-type={quoteattr(kind)}/>"
        for path, kind in parts
    )
    return f"{_HEAD}<manifest:manifest {space}>{lines}</manifest:manifest>"


def _meta(title: str, at: datetime) -> str:
    inside = f"<dc:title>{_safe(title)}</dc:title><dc:language>en-GB</dc:language><dc:date>{at.isoformat()}</dc:date>"
    return f"{_HEAD}<office:document-meta {_SPACES}><office:meta>{inside}</office:meta></office:document-meta>"


def _content(report: Report) -> str:
    parts = [_heading(report.title, 1), _paragraph(report.lead)]
    parts += [_paragraph(f"{label}: {words}") for label, words in report.parameters]
    parts.append(_paragraph(f"Made on {short_date(clock.local(report.made_at).date())}."))
    for number, section in enumerate(report.sections, 1):
        parts += _section(section, number)
    parts.append(_heading("Where these numbers come from", 2))
    parts += [_paragraph(source.line) for source in report.sources]
    parts += [_paragraph(caution) for caution in report.cautions]
    body = f"<office:body><office:text>{''.join(parts)}</office:text></office:body>"
    return f"{_HEAD}<office:document-content {_SPACES}>{_CELL}{body}</office:document-content>"


def _section(section: Section, number: int) -> list[str]:
    parts = [_heading(section.heading, 2), *(_paragraph(words) for words in section.words)]
    lines = list(section.lines())
    if lines:
        parts.append(_table(lines, f"Table{number}"))
    if section.rule:
        parts.append(_paragraph(section.rule, "Note"))
    return parts


def _table(lines: list[tuple[str, ...]], name: str) -> str:
    columns = f'<table:table-column table:number-columns-repeated="{len(lines[0])}"/>'
    head = f"<table:table-header-rows>{_row(lines[0], is_head=True)}</table:table-header-rows>"
    rows = "".join(_row(line) for line in lines[1:])
    return f'<table:table table:name="{name}">{columns}{head}{rows}</table:table>'


def _row(cells: Iterable[str], *, is_head: bool = False) -> str:
    inside = "".join(
        '<table:table-cell table:style-name="Box" office:value-type="string">'
        f"{_paragraph(cell, 'Cell_20_Heading' if is_head or not place else 'Cell')}</table:table-cell>"
        for place, cell in enumerate(cells)
    )
    return f"<table:table-row>{inside}</table:table-row>"


def _heading(words: str, level: int) -> str:
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{_safe(words)}</text:h>'


def _paragraph(words: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{_safe(words)}</text:p>'


def _safe(words: str) -> str:
    return escape(readable(words))
