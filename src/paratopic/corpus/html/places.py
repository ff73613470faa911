"""Lines of print by their places on a page: which stand side by side, which apart, which are set in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

_MARK = re.compile(r"\d{1,3}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.8  # of the letters beside it: a number is the mark of a note
_LEVEL = 4  # pixels: parts of one line
_SET_IN = range(8, 70)  # pixels further right than the line before: a first line, no other column
_APART = 1.3  # lines: a gap between paragraphs
_INDENT = "    "


@dataclass(slots=True)
class PlacedLines:
    """Some lines under one another; `step` pixels from line to line and the `size` of letters, 0 if not said."""

    lines: list[str]
    top: int
    left: int
    size: int
    step: int
    page: int

    def marks(self, before: PlacedLines) -> bool:
        """Tell whether this is the mark of a note on the last line of the part before."""
        return self.size < _SMALL * before.size and _MARK.fullmatch("".join(self.lines).strip()) is not None

    @property
    def last(self) -> int:
        """Return where the last line stands."""
        return self.top + (len(self.lines) - 1) * self.step


def set_lines(parts: list[PlacedLines]) -> str:
    """Return the parts as lines of text: a blank line where a gap is, an indent where a first line is set in."""
    usual = _APART * _usual_step(parts)
    text = ""
    before: PlacedLines | None = None
    for part in parts:
        sign = "\n\n" if part.step > usual else "\n"
        if before is None:
            text += sign.join(part.lines)
        elif part.page != before.page:
            text += "\n\f" + sign.join(part.lines)
        elif part.marks(before) and abs(part.top - before.last) <= before.size:
            text += part.lines[0].strip().translate(_RAISED)
            continue
        elif abs(part.top - before.last) <= _LEVEL and part.left > before.left:
            text += " " + sign.join(part.lines)
        else:
            text += "\n\n" if part.top - before.last > usual else "\n"
            text += (_INDENT if part.left - before.left in _SET_IN else "") + sign.join(part.lines)
        before = part
    return text + "\n"


def _usual_step(parts: list[PlacedLines]) -> float:
    """Return the most common distance of two lines in pixels."""
    steps: Counter[int] = Counter()
    for part in parts:
        steps[part.step] += len(part.lines) - 1
    for one, other in pairwise(parts):
        if one.page == other.page and other.top > one.last + _LEVEL:
            steps[other.top - one.last] += 1
    near: Counter[int] = Counter()  # a line may stand a pixel off
    for step, count in steps.items():
        for close in (step - 1, step, step + 1):
            near[close] += count
    return max((step for step in near if step > _LEVEL), key=lambda step: (near[step], -step), default=0)
