"""Write estimates to files, the form chosen by the suffix; and say what to log beside the model version."""

from __future__ import annotations

import html
import io
from pathlib import Path

from paratopic.errors import InputError
from paratopic.estimate.plot import draw, save, write_plot
from paratopic.estimate.result import Estimates
from paratopic.estimate.tables import cells, csv_text, header, latex_text
from paratopic.estimate.words import claims, made, not_claims, page
from paratopic.files.atomic import write_text

SUFFIXES = (".csv", ".tex", ".md", ".html", ".svg", ".png", ".pdf")
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;
background:#fff}table{border-collapse:collapse}td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ccc}
svg{max-width:100%;height:auto;background:#fff}@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}}"""


def write_estimates(path: str | Path, result: Estimates, *, model: str = "") -> None:
    """Write a table (.csv, .tex), a page in plain words (.md, .html) or a plot (.svg, .png, .pdf)."""
    suffix = check_suffix(path)
    texts = {".csv": csv_text, ".tex": latex_text}
    if suffix in texts:
        write_text(path, texts[suffix](result))
    elif suffix == ".md":
        write_text(path, page(result, model=model))
    elif suffix == ".html":
        write_text(path, html_page(result, model=model))
    else:
        write_plot(path, result)


def check_suffix(path: str | Path) -> str:
    """Return the suffix; raise InputError where no form goes with it."""
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"expected a file ending in {', '.join(SUFFIXES)}, found {suffix or 'none'}.", path=path
        )
    return suffix


def html_page(result: Estimates, *, model: str = "") -> str:
    """Return one self-contained page: words, plot, table; all text escaped."""
    stream = io.StringIO()
    save(draw(result), stream, form="svg")
    drawing = stream.getvalue()
    title = f"What may be claimed: topics of {result.size:,} {result.of}"
    rows = "".join(_row(row, "td") for row in cells(result))
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
        f"<h1>{title}</h1><h2>How it was made</h2>{_list(made(result, model))}"
        f"<h2>What may be claimed</h2>{_list(claims(result) or ['Nothing.'])}"
        f"<h2>What may not be claimed</h2>{_list(not_claims(result))}"
        f'<h2>Plot</h2><div role="img" aria-label="Shares with intervals">{drawing[drawing.index("<svg") :]}</div>'
        f"<h2>Table</h2><table>{_row(header(result), 'th')}{rows}</table></html>\n"
    )


def to_log(result: Estimates, folder: str | Path, *, model: str = "") -> tuple[dict[str, float], list[Path]]:
    """Write every form into `folder`; return metrics and files, for a tracking store to keep."""
    paths = [Path(folder) / f"estimate{suffix}" for suffix in (".csv", ".tex", ".html", ".svg")]
    for path in paths:
        write_estimates(path, result, model=model)
    metrics: dict[str, float] = {}
    for one in result.shares:
        name = f"estimate/{one.topic}" + ("" if one.group == "all" else f"/{one.group.replace(' · ', '/')}")
        metrics |= {name: one.share, f"{name}_low": one.low, f"{name}_high": one.high}
    return metrics, paths


def _list(lines: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in lines) + "</ul>"


def _row(row: tuple[str, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row) + "</tr>"
