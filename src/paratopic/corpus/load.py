"""A file's bytes, within limits; and names of documents from names of files."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from paratopic.corpus.options import CorpusOptions
from paratopic.errors import InputError

_UNSAFE = re.compile(r"[\s#\x00-\x1f\x7f\ud800-\udfff]+")


def document_id(name: str) -> str:
    """Return a file's stem as an id: no spaces, no `#`, no control characters."""
    return _UNSAFE.sub("-", name).strip("-") or "document"


def shown(path: Path | str) -> str:
    """Return a path as an error may print it: a line break or a control character in it is escaped."""
    text = str(path)
    return text if text.isprintable() else repr(text)[1:-1]


def read_bytes(path: Path, options: CorpusOptions) -> bytes:
    """Return a file's bytes; raise InputError where it is missing, no file, empty or too large."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError("expected a file, found something else (a folder, a device?).", path=shown(path))
        refuse_large(found.st_size, options, path)
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise InputError("expected a file, found nothing there; check the path.", path=shown(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"can't be read ({reason}).", path=shown(path)) from None
    if not raw:
        raise InputError("expected a document, found an empty file.", path=shown(path))
    return raw


def refuse_large(size: int, options: CorpusOptions, path: Path | str) -> None:
    """Raise InputError for more bytes than `max_megabytes`."""
    if size > options.max_megabytes << 20:
        raise InputError(
            f"expected at most {options.max_megabytes} MB, found {size >> 20} MB; "
            "split the file or raise max_megabytes.",
            path=shown(path),
        )


def refuse_long_lines(raw: bytes, options: CorpusOptions, path: str) -> None:
    """Raise InputError where a line is longer than any document's, or where there are more lines than in any."""
    if len(raw) > options.max_lines and (lines := raw.count(b"\n")) > options.max_lines:
        message = f"expected at most {options.max_lines} lines, found {lines}; split the file."
        raise InputError(message, path=path)
    start, limit = 0, options.max_line + 1
    while len(raw) - start >= limit:
        end = max(raw.rfind(b"\n", start, start + limit), raw.rfind(b"\r", start, start + limit))
        if end < 0:
            raise InputError(
                f"expected lines of at most {options.max_line} characters, found a longer one; is this text?",
                path=path,
                line=raw.count(b"\n", 0, start) + 1,
            )
        start = end + 1
