"""The lines of a PDF's pages with their places, by pypdfium2 (BSD licence)."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from math import pi
from statistics import median
from typing import Any

_SUPERSCRIPT = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_GAP, _NUMBER_GAP = 2.2, 1.0  # heights: what parts columns, and a number in the margin from its line
_DIGITS = 5  # characters of such a number, with its spaces
_STRAIGHT = 0.05  # quarter turns: a scan may lie so far askew
_MAX_CHARACTERS = 200_000  # on one page: more is no page of a document


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
        count = min(textpage.count_chars(), _MAX_CHARACTERS)
        return [
            line
            for run in upright(
                _runs(pdfium, textpage.raw, count), partial(pdfium.FPDFText_GetCharAngle, textpage.raw)
            )
            if (line := _line(pdfium, textpage.raw, run, height, number)) is not None
        ]
    finally:
        textpage.close()


Character = tuple[str, float, float, float, float, int]  # character, left, right, bottom, top, index


def upright(runs: Iterable[list[Character]], angle: Callable[[int], float]) -> Iterator[list[Character]]:
    """Yield the runs that are no stamp: neither set askew over the page nor turned along its edge.

    `angle` gives that of the character with an index, in radians. A page with more turned text than other is a table.
    """
    straight: list[tuple[bool, list[Character]]] = []
    size: Counter[bool] = Counter()
    for run in filter(None, runs):
        quarters = angle(run[0][5]) / (pi / 2)
        if abs(quarters - round(quarters)) < _STRAIGHT:
            turned = round(quarters) % 4 != 0
            straight.append((turned, run))
            size[turned] += len(run)
    for turned, run in straight:
        if not turned or size[True] > size[False]:
            yield run


def _runs(pdfium: Any, raw: Any, count: int) -> Iterator[list[Character]]:
    """Yield runs of characters on one line; a wide gap (a gutter) ends a run."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    run: list[Character] = []
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, i)
        if code in {10, 13}:
            yield run
            run = []
            continue
        character = "-" if code in {2, 0xFFFE} else chr(code) if 31 < code < 0x110000 else ""
        if not character:
            continue
        pdfium.FPDFText_GetCharBox(raw, i, left, right, bottom, top)
        here = (character, left.value, right.value, bottom.value, top.value, i)
        if run and character.strip() and _breaks(run, here):
            yield run
            run = []
        run.append(here)
    yield run


def _breaks(run: list[Character], here: Character) -> bool:
    """Tell whether a character starts another column or another line."""
    last = next((item for item in reversed(run) if item[0].strip()), None)
    if last is None:
        return False
    height = max(last[4] - last[3], here[4] - here[3], 1.0)
    apart = here[1] - last[2]
    return (
        apart > _GAP * max(height, 6.0)
        or (apart > _NUMBER_GAP * max(height, 6.0) and _is_number(run))
        or apart < -8 * height
        or abs(here[3] - last[3]) > 1.2 * max(height, 5.0)
    )


def _is_number(run: list[Character]) -> bool:
    return "".join(item[0] for item in run[-_DIGITS:]).strip().isdecimal() and len(run) <= _DIGITS


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
    weight = pdfium.FPDFText_GetFontWeight(raw, first)
    return Line(
        text=text,
        left=min(item[1] for item in solid),
        right=max(item[2] for item in solid),
        top=height - max(item[4] for item in solid),
        bottom=height - min(item[3] for item in solid),
        size=size,
        bold=weight >= 600 or "bold" in _font(pdfium, raw, first),
        page=page,
        first=_first_word(run),
        base=height - _origin(pdfium, raw, solid[0][5]),
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


def _origin(pdfium: Any, raw: Any, index: int) -> float:
    """Return the height of a character's baseline over the page's foot."""
    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, index, across, up)
    return up.value


def _font(pdfium: Any, raw: Any, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, buffer, 128, flags)
    return buffer.value.decode("latin-1").lower()
