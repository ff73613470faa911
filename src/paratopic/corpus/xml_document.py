"""Parliaments' and publishers' XML: TEI (ParlaMint), Akoma Ntoso, TheyWorkForYou and others that mark paragraphs."""

from __future__ import annotations

import re
from typing import Any

from paratopic.corpus.blocks import Block
from paratopic.corpus.html.page import read_html
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.pieces import assemble, tidy
from paratopic.corpus.source import Source
from paratopic.corpus.xml_pieces import PARAGRAPHS, name_of, pieces_of
from paratopic.errors import InputError

READER = "xml/1"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Where a document says which day it is of, the surest first: (ancestor, element, attribute).
_DAYS = (
    ("setting", "date", "when"),
    ("frbrwork", "frbrdate", "date"),
    ("bibl", "date", "when"),
    ("publicationstmt", "date", "when"),
    ("publicwhip", "speech", "id"),
    ("publicwhip", "ques", "id"),
)
_DAY = re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)")
_TIMES = 10  # as many tags as a web page: in an annotated debate every word has two
_TITLES = ("doctitle", "article-title", "title", "shorttitle", "major-heading")


def read_xml(raw: bytes, *, options: CorpusOptions, path: str) -> tuple[Source, list[Block]]:
    """Return the linear text, what the document says of itself, and its paragraphs; a web page as one.

    Raises InputError for XML that is broken, nested too deeply, or marks no paragraphs.
    """
    root = _parse(raw, options, path)
    if name_of(root) == "html":
        return read_html(raw, options=options, path=path)
    if not any(name_of(element) in PARAGRAPHS for element in root.iter("*")):
        raise InputError(
            f"expected XML that marks its paragraphs (<p>, <para> or <seg>), found <{name_of(root)}> without any; "
            "save its text as .txt or .html.",
            path=path,
        )
    text, blocks = assemble(pieces_of(root), options=options)
    language = root.get(_LANGUAGE) or _attribute(root, "frbrexpression", "frbrlanguage", "language")
    return Source(text, READER, title=_title(root), date=_date(root), language=language), blocks


def _parse(raw: bytes, options: CorpusOptions, path: str) -> Any:
    from lxml import etree

    limit = _TIMES * options.max_tags
    if (tags := raw.count(b"<")) > limit:
        raise InputError(f"expected at most {limit} tags, found {tags}; split the document.", path=path)
    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(raw, parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"expected XML, found {str(error)[:120]}.", path=path) from None


def _title(root: Any) -> str | None:
    for name in _TITLES:
        for element in root.iter("{*}*"):
            if name_of(element) == name and (text := tidy(" ".join("".join(element.itertext()).split()))):
                return text
    return None


def _date(root: Any) -> str | None:
    for ancestor, element, attribute in _DAYS:
        value = _attribute(root, ancestor, element, attribute)
        if value and (found := _DAY.search(value)):
            return found.group()
    return None


def _attribute(root: Any, ancestor: str, element: str, attribute: str) -> str | None:
    """Return an attribute of the first element of this name below one of that name."""
    for above in root.iter("{*}*"):
        if name_of(above) == ancestor:
            for one in above.iter("{*}*"):
                if name_of(one) == element and one.get(attribute):
                    return str(one.get(attribute))
    return None
