"""The shipped corpus as pages of government and alliance portals, in the manner of their content systems."""
# ruff: noqa: E501 (markup reads best as the sites write it)

from __future__ import annotations

from collections.abc import Callable
from html import escape

_MENU = "".join(
    f'<li class="item-{i}"><a href="/s{i}">{name}</a></li>'
    for i, name in enumerate(["About us", "What we do", "News", "Documents", "Press and media", "Careers"])
)


def _p(paragraphs: list[str], start: str = "<p>", end: str = "</p>\n") -> str:
    return "".join(f"{start}{escape(text)}{end}" for text in paragraphs)


def design_system(paragraphs: list[str]) -> str:
    """A page of a government design system: consent form, phase banner, metadata, body, survey, wide footer."""
    return f"""<!DOCTYPE html><html lang="en" class="govuk-template"><head><title>Statement at the Council - GOV</title>
<meta property="og:title" content="Statement at the Council"></head><body class="gem-c-layout-for-public">
<div id="global-cookie-message" class="gem-c-cookie-banner" data-nosnippet><div class="gem-c-cookie-banner__message"><h2>Cookies on GOV</h2>
<p>We use some essential cookies to make this website work.</p><p>We’d like to set additional cookies to understand how you use GOV, remember your settings and improve government services.</p></div>
<div class="govuk-button-group"><button>Accept additional cookies</button><button>Reject additional cookies</button><a href="/help/cookies">View cookies</a></div></div>
<a class="gem-c-skip-link" href="#content">Skip to main content</a>
<header class="gem-c-layout-super-navigation-header"><a href="/">GOV</a><nav><ul>{_MENU}</ul></nav></header>
<div id="wrapper" class="govuk-width-container"><div class="gem-c-contextual-breadcrumbs"><ol><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ol></div>
<main role="main" id="content"><div class="govuk-grid-row"><div class="gem-c-title"><p class="gem-c-title__context">Speech</p><h1>Statement at the Council</h1></div>
<div class="gem-c-metadata"><dl><dt>From:</dt><dd><a href="/fo">Foreign Office</a> and <a href="/p">Ana Pell</a></dd><dt>Published</dt><dd>3 February 2031</dd></dl></div></div>
<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{_p(paragraphs)}</div></div>
<div class="gem-c-share-links"><h2>Share this page</h2><p>The following links open in a new tab</p><ul><li><a href="#">Share on Facebook (opens in new tab)</a></li></ul></div>
<div class="content-bottom-margin"><div class="published-dates"><h2>Updates to this page</h2><p>Published 3 February 2031</p></div></div></div>
<div class="gem-c-contextual-sidebar"><div class="gem-c-related-navigation"><h2>Related content</h2><ul><li><a href="/r">Fourth review of the mission</a></li></ul></div></div></div></main></div>
<div class="gem-c-feedback"><div><h2>Is this page useful?</h2><button>Yes this page is useful</button></div></div>
<footer class="govuk-footer"><h2>Topics</h2><ul>{_MENU}</ul><p>All content is available under the Open Licence, except where otherwise stated</p></footer></body></html>"""


def external_service(paragraphs: list[str]) -> str:
    """Paragraphs each in a component, a teaser carousel, a "share" block in spans, contact cards."""
    parts = "".join(
        f'<div class="paragraph paragraph--type--text"><div class="wrapper"><p>{escape(p)}</p></div></div>'
        for p in paragraphs
    )
    return f"""<html lang="en"><body><div class="page-wrapper"><div class="language-switcher"><span>EN</span><a href="/bg">BG</a><a href="/cs">CS</a><a href="/de">DE</a></div>
<section class="banner-top"><div class="titles"><span class="date">03.02.2031</span><span class="team">Press and information team</span><h1>Statement by the High Envoy</h1></div></section>
<section class="content-area"><div class="node__content">{parts}</div></section>
<section class="eeas-contacts"><h2>Press contacts</h2><div class="card"><p>Petra Manners</p><p>Lead Spokesperson for Foreign Affairs</p><p>petra@example.org</p><p>+99 460 98</p></div></section>
<section class="latest-block"><h2 class="h2">Latest</h2><div class="card"><h3><a href="/l1">Opening remarks at the conference on the straits</a></h3><p class="teaser">The full text of the remarks of the High Envoy at the yearly conference of ambassadors ...</p></div>
<div class="card"><h3><a href="/l2">Sabahan: statement on the elections</a></h3><p class="teaser">The Union takes note of the preliminary results of the elections that were held on Sunday ...</p></div></section>
<div class="cookie-consent-banner"><div>This site uses cookies.</div></div></div></body></html>"""


def alliance_text(paragraphs: list[str]) -> str:
    """Numbered paragraphs in an ordered list that goes on over headings; "last updated" after the title."""
    items = "".join(
        f'<ol start="{i}"><li value="{i}">{escape(p)}</li></ol>'
        + ("<h2>Deterrence and defence</h2>" if i % 5 == 0 else "")
        for i, p in enumerate(paragraphs, 1)
    )
    return f"""<html><body id="natolive"><div id="main-wrapper"><div id="nav-top"><ul>{_MENU}</ul></div>
<div class="page-header"><ul class="breadcrumbs-list"><li><a href="/">Home</a></li></ul><h1 id="page-title">Declaration of Ministers</h1><p class="subheader">issued by the Ministers after their meeting</p></div>
<ul class="article-meta"><li class="date">03 Feb. 2031 -</li><li>|</li><li>Press Release (2031) 012</li><li>Issued on 03 Feb. 2031</li><li>|</li><li class="last-updated">Last updated: 04 Feb. 2031 11:02</li></ul>
<div class="langs"><a href="/e">English</a> <a href="/f">French</a> <a href="/u">Ukrainian</a></div>
<section class="content" id="content-body"><div class="article">{items}</div></section>
<div id="footer-bar"><div class="back-to-top">Go to top</div><p>North Alliance</p></div></div></body></html>"""


def foreign_ministry_asia(paragraphs: list[str]) -> str:
    """An editor's box in a table-like frame; print and share words; site statement."""
    body = "".join(
        f'<p style="text-indent: 2em;"><span style="font-family: arial;">\u3000\u3000{escape(p)}</span></p>'
        for p in paragraphs
    )
    return f"""<html><body><div class="top_bg"><div class="logo"></div><div class="nav_list">{_MENU}</div></div>
<div class="position">Your current position: <a href="/">Home</a> &gt; <a href="/n">Top Stories</a></div>
<div class="detail"><h1>Spokesperson’s Regular Press Conference on February 3, 2031</h1><p class="time">2031-02-03 20:15</p>
<div class="font_size">Font Size: <a>A</a> <a>A</a> <a>A</a></div><div class="TRS_Editor" id="News_Body_Txt_A">{body}</div>
<div class="print_share"><span>【Suggest to a friend】</span><span>【Print】</span></div></div>
<div class="footer_bg"><p>Address: No. 2, Southern Avenue, Port Sable Tel: 99-10-65961114</p><p>Copyright 2031 Ministry of Foreign Affairs</p></div></body></html>"""


def secretariat_old(paragraphs: list[str]) -> str:
    """A page of about 2002: centred heads, <p> that is never closed, rulers, a line of links at the end."""
    text = "".join(f"<P ALIGN=JUSTIFY>{escape(p)}\n" for p in paragraphs)
    return f"""<HTML><HEAD><TITLE>SG/SM/8123</TITLE></HEAD><BODY><CENTER><IMG SRC=emblem.gif><BR><FONT SIZE=+2><B>Press Release</B></FONT></CENTER>
<TABLE WIDTH=100%><TR><TD ALIGN=LEFT>SG/SM/8123<BR>SC/7300</TD><TD ALIGN=RIGHT>3 February 2031</TD></TR></TABLE>
<CENTER><H3>SECRETARY-GENERAL WELCOMES AGREEMENT ON THE STRAITS</H3></CENTER>
{text}<CENTER>* *** *</CENTER><HR><P ALIGN=CENTER><A HREF="/">Home</A> | <A HREF="/s">Search</A> | <A HREF="/h">Help</A></BODY></HTML>"""


def archive_copy(paragraphs: list[str]) -> str:
    """A page in a web archive: the archive's toolbar stands above the old page."""
    return f"""<html><body><!-- BEGIN TOOLBAR --><div id="wm-ipp-base" lang="en"><div id="wm-ipp"><div><a href="/w">The Wayback</a> <span>12 captures</span> <span>03 Feb 2031 - 28 Jun 2032</span></div>
<div><b>About this capture</b><p>COLLECTED BY</p><p>Organization: Survey Crawls</p></div><p>TIMESTAMPS</p></div></div><!-- END TOOLBAR -->
<div id="container"><div id="sidebar-left"><ul>{_MENU}</ul></div><div id="maincontent"><h2>Remarks to the Press</h2><h5>Karim Ostrovan<br>Special Envoy</h5>{_p(paragraphs)}</div></div></body></html>"""


def state_department(paragraphs: list[str]) -> str:
    """Cookie wall at the end, tags, "official websites use" notice at the top, an author box, an accordion."""
    return f"""<html lang="en-US"><body class="single single-state_briefing"><div class="usa-banner"><div class="usa-accordion"><header><p>An official website of the Commonwealth Government</p><p>Here's how you know</p></header>
<div class="usa-banner__content"><p><strong>Official websites use .gov</strong><br>A .gov website belongs to an official government organization in the Commonwealth.</p><p><strong>Secure .gov websites use HTTPS</strong><br>A lock or https:// means you’ve safely connected to the .gov website. Share sensitive information only on official, secure websites.</p></div></div></div>
<main id="content"><div class="report__header"><p class="article-meta__eyebrow">Press Statement</p><h1 class="featured-content__headline">On the straits</h1><div class="article-meta"><p class="article-meta__author-bureau">Karim Ostrovan, Secretary of State</p><p class="article-meta__publish-date">February 3, 2031</p></div>
<div class="addtoany_shortcode"><a>Share</a></div></div><div class="entry-content">{_p(paragraphs)}</div>
<div class="related-tags"><h4 class="related-tags__heading">Tags</h4><div><a href="/a">Bureau of Straits Affairs</a><a href="/b">Maravel</a></div></div></main>
<div class="footer"><div><p>Commonwealth Department of State</p><p>The Lessons of 1999: <a href="/x">Remarks</a></p></div></div>
<div class="gdpr-wall"><p>To provide the best experiences, we and our partners use technologies like cookies to store and/or access device information. Consenting to these technologies will allow us to process data such as browsing behavior.</p></div></body></html>"""


def news_agency(paragraphs: list[str]) -> str:
    """News with a byline, a list of links between the paragraphs and a source after them."""
    middle = len(paragraphs) // 2
    more = '<aside class="more-on"><h2>Keep reading</h2><ul><li><a href="/1">Who is Karim Ostrovan?</a></li><li><a href="/2">Timeline: the straits</a></li></ul></aside>'
    return f"""<html><body><div id="root"><div class="site-header container"><ul>{_MENU}</ul></div><main id="main-content-area"><header class="article-header"><h1>Ministers agree on the straits</h1></header>
<div class="article-info-block"><div class="article-author-name">By <a href="/author">Lena Moro</a></div><div class="date-simple"><span class="screen-reader-text">Published On 3 Feb 2031</span><span aria-hidden="true">3 Feb 2031</span></div></div>
<div class="wysiwyg wysiwyg--all-content">{_p(paragraphs[:middle])}{more}{_p(paragraphs[middle:])}</div><div class="article-source">Source: Agency</div></main></div></body></html>"""


PORTALS: dict[str, Callable[[list[str]], str]] = {
    "design system": design_system,
    "external service": external_service,
    "alliance text": alliance_text,
    "foreign ministry": foreign_ministry_asia,
    "secretariat, 2002": secretariat_old,
    "web archive": archive_copy,
    "state department": state_department,
    "news agency": news_agency,
}
