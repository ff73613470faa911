"""What Markdown shows nobody: comments, the lines around code and boxes, identifiers and widths in braces."""

from __future__ import annotations

import re

from paratopic.corpus.occurs import occurs

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_END = "-->"
# A fence with its language or class, attributes at a line's end: "{#sec-denial .unnumbered}".
_FENCE = re.compile(
    r"^[^\S\n]{0,3}(?:```+\w{0,20}|~~~+|:::+)[^\S\n]*(?:\{[^}\n]{0,200}\})?[^\S\n]*$", re.MULTILINE
)
_ATTRIBUTES = re.compile(r"\{(?:[#.][\w-]|[\w-]+=)[^{}\n]{0,200}\}[^\S\n]*$", re.MULTILINE)
_LETTER = re.compile(r"[^\n]")


def without_unseen(text: str) -> str:
    """Return the text with all of it as spaces, line ends kept, so that offsets stay the same; a fence is a rule."""
    if occurs(text, "<!--"):
        # Behind the last end a look for one would go through all that is left.
        end = text.rfind(_END) + len(_END)
        text = _COMMENT.sub(_spaces, text[:end]) + text[end:]
    if any(occurs(text, fence) for fence in ("```", "~~~", ":::")):
        text = _FENCE.sub(lambda found: "---" + " " * (len(found[0]) - 3), text)
    return _ATTRIBUTES.sub(_spaces, text) if "{" in text else text


def _spaces(found: re.Match[str]) -> str:
    return _LETTER.sub(" ", found[0])
