"""The look of document pages: one style sheet, no script, light and dark, for screen, phone and paper."""

from __future__ import annotations

LIGHT = ("#b3261e", "#1565c0", "#2e7d32", "#8e24aa", "#a15c00", "#00796b", "#ad1457", "#455a64")
DARK = ("#ff8a80", "#82b1ff", "#81c784", "#e1a2f0", "#ffb74d", "#4db6ac", "#f48fb1", "#b0bec5")

BASE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--dim:#5f6368;--paper:#fdfdfb;--line:#dcdcd6;--tint:16%}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);
 font:1rem/1.6 Georgia,'Times New Roman',serif}
h1{font-size:1.45rem;line-height:1.25;margin:0 0 .3rem;overflow-wrap:anywhere}
a{color:inherit}
.meta,nav,.topics,.n,th,td,caption,label{font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:.84rem}
.meta{color:var(--dim);margin:0 0 1rem;overflow-wrap:anywhere}
nav{position:sticky;top:0;z-index:1;background:var(--paper);border-bottom:1px solid var(--line);
 padding:.5rem 0;margin-bottom:1rem;display:flex;flex-wrap:wrap;align-items:center;gap:.35rem .5rem}
nav input{position:absolute;opacity:0}
nav label{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:.1rem .7rem;cursor:pointer}
nav input:checked+label{border-color:var(--c,var(--ink));box-shadow:inset 0 0 0 1px var(--c,var(--ink))}
nav input:focus-visible+label{outline:2px solid var(--ink);outline-offset:2px}
.dot{display:inline-block;width:.65rem;height:.65rem;border-radius:50%;background:var(--c);margin-right:.35rem}
.profile{width:100%;height:auto;display:block;margin:0 0 1.2rem}
.profile text{font:11px system-ui,sans-serif;fill:var(--dim)}
.profile rect{fill:var(--c)}
.profile .ground{fill:none;stroke:var(--line)}
h2{font-size:1.02rem;margin:1.6rem 0 .4rem 4.2rem}
.p{display:grid;grid-template-columns:3.2rem 1fr 11rem;gap:0 1rem;padding:.35rem 0;scroll-margin-top:4rem}
.p:target{outline:2px solid var(--dim);outline-offset:.2rem}
.n{color:var(--dim);text-align:right;text-decoration:none;padding-top:.15rem}
.text{border-left:.3rem solid transparent;padding-left:.8rem;overflow-wrap:anywhere;min-width:0}
.topics{list-style:none;margin:0;padding:.15rem 0 0}
.topics li{color:var(--c);white-space:nowrap}
.topics .unsure{color:var(--dim);font-style:italic}
.bar{display:block;height:.2rem;border-radius:.1rem;background:var(--c);margin-bottom:.25rem}
mark{color:inherit;background:color-mix(in srgb,var(--c) var(--tint),transparent);border-radius:.15rem;
 padding:0 .05em;border-bottom:2px solid transparent}
.p:hover mark,.p:focus-within mark{--tint:30%;border-bottom-color:var(--c)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:var(--dim);padding-bottom:.5rem}
th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:right;font-variant-numeric:tabular-nums}
th:first-child,td:first-child{text-align:left;overflow-wrap:anywhere;min-width:9rem}
td.heat{background:color-mix(in srgb,var(--c) calc(var(--v)*70%),transparent)}
@media (max-width:40rem){
 .p{grid-template-columns:1fr;padding:.6rem 0}.n{text-align:left}h2{margin-left:0}
 .topics{order:2;display:flex;flex-wrap:wrap;gap:0 .9rem;padding-left:1.1rem}.bar{display:none}
 .profile text{font-size:20px}}
@media (prefers-color-scheme:dark){:root{--ink:#e8e6e1;--dim:#a0a3a8;--paper:#16181b;--line:#363a40;--tint:24%}}
@media print{nav{display:none}body{max-width:none;padding:0;font-size:10.5pt}.p{break-inside:avoid}
 mark{background:none;border-bottom:2px solid var(--c)}*{print-color-adjust:exact}}
"""


def style(topics: int) -> str:
    """Return the style sheet for so many topics: their colours and the filters that show one of them."""
    light, dark = _colours(LIGHT, topics), _colours(DARK, topics)
    use = "".join(f".t{k}{{--c:var(--m{k})}}" for k in range(topics))
    filters = "".join(
        f"body:has(#f{k}:checked) .p:not(.has{k}){{display:none}}" for k in [*map(str, range(topics)), "none"]
    )
    return f"{BASE}{light}@media (prefers-color-scheme:dark){{{dark}}}{use}{filters}"


def _colours(palette: tuple[str, ...], topics: int) -> str:
    return ":root{" + "".join(f"--m{k}:{palette[k % len(palette)]};" for k in range(topics)) + "}"


def page(title: str, body: str, *, topics: int) -> str:
    """Return a whole page; `body` and `title` are HTML already. Nothing is loaded and nothing can run."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{style(topics)}</style></head>\n<body>\n{body}\n</body></html>\n"
    )
