"""Sentences that blank lines or page breaks tore apart, put together again."""

from __future__ import annotations

import re
from itertools import islice

from paratopic.corpus.blocks import Block, Layout, is_closed
from paratopic.corpus.marks import (
    ATX,
    DATELINE,
    JOINING,
    LONE_MARK,
    MARK,
    RULE,
    SPEAKER,
    SPEAKING,
    WORDS,
    is_clause,
)
from paratopic.corpus.splitting.hidden import GOES_ON

_LONGEST = 20_000  # characters: no paragraph is longer, and each look at one costs time
_SHORT = 0.6  # of the width
_NEARLY, _ROOM = 0.92, 0.75  # of the width: a line that ends before had room for the next word, and for any
_WORDS = 9  # behind a mark: more than its title has
_OFTEN = 0.1  # so many blank lines inside sentences: those between sentences mean little
_SALUTATION = re.compile(
    r"(?:Excellenc|Ladies|Mr|Mrs|Ms|Madam|Dear|Distinguished|Honou?rable|Colleagues|Friends|Sir\b)"
)
# A small word, or the rest of one, not a stray letter of bad recognition.
_LOWER = re.compile(r"[\"'“‘(«\[]?(?:[a-zß-öø-ÿ]{2,}|[aeioyàèé]\b)")
_HYPHENATED = re.compile(r"[^\W\d_][-‐]\Z")
_INSIDE = re.compile(r"[a-z]{3}[.!?] +[A-Z“‘]")
_CLOSING = re.compile(r"[”’\"]")
_TORN_MARK = re.compile(r"(?:\([a-z]{1,4}\)|\d{1,3}\.)[^\S\n]*\n[^\S\n]*[a-z][^\n]{0,40}\Z")


def join_torn(text: str, blocks: list[Block], layout: Layout, *, heading_words: int) -> list[Block]:
    """Return the blocks with torn sentences joined and marks that stand alone put before their paragraph."""
    joined: list[Block] = []
    for block in blocks:
        short = joined and joined[-1].end - joined[-1].start <= _LONGEST
        if short and _belongs(text, joined[-1], block, layout, heading_words):
            _append(text, joined[-1], block)
        else:
            joined.append(block)
    return joined


def _append(text: str, block: Block, after: Block) -> None:
    if text[block.end : after.start].strip():
        block.omitted.append((block.end, after.start))
    block.omitted += after.omitted
    block.end = after.end


def _belongs(text: str, block: Block, after: Block, layout: Layout, heading_words: int) -> bool:
    start, end = block.start, block.end
    if end - start < 12 and LONE_MARK.match(text, start, end):
        return True
    closed = is_closed(text, start, end)
    if closed and _TORN_MARK.match(text, start, end):
        return not MARK.match(text, after.start, after.end) and not is_closed(text, after.start, after.end)
    if closed:
        label = text[end - 1] == ":" and _is_label(text, start, end)
        goes_on = layout.torn > _OFTEN and text.count("\n", end, after.start) > 1 and _goes_on(text, after)
        return (label or goes_on) and not MARK.match(text, after.start, after.end)
    if text[after.start] == "|" == text[after.end - 1]:
        return False  # a table
    if "\n" not in text[end : after.start] or ATX.match(text, start, end) or RULE.match(text, start, end):
        return False
    return _continues(text, block, after, layout, heading_words)


def _goes_on(text: str, after: Block) -> bool:
    """Tell whether a block starts with a word that hardly ever starts a paragraph: "It", "They", "But"."""
    word = text[after.start : after.start + 12].split(" ", 1)[0].lower()
    return word in GOES_ON and after.end - after.start > 12


def _is_label(text: str, start: int, end: int) -> bool:
    """Tell whether a block is only the name of who speaks next."""
    found = SPEAKER.match(text, start, min(len(text), end + 1)) if end - start < 80 else None
    return found is not None and found.end() == end and _spoken(found.group(1))


def _spoken(name: str) -> bool:
    return SPEAKING.match(name) is not None


def _continues(  # noqa: PLR0911 (a table of rules reads best as one)
    text: str, block: Block, after: Block, layout: Layout, heading_words: int
) -> bool:
    """Decide for a block that does not end a sentence."""
    start, end = block.start, block.end
    if marked := MARK.match(text, after.start, after.end) or LONE_MARK.match(text, after.start, after.end):
        rest = text[marked.end() : after.end].lstrip()
        inside = rest[:1].islower() and text[after.start].isdigit()
        return inside or (
            text[after.start].isdigit() and JOINING.search(text, max(start, end - 12), end) is not None
        )
    if RULE.match(text, after.start, after.end) or ATX.match(text, after.start, after.end):
        return False
    named = None if layout.capitals else SPEAKER.match(text, after.start, after.end)
    if named and named.group(1)[:2].isupper():
        return False
    if _LOWER.match(text, after.start, after.end) or _HYPHENATED.search(text, max(start, end - 2), end):
        return True
    if text[end - 1] == ",":
        return _after_comma(text, block, after, layout)
    if JOINING.search(text, max(start, end - 12), end):
        return True
    return _was_full(text, block, after, layout, heading_words)


def _is_sentence(text: str, block: Block, words: int) -> bool:
    """Tell whether a block that has no full stop at its end is running text all the same."""
    start, end = block.start, block.end
    if is_clause(text, start, end) or _INSIDE.search(text, start, end):
        return True
    if text[start] in '“‘"':
        return not _CLOSING.search(text, start + 1, end)
    return words >= _WORDS and MARK.match(text, start, end) is not None


def _after_comma(text: str, block: Block, after: Block, layout: Layout) -> bool:
    """Decide for a block that ends in a comma; a misread stop, where its line had room for a word that is no item."""
    if is_clause(text, after.start, after.end) or _SALUTATION.match(text, block.start, block.end):
        return False
    first = _first_word(text, after)
    named = text[after.start + first - 1] == ","
    if not named and block.end - _last_line(text, block) + 1 + first < _NEARLY * (layout.width or 0):
        return False
    words = text.count(" ", block.start, block.end)
    return words >= 4 and not is_clause(text, block.start, block.end)


def _last_line(text: str, block: Block) -> int:
    """Return where a block's last line starts."""
    return max(text.rfind("\n", block.start, block.end) + 1, block.start)


def _first_word(text: str, block: Block) -> int:
    word = text.find(" ", block.start, block.end)
    return (block.end if word < 0 else word) - block.start


def _is_title(piece: str) -> bool:
    """Tell whether a piece is several words in capitals."""
    return piece.isupper() and len(WORDS.findall(piece)) > 1


def _is_short(text: str, block: Block, layout: Layout) -> bool:
    """Tell a heading: the rest of a sentence would end it, or fill its line."""
    size = block.end - block.start
    return size < _SHORT * (layout.width or 0) and not is_closed(text, block.start, block.end)


def _was_full(text: str, block: Block, after: Block, layout: Layout, heading_words: int) -> bool:
    """Tell whether the last line ended because it was full: the next word would not have fitted."""
    if not layout.breaks(block, after) or _is_short(text, after, layout):
        return False
    line = _last_line(text, block)
    if _is_title(text[after.start : after.end]) and not text[line : block.end].isupper():
        return False
    counted = islice(WORDS.finditer(text, block.start, block.end), max(_WORDS, heading_words + 1))
    words = sum(1 for _ in counted)
    if DATELINE.match(text, line, block.end):
        return False
    needed = block.end - line + 1 + _first_word(text, after)
    if words >= 6 and _is_sentence(text, block, words):
        return line == block.start or needed >= _ROOM * (layout.width or 0)  # else a full stop was misread
    if layout.width is None or (line == block.start and block.end - line > 2 * layout.width):
        return words > heading_words
    slack = 10 if line == block.start and text[line].isupper() else 0
    return words >= 6 and needed > layout.width - slack
