"""Web pages that a program made of a PDF file: lines of print, each with its place or with a break after it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_PLACE = re.compile(r"\b(top|left):\s*(-?\d+(?:\.\d+)?)(px|pt)")
_PIXELS = {"px": 1.0, "pt": 4 / 3}
_FONT = re.compile(r"\.(\w+)\s*\{\s*font-size:\s*(\d+)px;(?:\s*line-height:\s*(\d+)px)?")
_MARK = re.compile(r"\d{1,3}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.8  # of the letters beside it: a number is the mark of a note
_MOST = 0.6  # of a page's paragraphs have a place
_ALL = 0.9  # of the words of a body are on its pages
_PAGE = re.compile(r"page-?\d+(?:-div)?")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre")
_LEVEL = 4  # pixels: parts of one line
_SET_IN = range(8, 70)  # pixels further right than the line before: a first line, no other column
_APART = 1.3  # lines: a gap between paragraphs
_INDENT = "    "


@dataclass(slots=True)
class _Part:
    """Some lines under one another; `step` pixels from line to line and the `size` of letters, 0 if not said."""

    lines: list[str]
    top: int
    left: int
    size: int
    step: int
    page: int

    def marks(self, before: _Part) -> bool:
        """Tell whether this is the mark of a note on the last line of the part before."""
        return self.size < _SMALL * before.size and _MARK.fullmatch("".join(self.lines).strip()) is not None

    @property
    def last(self) -> int:
        """Return where the last line stands."""
        return self.top + (len(self.lines) - 1) * self.step


def printed_text(root: Any) -> str | None:
    """Return the lines of a page made of a PDF, a form feed between its pages; None for any other web page."""
    made = any("pdftohtml" in (meta.get("content") or "").lower() for meta in root.iter("meta"))
    styles = "".join(style.text or "" for style in root.iter("style"))
    paragraphs = [one for one in root.iter("p") if (one.text_content() or "").strip()]
    placed = [one for one in paragraphs if len(_PLACE.findall(one.get("style") or "")) == 2]
    if len(placed) > 2 and len(placed) >= _MOST * len(paragraphs):
        fonts = {name: (int(size), int(step or 0)) for name, size, step in _FONT.findall(styles)}
        return _set(list(_parts(root, fonts)))
    body = root.find("body")
    if made and body is not None:
        return "".join(_broken(body))
    return None if body is None else _pages(body)


def _pages(body: Any) -> str | None:
    """Return the blocks of a body that holds nothing but numbered pages, as Tika and PyMuPDF write them."""
    pages = [
        one for one in body.iter("div") if one.get("class") == "page" or _PAGE.fullmatch(one.get("id") or "")
    ]
    if len(pages) < 2 or sum(map(_size, pages)) < _ALL * _size(body):
        return None
    return "\n\f".join("\n\n".join(map(_tidy, _leaves(page))) for page in pages) + "\n"


def _leaves(page: Any) -> Iterator[Any]:
    return (
        block
        for block in page.iter(*_BLOCKS)
        if not any(child is not block for child in block.iter(*_BLOCKS))
    )


def _size(element: Any) -> int:
    return len("".join(element.itertext()).split())


def _tidy(block: Any) -> str:
    return "\n".join(line.strip() for line in "".join(block.itertext()).split("\n"))


def _parts(root: Any, fonts: dict[str, tuple[int, int]]) -> Iterator[_Part]:
    pages: dict[Any, int] = {}
    for element in root.iter("p"):
        style = _PLACE.findall(element.get("style") or "")
        place = {name: round(float(number) * _PIXELS[unit]) for name, number, unit in style}
        lines = [line for line in "".join(_broken(element)).split("\n") if line.strip()]
        if lines and len(place) == 2:
            page = pages.setdefault(element.getparent(), len(pages))
            font = fonts.get(element.get("class") or "", (0, 0))
            yield _Part(lines, place["top"], place["left"], *font, page)


def _set(parts: list[_Part]) -> str:
    """Return the parts as lines of text: a blank line where a gap is, an indent where a first line is set in."""
    usual = _APART * _usual_step(parts)
    text = ""
    before: _Part | None = None
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


def _usual_step(parts: list[_Part]) -> float:
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


def _broken(root: Any) -> Iterator[str]:
    """Yield the text in order, a line end for each break, a form feed for each rule; the outline is none of it."""
    from lxml import etree

    yield from _words(root.text)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element is root:
            continue
        if event == "start":
            if element.tag == "a" and element.get("name") == "outline":
                return
            yield from _words(element.text if isinstance(element.tag, str) else "")
        else:
            yield {"br": "\n", "hr": "\n\f"}.get(element.tag, "")
            yield from _words(element.tail)


def _words(text: str | None) -> Iterator[str]:
    if text:
        yield text.replace("\n", "").replace("\xa0", " ")
