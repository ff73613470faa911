"""Where the running text of a web page is: words outside links, in stretches long enough for a sentence."""

from __future__ import annotations

from typing import Any

INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
        ),
        *("i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strike"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
NOTE = "footnote"  # the name that notes get
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PROSE = 12  # words: a stretch of so many outside links is running text


def word_count(element: Any) -> int:
    """Return how many words an element holds, its descendants' included."""
    return len("".join(element.itertext()).split())


def prose_words(root: Any) -> dict[Any, int]:
    """Return for each element how many words of running text it holds, its descendants' included."""
    own: dict[Any, int] = {}
    linked: dict[Any, int] = {}
    order = [element for element in root.iter() if isinstance(element.tag, str)]
    block: dict[Any, tuple[Any, bool]] = {}
    for element in order:
        parent = element.getparent() if element is not root else None
        around, inside = block.get(parent, (root, False))
        here = (around, inside or element.tag == "a") if element.tag in INLINE else (element, inside)
        block[element] = here
        for (target, is_link), text in ((here, element.text), ((around, inside), element.tail)):
            if text and (element is not root or text is element.text):
                words = len(text.split())
                own[target] = own.get(target, 0) + words
                linked[target] = linked.get(target, 0) + (words if is_link else 0)
    total = {
        element: words
        for element, words in own.items()
        if words >= _PROSE
        and 2 * linked[element] < words
        and element.tag not in HEADINGS
        and not _is_teaser(element)
    }
    for element in reversed(order[1:]):
        if element in total:
            parent = element.getparent()
            total[parent] = total.get(parent, 0) + total[element]
    return total


def _is_teaser(element: Any) -> bool:
    """Tell whether a text breaks off, as the first words of another page do."""
    return "".join(element.itertext()).rstrip().endswith(("...", "…", "[…]", "[...]"))
