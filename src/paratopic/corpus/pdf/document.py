"""PDF files: the text of their pages in reading order; a scan without text is refused by name."""

from __future__ import annotations

import re
from typing import Any

from paratopic.corpus.blocks import Block
from paratopic.corpus.headlines import first_date
from paratopic.corpus.options import CorpusOptions
from paratopic.corpus.pdf.layout import columns_of, without_contents
from paratopic.corpus.pdf.line_numbers import without_line_numbers
from paratopic.corpus.pdf.lines import Line, page_lines
from paratopic.corpus.pdf.paragraphs import paragraphs
from paratopic.corpus.pdf.running_heads import without_running_heads
from paratopic.corpus.pieces import assemble
from paratopic.corpus.source import Source
from paratopic.errors import InputError

READER = "pdf/6"
_FILE_NAME = re.compile(
    r"\s*\Z|\S+\.\w{2,5}\Z|Microsoft Word - |untitled", re.I
)  # what programs put for a title
_BROWSER = re.compile(r"Mozilla/|Skia/PDF|Firefox")
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read_pdf(raw: bytes, *, options: CorpusOptions, path: str) -> tuple[Source, list[Block]]:
    """Return the linear text, what the file says of itself and its paragraphs with their pages.

    Raises InputError for a broken or locked file, for one of more than `max_pages` pages, and for a scan.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise InputError(_not_opened(str(error)), path=path) from None
    try:
        pages, heights = _pages(pdf, options, path)
        values = pdf.get_metadata_dict(skip_empty=True)
    finally:
        pdf.close()
    if not any(pages):
        raise InputError(
            f"expected a PDF with text, found {len(pages)} pages without any (a scan?); run OCR on it first.",
            path=path,
        )
    columns = without_contents(columns_of(without_running_heads(without_line_numbers(pages), heights)))
    text, blocks = assemble(paragraphs(columns), options=options)
    title = values.get("Title", "")
    date = first_date(text, blocks) or _made(values)
    return Source(text, READER, title=None if _FILE_NAME.match(title) else title, date=date), blocks


def _made(values: dict[str, str]) -> str | None:
    """Return the day on which the file was made; a page printed from a browser was written on another."""
    if _BROWSER.search(values.get("Creator", "") + values.get("Producer", "")):
        return None
    found = _DATE.match(values.get("CreationDate", ""))
    return "-".join(found.groups()) if found else None


def _pages(pdf: Any, options: CorpusOptions, path: str) -> tuple[list[list[Line]], list[float]]:
    import pypdfium2

    count = len(pdf)
    if count > options.max_pages:
        raise InputError(
            f"expected at most {options.max_pages} pages, found {count}; split it or raise max_pages.",
            path=path,
        )
    pages, heights = [], []
    for i in range(count):
        try:
            page = pdf[i]
            pages.append(page_lines(page, i + 1))
            heights.append(page.get_height())
            page.close()
        except pypdfium2.PdfiumError as error:
            raise InputError(
                f"expected a PDF whose page {i + 1} can be read, found: {error}", path=path
            ) from None
    return pages, heights


def _not_opened(reason: str) -> str:
    if "password" in reason.lower():
        return "expected a PDF that opens without a password, found one."
    return f"expected a PDF, found a broken one ({reason.rstrip('.')})."
