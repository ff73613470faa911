"""The shipped corpus as pages of many kinds of sites: each has its own frame, its own names, its own way of setting text."""
# ruff: noqa: E501 (markup reads best as the sites write it)

from __future__ import annotations

from collections.abc import Callable
from html import escape

_TOPICS = ["Defence", "Development", "Human rights", "Trade", "Consular services", "Vacancies", "Contact us"]
_NEWS = [
    ("Minister receives new ambassador of Maravel", "12 May 2031"),
    ("Statement on the elections in Quorin", "9 May 2031"),
    ("Remarks at the opening of the Port Sable conference", "7 May 2031"),
    ("Joint communiqué on fisheries", "2 May 2031"),
]


def _links(tag: str = "li", prefix: str = "/t") -> str:
    return "\n".join(f'<{tag}><a href="{prefix}{i}">{topic}</a></{tag}>' for i, topic in enumerate(_TOPICS))


def _news(item: str) -> str:
    return "\n".join(item.format(i=i, title=title, day=day) for i, (title, day) in enumerate(_NEWS))


def _p(paragraphs: list[str], start: str = "<p>", end: str = "</p>\n") -> str:
    return "".join(f"{start}{escape(text)}{end}" for text in paragraphs)


def _document(body: str, *, head: str = "") -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>A statement | Ministry</title>{head}</head>\n<body>{body}</body></html>'


def div_soup(paragraphs: list[str]) -> str:
    """No paragraph tags, no telling names."""
    return _document(
        f"""<div class="w1"><div class="r a1">{_links("span")}</div>
<div class="r a2"><div class="h">A statement on the situation in the straits</div>
<div class="d">3 February 2031</div><div class="t">{_p(paragraphs, "<div>", "</div>")}</div></div>
<div class="r a3"><div>Other news</div>{_news('<div><a href="/n{i}">{title}</a> <span>{day}</span></div>')}</div>
<div class="r a4"><a href="/p">Privacy policy</a> | <a href="/l">Legal notice</a> | <a href="/c">Contact</a></div>
<div>© 2031 Ministry of Foreign Affairs</div></div>"""
    )


def hashed_classes(paragraphs: list[str]) -> str:
    """What a program of components writes: names made by machine, links as buttons, a consent box in words only."""
    return _document(
        f"""<div id="__next"><div class="css-1q2w3e"><a class="css-9x" href="#main">Skip to main content</a>
<div class="sc-gKAaRy">{_links("div")}</div></div>
<div class="css-0 e1abc"><div class="sc-iCoHVE"><h1 class="css-77">A statement on the straits</h1>
<div class="sc-fujyAs"><time datetime="2031-02-03">3 February 2031</time></div>
{_p(paragraphs, '<p class="sc-pNWdM css-1x">', "</p>")}</div>
<div class="sc-jrsJWt"><h2>More from the Ministry</h2>{_news('<a href="/n{i}"><div class="sc-k"><h3>{title}</h3><p>{day}</p></div></a>')}</div></div>
<div class="css-zz"><div><p>We value your privacy. We and our partners store information on your device and use cookies
to improve this site and to measure how it is used.</p><div role="button" tabindex="0">Accept</div><div role="button" tabindex="0">Manage options</div></div></div>
<div class="css-foot9"><p>Ministry of Foreign Affairs of Aldermark</p><p>12 Harbour Street, Port Sable</p><p>© 2031</p></div></div>""",
        head='<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x"}</script>',
    )


def layout_table(paragraphs: list[str]) -> str:
    """An old site: a table for the frame, fonts, the menu in the left column, two breaks between paragraphs."""
    text = "<br><br>\n".join(escape(p) for p in paragraphs)
    return f"""<HTML><HEAD><TITLE>MFA: Statement</TITLE></HEAD><BODY BGCOLOR="#FFFFFF">
<TABLE WIDTH="760" BORDER="0"><TR><TD COLSPAN="2"><IMG SRC="top.gif" ALT="Ministry of Foreign Affairs"></TD></TR>
<TR><TD WIDTH="150" VALIGN="top" BGCOLOR="#003366"><FONT SIZE="1">{_links("b").replace("</b>", "</b><br>")}</FONT></TD>
<TD VALIGN="top"><FONT FACE="Verdana" SIZE="2"><B>Statement by the Spokesman</B><BR><BR>
{text}<BR><BR></FONT></TD></TR>
<TR><TD COLSPAN="2" ALIGN="center"><FONT SIZE="1"><A HREF="/">Home</A> | <A HREF="/s">Site map</A> | <A HREF="/m">Webmaster</A></FONT></TD></TR>
</TABLE></BODY></HTML>"""


def table_of_paragraphs(paragraphs: list[str]) -> str:
    """Every paragraph in a row of a layout table."""
    rows = _p(paragraphs, '<tr><td width="20">&nbsp;</td><td>', "</td></tr>\n")
    return f"""<html><head><title>Press release</title></head><body><table width="100%"><tr><td>
<table><tr><td><a href="/">Home</a></td><td><a href="/news">News</a></td><td><a href="/e">Embassies</a></td><td><a href="/v">Visas</a></td></tr></table>
<table>{rows}</table></td></tr></table></body></html>"""


def drupal(paragraphs: list[str]) -> str:
    """Regions, blocks, fields; a body cut in several fields."""
    half = len(paragraphs) // 2
    return _document(
        f"""<div class="dialog-off-canvas-main-canvas"><div class="layout-container">
<header role="banner"><div class="region region-header"><div id="block-branding"><a href="/">Ministry</a></div></div></header>
<div class="region region-primary-menu"><h2 class="visually-hidden" id="m">Main navigation</h2><ul>{_links()}</ul></div>
<main role="main"><a id="main-content"></a><div class="layout-content"><div class="region region-content">
<div id="block-page-title"><h1><span>Statement on the straits</span></h1></div>
<article about="/statement" class="node node--type-press-release">
<div class="node__content"><div class="field field--name-field-date"><time datetime="2031-02-03T09:00:00Z">Mon, 02/03/2031 - 09:00</time></div>
<div class="clearfix text-formatted field field--name-body">{_p(paragraphs[:half])}</div>
<div class="clearfix text-formatted field field--name-field-more">{_p(paragraphs[half:])}</div>
<div class="field field--name-field-tags"><div class="field__label">Tags</div><div><a href="/t">Sanctions</a></div></div></div></article>
<div class="views-element-container"><div><h2>Latest news</h2>{_news('<div class="views-row"><h3><a href="/n{i}">{title}</a></h3><span>{day}</span></div>')}</div></div>
</div></div><aside class="layout-sidebar-second" role="complementary"><h2>Media contact</h2><p>Tel. +99 1 234 567</p></aside></main>
<footer role="contentinfo"><p>© Government of Aldermark</p></footer></div></div>"""
    )


def wordpress(paragraphs: list[str]) -> str:
    """A post with sharing, related posts, two comments and the form for more."""
    return _document(
        f"""<div id="page" class="site hfeed"><header id="masthead"><p class="site-title">Office of the Envoy</p></header>
<nav id="site-navigation"><ul>{_links()}</ul></nav><div id="content" class="site-content"><div id="primary"><main id="main">
<article class="post-88 post type-post hentry category-news"><header class="entry-header"><h1 class="entry-title">A statement</h1>
<div class="entry-meta"><span class="posted-on">Posted on <time datetime="2031-02-03">February 3, 2031</time></span> <span class="byline">by <a href="/a">press office</a></span></div></header>
<div class="entry-content">{_p(paragraphs)}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Click to share on Facebook</a></li><li><a href="#">Click to email a link</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3></div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/c">News</a></span></footer></article>
<nav class="post-navigation"><div class="nav-previous"><a href="/x">Previous post: Remarks of the Envoy</a></div></nav>
<div id="comments" class="comments-area"><h2>2 thoughts on “A statement”</h2><ol class="comment-list">
<li class="comment"><article><p>What a fine statement this is, and how long we have waited for it to be made at last.</p></article></li>
<li class="comment"><article><p>I do not agree with the second point at all, and nor do most people whom I know.</p></article></li></ol>
<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published. Required fields are marked *</p><textarea></textarea></form></div></div>
</main></div><div id="secondary" class="widget-area"><h2 class="widget-title">Archives</h2><ul>{_news('<li><a href="/n{i}">{day}</a></li>')}</ul></div></div></div>"""
    )


def sharepoint(paragraphs: list[str]) -> str:
    """Generated names, spans and zero-width spaces in place of paragraphs."""
    body = "".join(
        f'<div><span style="font-size:11pt">\u200b{escape(p)}</span></div><div>&#160;</div>'
        for p in paragraphs
    )
    return _document(
        f"""<form id="aspnetForm"><div id="s4-workspace"><div id="s4-titlerow"><span id="ctl00_SiteMapPath"><a href="/">Home</a> &gt; <a href="/e">E-Library</a> &gt; Official texts</span></div>
<div id="s4-bodyContainer"><div class="ms-quicklaunch"><ul class="root static">{_links()}</ul></div>
<div class="contentarea"><div id="ctl00_PlaceHolderMain_ctl01__ControlWrapper_RichHtmlField" class="ms-rtestate-field">
<h1 class="ms-rteElement-H1">Communiqué of the Ministers</h1>{body}</div></div></div>
<div id="ctl00_footerlinks"><a href="/t">Terms of use</a><a href="/r">RSS</a><a href="/j">Jobs</a></div></div></form>"""
    )


def presidency(paragraphs: list[str]) -> str:
    """Microformat names, boxes of topics and persons after the text, a status line."""
    return _document(
        f"""<div class="header__inner"><div class="header__links"><ul>{_links()}</ul></div></div>
<div class="container-outer"><div class="read__content"><div class="hentry h-entry read__in"><div class="read__top">
<h1 class="entry-title p-name">Meeting with the Prime Minister of Maravel</h1><div class="read__meta"><time datetime="2031-02-03">February 3, 2031</time><div class="read__time">14:20</div><div class="read__place p-location">Port Sable</div></div></div>
<div class="entry-content e-content read__internal_content">{_p(paragraphs)}</div>
<div class="read__bottommeta hidden-copy"><div class="read__tags"><div class="read__tagscol"><h3>Topics</h3><ul><li><a href="/1">Foreign policy</a></li></ul><h3>Persons</h3><ul><li><a href="/2">Karim Ostrovan</a></li></ul></div></div>
<div class="read__status"><p><b>Publication status</b></p><p>Published in sections: <a href="/n">News</a>, <a href="/t">Transcripts</a></p><p>Publication date: <b>February 3, 2031, 14:20</b></p><p>Text version</p></div></div>
</div></div><div class="read__seealso"><h2>See also</h2>{_news('<div class="announce__item"><a href="/n{i}"><span>{title}</span></a><span class="announce__date">{day}</span></div>')}</div></div>
<div class="footer"><div class="footer__cols">{_links("p")}<p>All content on this site is licensed under an open licence</p></div></div>"""
    )


def press_service(paragraphs: list[str]) -> str:
    """A meetings-coverage page: symbol, language links, a notice after the text."""
    return _document(
        f"""<div class="top-bar"><ul><li><a href="/ar">العربية</a></li><li><a href="/zh">中文</a></li><li><a href="/en">English</a></li><li><a href="/fr">Français</a></li></ul></div>
<div class="main-container container"><div class="row"><section class="col-sm-9"><div class="region region-content">
<div class="field field-name-field-symbol"><div class="field-item even">SC/15999</div></div><div class="field field-name-field-date">3 February 2031</div>
<h1 class="page-header">Council Extends Mandate of Mission in the Straits</h1>
<div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even" property="content:encoded">
{_p(paragraphs, '<p class="western" style="margin-bottom:0cm">', "</p>")}</div></div></div>
<div class="field field-name-field-topics"><a href="/a">Sabahan</a><a href="/b">Sanctions</a></div>
<div class="disclaimer"><strong>For information media. Not an official record.</strong></div></div></section>
<aside class="col-sm-3"><section class="block"><h2 class="block-title">Related content</h2>{_news('<p><a href="/n{i}">{title}</a></p>')}</section></aside></div></div>"""
    )


def executive_office(paragraphs: list[str]) -> str:
    """A briefing-room page: blocks of a site builder, share links, links to the posts before and after."""
    return _document(
        f"""<div class="wp-site-blocks"><div class="site-header__wrapper"><a href="/">The Executive Office</a><button>Menu</button><ul class="menu">{_links()}</ul></div>
<main id="main-content" class="site-main"><article><section class="topper topper-section"><div class="acctext"><a href="/b">Briefing Room</a></div><h1 class="page-title topper-section__title">Fact sheet on the partnership</h1>
<div class="share-links"><a href="#">Share</a></div></section><section class="body-content"><div class="container"><div class="row"><div class="col-xs-12 col-lg-8">
{_p(paragraphs)}<p class="has-text-align-center">###</p></div></div></div></section></article>
<section class="post-nav"><div><a href="/nx"><span>Next Post:</span> Remarks by the President at the Memorial Day Service</a></div><div><a href="/pv"><span>Previous Post:</span> Nominations sent to the Senate</a></div></section></main>
<div class="signup-block"><h2>Stay Connected</h2><p>We will be in touch with the latest information on how the President works for you.</p><form><label>Email address</label><input></form><p>Opt in to send and receive text messages.</p></div>
<footer><ul>{_links()}</ul></footer></div>"""
    )


def relief_portal(paragraphs: list[str]) -> str:
    """A report with a box of facts, an attachment, the text, related reports and terms."""
    return _document(
        f"""<header class="cd-header"><nav><ul>{_links()}</ul></nav></header><main id="main-content"><article class="rw-article rw-report">
<header class="rw-article__header"><div class="rw-entity-country-slug"><a href="/c">Tembura</a></div><h1 class="rw-article__title">Tembura: Flash Update No. 3</h1>
<dl class="rw-entity-meta core"><dt>Format</dt><dd><a href="/f">Situation Report</a></dd><dt>Source</dt><dd><a href="/s">Relief Office</a></dd><dt>Posted</dt><dd><time datetime="2031-02-03">3 Feb 2031</time></dd></dl></header>
<section class="rw-attachment"><h3>Attachments</h3><ul><li><a href="/r.pdf">Download Report</a> <span>(PDF | 1.24 MB)</span></li></ul></section>
<div class="rw-article__content">{_p(paragraphs)}</div>
<footer class="rw-article__footer"><dl class="rw-entity-meta"><dt>Primary country</dt><dd><a href="/c">Tembura</a></dd><dt>Disaster types</dt><dd><a href="/d">Flood</a></dd></dl></footer></article>
<section class="rw-river" id="related"><h2>Related Content</h2>{_news('<article class="rw-river-article"><h3><a href="/n{i}">{title}</a></h3><div class="content"><p>A short account of what the report says, cut where it grows too long ...</p></div><dl><dt>Posted</dt><dd>{day}</dd></dl></article>')}</section></main>
<footer class="cd-footer"><p>Service provided by the Relief Office</p></footer>"""
    )


def preformatted(paragraphs: list[str]) -> str:
    """Wrapped text inside <pre>, as archives of mailing lists have it."""
    from generators.corpus_text import wrap

    body = "\n\n".join(escape(wrap(p)) for p in paragraphs)
    return f"<html><head><title>Statement</title></head><body><h1>[press] Statement</h1><ul><li><a href='m1.html'>Previous message</a></li><li><a href='m2.html'>Next message</a></li><li><a href='d.html'>Messages sorted by date</a></li></ul><hr><pre>{body}</pre><hr></body></html>"


def lists_and_quotes(paragraphs: list[str]) -> str:
    """Paragraphs as items of nested and ordered lists, definitions, quotations."""
    makers: list[Callable[[str], str]] = [
        lambda t: f"<p>{t}</p>",
        lambda t: f"<ol><li>{t}</li></ol>",
        lambda t: f"<ol><li><p>{t}</p></li></ol>",
        lambda t: f"<ul><li><div>{t}</div></li></ul>",
        lambda t: f"<blockquote>{t}</blockquote>",
        lambda t: f"<dl><dd>{t}</dd></dl>",
        lambda t: f"<p><em>{t}</em></p>",
        lambda t: f"<section><p><span>{t[: len(t) // 2]}</span><span>{t[len(t) // 2 :]}</span></p></section>",
    ]
    body = "\n".join(makers[i % len(makers)](escape(p)) for i, p in enumerate(paragraphs))
    return _document(f"<main><h1>A statement</h1>{body}</main>")


def breaks_in_paragraph(paragraphs: list[str]) -> str:
    """One <p> for everything, paragraphs parted by two breaks with spaces between them; lines wrapped in the source."""
    from generators.corpus_text import wrap

    body = "<br />\n&nbsp;<br />\n".join(escape(wrap(p, 90)) for p in paragraphs)
    return _document(
        f'<div id="wrapper"><div id="left_col">{_links("div")}</div><div id="content"><p>{body}</p></div></div>'
    )


def single_breaks(paragraphs: list[str]) -> str:
    """Paragraphs parted by one break only."""
    return _document(f'<div id="text">{"<br>".join(escape(p) for p in paragraphs)}</div>')


def side_boxes(paragraphs: list[str]) -> str:
    """Boxes between the paragraphs: related links, a pull box for a newsletter, a picture with its caption, an ad."""
    boxes = [
        '<div class="c-read-next"><h4>Read next</h4><a href="/n">Minister receives ambassador</a></div>',
        '<div class="inline-newsletter"><h4>Get our newsletter</h4><p>All the news of the Ministry in your inbox, every Friday.</p><form><input><button>Sign up</button></form></div>',
        '<div class="ad-slot"><span>Advertisement</span></div>',
        '<div class="Promo"><a href="/x"><span>Watch: the Minister’s address</span></a></div>',
        '<ul class="social-media-buttons"><li><a>Facebook</a></li><li><a>X</a></li><li><a>Telegram</a></li></ul>',
    ]
    parts = []
    for i, paragraph in enumerate(paragraphs):
        parts.append(f"<p>{escape(paragraph)}</p>")
        if i % 3 == 1:
            parts.append(boxes[i // 3 % len(boxes)])
    return _document(f'<div class="page"><div class="story"><h1>A statement</h1>{"".join(parts)}</div></div>')


SITES: dict[str, Callable[[list[str]], str]] = {
    "div soup": div_soup,
    "hashed classes": hashed_classes,
    "layout table, breaks": layout_table,
    "a row a paragraph": table_of_paragraphs,
    "drupal": drupal,
    "wordpress, comments": wordpress,
    "sharepoint": sharepoint,
    "presidency": presidency,
    "press service": press_service,
    "executive office": executive_office,
    "relief portal": relief_portal,
    "preformatted": preformatted,
    "lists and quotations": lists_and_quotes,
    "breaks in one <p>": breaks_in_paragraph,
    "single breaks": single_breaks,
    "boxes between": side_boxes,
}
