"""The shipped corpus as web pages: navigation, banners, share bars, lists, quotations, tables, footers."""

from __future__ import annotations

from html import escape

NAVIGATION = """<header class="site-header"><div class="logo">Ministry of Foreign Affairs of Aldermark</div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News and events</a></li>
<li><a href="/about">About the Ministry</a></li><li><a href="/contact">Contact the press office</a></li></ul></nav>
</header>
<div id="cookie-consent" role="dialog"><p>We use cookies to make this site work for you.</p>
<button>Accept all</button></div>
<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/news">News</a> &gt; Statements</div>"""
SHARE = """<div class="social-share"><span>Share this page</span><ul><li><a href="#">Facebook</a></li>
<li><a href="#">Copy the link</a></li></ul></div>"""
FOOTER = """<aside class="related"><h3>Related news</h3><ul><li><a href="/1">Minister meets envoys</a></li>
<li><a href="/2">Budget published</a></li><li><a href="/3">Vacancies in our embassies</a></li></ul></aside>
<div class="newsletter"><p>Subscribe to our weekly newsletter and receive all the latest updates.</p></div>
<footer><p>© 2031 Government of Aldermark. All rights reserved.</p><p><a href="/p">Privacy policy</a></p></footer>
<script>window.track = {"page": "statement that must never appear"};</script>"""


def page(paragraphs: list[str], *, charset: str | None = "utf-8", semantic: bool = True) -> str:
    """Return a full page; `semantic` uses <main> and <article>, else the page is all divs with classes."""
    body = "\n".join(_blocks(paragraphs))
    open_main, close_main = (
        ("<main><article>", "</article></main>") if semantic else ('<div class="wrap"><div>', "</div></div>")
    )
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"""<!DOCTYPE html><html lang="en"><head>{meta}<title>A statement</title>
<meta property="article:published_time" content="2031-02-03T10:00:00Z"><style>p {{ color: red }}</style></head>
<body class="page has-sidebar">{NAVIGATION}{open_main}<h1>A statement of the Ministry</h1>
{body}
{SHARE}{close_main}{FOOTER}</body></html>"""


def fragment(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(p)}</p>" for p in paragraphs)


def broken_lines(paragraphs: list[str]) -> str:
    """Paragraphs parted by two <br>, as old sites have them."""
    return "<html><body><div>" + "<br><br>\n".join(escape(p) for p in paragraphs) + "</div></body></html>"


def _blocks(paragraphs: list[str]) -> list[str]:
    blocks = []
    for i, paragraph in enumerate(paragraphs):
        text = escape(paragraph)
        if i % 6 == 0:
            blocks.append(f"<h2>Section {i // 6 + 1}</h2>")
        if i % 5 == 1:
            first, _, rest = text.partition(" ")
            text = f"<strong>{first}</strong> <a href='/x'>{rest[:20]}</a>{rest[20:]}"
        if paragraph[:2] in {"• ", "- "}:
            blocks.append(f"<ul><li>{escape(paragraph[2:])}</li></ul>")
        elif i % 7 == 3:
            blocks.append(f"<blockquote><p>{text}</p></blockquote>")
        elif i % 9 == 4:
            blocks.append(f"<div>{text}</div>")
        else:
            blocks.append(f"<p>\n   {text}\n</p>")
    return blocks
