"""The shipped corpus as files that other programs write: typesetters, word processors, converters, text recognition."""
# ruff: noqa: E501 (markup reads best as it is written)

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from generators.printed_layouts import LAYOUTS
from generators.printed_pages import _HEADINGS, PRINTED, browser, print_pdf

Make = Callable[[list[str], Path], Path]
_TITLE = "A statement on the situation in the straits"


def call(*command: str, cwd: Path) -> bytes:
    return subprocess.run(command, cwd=cwd, capture_output=True, timeout=300, check=False).stdout


def _headed(paragraphs: list[str], heading: str, paragraph: Callable[[str], str]) -> str:
    parts = []
    for i, text in enumerate(paragraphs):
        if i % 7 == 0:
            parts.append(heading.format(_HEADINGS[i // 7 % 4]))
        parts.append(paragraph(text))
    return "\n\n".join(parts)


def page(paragraphs: list[str]) -> str:
    body = _headed(paragraphs, "<h2>{}</h2>", lambda text: f"<p>{escape(text)}</p>")
    return f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{_TITLE}</title></head><body><h1>{_TITLE}</h1>{body}</body></html>"


def markdown(paragraphs: list[str]) -> str:
    body = _headed(paragraphs, "## {}", _literal)
    return f"# {_TITLE}\n\n{body}"


def _literal(text: str) -> str:
    """Return a text whose signs, and whose number, mean nothing."""
    text = re.sub(r"([\\*_`#\[\]<>~^$@|])", r"\\\1", text)
    return re.sub(r"^(\(?\w{1,3})([.)])", r"\1\\\2", text)


def latex(options: str = "11pt", preamble: str = "") -> Make:
    def make(paragraphs: list[str], folder: Path) -> Path:
        body = _headed(paragraphs, r"\section{{{}}}", lambda text: re.sub(r"([&%$#_{}])", r"\\\1", text))
        head = (
            r"\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}\usepackage[a4paper,margin=2.5cm]{geometry}"
        )
        title = rf"\title{{{_TITLE}}}\author{{Secretariat}}\date{{3 May 2031}}\maketitle"
        source = rf"\documentclass[{options}]{{article}}{head}{preamble}\begin{{document}}{title}{body}\end{{document}}"
        (folder / "a.tex").write_text(source, encoding="utf-8")
        call("pdflatex", "-interaction=nonstopmode", "a.tex", cwd=folder)
        return folder / "a.pdf"

    return make


def extracted(make: Make, *command: str) -> Make:
    """What an extractor makes of a PDF file."""

    def made(paragraphs: list[str], folder: Path) -> Path:
        source = make(paragraphs, folder)
        call(*command, str(source), "x.txt", cwd=folder)
        return folder / "x.txt"

    return made


def roff(paragraphs: list[str], folder: Path) -> Path:
    """Justified and hyphenated pages of a fixed-width letter, with page numbers."""
    head = ".ll 65n\n.hy\n.de hd\n'sp 2\n.tl 'The Ministry''Page %'\n'sp 2\n..\n.de ft\n'sp 2\n'bp\n..\n.wh 0 hd\n.wh -5 ft\n"
    lines = [
        f".sp\n{'' if text[0] not in '.' + chr(39) else chr(92) + '&'}{text.replace(chr(92), chr(92) + 'e')}\n"
        for text in paragraphs
    ]
    (folder / "a.roff").write_text(head + "".join(lines), encoding="utf-8")
    (folder / "a.txt").write_bytes(call("groff", "-Tutf8", "-P-c", "-K", "utf8", "a.roff", cwd=folder))
    return folder / "a.txt"


def office(kind: str, ending: str) -> Make:
    def make(paragraphs: list[str], folder: Path) -> Path:
        (folder / "in.html").write_text(page(paragraphs), encoding="utf-8")
        call(
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "in.html",
            cwd=folder,
        )
        return folder / f"in.{ending}"

    return make


def converted(kind: str, ending: str) -> Make:
    def make(paragraphs: list[str], folder: Path) -> Path:
        (folder / "in.md").write_text(markdown(paragraphs), encoding="utf-8")
        call(
            "pandoc",
            "in.md",
            "-f",
            "markdown-fancy_lists-startnum",
            "-t",
            kind,
            "-s",
            "-o",
            f"a.{ending}",
            cwd=folder,
        )
        return folder / f"a.{ending}"

    return make


def dumped(*command: str) -> Make:
    def make(paragraphs: list[str], folder: Path) -> Path:
        (folder / "in.html").write_text(page(paragraphs), encoding="utf-8")
        (folder / "a.txt").write_bytes(call(*command, "in.html", cwd=folder))
        return folder / "a.txt"

    return make


def old_word(*command: str) -> Make:
    def make(paragraphs: list[str], folder: Path) -> Path:
        office("doc:MS Word 97", "doc")(paragraphs, folder)
        (folder / "a.txt").write_bytes(call(*command, "in.doc", cwd=folder))
        return folder / "a.txt"

    return make


def recognised(form: str, kind: str, *, dots: int = 200, dirty: bool = False) -> Make:
    def make(paragraphs: list[str], folder: Path) -> Path:
        (folder / "p.pdf").write_bytes(
            print_pdf({**PRINTED, **LAYOUTS}[form](paragraphs), folder, heads=False)
        )
        call("pdftoppm", "-r", str(dots), "-gray", "-png", "p.pdf", "scan", cwd=folder)
        scans = sorted(folder.glob("scan*.png"))
        for number, scan in enumerate(scans if dirty else []):
            _soil(scan, number)
        (folder / "scans").write_text("\n".join(scan.name for scan in scans))
        call("tesseract", "scans", "a", "--dpi", str(dots), kind, cwd=folder)
        return folder / f"a.{kind}"

    return make


def _soil(scan: Path, number: int) -> None:
    """Lay a scan askew and strew grey over it."""
    import numpy as np
    from PIL import Image

    image = (
        Image.open(scan)
        .convert("L")
        .rotate(0.4 * (-1) ** number, fillcolor=255, resample=Image.Resampling.BICUBIC)
    )
    grey = np.asarray(image).astype(float) + np.random.default_rng(number).normal(0, 35, image.size[::-1])
    Image.fromarray(grey.clip(0, 255).astype("uint8")).save(scan)


PROGRAMS: dict[str, tuple[Sequence[str], Make]] = {
    "LaTeX": (["pdflatex"], latex()),
    "LaTeX, two columns": (["pdflatex"], latex("10pt,twocolumn")),
    "LaTeX, no indents": (["pdflatex"], latex(preamble=r"\usepackage{parskip}")),
    "LaTeX, pdftotext": (["pdflatex", "pdftotext"], extracted(latex(), "pdftotext")),
    "LaTeX, pdftotext -layout": (["pdflatex", "pdftotext"], extracted(latex(), "pdftotext", "-layout")),
    "groff, fixed width": (["groff"], roff),
    "LibreOffice, PDF": (["soffice"], office("pdf", "pdf")),
    "LibreOffice, Word": (["soffice"], office("docx:Office Open XML Text", "docx")),
    "LibreOffice, Word 97": (["soffice"], office("doc:MS Word 97", "doc")),
    "LibreOffice, odt": (["soffice"], office("odt", "odt")),
    "LibreOffice, rtf": (["soffice"], office("rtf:Rich Text Format", "rtf")),
    "pandoc, Word": (["pandoc"], converted("docx", "docx")),
    "pandoc, rtf": (["pandoc"], converted("rtf", "rtf")),
    "pandoc, plain": (["pandoc"], converted("plain", "txt")),
    "w3m": (["w3m"], dumped("w3m", "-dump")),
    "lynx": (["lynx"], dumped("lynx", "-dump", "-nolist")),
    "html2text": (["html2text"], dumped("html2text", "-utf8")),
    "antiword": (["soffice", "antiword"], old_word("antiword", "-m", "UTF-8.txt")),
    "catdoc": (["soffice", "catdoc"], old_word("catdoc", "-d", "utf-8")),
    "tesseract": (["tesseract", "pdftoppm"], recognised("plain", "txt")),
    "tesseract, dirty scan": (["tesseract", "pdftoppm"], recognised("plain", "txt", dots=150, dirty=True)),
    "tesseract, PDF": (["tesseract", "pdftoppm"], recognised("plain", "pdf")),
    "tesseract, PDF, dirty": (["tesseract", "pdftoppm"], recognised("letter, justified", "pdf", dots=150, dirty=True)),
}  # fmt: skip


def missing(programs: Sequence[str]) -> list[str]:
    """Return those that are not on the path; recognised pages are printed by a browser first."""
    lacking = [name for name in programs if shutil.which(name) is None]
    return [*lacking, *(["chromium"] if "tesseract" in programs and browser() is None else [])]
