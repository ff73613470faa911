"""Boxes beside the running text: key figures, an address, notes in the margin. The text goes on past them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from paratopic.corpus.pdf.lines import Line

_FEWEST = 3  # lines of a box
_MOST = 400  # lines of a page on which one is looked for
_GAP = 6.0  # points between a box and the text
_NEAR = 3.0  # heights of a line: a larger gap ends a box
_NARROW = 0.6  # of the width of the text beside it, at most
_RUNNING = 25  # characters of a line of running text, at least
_NUMBERS = 6  # characters: a margin of shorter entries is one of numbers
_LEVEL, _TABLE = 1.0, 0.6  # points, and share of the lines that stand so exactly on one level in a table


def part_asides(lines: list[Line]) -> list[list[Line]]:
    """Return a column's lines in parts: the running text over, beside and under a box, and the box, marked `aside`."""
    if len(lines) > _MOST:
        return [lines]
    for edge, top, bottom in _bands(lines):
        band = [line for line in lines if top <= _middle(line) <= bottom]
        left = [line for line in band if line.right <= edge - _GAP]
        right = [line for line in band if line.left >= edge - 1]
        narrow, wide = sorted((left, right), key=_width)
        if len(left) + len(right) == len(band) and _is_aside(narrow, wide):
            for line in narrow:
                line.aside = True
            over = [line for line in lines if _middle(line) < top]
            under = [line for line in lines if _middle(line) > bottom]
            return [*part_asides(over), wide, *part_asides(under), narrow]
    return [lines] if lines else []


def _bands(lines: list[Line]) -> Iterator[tuple[float, float, float]]:
    """Yield (left edge, top, bottom) of the stretches of lines that start at one place with something left of them."""
    starts: defaultdict[int, list[Line]] = defaultdict(list)
    shortest = min((line.right for line in lines), default=0.0)
    for line in lines:
        if line.left >= shortest + _GAP and any(_beside(other, line) for other in lines):
            starts[round(line.left)].append(line)
    for edge in sorted(starts, key=lambda place: -len(starts[place])):
        column = sorted((line for line in lines if abs(line.left - edge) <= 1), key=_middle)
        runs: list[list[Line]] = []
        for line in column:
            if not runs or line.top - runs[-1][-1].bottom > _NEAR * line.height:
                runs.append([])
            runs[-1].append(line)
        yield from ((edge, run[0].top, run[-1].bottom) for run in runs if len(run) >= _FEWEST)


def _beside(one: Line, line: Line) -> bool:
    shared = min(one.bottom, line.bottom) - max(one.top, line.top)
    return one.right <= line.left - _GAP and shared > 0.3 * min(one.height, line.height)


def _is_aside(narrow: list[Line], wide: list[Line]) -> bool:
    if len(narrow) < _FEWEST or len(wide) < _FEWEST - 1 or _width(narrow) > _NARROW * _width(wide):
        return False
    if (
        median(len(line.text) for line in narrow) < _NUMBERS
        or median(len(line.text) for line in wide) < _RUNNING
    ):
        return False
    level = sum(any(abs(line.base - other.base) < _LEVEL for other in wide) for line in narrow)
    return level < _TABLE * len(narrow)


def _width(lines: list[Line]) -> float:
    return median(line.right - line.left for line in lines) if lines else 0.0


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2
