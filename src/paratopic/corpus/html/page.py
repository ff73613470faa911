"""Web pages: the main text in reading order, without what surrounds it."""

from __future__ import annotations

import re
from typing import Any

from paratopic.corpus.blocks import Block
from paratopic.corpus.dates import find_date, is_stamp
from paratopic.corpus.decode import decode
from paratopic.corpus.html.blocks import walk
from paratopic.corpus.html.clean import clean, without_code
from paratopic.corpus.html.plain import plain_text
from paratopic.corpus.html.printed import printed_text
from paratopic.corpus.line_pieces import with_lines_joined
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.pieces import assemble, tidy
from paratopic.corpus.source import Source
from paratopic.corpus.splitting.split import split_text
from paratopic.errors import InputError

READER = "html/6"
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|"""
    rb"""<\?xml[^>]{0,80}encoding=["']([\w.-]+)""",
    re.I,
)
_DATES = (
    *(
        "article:published_time",
        "datepublished",
        "dc.date",
        "dcterms.date",
        "dcterms.created",
        "dc.date.issued",
    ),
    *("date", "pubdate", "publish-date", "og:published_time", "citation_date"),
)
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def read_html(
    raw: bytes, *, options: CorpusOptions, path: str, charset: str | None = None
) -> tuple[Source, list[Block]]:
    """Return the linear text, what the page says of itself, and its paragraphs.

    Raises InputError for a page nested so deeply that the parser gives up.
    """
    if (tags := raw.count(b"<")) > options.max_tags:
        raise InputError(
            f"expected at most {options.max_tags} tags, found {tags}; split the page.", path=path
        )
    found = _CHARSET.search(raw[:4096])
    declared = charset or (next(group for group in found.groups() if group).decode() if found else None)
    markup, encoding = decode(raw, fallback=options.fallback_encoding, declared=declared, path=path)
    root = _parse(markup, path)
    title, date, language = _title(root), _date(root) or _written_date(root), (root.get("lang") or None)
    text = printed_text(root) or plain_text(without_code(root))
    if text:
        blocks = split_text(text, options=options)
    else:
        text, blocks = assemble(with_lines_joined(list(walk(clean(root)))), options=options)
        if not blocks:  # what marks furniture elsewhere marks the text here
            text, blocks = assemble(walk(without_code(_parse(markup, path))), options=options)
        if not blocks and "<script" in markup.lower():
            raise InputError(
                "expected a page with text, found one that its scripts fill in; save it from a browser that shows it.",
                path=path,
            )
    return Source(text, READER, encoding, title=title, date=date, language=language), blocks


def _parse(markup: str, path: str) -> Any:
    from lxml import etree, html

    markup = re.sub(r"\A\s*<\?xml[^>]*\?>", "", markup)
    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup or " ", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise InputError(f"expected a web page, found {error}.", path=path) from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError(
            "expected elements nested at most 255 deep, found more; is this a web page?", path=path
        )
    return root


def _title(root: Any) -> str | None:
    for element in root.iter("meta"):
        if (element.get("property") or "").lower() == "og:title" and element.get("content"):
            return tidy(element.get("content"))
    for tag in ("title", "h1"):
        element = root.find(f".//{tag}")
        if element is not None and len(text := " ".join("".join(element.itertext()).split())) > 3:
            return text
    return None


def _date(root: Any) -> str | None:
    values = {_name(element): element.get("content") for element in root.iter("meta")}
    stamps = [values.get(name) for name in _DATES] + [
        element.get("datetime") for element in root.iter("time")
    ]
    for stamp in stamps:
        if stamp and (found := _ISO.match(stamp.strip())):
            return found.group()
    return None


def _written_date(root: Any) -> str | None:
    """Return the date of the first block that is nothing but a date."""
    for element in root.iter("time", "div", "p", "span", "td", "dd", "li"):
        text = " ".join((element.text or "").split())
        if text and is_stamp(text) and (found := find_date(text)):
            return found
    return None


def _name(element: Any) -> str:
    """Return what a meta element is about."""
    return next(filter(None, map(element.get, ("property", "name", "itemprop"))), "").lower()
