"""The shipped corpus as pages that are more than a column of text: boxes, line numbers, stamps, initials, slides."""
# ruff: noqa: E501 (markup reads best as it is written)

from __future__ import annotations

from collections.abc import Callable
from html import escape
from textwrap import wrap

from generators.printed_pages import _body, _page

_SERIF = "'Liberation Serif', serif"
_FIGURES = "<b>KEY FIGURES</b><br>1.2 million people in need<br>340,000 displaced<br>12 districts affected<br>41% of the appeal funded"
_OFFICE = (
    "<p>Press Office<br>1 Harbour Road<br>Port Sable</p><p>Tel. +00 555 0100<br>press@defence.example</p>"
)


def box_on_the_right(paragraphs: list[str]) -> str:
    css = f"@page {{ size: A4; margin: 2cm }} body {{ font: 10pt/1.35 {_SERIF} }} p {{ margin: 0 0 6pt }} .box {{ float: right; width: 5.2cm; margin: 0 0 6pt 6mm; padding: 3mm; font: 8.5pt/1.3 'Liberation Sans' }}"
    title, _, rest = _body(paragraphs).partition("</h1>")
    return _page(css, f"{title}</h1><div class=box>{_FIGURES}</div>{rest}")


def box_on_the_left(paragraphs: list[str]) -> str:
    css = f"@page {{ size: A4; margin: 2cm }} body {{ font: 10pt/1.35 {_SERIF} }} p {{ margin: 0 0 6pt }} .g {{ display: grid; grid-template-columns: 4cm 1fr; gap: 8mm }} .box {{ font: 8.5pt/1.3 'Liberation Sans' }}"
    title, _, rest = _body(paragraphs).partition("</h1>")
    return _page(css, f"{title}</h1><div class=g><div class=box>{_OFFICE}</div><div>{rest}</div></div>")


def numbered_lines(paragraphs: list[str]) -> str:
    """A bill: double spaced, first lines set in, each line numbered, each page anew."""
    css = f"@page {{ size: letter; margin: 1in }} body {{ font: 14pt/2 {_SERIF} }} table {{ border-collapse: collapse; break-after: page }} .n {{ width: 1cm; font-size: 10pt }} .t {{ white-space: pre }}"
    lines = [line for text in paragraphs for line in wrap(text, 58, initial_indent="    ")]
    pages = [lines[i : i + 20] for i in range(0, len(lines), 20)]
    rows = (
        "".join(
            f"<tr><td class=n>{n}</td><td class=t>{escape(line)}</td></tr>" for n, line in enumerate(page, 1)
        )
        for page in pages
    )
    return _page(css, "".join(f"<table>{page}</table>" for page in rows))


def stamped(paragraphs: list[str]) -> str:
    """DRAFT across each page, a marking deep in the margins over and under the text."""
    css = f"@page {{ size: A4; margin: 2.5cm }} body {{ font: 11pt/1.3 {_SERIF} }} p {{ margin: 0 0 7pt }} .w {{ position: fixed; top: 9cm; left: 2cm; font-size: 90pt; color: #ddd; transform: rotate(-45deg) }} .c, .d {{ position: fixed; width: 100%; text-align: center; font-size: 9pt }} .c {{ top: -1.5cm }} .d {{ bottom: -1.5cm }}"
    marks = "<div class=w>DRAFT</div><div class=c>UNCLASSIFIED//FOR OFFICIAL USE ONLY</div><div class=d>UNCLASSIFIED//FOR OFFICIAL USE ONLY</div>"
    return _page(css, marks + _body(paragraphs))


def initials(paragraphs: list[str]) -> str:
    """The first letter under each heading reaches over three lines."""
    css = f"@page {{ size: A4; margin: 2.5cm }} body {{ font: 11pt/1.3 {_SERIF} }} p {{ margin: 0 0 7pt }} h2 + p::first-letter {{ float: left; font-size: 34pt; line-height: 28pt; padding-right: 3pt }}"
    return _page(css, _body(paragraphs))


def lead_ins(paragraphs: list[str]) -> str:
    """The first words of each paragraph in bold, as situation reports and communiqués have them."""
    css = f"@page {{ size: A4; margin: 2.5cm }} body {{ font: 11pt/1.3 {_SERIF} }} p {{ margin: 0 0 4pt }}"
    parted = (text.split(" ", 3) for text in paragraphs)
    return _page(
        css,
        "".join(
            f"<p><b>{escape(' '.join(words[:3]))}</b> {escape(' '.join(words[3:]))}</p>" for words in parted
        ),
    )


def narrow_columns(paragraphs: list[str]) -> str:
    """Three narrow columns, the third empty on most pages: there pdfium takes lines for columns of letters."""
    css = f"@page {{ size: A4; margin: 1.5cm 2cm }} body {{ font: 8pt/1.12 {_SERIF} }} .sheet {{ height: 26cm; break-after: page }} .b {{ columns: 3; column-gap: 5mm; column-fill: auto; height: 24cm }} p {{ margin: 0; text-indent: 1em; text-align: justify }} .h {{ display: flex; justify-content: space-between; border-bottom: .5pt solid; margin-bottom: 6pt }}"
    sheets = []
    for n, i in enumerate(range(0, len(paragraphs), 11), 1):
        text = "".join(f"<p>{escape(text)}</p>" for text in paragraphs[i : i + 11])
        head = f"<b>H{2600 + n}</b><b>RECORD OF THE ASSEMBLY — HOUSE</b><i>May 2, 2028</i>"
        sheets.append(f"<div class=sheet><div class=h>{head}</div><div class=b>{text}</div></div>")
    return _page(css, "".join(sheets))


LAYOUTS: dict[str, Callable[[list[str]], str]] = {
    "box on the right": box_on_the_right,
    "box on the left": box_on_the_left,
    "numbered lines": numbered_lines,
    "stamped": stamped,
    "initials": initials,
    "lead-ins": lead_ins,
    "narrow columns": narrow_columns,
}
