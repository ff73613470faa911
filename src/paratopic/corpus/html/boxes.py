"""Boxes around a page's text that look like text: consent, newsletters, comments, "related", notes of the site."""

from __future__ import annotations

from typing import Any

from paratopic.corpus.html.prose import HEADINGS, INLINE, prose_words
from paratopic.corpus.html.words import (
    BOX_HEADING,
    COMMENTS_HEADING,
    LINK_HEADING,
    REACHED_AT,
    SAYS,
    SITE_WORDS,
)

_BOXES = frozenset(
    (
        *("div", "section", "article", "aside", "form", "ul", "ol", "dl", "table", "tr", "td", "header"),
        "fieldset",
    )
)
_SCRAP = 12  # words: more of them, without a link, may be a list of the document


def drop_boxes(root: Any, drop: Any) -> None:
    """Remove, by `drop(element)`, the boxes that surround the text of a page."""
    _drop_headed(root, prose_words(root), drop)
    prose = prose_words(root)
    if prose.get(root):
        _drop_around(root, prose, drop)


def _drop_headed(root: Any, prose: dict[Any, int], drop: Any) -> None:
    """Remove the boxes whose first words say that they are not the text: "Related content"."""
    whole = prose.get(root, 0)
    for element in list(root.iter(*HEADINGS, "p", "div", "span", "strong", "b", "dt", "legend", "td")):
        text = _first_words(element)
        if not text or not _is_inside(element, root):
            continue
        share = _share(text)
        if share is None:
            continue
        box = _box(element, root, prose, share * whole)
        if share or box is not element:
            _drop_heading_and_rest(box, element, prose, drop, always=share > 0)


def _share(heading: str) -> float | None:
    """Return how much of a page's running text a box under this heading may hold; None where it opens no box."""
    if COMMENTS_HEADING.match(heading):
        return 0.9
    if BOX_HEADING.match(heading):
        return 0.4
    return 0.0 if LINK_HEADING.match(heading) else None


def _first_words(element: Any) -> str:
    """Return a short element's text, nothing for a long one."""
    text = ""
    for part in element.itertext():
        text += part
        if len(text) > 200:
            return ""
    text = " ".join(text.split())
    return text if len(text) <= 80 else ""


def _is_inside(element: Any, root: Any) -> bool:
    return element is not root and any(parent is root for parent in element.iterancestors())


def _box(element: Any, root: Any, prose: dict[Any, int], limit: float) -> Any:
    """Return the largest box that starts with the element and holds no more running text than `limit`."""
    box = element
    for parent in element.iterancestors():
        starts = not (parent.text or "").strip() and next(_children(parent), None) is box
        if parent is root or parent.tag in {"body", "main"} or not starts or prose.get(parent, 0) > limit:
            break
        box = parent
    return box


def _children(element: Any) -> Any:
    """Yield the children that hold words."""
    return (child for child in element if "".join(child.itertext()).strip())


def _drop_heading_and_rest(box: Any, element: Any, prose: dict[Any, int], drop: Any, *, always: bool) -> None:
    if box is not element or element.tag not in HEADINGS:
        drop(box)
        return
    for after in list(element.itersiblings()):
        if after.tag in HEADINGS or prose.get(after, 0) or not always:
            break
        drop(after)
    drop(element)


def _drop_around(root: Any, prose: dict[Any, int], drop: Any) -> None:
    """Go down to the element that holds the running text; judge what stands beside the way."""
    here = root
    while True:
        children = [child for child in here if isinstance(child.tag, str)]
        if not children:
            return
        best = max(children, key=lambda child: prose.get(child, 0))
        small = [
            child for child in children if child is not best and _is_site_words(child, prose.get(here, 0))
        ]
        for child in small:
            drop(child)
        if prose.get(best, 0) < 0.7 * (prose.get(here, 0) - sum(prose.get(child, 0) for child in small)):
            return
        after = False
        for child in children:
            after |= child is best
            if child is not best and child not in small:
                _set_right(child, prose, drop, after=after)
        here = best


def _is_site_words(element: Any, whole: int) -> bool:
    """Tell whether a small box speaks of the site rather than of the world."""
    text = " ".join("".join(element.itertext()).split())
    words = text.count(" ") + 1
    return bool(text) and words < 120 and words < max(40, 0.4 * whole) and SITE_WORDS.search(text) is not None


def _set_right(element: Any, prose: dict[Any, int], drop: Any, *, after: bool) -> None:
    """Drop a box beside the text that only holds scraps; what stands over the text, its title, is a heading."""
    if element.tag not in _BOXES or prose.get(element):
        return
    titled = next(element.iter("h1"), None) is not None
    text = "".join(element.itertext())
    words = len(text.split())
    linked = sum(len("".join(link.itertext()).split()) for link in element.iter("a"))
    if titled or (not after and linked < 0.4 * words):
        _make_headings(element, drop)
    elif linked or (not SAYS.search(text) and (words <= _SCRAP or REACHED_AT.search(text))):
        drop(element)


def _make_headings(element: Any, drop: Any) -> None:
    """Make headings of the short lines over a text, the links among them apart."""
    for part in list(element.iter("p", "div", "span", "li", "td")):
        text = " ".join("".join(part.itertext()).split())
        inside = part.getparent() is not None  # of the page still, and of nothing that was dropped before
        if not (text and inside) or SAYS.search(text) or any(child.tag not in INLINE for child in part):
            continue
        if part.find(".//a") is not None:
            drop(part)
        elif part.tag != "span" or part.getparent().tag not in HEADINGS:
            part.tag = "h6"
