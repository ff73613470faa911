"""The shipped corpus as PDF files, written by hand: columns, running heads, page numbers, hyphens."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_LEFT, _RIGHT, _TOP, _BOTTOM = 72.0, 523.0, 760.0, 80.0
_SIZE, _STEP = 10.0, 12.5
NOTES = [
    "Letter of the envoy to the secretariat.",
    "Pell and Merrow, The valley.",
    "Figures of the harbour office.",
]
Shown = tuple[float, float, str, float]  # x, y, text, size


@cache
def _widths(font: str) -> dict[str, float]:
    """Return the widths of a standard font's characters from the metrics that matplotlib carries."""
    import matplotlib

    folder = Path(matplotlib.get_data_path()) / "fonts" / "pdfcorefonts"
    widths = {}
    for line in (folder / f"{font}.afm").read_text(encoding="latin-1").splitlines():
        if line.startswith("C ") and not line.startswith("C -1"):
            parts = line.split()
            widths[chr(int(parts[1]))] = float(parts[4])
    return widths


def _width(text: str, size: float = _SIZE) -> float:
    widths = _widths("Times-Roman")
    return sum(widths.get(character, 500.0) for character in text) * size / 1000


def set_lines(text: str, measure: float, *, hyphens: bool, indent: float = 0.0) -> list[str]:
    """Wrap by the real widths of the letters; break some long words with a hyphen."""
    lines: list[str] = [""]
    room = measure - indent
    for word in text.split():
        line = f"{lines[-1]} {word}" if lines[-1] else word
        if _width(line) <= room:
            lines[-1] = line
            continue
        cut = len(word) // 2
        if hyphens and len(word) > 9 and word.isalpha() and _width(f"{lines[-1]} {word[:cut]}-") <= room:
            lines[-1] += f" {word[:cut]}-"
            lines.append(word[cut:])
        else:
            lines.append(word)
        room = measure
    return lines


def pdf_file(
    paragraphs: list[str],
    *,
    columns: int = 1,
    hyphens: bool = True,
    indent: float = 0.0,
    gap: float = 7.0,
    notes: bool = False,
    info: str = "",
) -> bytes:
    """Return a PDF; paragraphs are parted by a gap or, with `indent`, by their first line only.

    With `notes` the last paragraph of a page has the raised mark of a note at the page's foot.
    """
    gutter = 24.0
    measure = (_RIGHT - _LEFT - (columns - 1) * gutter) / columns
    pages: list[list[Shown]] = [[]]
    column, y = 0, _TOP
    for paragraph in paragraphs:
        for i, line in enumerate(set_lines(paragraph, measure, hyphens=hyphens, indent=indent)):
            if y < _BOTTOM + 14:
                column, y = column + 1, _TOP
                if column == columns:
                    column = 0
                    pages.append([])
            x = _LEFT + column * (measure + gutter) + (indent if i == 0 else 0.0)
            pages[-1].append((x, y, line, _SIZE))
            y -= _STEP
        if notes and y < _TOP - 200 and all(size == _SIZE for *_, size in pages[-1]):
            mark = str(len(pages))
            pages[-1] += [(x + _width(line), y + _STEP + 3.5, mark, 6.0), (_LEFT, 68.0, mark, 5.0)]
            pages[-1].append((_LEFT + 4, 66.0, NOTES[len(pages) % len(NOTES)], 8.0))
        y -= gap if not indent else 0.0
    return _write(pages, info)


def _write(pages: list[list[Shown]], info: str) -> bytes:
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
    for number, body in enumerate(pages, 1):
        page = [
            (_LEFT, 800.0, "Northern Straits Alliance", _SIZE),
            (440.0, 800.0, f"NSA/COM/{30 + number}", _SIZE),
            *body,
            (290.0, 50.0, f"{number}" if number % 2 else f"- {number} -", _SIZE),
        ]
        stream = b"BT\n" + b"".join(_show(*item) for item in page) + b"ET"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return assemble_pdf([*objects, f"<< {info} >>".encode()], info=len(objects) + 1)


def _show(x: float, y: float, text: str, size: float) -> bytes:
    raw = text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, x, y, raw)


def assemble_pdf(objects: list[bytes], *, info: int | None = None) -> bytes:
    """Number the objects and write the cross-reference table; `info` is the object about the file."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    about = b"" if info is None else b" /Info %d 0 R" % info
    out += b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        about,
        start,
    )
    return bytes(out)
