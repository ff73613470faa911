"""Roles and names of elements by which a page says that they are not its text."""

from __future__ import annotations

import re
from typing import Any

_ROLES = {
    *("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu"),
    *("menubar", "toolbar", "alert"),
}
_MARKED = re.compile(
    r"nav(?:bar|igation|box)?|(?:sub)?menu|breadcrumbs?|toc|cookies?|cookiebar|consent|gdpr|shar(?:e|ing)|social|"
    r"sharebar|addthis|sharethis|comments?|footer|sidebar|related|recommended|trending|readmore|pagination|pager|"
    r"newsletter|subscri(?:be|ption)|signup|advert|advertisement|ads|skiplink|masthead|login|taglist|offcanvas|topbar|"
    r"copyright|licen[cs]e|colophon|hatnote|catlinks|editsection|sharedaddy|likes"
)
# Words that pages also give to frames of their text.
_POSSIBLE = re.compile(
    r"mega|dropdown|banner|popup|modal|overlay|lightbox|print|printer|foot|promo|tags|skip|toolbar|search|utility|"
    r"hidden|visuallyhidden|sr-only|screen-reader-text"
)
# "has-sidebar" and "no-menu" speak of what stands beside the element.
_TOKEN = re.compile(r"(?:\b(?:has|no|with|without)[-_])?[A-Za-z][a-z]*(?:-only|-reader-text)?|[A-Z]+")


def has_role(element: Any) -> bool:
    """Tell whether an element's role says that it is furniture."""
    return element.get("role") in _ROLES


def marks(element: Any) -> set[str]:
    """Return the words of class and id that mark an element as furniture."""
    return {name for name in _names(element) if _MARKED.fullmatch(name)}


def possible_marks(element: Any) -> set[str]:
    """Return what may mark an element as furniture; hidden ones may also be parts of the text folded away."""
    found = {name for name in _names(element) if _POSSIBLE.fullmatch(name)}
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None or is_shown(element, "none"):
        found.add("hidden")
    return found


def is_shown(element: Any, how: str) -> bool:
    """Tell whether an element's own style says how it is shown: "none", "block"."""
    return f"display:{how}" in (element.get("style") or "").replace(" ", "").lower()


def _names(element: Any) -> set[str]:
    """Return the words of an element's class and id."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return {token.lower() for token in _TOKEN.findall(named)}
