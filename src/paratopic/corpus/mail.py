"""Mails and pages that a browser saved as one file: both are messages whose body is a web page or a text."""

from __future__ import annotations

import warnings
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from paratopic.corpus.blocks import Block
from paratopic.corpus.html.page import read_html
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.source import Source
from paratopic.corpus.text import read_plain
from paratopic.errors import InputError, ParatopicWarning

READER = "mail/2"
_NO_TEXT = "expected a message with a text, found none; save its attachments as files."
_PARTS = 10_000
# The library fails in these ways on headers and bodies that no program should write and some do.
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, RecursionError)


def read_mail(raw: bytes, *, options: CorpusOptions, path: str) -> tuple[Source, list[Block]]:
    """Return the body's text, its subject and day, and its paragraphs; the page, where there are page and text.

    Raises InputError for a message without text; of attachments, which are not read, a ParatopicWarning says how many.
    """
    message, body, attached = _opened(raw, path)
    charset, content = body.get_content_charset(), body.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise InputError(_NO_TEXT, path=path)
    if body.get_content_subtype() == "html":
        source, blocks = read_html(content, options=options, path=path, charset=charset)
    else:
        source, blocks = read_plain(content, options=options, path=path, charset=charset)
    if attached:
        warnings.warn(f"{path}: attachments are not read: {attached}.", ParatopicWarning, stacklevel=2)
    saved = "saved by" in (_header(message, "from") or "").lower()  # a page: its date is that of the saving
    day = source.date if saved else _day(message) or source.date
    title = _header(message, "subject") or source.title
    return replace(source, reader=READER, encoding=None, title=title, date=day), blocks


def _opened(raw: bytes, path: str) -> tuple[EmailMessage, MIMEPart, int]:
    """Return the message, the part that holds its text, and how many files are attached."""
    if (parts := raw.count(b"\n--")) > _PARTS:
        raise InputError(f"expected a message of at most {_PARTS} parts, found {parts}.", path=path)
    try:
        message = message_from_bytes(raw, policy=policy.default)
        body = message.get_body(preferencelist=("html", "plain"))
        attached = sum(part.get_content_disposition() == "attachment" for part in message.walk())
        if body is None or body.is_multipart():
            raise InputError(_NO_TEXT, path=path)
        body.get_content_charset()
    except _BROKEN as error:
        raise InputError(f"expected a message, found one that is broken ({error}).", path=path) from None
    return message, body, attached


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return " ".join(str(message[name] or "").split()) or None
    except _BROKEN:
        return None


def _day(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "date") or "").date().isoformat()
    except _BROKEN:
        return None
