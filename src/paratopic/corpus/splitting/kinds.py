"""What each stretch is: text, an item of a list, a heading, a dateline, a signature, noise."""

from __future__ import annotations

import re

from paratopic.corpus.blocks import Block, is_closed
from paratopic.corpus.marks import ATX, BOLD, DATELINE, MARK, NOTE, RULE, SIGNATURE, SPEAKER, SPEAKING
from paratopic.corpus.occurs import occurs
from paratopic.corpus.splitting.signs import Signs

# Kept in the record, passed over where documents are classified.
UNCLASSIFIED = frozenset({"heading", "dateline", "signature", "noise"})
_WORD = re.compile(r"[^\W\d_]{3,}")
_READABLE = re.compile(r"[A-Z]?[a-z]+ [A-Za-z]+ [a-z]+ ")
_VOWEL = re.compile(r"[aeiouyAEIOUYà-ÿ]")
_DIRT = re.compile(r"[~^@#$%&*+=<>|\\¢\ufffd\x80-\x9f]")
_ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2}(?:\.\d{1,2})*)[.)]?[^\S\n]+(?=\S)")
# A link or a picture in Markdown, a bullet before it, what parts it from the next.
_LINK = re.compile(
    r"(?:[*+-][^\S\n]+|\d{1,3}[.)][^\S\n]+)?!?\[([^\]\n]{0,300})\]\([^)\s]{0,2000}(?:\s\"[^\"\n]{0,200}\")?\)"
    r"[\s|·•,/»>]*"
)
_ENDED = re.compile(r"(?:[a-z]{3}|\d)[.!?]\s+[A-Z(“‘\"]|[a-z]{3}[.!?]\s+\d")  # a sentence ends inside
_SENTENCES = 2  # that end inside: no heading has so many
_MARKS = frozenset("|[#*_-=~—–.•·\\ \t")
_SET_IN, _MUCH = 4, 8  # characters: how far in centred lines start, and how much their starts differ
_ONE_MIDDLE = 3  # characters: how little their middles do
_FAR = "    "
_SENTENCE = 12  # words: a link of so many is text
_LONGEST = 160
_PLAIN = 7  # words: a longer line that is wrapped and has no capitals is no heading


def kind_of(  # noqa: PLR0911 (a table of rules reads best as one)
    text: str, block: Block, *, heading_words: int, capitals: bool, plain: bool = False
) -> str:
    """Return the kind of one block, looked at alone; `plain` says that `is_plain(text)`."""
    start, end = block.start, block.end
    size = end - start
    if text[start] in _MARKS and (marked := _marked(text, start, end)):
        return marked
    if not plain:
        if text.find("](", start, end) > 0 and _is_links(text, start, end):
            return "noise"  # what leads to other pages
        if size > _LONGEST and text.find(_FAR, start, end) > 0:
            size = len(" ".join(text[start:end].split()))
    if size > _LONGEST:
        return "item" if MARK.match(text, start, end) else "text"
    closed = is_closed(text, start, end)
    if not closed and DATELINE.match(text, start, end):
        return "dateline"
    if is_noise(text[start:end]):
        return "noise"
    if BOLD.match(text, start, end):
        return "heading"
    if SIGNATURE.match(text, start, end):
        return "signature"
    if not closed and _is_heading(text, start, end, heading_words, capitals=capitals):
        return "heading"
    return "item" if MARK.match(text, start, end) else "text"


def _marked(text: str, start: int, end: int) -> str | None:
    """Return the kind of what starts with the sign of its kind: a table's row, a note, a rule, a heading."""
    if text[start] == "|" == text[end - 1]:
        return "table"
    if NOTE.match(text, start, end):
        return "footnote"
    if end - start > _LONGEST:
        return None
    if RULE.match(text, start, end):
        return "rule"
    return "heading" if ATX.match(text, start, end) else None


def is_plain(text: str, signs: Signs) -> bool:
    """Tell whether nothing in a text is a link in Markdown or set far to the right: one look spares one a block."""
    return not (occurs(text, "](") or (signs.gap and _FAR in text))


def _is_links(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is nothing but links to other pages."""
    while start < end:
        found = _LINK.match(text, start, end)
        if found is None or len(found[1].split()) >= _SENTENCE:
            return False
        start = found.end()
    return True


def is_noise(piece: str) -> bool:
    """Tell whether a short piece holds no readable word: a scrap of recognised dirt."""
    if len(piece) > 80 or _READABLE.match(piece):
        return False
    dirt = len(_DIRT.findall(piece))
    words = [word for word in _WORD.findall(piece) if _VOWEL.search(word)]
    return (not words and len(piece) < 60) or dirt > 0.2 * len(piece)


def _is_heading(text: str, start: int, end: int, heading_words: int, *, capitals: bool) -> bool:
    if text.count("\n", start, end) > 2 or text[end - 1] in ",-":
        return False
    numbered = _ROMAN.match(text, start, end)
    if numbered and not text[numbered.end()].isupper():
        numbered = None  # "A statement", "I thank", "12 months"
    begin = numbered.end() if numbered else start
    if text[begin] in "“‘" and not any(mark in text[begin:end] for mark in "”’"):
        return False
    spoken = SPEAKER.match(text, start, end)
    if spoken and SPEAKING.match(spoken.group(1)) and not text[start:end].isupper():
        return False
    words = len(text[begin:end].split())
    if not numbered and MARK.match(text, start, end):
        return False
    letter = text[begin].isupper() or (text[begin] in "“\"'‘(" and text[begin + 1 : begin + 2].isupper())
    if (
        words > _PLAIN
        and "\n" in text[begin:end]
        and not (_is_titled(text[begin:end]) or _is_centred(text, start, end))
    ):
        return False
    sentences = len(_ENDED.findall(text, begin, end))
    return bool(letter) and words <= (8 if capitals else heading_words) and sentences < _SENTENCES


def _is_centred(text: str, start: int, end: int) -> bool:
    """Tell whether lines start far from the margin and have one middle, or differ much, as letters of two sizes do."""
    lines = text[text.rfind("\n", 0, start) + 1 : end].split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines]
    middles = [indent + len(line.strip()) / 2 for line, indent in zip(lines, indents, strict=True)]
    apart = max(indents) - min(indents)
    return (
        min(indents) >= _SET_IN
        and apart > 0
        and (apart > _MUCH or max(middles) - min(middles) <= _ONE_MIDDLE)
    )


def _is_titled(piece: str) -> bool:
    """Tell whether the longer words of a piece have capitals, as in a title."""
    words: list[str] = [word for word in _WORD.findall(piece) if len(word) > 3]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)
