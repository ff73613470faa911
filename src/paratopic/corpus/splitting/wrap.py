"""Paragraphs inside a stretch without blank lines: lines, lists, clauses, turns of speech."""

from __future__ import annotations

from paratopic.corpus.blocks import Block
from paratopic.corpus.marks import INNER, LONE_MARK, is_clause
from paratopic.corpus.splitting.hidden import hidden_starts
from paratopic.corpus.splitting.letters import set_lengths, set_width
from paratopic.corpus.splitting.row_layout import after_short, indented, outdented, titled
from paratopic.corpus.splitting.row_structure import structured
from paratopic.corpus.splitting.rows import Row, cut, fits, rows_of
from paratopic.corpus.splitting.speakers import speakers_of, speaks

_CLOSING = frozenset(",;.!?:…)]\"'”’»0123456789*_")
_NAME = 60  # characters in which the colon after a speaker's name stands
_MANY = 30  # rows: no paragraph has so many
_NARROW = 0.85  # of that width: a block whose lines are all shorter was not filled
_UNWRAPPED = 160  # no wrapped line is longer


def split_block(text: str, block: Block, *, alone: bool, printed: float | None = None) -> list[Block]:
    """Return the paragraphs of one block.

    `alone` says that the text has no other block, `printed` how wide its lines are set, where print broke them.
    """
    if text.find("\n", block.start, block.end) < 0:
        return [block]
    if not alone and not printed and _is_plain(text, block):
        return [block]
    rows = rows_of(text, block)
    if len(rows) < 2:
        return [block]
    if _is_unwrapped(rows):
        starts = {i for i in range(1, len(rows)) if rows[i - 1].closed or not text[rows[i].start].islower()}
    else:
        starts = measured_starts(text, rows, printed, alone=alone)
    return cut(rows, starts)


def _is_unwrapped(rows: list[Row]) -> bool:
    """Tell whether rows are whole paragraphs; a few of double length are two rows put together at a hyphen."""
    lengths = sorted(row.length for row in rows)
    most = lengths[int(0.88 * (len(lengths) - 1))]
    return lengths[-1] > _UNWRAPPED and (most > _UNWRAPPED or lengths[-1] > 2.2 * most)


def measured_starts(text: str, rows: list[Row], printed: float | None, *, alone: bool) -> set[int]:
    """Return the rows that start a paragraph, by letters' widths where print broke the lines and filled them."""
    if printed:
        letters = set_lengths(text, rows)
        if max(letters) > _NARROW * printed:
            for row, length in zip(rows, letters, strict=True):
                row.length, row.first = length, set_width(text[row.start : row.first_end(text)])
            return wrapped_starts(text, rows, printed, alone=alone, printed=True)
    longest = max((row.length for row in rows if row.length <= _UNWRAPPED), default=_UNWRAPPED)
    return wrapped_starts(text, rows, longest, alone=alone)


def _is_plain(text: str, block: Block) -> bool:
    """Tell at little cost whether a block is one paragraph wrapped to full lines, as most are."""
    start, end = block.start, block.end
    lengths = [*map(len, text[start:end].split("\n"))]
    longest, lengths[-1] = max(lengths), _UNWRAPPED
    if longest > _UNWRAPPED or min(lengths) <= 0.6 * longest:
        return False
    for found in INNER.finditer(text, start, end):
        if found.lastindex or _may_start(text, start, end, found.end(), longest):
            return False
    return True


def _may_start(text: str, start: int, end: int, place: int, width: float) -> bool:
    """Tell whether the row at `place` may start a paragraph: the row before is closed, and had room for its word."""
    last = place - 2
    while text[last] in " \t":
        last -= 1
    if text[last] not in _CLOSING:
        return False
    word = text.find(" ", place, end)
    length = last - text.rfind("\n", start, last) + 1 + (end if word < 0 else word) - place
    return length <= width or ":" in text[place : place + _NAME] or is_clause(text, place, end)


def wrapped_starts(
    text: str, rows: list[Row], width: float, *, alone: bool, printed: bool = False
) -> set[int]:
    """Return the numbers of the rows that start a paragraph, where lines are wrapped at `width`."""
    speakers = speakers_of(text, rows)
    starts = structured(text, rows, width, speakers)
    share = sum(row.closed for row in rows[:-1]) / max(1, len(rows) - 1)
    if moved := indented(text, rows) or outdented(text, rows):
        starts |= moved
    elif share < 0.6 or _is_wrapped(text, rows, width):
        short = after_short(text, rows, width, printed=printed) - starts
        starts |= short
        many = alone or len(rows) > _MANY
        if many and 2 * len(short) > len(starts) and len(short) > 2:
            hidden = hidden_starts(text, rows, starts)
            starts |= {i for i in hidden if (name := speaks(text, rows[i])) in speakers or not name}
    elif alone and len(rows) > 2 and share > 0.8:
        starts |= set(range(1, len(rows)))
    before, last = rows[-2:]
    if LONE_MARK.match(text, last.start, last.end) and (
        not text[before.end - 1].islower() or fits(before, last, width)
    ):
        starts.add(len(rows) - 1)  # the number of the next paragraph, torn off it
    return starts | titled(text, rows, width)


def _is_wrapped(text: str, rows: list[Row], width: float) -> bool:
    """Tell whether the rows that end inside a sentence end there because they are full."""
    inside = [i for i in range(len(rows) - 1) if not rows[i].closed]
    full = sum(not fits(rows[i], rows[i + 1], width) for i in inside)
    return len(inside) > 1 and full >= 0.8 * len(inside)
