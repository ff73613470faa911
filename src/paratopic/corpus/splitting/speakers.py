"""Who speaks: names before a colon at the start of a row, and which of them start a paragraph."""

from __future__ import annotations

import re
from collections import Counter

from paratopic.corpus.marks import SPEAKER
from paratopic.corpus.splitting.rows import Row

_Q = re.compile(r"(Q)[^\S\n]+(?=[A-ZÀ-Þ“])")  # "Q And on the talks?", as some press offices write
# A name and its colon after a sentence on the same row; looked ahead for, so that every name counts.
_INSIDE = re.compile(r"[.?!”\"][^\S\n]+(?=([A-ZÀ-Þ][\w’'.\-]*)\b[^:\n.?!]{0,40}:\s)")


def speakers_of(text: str, rows: list[Row]) -> Counter[str]:
    """Return how often each name before a colon, in capitals or repeated, starts a row.

    A name that stands inside the rows more often marks turns within paragraphs: "What of it? A: Nothing."
    """
    names = Counter(name for row in rows if (name := speaks(text, row)))
    if not names:
        return names
    inside = Counter(found.group(1) for found in _INSIDE.finditer(text, rows[0].start, rows[-1].end))
    return Counter(
        {
            name: count
            for name, count in names.items()
            if (count > 1 or name[:4].isupper()) and inside[name] <= count
        }
    )


def speaks(text: str, row: Row) -> str:
    """Return the first word of the name before a row's colon, if there is one."""
    found = SPEAKER.match(text, row.start, row.end) or _Q.match(text, row.start, row.end)
    return found.group(1).split()[0] if found else ""


def is_split(text: str, before: Row) -> bool:
    """Tell whether a row breaks off in capitals: a name that goes on in the next row, before its colon."""
    return not before.closed and text[before.start : before.end].rsplit(" ", 1)[-1].isupper()
