"""Parliaments' and publishers' XML: TEI (ParlaMint), Akoma Ntoso, TheyWorkForYou and others that mark paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from paratopic.corpus.blocks import Block
from paratopic.corpus.html.page import read_html
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.pieces import assemble
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
_LANGUAGES = ("frbrexpression", "frbrlanguage", "language")
_TELLING = frozenset({*_TITLES, *(element for _, element, _ in (*_DAYS, _LANGUAGES))})


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
    named = _named(root)
    language = root.get(_LANGUAGE) or _attribute(named, *_LANGUAGES)
    return Source(text, READER, title=_title(named), date=_date(named), language=language), blocks


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


def _named(root: Any) -> dict[str, list[Any]]:
    """Return the elements that say something of the document, by name: in one pass, for there may be a million."""
    found: dict[str, list[Any]] = defaultdict(list)
    for element in root.iter("{*}*"):
        if (name := name_of(element)) in _TELLING:
            found[name].append(element)
    return found


def _title(named: dict[str, list[Any]]) -> str | None:
    titles = (element for name in _TITLES for element in named[name])
    return next(filter(None, (" ".join("".join(one.itertext()).split()) for one in titles)), None)


def _date(named: dict[str, list[Any]]) -> str | None:
    for place in _DAYS:
        if found := _DAY.search(_attribute(named, *place) or ""):
            return found.group()
    return None


def _attribute(named: dict[str, list[Any]], ancestor: str, element: str, attribute: str) -> str | None:
    """Return an attribute of the first element of this name below one of that name."""
    for one in named[element]:
        if one.get(attribute) and any(name_of(above) == ancestor for above in one.iterancestors()):
            return str(one.get(attribute))
    return None
