"""Take out of a web page what is not its text: navigation, banners, share bars, footers, scripts."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from paratopic.corpus.html.boxes import drop_boxes
from paratopic.corpus.html.marks import has_role, marks, possible_marks
from paratopic.corpus.html.prose import NOTE, prose_words
from paratopic.corpus.html.repair import repair
from paratopic.corpus.html.words import SITE_WORDS

_DROP = (
    *("script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "head", "link", "map"),
    *("button", "input", "select", "textarea", "canvas", "audio", "video"),
    *("nav", "footer", "aside", "dialog", "menu"),
)
_LITTLE, _MUCH = 0.15, 0.6  # of the page's running text
_READERS = {"comment", "comments"}  # whose words may well be more than the page's own
_NOTE_ID = re.compile(r"(?:sd)?(?:foot|end)note[-_:]?\d+\Z|_?(?:ftn|edn|fn)[-_:]?\d+\Z|cite_note-", re.I)
_NOTE = re.compile(r"\[?\(?(?:\d{1,3}|[*†‡])\)?\]?|\^|[↑↩]\ufe0e?")  # the last lead back from a note


def without_code(root: Any) -> Any:
    """Remove the elements that hold no text of the page, in place, and return the page."""
    for element in list(root.iter(*_DROP)):
        _drop(element)
    return root


def clean(root: Any) -> Any:
    """Remove what is not text from a page without its code, in place, and return the element that holds the text."""
    repair(root, _drop)
    _name_notes(root)
    _drop_captions(root)
    _drop_note_marks(root)
    _drop_furniture(root)
    _drop_site_headers(root)
    _drop_link_lists(root)
    main = _main(root)
    drop_boxes(main, _drop)
    return main


def _drop(element: Any, left: str = " ") -> None:
    """Remove an element and keep the text after it; `left` stands in its place.

    With text after it an empty element stays: moving the text to its neighbour costs more with each that was moved.
    """
    parent = element.getparent()
    if parent is None:
        return
    if not element.tail:
        parent.remove(element)
        return
    element.clear(keep_tail=True)
    element.tag, element.text = "wbr", left


def _drop_captions(root: Any) -> None:
    """Remove what is said of pictures, which are not in the record; a figure may also hold a table or a quotation."""
    for figure in list(root.iter("figure")):
        if next(figure.iter("table", "blockquote", "pre"), None) is None:
            _drop(figure)


def _name_notes(root: Any) -> None:
    """Make notes, which editors and word processors number in their ids, elements of their own name."""
    for element in list(root.iter("div", "li", "p", "section")):
        if _NOTE_ID.match(element.get("id") or ""):
            element.tag = NOTE
        elif element.tag == "div" and element.get("title") in {"header", "footer"}:
            _drop(element)  # a page's running head in what an office suite saved


def _drop_note_marks(root: Any) -> None:
    """Remove the numbers that lead to notes: glued to a word they would change it."""
    for link in list(root.iter("a")):
        if (link.get("href") or "").startswith("#") and _NOTE.fullmatch("".join(link.itertext()).strip()):
            _drop(link, "")


def _drop_furniture(root: Any) -> None:
    """Remove what its role, class or id marks as furniture, unless it holds too much to be that."""
    whole, prose = _size(root), prose_words(root)
    frames = _frames(root, prose)
    for element in list(root.iter()):
        if element.getparent() is None or element.tag in {"html", "body", "main"}:
            continue
        if not isinstance(element.tag, str) or (
            _is_furniture(element, frames) and _size(element) <= 0.5 * whole
        ):
            _drop(element)


def _is_furniture(element: Any, frames: set[str]) -> bool:
    if has_role(element) or marks(element) - frames:
        return True
    signs = possible_marks(element)
    return bool(signs) and (signs.isdisjoint(frames) or _of_site(element))


def _frames(root: Any, prose: dict[Any, int]) -> set[str]:
    """Return the marks of furniture under which the page keeps more of its running text than furniture holds."""
    sure: Counter[str] = Counter()
    possible: Counter[str] = Counter()
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in {"html", "body", "main"}:
            sure.update(dict.fromkeys(marks(element), prose.get(element, 0)))
            possible.update(dict.fromkeys(possible_marks(element), prose.get(element, 0)))
    running = prose.get(root, 0)
    return {mark for mark, words in sure.items() if words > _MUCH * running and mark not in _READERS} | {
        mark for mark, words in possible.items() if words > _LITTLE * running
    }


def _of_site(element: Any) -> bool:
    return SITE_WORDS.search(" ".join("".join(element.itertext()).split())) is not None


def _size(element: Any) -> int:
    return sum(len(piece.strip()) for piece in element.itertext())


def _drop_site_headers(root: Any) -> None:
    """Remove page headers outside the text, except a heading of the first order in them."""
    for header in list(root.iter("header")):
        if any(parent.tag in {"article", "main"} for parent in header.iterancestors()):
            continue
        titles = list(header.iter("h1"))
        if titles:
            for child in list(header):
                if child not in titles and not any(title in child.iter("h1") for title in titles):
                    _drop(child)
        else:
            _drop(header)


def _drop_link_lists(root: Any) -> None:
    """Remove lists and boxes that are nearly all short links."""
    for element in list(root.iter("ul", "ol", "div", "section", "table", "td", "p")):
        links = element.findall(".//a")
        if len(links) < 3 or element.getparent() is None or element.tag == "body":
            continue
        linked = sum(_size(link) for link in links)
        if linked > 0.75 * _size(element) and linked < 60 * len(links):
            _drop(element)


def _main(root: Any) -> Any:
    """Return the smallest marked main element that holds most of the text, else the body."""
    body = root.find(".//body")
    body = root if body is None else body
    whole = _size(body)
    candidates = [
        element
        for element in body.iter()
        if element.tag in {"main", "article"}
        or element.get("role") == "main"
        or element.get("itemprop") == "articleBody"
    ]
    fitting = [(size, i) for i, element in enumerate(candidates) if (size := _size(element)) > 0.6 * whole]
    return candidates[min(fitting)[1]] if fitting else body
