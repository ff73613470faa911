"""Which reader a file needs: by its name's ending, else by its first bytes."""

from __future__ import annotations

import re
from pathlib import Path

from paratopic.corpus.load import shown
from paratopic.errors import InputError
from paratopic.files.tables import EXCEL_SUFFIXES, TABLE_SUFFIXES

_ENDINGS = {
    "text": (".txt", ".text", ".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "pdf": (".pdf",),
    "word": (".docx", ".docm"),
    "doc": (".doc",),
    "opendocument": (".odt",),
    "rtf": (".rtf",),
    "mail": (".eml", ".mht", ".mhtml"),
    "xml": (".xml",),
    "table": TABLE_SUFFIXES,
}
_FORMATS = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings}
SUFFIXES = tuple(_FORMATS)
TEXT_SUFFIXES = _ENDINGS["text"]
# A folder's .json files and workbooks are more often about documents than paragraphs: read where they are named.
IN_FOLDERS = tuple(suffix for suffix in SUFFIXES if suffix not in (".json", *EXCEL_SUFFIXES))
# Documents without a reader: a folder that holds one is not read as if it were not there.
_DOCUMENTS = (".pages", ".wpd", ".epub", ".ppt", ".pptx", ".odp")
_MAILS = (".msg", ".mbox")
UNREAD = (*_DOCUMENTS, *_MAILS)
# What to do with files of other kinds.
_ADVICE = {
    "save it as .docx or .pdf": _DOCUMENTS,
    "save it as .csv": (".xls", ".xlsb", ".ods", ".sav", ".dta", ".rds"),
    "save its text as .txt or .html": _MAILS,
    "unpack it and give the folder": (".zip", ".tar", ".tgz", ".7z", ".rar"),
}
_OTHER = {ending: advice for advice, endings in _ADVICE.items() for ending in endings}
_MIXED = ".doc"  # rich text and web pages are named so too
# May hold texts all the same: a folder's reader is told of them.
PASSED_OVER = frozenset({*SUFFIXES, *_OTHER} - {*IN_FOLDERS, *UNREAD})
_OPENDOCUMENT = b"application/vnd.oasis.opendocument.text"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_97 = "WordDocument".encode("utf-16-le")
_MARKUP = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_STARTS = (("html", _MARKUP), ("xml", re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\s")))


def format_of(raw: bytes, path: Path) -> str:
    """Return the name of a reader, "table" or "text"; raise InputError for a file without a reader."""
    ending = path.suffix.lower()
    if ending in _FORMATS and ending != _MIXED:
        return _FORMATS[ending]
    kind = sniff(raw)
    if ending == _MIXED:
        return kind or _FORMATS[ending]
    if ending in _OTHER or (kind is None and ending):
        advice = f"; {_OTHER[ending]}" if ending in _OTHER else ""
        raise InputError(
            f"expected one of {', '.join(SUFFIXES)}, found '{shown(ending)}'{advice}.", path=shown(path)
        )
    return kind or "text"


def sniff(raw: bytes) -> str | None:
    """Return the format that the first bytes give away, if they do."""
    if raw[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if raw.startswith(b"PK\x03\x04") and b"word/document.xml" in raw:
        return "word"
    if raw.startswith(b"PK\x03\x04") and b"mimetype" + _OPENDOCUMENT in raw[:200]:
        return "opendocument"
    if raw.startswith(_OLE) and _WORD_97 in raw:
        return "doc"
    if raw[:1024].lstrip().startswith(b"{\\rtf"):
        return "rtf"
    return next((kind for kind, start in _STARTS if start.match(raw[:4096])), None)
