"""Page furniture in extracted text: page numbers, and the running heads that stand beside them."""

from __future__ import annotations

import re
from collections import Counter

from paratopic.corpus.blocks import Block
from paratopic.corpus.footnotes import footnote_lines, footnotes

# Lines that can only be page marks: "Page | 1", "3/8", "- 4 -", ". . . / 2", "Page 2 of 9", "[Page 12]".
_PAGE = re.compile(
    r"[^\S\n]*(?:\[?[Pp](?:age|AGE)[^\S\n]*[|:]?[^\S\n]*\d{1,4}(?:[^\S\n]*(?:of|OF|/)[^\S\n]*\d{1,4})?\]?|"
    r"(?:\d\d-\d{5}[^\S\n]+)?\d{1,3}[^\S\n]*/[^\S\n]*\d{1,3}(?:[^\S\n]+\d\d-\d{5})?|[-–—][^\S\n]*\d{1,4}[^\S\n]*[-–—]|(?:[.…][^\S\n]*)+/[^\S\n]*\d{1,3}|"
    r"\d{1,4}[^\S\n]*\|[^\S\n]*(?:Page|P[^\S\n]a[^\S\n]g[^\S\n]e))[^\S\n]*"
)
# A running head that holds the page's number: "Statement on the Straits    Page 2 of 9".
_OF = r"[Pp](?:age|AGE)[^\S\n]+\d{1,4}(?:[^\S\n]+(?:of|OF|/)[^\S\n]*\d{1,4})?[^\S\n]*"
_HEAD = re.compile(rf"[^\S\n]*\S[^\n]{{0,80}}[^\S\n|][^\S\n|]+{_OF}")
_HEAD_HINT = re.compile(rf"{_OF}(?=\n|\Z)")
_NUMBER = re.compile(r"[^\S\n]*(\d{1,4})[^\S\n]*")
_HINT = re.compile(
    r"\n[^\S\n]*(?:\[?[Pp](?:age|AGE)\b[^\n]{0,20}|[-–—.…/\d][-–—.…/|\dPage \t]{0,90})(?=\n|\Z)"
)
_DIGITS = re.compile(r"\d+")
_TRAILING = re.compile(r"[^\S\n]+(?:\.[^\S\n]*){2,}/[^\S\n]*\d{1,3}[^\S\n]*\Z")
_REACH = 4  # a running head stands within so many lines of a page mark


def without_page_marks(text: str, blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Return (blocks without page numbers and running heads, footnotes); blocks that hold nothing else are dropped."""
    if not _may_have_pages(text):
        return blocks, []
    lines = _lines(text, blocks)
    marks = _page_marks(text, lines)
    if not marks:
        return blocks, []
    notes = footnote_lines(text, lines, marks)
    furniture = marks | _running_heads(text, lines, marks | notes)
    return _cut(text, blocks, lines, furniture | notes), footnotes(text, lines, notes - furniture)


def _may_have_pages(text: str) -> bool:
    """Tell at little cost whether it is worth looking for page marks."""
    if "\f" in text:
        return True
    if len(_HEAD_HINT.findall(text)) > 1:
        return True
    hints = [found.group().strip() for found in _HINT.finditer(text)]
    return sum(hint.isdigit() for hint in hints) > 2 or any(map(_PAGE.fullmatch, hints))


def _lines(text: str, blocks: list[Block]) -> list[tuple[int, int, int]]:
    """Return (start, end, number of the block) for each line."""
    lines = []
    for number, block in enumerate(blocks):
        position = block.start
        for line in text[block.start : block.end].split("\n"):
            lines.append((position, position + len(line), number))
            position += len(line) + 1
    return lines


def _page_marks(text: str, lines: list[tuple[int, int, int]]) -> set[int]:
    marks = {
        i
        for i, (start, end, _) in enumerate(lines)
        if end - start < 100 and _PAGE.fullmatch(text, start, end)
    }
    numbers = [
        (i, int(found.group(1)))
        for i, (start, end, _) in enumerate(lines)
        if end - start < 12 and (found := _NUMBER.fullmatch(text, start, end))
    ]
    marks |= _counting(numbers)
    heads = [
        (i, _DIGITS.sub("0", text[start:end].strip()))
        for i, (start, end, _) in enumerate(lines)
        if end - start < 120 and _HEAD.fullmatch(text, start, end)
    ]
    often = Counter(key for _, key in heads)
    marks |= {i for i, key in heads if often[key] > 1}
    starts = [start for start, _, _ in lines]
    return marks | _beside_form_feeds(text, starts, lines)


def _counting(numbers: list[tuple[int, int]]) -> set[int]:
    """Return the lone numbers that count up by one at least three times, some lines apart."""
    marks: set[int] = set()
    run: list[tuple[int, int]] = []
    for i, value in numbers:
        if run and value == run[-1][1] + 1 and i - run[-1][0] > 5:
            run.append((i, value))
        elif not run or value != run[-1][1]:
            run = [(i, value)]
        if len(run) >= 3:
            marks |= {line for line, _ in run}
    return marks


def _beside_form_feeds(text: str, starts: list[int], lines: list[tuple[int, int, int]]) -> set[int]:
    """Return the lone numbers directly before or after a form feed."""
    import bisect

    marks = set()
    for feed in re.finditer("\f", text):
        after = bisect.bisect(starts, feed.start())
        for i in (after - 1, after):
            if 0 <= i < len(lines) and _NUMBER.fullmatch(text, lines[i][0], lines[i][1]):
                marks.add(i)
    return marks


def _running_heads(text: str, lines: list[tuple[int, int, int]], marks: set[int]) -> set[int]:
    """Return the short lines that recur, digits apart, near page marks and hardly elsewhere."""
    near = {j for i in marks for j in range(i - _REACH, i + _REACH + 1)} - marks
    keys = {
        i: _DIGITS.sub("0", text[start:end].strip())
        for i, (start, end, _) in enumerate(lines)
        if 4 <= end - start <= 100
    }
    everywhere = Counter(keys.values())
    beside = Counter(keys[i] for i in near if i in keys)
    heads = {
        key
        for key, count in beside.items()
        if everywhere[key] >= 2
        and count >= 0.5 * everywhere[key]
        and len(key) > 2
        and not key.endswith((".", ";", ":"))
    }
    return {i for i, key in keys.items() if key in heads}


def _cut(
    text: str, blocks: list[Block], lines: list[tuple[int, int, int]], furniture: set[int]
) -> list[Block]:
    """Return the runs of lines that are left of each block."""
    kept: list[Block] = []
    open_block = -1
    for i, (start, end, number) in enumerate(lines):
        if i in furniture:
            open_block = -1
            continue
        if number == open_block:
            kept[-1].end = end
        else:
            kept.append(Block(start, end))
            open_block = number
    for block in kept:
        _trim(text, block)
    return [block for block in kept if block.end > block.start]


def _trim(text: str, block: Block) -> None:
    if found := _TRAILING.search(text, max(block.start, block.end - 40), block.end):
        block.end = found.start()
    while block.end > block.start and text[block.end - 1].isspace():
        block.end -= 1
    while block.start < block.end and text[block.start].isspace():
        block.start += 1
