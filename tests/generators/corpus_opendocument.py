"""The shipped corpus as OpenDocument texts: headings, lists, tables, notes, tracked deletions."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

DELETED = "These deleted words must never appear."
_NAMES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("meta", "meta"),
        ("style", "style"),
    )
)
_GONE = (
    f"<text:tracked-changes><text:changed-region><text:p>{DELETED}</text:p>"
    "</text:changed-region></text:tracked-changes>"
)


def opendocument_file(paragraphs: list[str]) -> bytes:
    """Return an .odt: every fourth paragraph an item, every eleventh in a table, runs cut anywhere."""
    body = [_GONE, "<text:h>A statement of the Ministry</text:h>"]
    for i, paragraph in enumerate(paragraphs):
        if i % 6 == 0:
            body.append(f"<text:h>Section {i // 6 + 1}</text:h>")
        inner = f"<text:p>{runs(paragraph)}</text:p>"
        if i % 11 == 5 and len(paragraph.split()) > 25:
            cell = f"<table:table-cell>{inner}</table:table-cell>"
            inner = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
        elif i % 4 == 3 and len(paragraph.split()) > 12:
            inner = f"<text:list><text:list-item>{inner}</text:list-item></text:list>"
        body.append(inner)
    return packed("".join(body))


def runs(text: str) -> str:
    """Return a text in two runs, with the element that stands for a further space."""
    middle = len(text) // 2
    return f"{escape(text[:middle])}<text:span>{escape(text[middle:])}</text:span><text:s/>"


def packed(
    body: str, *, kind: str = "text", properties: str = "", manifest: str = "", styles: str = ""
) -> bytes:
    """Return the archive around a body."""
    content = (
        f"<office:document-content{_NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    meta = (
        f'<office:document-meta{_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>{properties}'
        "</office:meta></office:document-meta>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("meta.xml", meta)
        archive.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
    return buffer.getvalue()
