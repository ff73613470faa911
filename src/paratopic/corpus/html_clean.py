"""Take out of a web page what is not its text: navigation, banners, share bars, footers, scripts."""

from __future__ import annotations

import re
from typing import Any

from paratopic.corpus.html_boxes import drop_boxes

_DROP = (
    *("script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "head", "link", "map"),
    *("button", "input", "select", "textarea", "canvas", "audio", "video"),
    *("nav", "footer", "aside", "dialog", "menu"),
)
_ROLES = {
    *("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu"),
    *("menubar", "toolbar", "alert"),
}
# Words of class and id that mark what is not text, whatever its size up to half of the page.
_MARKED = {
    *(
        "nav",
        "navbar",
        "navigation",
        "menu",
        "submenu",
        "breadcrumb",
        "breadcrumbs",
        "toc",
        "mega",
        "dropdown",
    ),
    *("cookie", "cookies", "cookiebar", "consent", "gdpr", "banner", "popup", "modal", "overlay", "lightbox"),
    *(
        "share",
        "sharing",
        "social",
        "sharebar",
        "addthis",
        "sharethis",
        "print",
        "printer",
        "comment",
        "comments",
    ),
    *("footer", "foot", "sidebar", "related", "recommended", "trending", "readmore", "pagination", "pager"),
    *("newsletter", "subscribe", "subscription", "signup", "advert", "advertisement", "ads", "promo", "tags"),
    *(
        "skip",
        "skiplink",
        "toolbar",
        "masthead",
        "search",
        "login",
        "taglist",
        "offcanvas",
        "topbar",
        "utility",
    ),
    *("copyright", "colophon", "hidden", "visuallyhidden", "sr-only", "screen-reader-text"),
}
_TOKEN = re.compile(r"[A-Za-z][a-z]*(?:-only|-reader-text)?|[A-Z]+")


def clean(root: Any) -> Any:
    """Remove what is not text from a parsed page, in place, and return the element that holds the text."""
    for element in list(root.iter(*_DROP)):
        _drop(element)
    whole = _size(root)
    for element in list(root.iter()):
        if element.getparent() is None or element.tag in {"html", "body", "main"}:
            continue
        comment = not isinstance(element.tag, str)
        if comment or (_is_furniture(element) and _size(element) <= 0.5 * whole):
            _drop(element)
    _drop_site_headers(root)
    _drop_link_lists(root)
    main = _main(root)
    drop_boxes(main, _drop)
    return main


def _drop(element: Any) -> None:
    """Remove an element and keep the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + " " + element.tail
        else:
            before.tail = (before.tail or "") + " " + element.tail
    parent.remove(element)


def _is_furniture(element: Any) -> bool:
    if (
        element.get("role") in _ROLES
        or element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
    ):
        return True
    if "display:none" in (element.get("style") or "").replace(" ", "").lower():
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return any(token.lower() in _MARKED for token in _TOKEN.findall(named))


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
