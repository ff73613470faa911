"""Web pages that a program made of a PDF file: lines of print, each with its place or with a break after it.

Known: pdftohtml (simple and complex), PyMuPDF, pdfminer, Tika.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from paratopic.corpus.html.places import PlacedLines, set_lines
from paratopic.corpus.html.prose import word_count

_PLACE = re.compile(r"(?<![-\w])(top|left):\s*(-?\d+(?:\.\d+)?)(px|pt)")
_TALL = re.compile(r"(?<![-\w])height:\s*(\d+(?:\.\d+)?)px")
_PIXELS = {"px": 1.0, "pt": 4 / 3}
_FONT = re.compile(r"\.(\w+)\s*\{\s*font-size:\s*(\d+)px;(?:\s*line-height:\s*(\d+)px)?")
_MOST = 0.6  # of a page's words have a place
_ALL = 0.9  # of the words of a body are on its pages
_PAGE = re.compile(r"page-?\d+(?:-div)?")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre")
_ENDS = re.compile(r"(?m)^ +| +$")


def printed_text(root: Any) -> str | None:
    """Return the lines of a page made of a PDF, a form feed between its pages; None for any other web page."""
    made = any("pdftohtml" in (meta.get("content") or "").lower() for meta in root.iter("meta"))
    placed = [one for one in root.iter("p", "div") if _is_placed(one)]
    if len(placed) > 2 and sum(map(word_count, placed)) >= _MOST * word_count(root):
        styles = "".join(style.text or "" for style in root.iter("style"))
        fonts = {name: (int(size), int(step or 0)) for name, size, step in _FONT.findall(styles)}
        return set_lines(list(_parts(root, set(placed), fonts)))
    body = root.find("body")
    if made and body is not None:
        return _ENDS.sub("", "".join(_broken(body)))
    return None if body is None else _pages(body)


def _is_placed(element: Any) -> bool:
    """Tell whether an element has a place of its own, holds words and no further blocks."""
    if len(_PLACE.findall(element.get("style") or "")) != 2:
        return False
    return next(element.iterdescendants("p", "div", "table", "ul"), None) is None and word_count(element) > 0


def _parts(root: Any, placed: set[Any], fonts: dict[str, tuple[int, int]]) -> Iterator[PlacedLines]:
    page = 0
    for element in root.iter("p", "div", "a"):
        if element.tag == "a":
            page += (element.get("name") or "").isdigit()
        elif _is_page(element):
            page += 1
        elif element in placed:
            lines = [line.strip() for line in "".join(_broken(element)).split("\n") if line.strip()]
            style = element.get("style")
            place = {
                name: round(float(number) * _PIXELS[unit]) for name, number, unit in _PLACE.findall(style)
            }
            size, step = fonts.get(element.get("class") or "", (0, 0))
            if found := _TALL.search(style):
                step = round(float(found.group(1)) / len(lines))
            yield PlacedLines(lines, place["top"], place["left"], size, step, page)


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
        yield text.replace("\n", " ").replace("\xa0", " ")


def _pages(body: Any) -> str | None:
    """Return the blocks of a body that holds nothing but numbered pages, as Tika and PyMuPDF write them."""
    pages = [one for one in body.iter("div") if _is_page(one)]
    if len(pages) < 2 or sum(map(word_count, pages)) < _ALL * word_count(body):
        return None
    return "\n\f".join("\n\n".join(map(_tidy, _leaves(page))) for page in pages) + "\n"


def _is_page(element: Any) -> bool:
    return element.get("class") == "page" or _PAGE.fullmatch(element.get("id") or "") is not None


def _leaves(page: Any) -> Iterator[Any]:
    return (
        block
        for block in page.iter(*_BLOCKS)
        if not any(child is not block for child in block.iter(*_BLOCKS))
    )


def _tidy(block: Any) -> str:
    return "\n".join(line.strip() for line in "".join(block.itertext()).split("\n"))
