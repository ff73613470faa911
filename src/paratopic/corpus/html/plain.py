"""Pages that are plain text between two tags, as parliaments and archives publish their records."""

from __future__ import annotations

from typing import Any

from paratopic.corpus.html.prose import word_count

_MOST = 0.8  # of a page's words


def plain_text(root: Any) -> str | None:
    """Return the preformatted text of a page that holds hardly anything else; its lines and indents mean something."""
    found = [element for element in root.iter("pre") if next(element.iterancestors("pre"), None) is None]
    if not found:
        return None
    text = "\n\n".join("".join(element.itertext()) for element in found)
    body = root.find("body")
    words = word_count(root if body is None else body)
    return text if len(text.split()) >= _MOST * words and "\n" in text.strip() else None
