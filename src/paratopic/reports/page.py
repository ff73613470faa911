"""A self-contained HTML page: one file, no script, light and dark, fit for print and for keyboards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b2026; --faint: #5a6572; --line: #d5dae0;
  --accent: #1f5f99; --mark: #ffe9a8; --wrong: #a3261d; --panel: #f5f7f9;
  --s0: #1f5f99; --s1: #b4520e; --s2: #1e7a46; --s3: #8a3a94; --s4: #7a6a00; --s5: #6a4a3a; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #e6eaee; --faint: #a3aeb9;
  --line: #39424c; --accent: #79b4e6; --mark: #6b5410; --wrong: #ff9d92; --panel: #1c2229;
  --s0: #79b4e6; --s1: #f0a35e; --s2: #6fcf97; --s3: #d79be0; --s4: #d9c65a; --s5: #d0a890; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
p, li, figcaption { max-width: 46rem; } figcaption, .note, caption { color: var(--faint); font-size: .9rem; }
caption { text-align: left; padding: .3rem 0; caption-side: bottom; }
th[scope=col]:first-child { text-align: left; } figure { margin: 0; }
.wide { overflow-x: auto; } .wide:focus, a:focus { outline: 3px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .94rem; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th[scope=row], .text { text-align: left; } thead th { border-bottom: 2px solid var(--line); }
th[scope=row] { white-space: nowrap; font-weight: 600; }
td { white-space: nowrap; }
.text { min-width: 24rem; max-width: 40rem; white-space: normal; } .names { text-align: left; white-space: normal; }
mark { background: var(--mark); color: inherit; border-radius: 2px; padding: 0 1px; }
mark.contra { background: none; border-bottom: 2px dotted var(--wrong); }
.wrong { color: var(--wrong); } .skip { position: absolute; left: -999px; } .skip:focus { position: static; }
svg { max-width: 100%; height: auto; } svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .faint { fill: var(--faint); } .panels { display: flex; flex-wrap: wrap; gap: 1rem; }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; padding: 0; }
@media print { body { font-size: 10.5pt; max-width: none; padding: 0; } .wide { overflow: visible; }
  h2 { break-after: avoid; } tr, figure { break-inside: avoid; } .skip { display: none; }
  .key, .note { break-after: avoid; } .panels svg { width: 23%; } .panels { gap: 0; }
  .text { min-width: 0; max-width: none; width: 60%; } td, th { padding: .15rem .4rem; } }
"""


def html_page(title: str, sections: Iterable[tuple[str, str]], *, lead: str = "") -> str:
    """Return the page. `sections` are pairs of a heading and ready HTML; `title` and `lead` are plain text."""
    body = "\n".join(
        f'<section><h2 id="s{number}">{escape(heading)}</h2>\n{content}</section>'
        for number, (heading, content) in enumerate(sections)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        "'unsafe-inline'; img-src data:\">\n"
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">To the results</a>\n<main id="main">\n<h1>{escape(title)}</h1>\n'
        f"<p>{escape(lead)}</p>\n{body}\n</main>\n</body>\n</html>\n"
    )


def html_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str, shade: bool = False
) -> str:
    """Return a table of plain text cells, the first of each row its heading; `shade` colours figures 0..1."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    lines = [f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>"]
    for row in rows:
        cells = "".join(_cell(text, shade) for text in row[1:])
        lines.append(f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>')
    return wide("<table>" + "\n".join(lines) + "</tbody></table>", caption)


def wide(content: str, name: str) -> str:
    """Return content that may be wider than the page in a box that the keyboard can scroll."""
    return f'<div class="wide" tabindex="0" role="region" aria-label="{escape(name)}">{content}</div>\n'


def _cell(text: str, shade: bool) -> str:
    try:
        share = float(text) if shade else None
    except ValueError:
        share = None
    if share is None:
        return f"<td>{escape(text)}</td>"
    percent = round(55 * min(1.0, max(0.0, share)) ** 4)  # the power sets good figures apart
    style = f"background: color-mix(in srgb, var(--accent) {percent}%, var(--paper))"
    return f'<td style="{style}">{escape(text)}</td>'
