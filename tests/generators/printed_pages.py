"""The shipped corpus as pages for a browser to print: margins, leading, columns, indents and running heads of many kinds."""
# ruff: noqa: E501 (markup reads best as it is written)

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path

_HEADINGS = ["Peace and security", "Economic measures", "Humanitarian action", "Any other business"]


def _body(paragraphs: list[str], *, headings: str = "h2", start: str = "<p>", end: str = "</p>") -> str:
    parts = ["<h1>A statement on the situation in the straits</h1>"]
    for i, text in enumerate(paragraphs):
        if headings and i % 7 == 0:
            parts.append(f"<{headings}>{_HEADINGS[i // 7 % 4]}</{headings}>")
        parts.append(f"{start}{escape(text)}{end}")
    return "\n".join(parts)


def _page(css: str, body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A statement</title><style>{css}</style></head><body>{body}</body></html>'


def plain(paragraphs: list[str]) -> str:
    return _page(
        "@page { size: A4; margin: 2.5cm } body { font: 11pt/1.35 'Liberation Serif', serif }",
        _body(paragraphs),
    )


def letter_justified(paragraphs: list[str]) -> str:
    """Letter size, justified, hyphenated, first lines set in, no gaps."""
    css = "@page { size: letter; margin: 1in } body { font: 11pt/1.3 'Liberation Serif', serif; text-align: justify; hyphens: auto } p { margin: 0; text-indent: 1.5em }"
    return _page(css, _body(paragraphs))


def two_columns(paragraphs: list[str]) -> str:
    """Two justified columns under a title across both, a fixed running head and foot."""
    css = (
        "@page { size: A4; margin: 2.2cm 2cm } body { font: 9.5pt/1.3 'DejaVu Serif', serif; text-align: justify; hyphens: auto } "
        "#c { columns: 2; column-gap: 8mm } p { margin: 0 0 5pt } .head { position: fixed; top: -1.2cm; left: 0; font-size: 8pt } .foot { position: fixed; bottom: -1.4cm; left: 7cm; font-size: 8pt }"
    )
    body = _body(paragraphs, headings="h3")
    title, _, rest = body.partition("</h1>")
    return _page(
        css,
        f'<div class="head">Northern Straits Alliance — Communiqué</div><div class="foot">NSA Secretariat</div>{title}</h1><div id="c">{rest}</div>',
    )


def sans_tight(paragraphs: list[str]) -> str:
    """A sans serif with small gaps, headings in bold of the same size."""
    css = "@page { size: A4; margin: 2cm 3cm } body { font: 10pt/1.25 'Liberation Sans', sans-serif } p { margin: 3pt 0 } h2 { font-size: 10pt; margin: 6pt 0 2pt } h1 { font-size: 14pt }"
    return _page(css, _body(paragraphs))


def wide_leading(paragraphs: list[str]) -> str:
    """Double line spacing, as drafts have it, a gap of half a line more between paragraphs."""
    css = "@page { size: A4; margin: 3cm } body { font: 12pt/2 'Liberation Serif', serif } p { margin: 0 0 12pt }"
    return _page(css, _body(paragraphs, headings=""))


def numbered(paragraphs: list[str]) -> str:
    """A numbered list, the numbers hanging in the margin."""
    css = "@page { size: A4; margin: 2.5cm } body { font: 11pt/1.3 'Liberation Serif', serif; text-align: justify } li { margin-bottom: 7pt; padding-left: 6pt }"
    items = "".join(f"<li>{escape(text)}</li>" for text in paragraphs)
    return _page(css, f"<h1>Communiqué</h1><ol>{items}</ol>")


def noted(paragraphs: list[str]) -> str:
    """Small notes at the end of each page's worth of text, under a short rule."""
    css = "@page { size: A4; margin: 2.5cm } body { font: 11pt/1.35 'Liberation Serif', serif } p { margin: 0 0 8pt } .note { font-size: 8pt; margin: 2pt 0 } hr { width: 4cm; margin-left: 0 } .sheet { height: 24.4cm; display: flex; flex-direction: column; break-after: page } .gap { flex: 1 } sup { font-size: 7pt }"
    sheets = []
    for n, i in enumerate(range(0, len(paragraphs), 5), 1):
        inner = _body(paragraphs[i : i + 5], headings="").partition("</h1>")[2]
        sheets.append(
            f'<div class="sheet"><div>{inner}</div><div class="gap"></div><hr><p class="note"><sup>{n}</sup> See document S/2031/{n + 100}, annex, and the letter of the Chair of 3 March.</p></div>'
        )
    return _page(css, "".join(sheets))


PRINTED: dict[str, Callable[[list[str]], str]] = {
    "plain": plain,
    "letter, justified": letter_justified,
    "two columns": two_columns,
    "sans serif, tight": sans_tight,
    "double spaced": wide_leading,
    "numbered list": numbered,
    "notes at the foot": noted,
}


def browser() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def print_pdf(html: str, folder: Path, *, heads: bool = True) -> bytes:
    """Print a page with Chromium; `heads` adds its own date, title, address and page numbers."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(html, encoding="utf-8")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-sync",
    ]
    command = [str(browser()), *flags, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"]
    subprocess.run(
        [*command, *([] if heads else ["--no-pdf-header-footer"]), source.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return target.read_bytes()
