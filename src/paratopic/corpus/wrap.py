"""Paragraphs inside a stretch without blank lines: lines, lists, clauses, turns of speech."""

from __future__ import annotations

from paratopic.corpus.blocks import Block, is_closed
from paratopic.corpus.marks import ATX, CLAUSE, LONE_MARK, MARK, RULE, SPEAKER

_UNWRAPPED = 160  # no wrapped line is longer


def split_block(text: str, block: Block, *, alone: bool) -> list[Block]:
    """Return the paragraphs of one block; `alone` says that the text has no other block."""
    if text.find("\n", block.start, block.end) < 0:
        return [block]
    lines = _lines(text, block)
    longest = max(end - start for start, end in lines)
    if longest > _UNWRAPPED:
        starts = [i for i in range(1, len(lines)) if not _runs_on(text, lines[i - 1], lines[i])]
    else:
        starts = _wrapped_starts(text, lines, longest, alone=alone)
    return _cut(lines, [0, *starts])


def _lines(text: str, block: Block) -> list[tuple[int, int]]:
    lines, position = [], block.start
    for line in text[block.start : block.end].split("\n"):
        stripped = line.rstrip()
        begin = position + len(line) - len(line.lstrip())
        lines.append((begin, max(begin, position + len(stripped))))
        position += len(line) + 1
    return lines


def _cut(lines: list[tuple[int, int]], starts: list[int]) -> list[Block]:
    ends = [*starts[1:], len(lines)]
    return [Block(lines[i][0], lines[j - 1][1]) for i, j in zip(starts, ends, strict=True)]


def _runs_on(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Tell whether an unwrapped line continues the one before (a sentence torn in two)."""
    return text[line[0]].islower() and not is_closed(text, *before)


def _wrapped_starts(text: str, lines: list[tuple[int, int]], width: int, *, alone: bool) -> list[int]:
    closed = [is_closed(text, *line) for line in lines[:-1]]
    starts = _structure(text, lines, closed, width)
    share = sum(closed) / len(closed)
    if share < 0.6:
        starts |= _short_lines(text, lines, closed, width)
    elif alone and len(lines) > 2 and share > 0.8:
        starts |= set(range(1, len(lines)))
    starts |= _indented(text, lines, closed)
    if _has_title(text, lines, width):
        starts.add(1)
    return sorted(starts)


def _fits(text: str, before: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Tell whether the line's first word would have fitted on the line before."""
    word = text.find(" ", line[0], line[1])
    length = (line[1] if word < 0 else word) - line[0]
    return before[1] - before[0] + 1 + length <= width


def _structure(text: str, lines: list[tuple[int, int]], closed: list[bool], width: int) -> set[int]:
    """Return the lines that start a heading, an item, a clause of a resolution or a turn of speech."""
    starts = set()
    for i in range(1, len(lines)):
        start, end = lines[i]
        before = lines[i - 1]
        if ATX.match(text, start, end) or RULE.match(text, start, end):
            starts |= {i, min(i + 1, len(lines) - 1)}
        elif MARK.match(text, start, end) or LONE_MARK.match(text, start, end):
            if _accepts_mark(text, lines, i, closed[i - 1], width):
                starts.add(i)
        elif closed[i - 1] or text[before[1] - 1] == ",":
            spoken = closed[i - 1] and SPEAKER.match(text, start, end)
            if spoken or (CLAUSE.match(text, start, end) and _fits(text, before, lines[i], width)):
                starts.add(i)
    return starts


def _accepts_mark(text: str, lines: list[tuple[int, int]], i: int, closed: bool, width: int) -> bool:
    """Tell a real mark from a dash or a number that wrapping put at a line's start."""
    before = lines[i - 1]
    if (
        MARK.match(text, *lines[0])
        and text[lines[0][0]] == text[lines[i][0]]
        and not text[lines[i][0]].isalnum()
    ):
        return True
    if closed or _fits(text, before, lines[i], width):
        return True
    return text[before[1] - 1] == "," and text[lines[i][0]] == "("


def _short_lines(text: str, lines: list[tuple[int, int]], closed: list[bool], width: int) -> set[int]:
    """Return the lines after a closed line that was ended before it was full."""
    fits = [_fits(text, lines[i], lines[i + 1], width) for i in range(len(lines) - 1)]
    ragged = sum(fit and not end for fit, end in zip(fits, closed, strict=True)) / len(fits)
    limit = width if ragged < 0.15 else int(0.8 * width)
    return {
        i + 1
        for i, end in enumerate(closed)
        if end
        and fits[i]
        and _fits(text, lines[i], lines[i + 1], limit)
        and not text[lines[i + 1][0]].islower()
    }


def _indented(text: str, lines: list[tuple[int, int]], closed: list[bool]) -> set[int]:
    """Return the lines set in from the margin, where most are not and the line before is closed."""
    inside = [text[start - 1] in " \t" if start else False for start, _ in lines]
    if sum(inside[1:]) * 2 >= len(lines):
        return set()
    return {i for i in range(1, len(lines)) if inside[i] and closed[i - 1] and not inside[i - 1]}


def _has_title(text: str, lines: list[tuple[int, int]], width: int) -> bool:
    """Tell whether the first line is a title set directly on its paragraph."""
    start, end = lines[0]
    short = len(lines) > 2 and end - start <= 0.6 * width and not is_closed(text, start, end)
    return (
        short
        and text[start].isupper()
        and text[end - 1] != ","
        and not MARK.match(text, start, end)
        and text[lines[1][0]].isupper()
    )
