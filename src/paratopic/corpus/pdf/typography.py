"""What a whole document says about its lines: the body's size, the usual step, how its paragraphs begin."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from paratopic.corpus.blocks import is_closed
from paratopic.corpus.pdf.hyphens import whole_words
from paratopic.corpus.pdf.lines import Line

_SET, _GUESSED = 0.08, 0.4  # of the size: what sizes differ by that are the same, set in type and recognised
_ENDS = frozenset(".;:!?")
_OFTEN = 0.02  # of the lines that go on with a sentence; set in type none does
_WORDS = 15  # characters
_SMALL = 0.1  # of the size: what small print is smaller by, and headings larger
SET_IN = 0.8  # of the letters' size
_SHORT, _ENOUGH, _NEARLY = 0.4, 4, 0.8  # of the width, last lines, and of them
_SAME = 0.5  # points: steps that differ by less are the same
_SOME, _SHARE = 2, 0.1  # smaller steps, and for each usual one: with fewer they are uneven lines
_MOSTLY = 0.7  # of the usual steps come after a sentence: in running text one in five does


class Typography:
    """What the whole document says about its lines: the body's size, the usual step, the usual indent."""

    def __init__(self, columns: list[list[Line]]) -> None:
        lines = [line for column in columns for line in column]
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        self.size = sizes.most_common(1)[0][0] if sizes else 0.0
        self.tolerance = _GUESSED if _are_guessed(columns, self.size) else _SET
        pairs = [
            (below.base - line.base, is_closed(line.text, 0, len(line.text)))
            for column in columns
            for line, below in pairwise(column)
            if 0 < below.base - line.base < 40
            and not line.table
            and self._is_body(line)
            and self._is_body(below)
        ]
        steps = [step for step, _ in pairs]
        self.step = _line_step(pairs)
        near = [step for step in steps if 0.9 * self.step < step < 1.3 * self.step]
        even = self.tolerance == _SET and sum(
            abs(step - self.step) < 0.03 * self.step for step in near
        ) > 0.7 * len(near)
        self.gap = (1.12 if even else 1.3) * self.step  # scans are uneven, what programs set is not
        self.gapped = sum(step > self.gap for step in steps) > len(lines) / 40
        self.indented = _are_indented(columns, self.size)
        self.words = Counter(word.lower() for word in whole_words(columns))

    def differ(self, size: float, other: float) -> bool:
        """Tell whether two sizes are not the same."""
        return abs(size - other) > self.tolerance * self.size

    def change(self, line: Line, other: Line) -> bool:
        """Tell whether two lines are of different sizes; that of a word alone may be guessed wrong."""
        guessed = self.tolerance == _GUESSED and min(len(line.text), len(other.text)) < _WORDS
        return not guessed and self.differ(line.size, other.size)

    def is_small(self, line: Line) -> bool:
        """Tell whether a line is in small print."""
        return line.size < (1 - max(self.tolerance, _SMALL)) * self.size

    def is_big(self, size: float) -> bool:
        """Tell whether a size is that of a heading."""
        return size > (1 + max(self.tolerance, _SMALL)) * self.size

    def _is_body(self, line: Line) -> bool:
        return not self.differ(line.size, self.size) and not (line.bold and line.bold_end)


def mode(steps: list[float]) -> float:
    """Return the usual one of some distances in points, to half a point; 12 of none."""
    rounded = Counter(round(step * 2) / 2 for step in steps)
    return rounded.most_common(1)[0][0] if rounded else 12.0


def _are_guessed(columns: list[list[Line]], size: float) -> bool:
    """Tell whether sizes change inside sentences: text recognition guesses them for each line."""
    inside = [
        abs(line.size - below.size)
        for column in columns
        for line, below in pairwise(column)
        if line.text[-1:] not in _ENDS and below.text[:1].islower()
    ]
    changing = sum(_SET * size < change < _GUESSED * size for change in inside)
    return changing > max(1, _OFTEN * len(inside))


def _are_indented(columns: list[list[Line]], size: float) -> bool:
    """Tell whether paragraphs begin set in: after nearly every last line that is short and ends a sentence."""
    after: list[bool] = []
    for column in columns:
        left, right = mode([line.left for line in column]), max((line.right for line in column), default=0.0)
        after += [
            line.left - left > SET_IN * size
            for above, line in pairwise(column)
            if right - above.right > _SHORT * (right - left) and is_closed(above.text, 0, len(above.text))
        ]
    return len(after) >= _ENOUGH and sum(after) > _NEARLY * len(after)


def _line_step(pairs: list[tuple[float, bool]]) -> float:
    """Return the usual step from line to line, of pairs (step, whether the line above ends a sentence).

    Where paragraphs are mostly of a line or two, the usual step is the one between paragraphs: then it is the next
    smaller one.
    """
    usual = mode([step for step, _ in pairs])
    ends = [closed for step, closed in pairs if abs(step - usual) < _SAME]
    smaller = [step for step, _ in pairs if 0 < step < usual - _SAME]
    inside = len(smaller) >= max(_SOME, _SHARE * len(ends)) and sum(ends) > _MOSTLY * len(ends)
    return mode(smaller) if inside else usual
