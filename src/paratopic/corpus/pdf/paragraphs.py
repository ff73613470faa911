"""Lines of a PDF to paragraphs: by gaps, indents, short lines and fonts; across pages by the sentence."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from paratopic.corpus.blocks import is_closed
from paratopic.corpus.marks import MARK, SPEAKER, is_clause
from paratopic.corpus.pdf.hyphens import ends_inside_word, join_lines
from paratopic.corpus.pdf.lines import Line
from paratopic.corpus.pdf.typography import SET_IN, Typography, mode
from paratopic.corpus.pieces import Piece

_LOWER = re.compile(r"[a-zß-öø-ÿ]+")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡])\s*\S")


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
    pieces = [Piece(join_lines(group, style.words), _kind(group, style), group[0].page) for group in flow]
    return pieces + [Piece(join_lines(group, style.words), "footnote", group[0].page) for group in notes]


def _part_notes(column: list[Line], style: Typography) -> tuple[list[Line], list[Line]]:
    """Return (body, footnotes): the small lines at the foot that start with a number or a star."""
    first = len(column)
    while first and style.is_small(column[first - 1]):
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
    left = mode([line.left for line in lines])
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
    if style.change(line, above) or (line.bold != above.bold_end and _is_title(above, line, right)):
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
    set_in = SET_IN * style.size
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
    return _fits(above, line, right) or (above.bold_end and not line.bold)


def _fits(above: Line, line: Line, right: float) -> bool:
    """Tell whether the line's first word would have fitted behind the line above."""
    return above.right + 0.3 * line.size + line.first < right


def _goes_on(before: list[Line], after: list[Line], style: Typography) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    last, first = before[-1], after[0]
    if (
        (last.table or first.table)
        or style.change(last, first)
        or last.bold_end != first.bold
        or (last.size > style.size and style.differ(last.size, style.size))
    ):
        return False
    if not is_closed(last.text, 0, len(last.text)):
        if _LOWER.match(first.text) or ends_inside_word(last):
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
    big = style.is_big(median(line.size for line in group))
    bold = all(line.bold and line.bold_end for line in group)
    if (big or bold) and words <= 25 and text[-1:] not in ".;,:":
        return "heading"
    return "loose"
