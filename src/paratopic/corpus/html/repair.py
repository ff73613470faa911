"""Elements that are not what their tags say: blocks made of spans, titles made of paragraphs, numbers of pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from paratopic.corpus.html.marks import is_shown
from paratopic.corpus.html.prose import INLINE

_PAGE_MARK = re.compile(r"\b(?:printed-page|page-?break|page-?num(?:ber)?)", re.I)
_PAGE_WORDS = re.compile(
    r"\W*(?:start )?(?:printed )?(?:page|p)?\W*(?:[A-Z]{0,2}\d{1,6}|[ivxlc]{1,7})?\W*", re.I
)
# "oj-doc-ti", "ti-art", "sti-art": titles and subtitles of an official journal.
_TITLE = re.compile(r"(?:\A|[-_ ])s?ti(?:[-_ ]|\Z)")
_LONG = 25  # words: more are no title


def repair(root: Any, drop: Callable[[Any], None]) -> None:
    """Give blocks and titles made of other elements their tags, and remove, by `drop`, numbers of printed pages."""
    for element in list(root.iter("span", "a", "div", "p")):
        if element.tag == "span" and is_shown(element, "block"):
            element.tag = "div"
        elif element.tag == "p" and _is_title(element):
            element.tag = "h6"
        if element.getparent() is not None and _is_page_mark(element):
            drop(element)


def _is_page_mark(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('role') or ''}"
    if not _PAGE_MARK.search(named):
        return False
    return _PAGE_WORDS.fullmatch(" ".join("".join(element.itertext()).split())) is not None


def _is_title(element: Any) -> bool:
    if not _TITLE.search(element.get("class") or "") or any(child.tag not in INLINE for child in element):
        return False
    text = "".join(element.itertext()).strip()
    return bool(text) and len(text.split()) <= _LONG and text[-1] not in ".;,"
