"""Lines of a web page that say who wrote it, when, under which topics: metadata, no text."""

from __future__ import annotations

import re

from paratopic.corpus.dates import is_stamp

_PARTS = re.compile(r"\s*[|·•\n]\s*|\s+[–—-]\s+")
_ZONE = r"(?:\s*\(?[A-Z]{2,4}\)?)?"
_CLOCK = rf"\d{{1,2}}:\d{{2}}(?::\d{{2}})?{_ZONE}|\d{{1,2}}(?:[:.]\d{{2}})?\s*[ap]\.?\s?m\.?{_ZONE}"
_READ = r"(?i:\d{1,2}[\s-]*min(?:ute)?s?\.?(?:\s+read)?|(?:estimated\s+)?reading\s+time\b.*)"
_FILED = (
    r"(?i:(?:(?:filed|posted|published)\s+(?:under|in)|tagged(?:\s+(?:with|under|as))?|topics?|tags?|"
    r"categor(?:y|ies)|keywords?|last\s+review(?:ed)?|release\s+date|reference|"
    r"press\s+release\s+(?:no|number)\.?)\s*:\s*\S.*(?<!\.))"
)
_NAME = r"[A-ZÀ-Þ][\w’'.-]*"
_BY = rf"(?:[Ww]ritten\s+)?[Bb]y:?\s+{_NAME}(?:,?\s+(?:(?:and|of|in|de|van|von|al|the)\s+)*{_NAME}){{0,6}}"
_PART = re.compile(rf"(?:{_CLOCK}|{_READ}|{_FILED}|{_BY})\Z")
_LONGEST = 160


def is_metadata(text: str) -> bool:
    """Tell whether a block holds nothing but dates, times, a byline and topics: "By A. Pell | 3 May 2031 | 4 min"."""
    if len(text) > _LONGEST or text[-1] in "!?;,":
        return False
    if is_stamp(text):
        return True
    parts = [part for part in _PARTS.split(text) if part]
    return bool(parts) and all(_PART.match(part) or is_stamp(part) for part in parts)
