"""The lines of a PDF's pages with their places, by pypdfium2 (BSD licence)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

from paratopic.corpus.pdf.runs import Character, origin, runs, upright

_SUPERSCRIPT = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))


@dataclass(slots=True)
class Line:
    """One line of text, or its part in one column; places are points from the left and from the top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    page: int
    first: float  # the width of the first word
    base: float = 0.0  # where its letters stand: tops and bottoms depend on which letters they are
    apart: bool = False  # stands apart at the page's edge
    bold_end: bool = False  # its last letter is bold, as `bold` says of its first
    aside: bool = False  # in a box beside the running text
    table: bool = False  # a row of a table

    @property
    def height(self) -> float:
        """Return the line's height in points."""
        return self.bottom - self.top


def page_lines(page: Any, number: int) -> list[Line]:
    """Return one page's lines in the order of the file."""
    import pypdfium2.raw as pdfium

    height = page.get_height()
    textpage = page.get_textpage()
    try:
        raw = textpage.raw
        straight = upright(
            runs(pdfium, raw, textpage.count_chars()), partial(pdfium.FPDFText_GetCharAngle, raw)
        )
        lines = (_line(pdfium, raw, run, height, number) for run in straight)
        return [line for line in lines if line is not None]
    finally:
        textpage.close()


def _line(pdfium: Any, raw: Any, run: list[Character], height: float, page: int) -> Line | None:
    solid = [item for item in run if item[0].strip()]
    if not solid:
        return None
    first = solid[0][5]
    size = _size(pdfium, raw, first)
    raised = _raised(pdfium, raw, solid, size)
    run = [(_SUPERSCRIPT[item[0]], *item[1:]) if item[5] in raised else item for item in run]
    solid = [item for item in solid if item[5] not in raised] or solid
    text = " ".join("".join(item[0] for item in run).split()).replace(" ,", ",")
    return Line(
        text=text,
        left=min(item[1] for item in solid),
        right=max(item[2] for item in solid),
        top=height - max(item[4] for item in solid),
        bottom=height - min(item[3] for item in solid),
        size=size,
        bold=_is_bold(pdfium, raw, first),
        page=page,
        first=_first_word(run),
        base=height - origin(pdfium, raw, solid[0][5]),
        bold_end=_is_bold(pdfium, raw, solid[-1][5]),
    )


def _raised(pdfium: Any, raw: Any, solid: list[Character], size: float) -> set[int]:
    """Return the indices of a line's small raised digits: the marks of its notes."""
    floor = median(item[3] for item in solid)
    return {
        item[5]
        for item in solid[1:]
        if item[0] in _SUPERSCRIPT
        and item[3] > floor + 0.15 * size
        and _size(pdfium, raw, item[5]) < 0.8 * size
    }


def _first_word(run: list[Character]) -> float:
    """Return the width of a run's first word."""
    start: float | None = None
    right = 0.0
    for item in run:
        if item[0].strip():
            start = item[1] if start is None else start
            right = item[2]
        elif start is not None:
            break
    return right - (start or 0.0)


def _size(pdfium: Any, raw: Any, index: int) -> float:
    """Return a character's font size in points as it stands on the page, whatever scale it is drawn with."""
    matrix = pdfium.FS_MATRIX()
    scale = 1.0
    if pdfium.FPDFText_GetMatrix(raw, index, matrix):
        scale = (matrix.b**2 + matrix.d**2) ** 0.5 or 1.0
    return round(float(pdfium.FPDFText_GetFontSize(raw, index) * scale), 1)


def _is_bold(pdfium: Any, raw: Any, index: int) -> bool:
    return pdfium.FPDFText_GetFontWeight(raw, index) >= 600 or "bold" in _font(pdfium, raw, index)


def _font(pdfium: Any, raw: Any, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, buffer, 128, flags)
    return buffer.value.decode("latin-1").lower()
