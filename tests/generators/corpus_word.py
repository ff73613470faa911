"""The shipped corpus as Word files: headings, tables, footnotes, tracked insertions and deletions."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
DELETED = "These deleted words must never appear."
FIGURES = [["Country", "Troops"], ["Norway", "1,200"], ["Bal Harun", "350"]]

_TYPES = f"""<?xml version="1.0"?><Types xmlns="{_P}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/footnotes.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>"""
_RELATIONS = f"""<?xml version="1.0"?><Relationships xmlns="{_P}/relationships">
<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>"""
_PARTS = f"""<?xml version="1.0"?><Relationships xmlns="{_P}/relationships">
<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_R}/footnotes" Target="footnotes.xml"/></Relationships>"""
_STYLES = f"""<?xml version="1.0"?><w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId="Heading1">
<w:name w:val="heading 1"/></w:style></w:styles>"""


def word_file(paragraphs: list[str], footnotes: list[str] = ()) -> bytes:
    """Return a .docx: a table of figures, a table that holds a paragraph, tracked changes in every third paragraph."""
    body = [_paragraph("A statement of the Ministry", style="Heading1")]
    for i, paragraph in enumerate(paragraphs):
        if i % 6 == 0:
            body.append(_paragraph(f"Section {i // 6 + 1}", style="Heading1"))
        if i % 11 == 5 and len(paragraph.split()) > 25:
            body.append(f"<w:tbl><w:tr><w:tc>{_paragraph(paragraph)}</w:tc></w:tr></w:tbl>")
        elif i % 3 == 2:
            body.append(_tracked(paragraph))
        else:
            note = i if i < len(footnotes) else None
            body.append(_paragraph(paragraph, note=note))
    body.append(_table(FIGURES))
    document = (
        f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{"".join(body)}</w:body></w:document>'
    )
    notes = "".join(
        f'<w:footnote w:id="{i}">{_paragraph(text)}</w:footnote>' for i, text in enumerate(footnotes)
    )
    notes = f'<w:footnote w:type="separator" w:id="-1">{_paragraph("")}</w:footnote>{notes}'
    return zipped(
        {
            "word/document.xml": document,
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}">{notes}</w:footnotes>',
        }
    )


def zipped(parts: dict[str, str]) -> bytes:
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/_rels/document.xml.rels": _PARTS,
        "word/styles.xml": _STYLES,
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}"/>',
        **parts,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _run(text: str, tag: str = "w:t") -> str:
    return f'<w:r><{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'


def _paragraph(text: str, *, style: str | None = None, note: int | None = None) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    reference = "" if note is None else f'<w:r><w:footnoteReference w:id="{note}"/></w:r>'
    middle = len(text) // 2  # Word cuts runs anywhere
    return f"<w:p>{properties}{_run(text[:middle])}{_run(text[middle:])}{reference}</w:p>"


def _tracked(text: str) -> str:
    third = len(text) // 3
    return (
        f"<w:p>{_run(text[:third])}"
        f'<w:del w:id="1" w:author="x">{_run(DELETED, "w:delText")}</w:del>'
        f'<w:ins w:id="2" w:author="x">{_run(text[third : 2 * third])}</w:ins>{_run(text[2 * third :])}</w:p>'
    )


def _table(rows: list[list[str]]) -> str:
    cells = ["".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
