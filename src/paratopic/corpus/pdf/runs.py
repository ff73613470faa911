"""The characters of a PDF's page in runs: one line's in one column."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import pi
from typing import Any

from paratopic.corpus.tex import ALL_LETTERS

_GAP, _NUMBER_GAP = 2.2, 1.0  # heights: what parts columns, and a number in the margin from its line
_DIGITS = 5  # characters of such a number, with its spaces
_STRAIGHT = 0.05  # quarter turns: a scan may lie so far askew
_LEVEL = 0.5  # points: letters of one line stand on one level
_SPACE = 0.1  # of a line's height
_MAX_CHARACTERS = 200_000  # on one page: more is no page of a document
_END = 10
_ENDS = {_END, 13}
_UNNAMED = {**ALL_LETTERS, 0x88: "•", 2: "-", 0xFFFE: "-"}  # TeX's bullet; the hyphens of pdfium

Character = tuple[str, float, float, float, float, int]  # character, left, right, bottom, top, index


def runs(pdfium: Any, raw: Any, count: int) -> Iterator[list[Character]]:
    """Yield runs of the first `count` characters; a line's end or a wide gap (a gutter) ends a run.

    On narrow columns pdfium now and then takes lines for columns of letters, each with a line's end behind it: an end
    counts only if what follows does not stand right behind.
    """
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    run: list[Character] = []
    ended = False
    for i in range(min(count, _MAX_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(raw, i)
        if code in _ENDS and (code == _END or pdfium.FPDFText_IsGenerated(raw, i)):
            ended = True
            continue
        character = _UNNAMED.get(code) or (chr(code) if 31 < code < 0x110000 else "")
        if not character:
            continue
        pdfium.FPDFText_GetCharBox(raw, i, left, right, bottom, top)
        here = (character, left.value, right.value, bottom.value, top.value, i)
        following = ended and run and _is_next(pdfium, raw, run, here)
        if run and not following and (ended or (character.strip() and _breaks(run, here))):
            yield run
            run = []
        if following and _parts_words(pdfium, raw, run[-1], here):
            run.append((" ", *here[1:]))
        ended = False
        run.append(here)
    yield run


def upright(found: Iterable[list[Character]], angle: Callable[[int], float]) -> Iterator[list[Character]]:
    """Yield the runs that are no stamp: neither set askew over the page nor turned along its edge.

    `angle` gives that of the character with an index, in radians. A page with more turned text than other is a table.
    """
    straight: list[tuple[bool, list[Character]]] = []
    size: Counter[bool] = Counter()
    for run in filter(None, found):
        quarters = angle(run[0][5]) / (pi / 2)
        if abs(quarters - round(quarters)) < _STRAIGHT:
            turned = round(quarters) % 4 != 0
            straight.append((turned, run))
            size[turned] += len(run)
    for turned, run in straight:
        if not turned or size[True] > size[False]:
            yield run


def origin(pdfium: Any, raw: Any, index: int) -> float:
    """Return the height of a character's baseline over the page's foot."""
    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, index, across, up)
    return up.value


def _is_next(pdfium: Any, raw: Any, run: list[Character], here: Character) -> bool:
    """Tell whether a character behind a line's end stands right behind the run, on one level with it."""
    last = _last_solid(run) or run[-1]
    if here[1] < (last[1] + last[2]) / 2 or _breaks(run, here):
        return False
    return abs(origin(pdfium, raw, last[5]) - origin(pdfium, raw, here[5])) < _LEVEL


def _parts_words(pdfium: Any, raw: Any, last: Character, here: Character) -> bool:
    """Tell whether there is room for a space between two characters, the room that belongs to each set aside."""
    if not (last[0].strip() and here[0].strip()):
        return False
    one, other = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, last[5], one)
    pdfium.FPDFText_GetLooseCharBox(raw, here[5], other)
    return bool(other.left - one.right > _SPACE * abs(other.top - other.bottom))


def _breaks(run: list[Character], here: Character) -> bool:
    """Tell whether a character starts another column or another line."""
    near = run[-1]
    if -8.0 < here[1] - near[2] <= 6.0 and abs(here[3] - near[3]) <= 6.0 and near[0] != " ":
        return False  # as most do: no letters are so small that this would part them
    last = _last_solid(run)
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


def _last_solid(run: list[Character]) -> Character | None:
    """Return the last character of a run that is no space."""
    return next((item for item in reversed(run) if item[0].strip()), None)


def _is_number(run: list[Character]) -> bool:
    return "".join(item[0] for item in run[-_DIGITS:]).strip().isdecimal() and len(run) <= _DIGITS
