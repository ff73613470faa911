"""What stands over a text: a `---` block of keys, or the headers of a message; read line by line, no YAML machinery."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"\A\s*---[^\S\n]*\n((?:.*\n){0,200}?)(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)")
_PAIR = re.compile(r"^([A-Za-z_][\w-]*):[^\S\n]*(.+?)[^\S\n]*$", re.M)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_HEADERS = re.compile(
    r"\A\s*(?:From (?!:).*\n)?((?:(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Message-ID|Importance|Received|"
    r"MIME-Version|Content-[\w-]+|List-[\w-]+|X-[\w-]+|Return-Path|Sender|Organization|User-Agent|In-Reply-To|"
    r"References):.*\n(?:[ \t]+\S.*\n)*){2,60})[^\S\n]*\n",
    re.I,
)
_KEYS = {
    **{"lang": "language", "headline": "title", "subject": "title"},
    **dict.fromkeys(("published", "published_time", "sent"), "date"),
}


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Return (title, date and language where given, offset at which the text itself starts)."""
    found = _BLOCK.match(text) or _HEADERS.match(text)
    pairs = _PAIR.findall(found.group(1)) if found else []
    if found is None or not pairs:
        return {}, 0
    values: dict[str, str] = {}
    for key, value in pairs:
        name = _KEYS.get(key.lower(), key.lower())
        if name in {"title", "date", "language"}:
            values.setdefault(name, _unquote(value))
    return values, found.end()


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return _ESCAPE.sub(lambda code: chr(int(code.group(1), 16)), value).strip()
