"""Lines of a PDF to paragraphs: by gaps, indents, short lines and fonts; across pages by the sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from paratopic.corpus.blocks import is_closed
from paratopic.corpus.marks import MARK, SPEAKER, is_clause
from paratopic.corpus.pdf.lines import Line
from paratopic.corpus.pieces import Piece

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\Z")
_LOWER = re.compile(r"[a-zß-öø-ÿ]+")
_UPPER = re.compile(r"[A-ZÀ-Þ]+")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡])\s*\S")
_SET_IN = 0.8  # of the letters' size
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
        even = sum(abs(step - self.step) < 0.03 * self.step for step in near) > 0.7 * len(near)
        self.gap = (1.12 if even else 1.3) * self.step  # scans are uneven, what programs set is not
        self.gapped = sum(step > self.gap for step in steps) > len(lines) / 40
        self.indented = _are_indented(columns, self.size)
        self.words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))

    def _is_body(self, line: Line) -> bool:
        return abs(line.size - self.size) <= 0.08 * self.size and not line.bold


def paragraphs(columns: list[list[Line]]) -> list[Piece]:
    """Return the pieces of a document whose lines are in reading order, footnotes last."""
    style = Typography(columns)
    flow: list[list[Line]] = []
    notes: list[list[Line]] = []
    last: list[Line] | None = None  # paragraph of the running text
    for column in columns:
        if column and column[0].aside:
            flow += _groups(column, style)
            continue
        body, foot = _part_notes(column, style)
        groups = _groups(body, style)
        if last and groups and _goes_on(last, groups[0], style):
            last += groups.pop(0)
        flow += groups
        last = groups[-1] if groups else last
        notes += _note_groups(foot)
    pieces = [Piece(_join(group, style), _kind(group, style), group[0].page) for group in flow]
    return pieces + [Piece(_join(group, style), "footnote", group[0].page) for group in notes]


def _mode(steps: list[float]) -> float:
    rounded = Counter(round(step * 2) / 2 for step in steps)
    return rounded.most_common(1)[0][0] if rounded else 12.0


def _are_indented(columns: list[list[Line]], size: float) -> bool:
    """Tell whether paragraphs begin set in: after nearly every last line that is short and ends a sentence."""
    after: list[bool] = []
    for column in columns:
        left, right = _mode([line.left for line in column]), max((line.right for line in column), default=0.0)
        after += [
            line.left - left > _SET_IN * size
            for above, line in pairwise(column)
            if right - above.right > _SHORT * (right - left) and is_closed(above.text, 0, len(above.text))
        ]
    return len(after) >= _ENOUGH and sum(after) > _NEARLY * len(after)


def _line_step(pairs: list[tuple[float, bool]]) -> float:
    """Return the usual step from line to line, of pairs (step, whether the line above ends a sentence).

    Where paragraphs are mostly of a line or two, the usual step is the one between paragraphs: then it is the next
    smaller one.
    """
    usual = _mode([step for step, _ in pairs])
    ends = [closed for step, closed in pairs if abs(step - usual) < _SAME]
    smaller = [step for step, _ in pairs if 0 < step < usual - _SAME]
    inside = len(smaller) >= max(_SOME, _SHARE * len(ends)) and sum(ends) > _MOSTLY * len(ends)
    return _mode(smaller) if inside else usual


def _part_notes(column: list[Line], style: Typography) -> tuple[list[Line], list[Line]]:
    """Return (body, footnotes): the small lines at the foot that start with a number or a star."""
    first = len(column)
    while first and column[first - 1].size < 0.9 * style.size:
        first -= 1
    while first < len(column) and not _NOTE.match(column[first].text):
        first += 1
    if first == 0 and not column[0].apart:
        return column, []  # a column in small print
    return column[:first], column[first:]


def _note_groups(lines: list[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or _NOTE.match(line.text):
            groups.append([])
        groups[-1].append(line)
    return groups


def _groups(lines: list[Line], style: Typography) -> list[list[Line]]:
    """Return one column's paragraphs as groups of lines."""
    if not lines:
        return []
    left = _mode([line.left for line in lines])
    right = max(line.right for line in lines)
    groups = [[lines[0]]]
    for above, line in pairwise(lines):
        if _starts(above, line, style, left, right) or _is_indented(groups[-1], line, style, left, right):
            groups.append([])
        groups[-1].append(line)
    return groups


def _starts(  # noqa: PLR0911 (a table of rules reads best as one)
    above: Line, line: Line, style: Typography, left: float, right: float
) -> bool:
    if line.table or above.table:
        return True
    if line.base - above.base > style.gap + 0.5 * max(0.0, line.size - style.size):
        return True
    if abs(line.size - above.size) > 0.08 * style.size or (
        line.bold != above.bold and _is_title(above, line, right)
    ):
        return True
    closed = is_closed(above.text, 0, len(above.text))
    if closed or above.text.endswith(","):
        clause = _is_clause(line) and (not closed or _fits(above, line, right))
        if clause or MARK.match(line.text):
            return True
    elif MARK.match(line.text):
        return line.left <= left + 1 and _fits(above, line, right)
    if not closed:
        return False
    if SPEAKER.match(line.text):
        return True
    return (
        not style.indented
        and _fits(above, line, right)
        and right - above.right > (0.4 if style.gapped else 0.03) * (right - left)
    )


def _is_indented(group: list[Line], line: Line, style: Typography, left: float, right: float) -> bool:
    """Tell whether a line is set in as the first of a paragraph, not as the rest of a numbered one."""
    set_in = _SET_IN * style.size
    above, first = group[-1], group[0]
    if line.left - left < set_in:
        return False
    if not is_closed(above.text, 0, len(above.text)) and not _fits(above, line, right - 0.1 * (right - left)):
        return False
    if MARK.match(first.text):
        return len(group) > 1 and abs(line.left - above.left) > 2
    return above.left - left < set_in or (len(group) == 1 and _fits(above, line, right))


def _is_clause(line: Line) -> bool:
    return is_clause(line.text, 0, len(line.text))


def _is_title(above: Line, line: Line, right: float) -> bool:
    return _fits(above, line, right) or (above.bold and not line.bold)


def _fits(above: Line, line: Line, right: float) -> bool:
    """Tell whether the line's first word would have fitted behind the line above."""
    return above.right + 0.3 * line.size + line.first < right


def _goes_on(before: list[Line], after: list[Line], style: Typography) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    last, first = before[-1], after[0]
    if (
        (last.table or first.table)
        or abs(last.size - first.size) > 0.08 * style.size
        or last.bold != first.bold
        or last.size > 1.08 * style.size
    ):
        return False
    if not is_closed(last.text, 0, len(last.text)):
        if _LOWER.match(first.text) or _HYPHEN.search(last.text):
            return True
        if last.apart or first.apart:
            return False
        return not MARK.match(first.text) and not _is_clause(first) and len(before) + len(after) > 2
    if MARK.match(first.text) or _is_clause(first) or SPEAKER.match(first.text):
        return False
    widest = max((line.right for line in before), default=last.right)
    indented = len(after) > 1 and first.left - after[1].left > 0.8 * style.size
    return len(before) > 1 and not indented and not _fits(last, first, widest)


def _kind(group: list[Line], style: Typography) -> str | None:
    if group[0].aside:
        return "aside"
    if group[0].table:
        return "table"
    words = sum(line.text.count(" ") + 1 for line in group)
    text = group[-1].text
    big = median(line.size for line in group) > 1.1 * style.size
    bold = all(line.bold for line in group)
    if (big or bold) and words <= 25 and text[-1:] not in ".;,:":
        return "heading"
    return "loose"


def _join(group: list[Line], style: Typography) -> str:
    """Return a paragraph's text in one line; hyphens at line ends are joined."""
    return "".join(_joined(group, style)).strip().replace(" ,", ",")


def _joined(group: list[Line], style: Typography) -> Iterator[str]:
    for line, after in zip(group, [*group[1:], None], strict=True):
        found = _HYPHEN.search(line.text)
        if after is None or found is None:
            yield line.text + ("" if after is None else " ")
            continue
        tail = (_UPPER if found.group(1).isupper() else _LOWER).match(after.text)
        whole = (found.group(1) + (tail.group() if tail else "")).lower()
        compound = f"{found.group(1)}-{tail.group() if tail else ''}".lower()
        keep = tail is None or (style.words[compound] > style.words[whole])
        yield line.text if keep else line.text[:-1]
