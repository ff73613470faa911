"""The shipped corpus as pages of further kinds, by which the reader of web pages was judged before it was changed.

The first eleven showed what was wrong (boundary F1 0.84-1.0); the others were written after the change.
"""
# ruff: noqa: E501 (markup reads best as the sites write it)

from __future__ import annotations

from collections.abc import Callable
from html import escape

_MENU = "".join(
    f'<li><a href="/{i}">{name}</a></li>'
    for i, name in enumerate(["Home", "About", "Our work", "Newsroom", "Careers", "Contact"])
)


def _p(paragraphs: list[str], start: str = "<p>", end: str = "</p>\n") -> str:
    return "".join(f"{start}{escape(text)}{end}" for text in paragraphs)


def _halves(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    return paragraphs[: len(paragraphs) // 2], paragraphs[len(paragraphs) // 2 :]


def news_story(paragraphs: list[str]) -> str:
    """A story in fields: picture with its caption, daily digest, keywords, related stories."""
    first, second = _halves(paragraphs)
    return f"""<!DOCTYPE html><html lang="en"><head><title>Aid convoys reach the valley | World News</title></head><body class="path-node page-node-type-story">
<div class="dialog-off-canvas-main-canvas" data-off-canvas-main-canvas><div class="layout-container"><div class="region-brand"><a href="/">Welcome to the Organisation</a><ul>{_MENU}</ul></div>
<div id="main-content-region"><div class="story-hero"><figure><img src="a.jpg"><figcaption>© Relief/Ana Pell A convoy of lorries waits at the border crossing in the valley of Orm.</figcaption></figure></div>
<div class="block-page-title"><h1><span>Aid convoys reach the valley</span></h1></div><div class="story-meta"><span class="field--date">3 February 2031</span><span class="field--topic"><a href="/t">Humanitarian Aid</a></span></div>
<div class="field field--name-field-paragraphs field__items"><div class="field__item"><div class="paragraph paragraph--type--one-column-text"><div class="text-long">{_p(first)}</div></div></div>
<div class="field__item"><div class="paragraph paragraph--type--social-media"><blockquote class="twitter-tweet"><a href="https://t.co/x">Tweet URL</a></blockquote></div></div>
<div class="field__item"><div class="paragraph paragraph--type--one-column-text"><div class="text-long">{_p(second)}</div></div></div></div>
<div class="daily-news-signup"><p>♦ Receive daily updates directly in your inbox - <a href="/s">Click here to subscribe to a topic.</a></p><p>♦ Download our app for your iOS or Android devices.</p></div>
<div class="story-keywords"><a href="/k">crossing</a><a href="/k2">famine</a></div>
<div class="views-element-container"><h2>Related Stories</h2><div class="views-row"><h3><a href="/r">Hunger deepens in the north, agencies warn</a></h3><p>Food agencies on Monday warned that rations would have to be cut again unless donors made good on their promises.</p></div></div>
</div></div></div><footer><p>Footer</p></footer></body></html>"""


def council(paragraphs: list[str]) -> str:
    """A notice on cookies in words, lists of facts over the title, press contacts with numbers, a review date."""
    return f"""<html lang="en"><head><meta charset="utf-8"><title>Council adopts conclusions</title></head><body><div id="gsc-cookie-box"><div class="cookie-text"><p>We use cookies in order to ensure that you can get the best browsing experience possible on the Council website. Certain cookies are used to obtain aggregated statistics about website visits to help us constantly improve the site and better serve your needs.</p></div></div>
<div class="site-top"><a href="#c">Skip to content</a><div class="langs"><a>bg</a><a>cs</a><a>da</a><a>de</a></div></div><div class="container"><ol class="bc"><li><a href="/">Home</a></li><li><a href="/p">Press</a></li><li><a href="/pr">Press releases</a></li><li>Council adopts conclusions</li></ol>
<ul class="list-inline meta"><li>Council of the Union</li><li>Press release</li><li><time>3 February 2031</time></li><li>14:50</li></ul><h1>Council adopts conclusions on the straits</h1>
<div class="col-md-9 council-left-content-basic council-flexify"><div class="row">{_p(paragraphs)}</div><ul class="link-out"><li><a href="/c.pdf">Council conclusions on the straits, 3 February 2031</a></li><li><a href="/b">Security in the straits (background information)</a></li></ul></div>
<div class="col-md-3"><div class="panel"><h2>Press contacts</h2><div><strong>Maria Dolen</strong><br>Press officer<br>+99 2 281 5111<br>+99 475 12 34</div><div>If you are not a journalist, please send your request to the <a href="/paragraphs">public information service</a>.</div></div>
<div class="panel"><h2>Topics:</h2><ul><li><a>Foreign affairs &amp; international relations</a></li><li><a>Defence</a></li></ul></div></div>
<div class="review"><p>Last review: 4 February 2031</p></div></div><div class="site-footer"><div><h2>General Secretariat of the Council</h2><p>Harbour Street 1, Northport</p></div></div></body></html>"""


def treasury(paragraphs: list[str]) -> str:
    """A banner of the authorities, a slanted line under the title, a link for more, the latest news."""
    first, second = _halves(paragraphs)
    return f"""<html><body><div class="usa-banner"><div>An official website of the government</div><div><p>Here's how you know</p><p><strong>Official websites use .gov</strong><br>A .gov website belongs to an official government organization.</p></div></div>
<div class="region region-header"><ul>{_MENU}</ul></div><div class="main-container"><div class="featured-stories__headline"><h2 class="uswds-page-title">Treasury Targets Network</h2></div><div class="date-format"><time datetime="2031-02-03">February 3, 2031</time></div>
<article><div><div class="field--name-field-news-body"><p class="text-align-center"><em>Designations cut off procurement of components</em></p>{_p(first)}<h3 class="text-align-center">IMPLICATIONS</h3>{_p(second)}<p><a href="/more">Click here for more information on the individuals and entities designated today.</a></p><p class="text-align-center">###</p></div></div></article>
<div class="latest-news"><h2>Latest News</h2><div class="mm-news-row"><time>February 2, 2031</time><h3><a href="/a">Remarks by the Under Secretary at the Institute</a></h3></div></div></div></body></html>"""


def debates(paragraphs: list[str]) -> str:
    """Contributions with their speakers; column numbers and times stand between them."""
    rows = ""
    for i, text in enumerate(paragraphs):
        if i % 4 == 0:
            rows += f'<div class="contribution"><div class="primary-text"><div class="secondaryText">Ann Merrow (Northport)</div></div><div class="share-drop"><a href="#">Share this specific contribution</a></div><div class="content-body"><p class="hs_Para">{escape(text)}</p></div></div>'
        else:
            rows += f'<div class="contribution"><div class="content-body"><p class="hs_Para">{escape(text)}</p></div></div>'
        if i % 5 == 2:
            rows += '<div class="col-number"><span class="column-number" data-column-number="417">Column 417</span></div><div class="timestamp"><time>3.45 pm</time></div>'
    return f"""<html><body><nav>{_MENU}</nav><div class="header"><h1>Security of the Straits</h1><p>Volume 812: debated on Monday 3 February 2031</p></div><div class="debate-items">{rows}</div>
<div class="hero-banner"><p>Contains Parliamentary information licensed under the Open Parliament Licence v3.0.</p></div><div class="foot"><p>© Parliamentary copyright 2031</p></div></body></html>"""


def newspaper(paragraphs: list[str]) -> str:
    """Kicker, standfirst, byline, an offer between the paragraphs, advertisements, pictures, a rail."""
    out = ""
    for i, text in enumerate(paragraphs):
        out += f'<p class="article__body-text">{escape(text)}</p>'
        if i == 2:
            out += '<div class="piano-inline"><div><strong>Support independent reporting.</strong> Unlimited access for one euro a week.</div><a class="btn" href="/sub">Subscribe now</a></div>'
        if i % 6 == 4:
            out += '<div class="dfp-slot" id="div-gpt-ad-1"><span>Advertisement</span></div><figure><img src="x"><figcaption>Soldiers on parade in Northport. <span>Photograph: A. Pell/Agency</span></figcaption></figure>'
    return f"""<html><body><div class="l-page"><div class="l-header"><a>The Harbour Times</a><ul>{_MENU}</ul></div><div class="l-main"><div class="article__head"><div class="kicker">World</div><h1>Straits: ministers agree</h1><div class="standfirst">Ministers met for two days in Northport</div><div class="byline">By <a>Ana Pell</a> in Northport</div><div class="when">3 Feb 2031, 18:04 CET</div><div>6 min read</div></div>
<div class="article__body">{out}</div><div class="article__end"><div>Ana Pell is the paper's correspondent for the straits.</div><ul class="tagz"><li><a>Straits</a></li><li><a>Defence</a></li></ul></div></div>
<div class="l-rail"><h3>Most read</h3><ol><li><a href="/1">Five things to know about the ferry strike</a></li><li><a href="/2">Why bread is dear again</a></li></ol></div></div></body></html>"""


def newsletter(paragraphs: list[str]) -> str:
    """Nested tables, a hidden first line, links to the browser and out of the list."""
    rows = "".join(
        f'<table width="100%" cellpadding="0"><tbody><tr><td style="padding:12px;font-family:Arial">{escape(text)}</td></tr></tbody></table>'
        for text in paragraphs
    )
    return f"""<html><body style="margin:0"><div style="display:none;max-height:0">Weekly briefing from the mission</div><center><table width="600" border="0"><tr><td align="right" style="font-size:10px"><a href="/v">View this email in your browser</a></td></tr><tr><td><img src="logo.png" alt="Mission"></td></tr>
<tr><td><h1>Weekly briefing</h1>{rows}</td></tr><tr><td style="font-size:10px"><em>Copyright © 2031 Mission, All rights reserved.</em><br>You are receiving this email because you signed up on our website.<br><br>Want to change how you receive these emails?<br>You can <a href="/u">update your preferences</a> or <a href="/un">unsubscribe from this list</a>.</td></tr></table></center></body></html>"""


def saved_from_word(paragraphs: list[str]) -> str:
    """Paragraphs of Office markup with empty ones between them."""
    body = "".join(
        f"<p class=MsoNormal style='text-align:justify;line-height:115%'><span lang=EN-GB style='font-size:12.0pt;font-family:\"Times New Roman\",serif'>{escape(text)}<o:p></o:p></span></p>\n<p class=MsoNormal><span lang=EN-GB><o:p>&nbsp;</o:p></span></p>\n"
        for text in paragraphs
    )
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--><style>p.MsoNormal{{margin:0}}</style></head><body lang=EN-US><div class=WordSection1>
<p class=MsoTitle align=center><b><span>STATEMENT OF THE COUNCIL</span></b></p>{body}</div></body></html>"""


def application(paragraphs: list[str]) -> str:
    """Machine names, no paragraphs, a part of the text in a section named modal."""
    first, second = _halves(paragraphs)
    return f"""<!doctype html><html lang="en"><head><script>window.__DATA__={{"x":"<p>Not text</p>"}}</script></head><body><div id="__next"><div data-testid="shell"><div class="css-1x"><div class="css-2"><a href="/">Ministry</a></div><div class="css-3"><button>Menu</button></div></div>
<div class="css-9 eb1"><div class="css-7"><h1 class="css-8">Statement on the straits</h1><div class="css-5">Published <span>3 February 2031</span> · <span>4 minutes</span></div></div><section class="css-body modal-root-ready">{_p(first, '<div class="css-p"><span>', "</span></div>")}</section><section class="css-body">{_p(second, '<div class="css-p"><span>', "</span></div>")}</section></div>
<div class="css-f"><div>Ministry of Foreign Affairs</div><div>Harbour Street 1, Northport</div><div>Privacy statement</div></div></div></div><script id="__NEXT_DATA__" type="application/json">{{"p":"abc"}}</script></body></html>"""


def long_comments(paragraphs: list[str]) -> str:
    """More comments than text, under a heading that counts them."""
    c = "".join(
        f'<div class="reply" id="c{i}"><div class="who">reader{i} says:</div><div class="when">February {i % 27 + 1}, 2031 at 10:1{i % 10} am</div><div class="what"><p>I do not agree with what the ministers wrote here, since the straits were never closed to anyone and the figures in the third paragraph are years old. Somebody should say so.</p></div></div>'
        for i in range(12)
    )
    return f"""<html><body><div id="wrap"><div id="hd"><h2><a href="/">The Strait Blog</a></h2></div><div id="bd"><div class="entry"><h1>Ministers agree</h1>{_p(paragraphs)}<p class="filed">Filed under: <a href="/c">Straits</a>, <a href="/d">Defence</a></p></div><div id="respond-list"><h3>12 Responses to “Ministers agree”</h3>{c}</div></div><div id="ft">Powered by a blog engine</div></div></body></html>"""


def embassy(paragraphs: list[str]) -> str:
    """Bylines over and under the text; every third paragraph is a quotation."""
    out = "".join(
        f"<blockquote><p>{escape(text)}</p></blockquote>" if i % 3 == 1 else f"<p>{escape(text)}</p>"
        for i, text in enumerate(paragraphs)
    )
    return f"""<html><body><header class="site"><a>Embassy</a></header><div class="grid"><div class="left"><ul>{_MENU}</ul></div><div class="center"><h1>Remarks</h1><p class="post-info">By Embassy Northport | 3 February, 2031 | Topics: <a>Ambassador</a>, <a>News</a></p>{out}<p class="post-info2">By <a>Embassy Northport</a> | 3 February, 2031</p></div></div><footer>x</footer></body></html>"""


def page_of_1998(paragraphs: list[str]) -> str:
    """Open paragraphs, rulers, a line that leads back to the index."""
    return (
        "<HTML><HEAD><TITLE>Statement</TITLE></HEAD><BODY BGCOLOR=white><CENTER><H2>Statement of the Ministers</H2><I>Northport, 3 February 2031</I></CENTER><HR>"
        + "".join(f"<P ALIGN=JUSTIFY>{escape(text)}\n" for text in paragraphs)
        + "<HR><FONT SIZE=-1><A HREF=index.htm>Return to the index</A> | <A HREF=home.htm>Home page</A><BR>Comments to <A HREF=mailto:w@x.org>webmaster</A><BR>Document last modified 4 Feb 1998</FONT></BODY></HTML>"
    )


def press_room_2009(paragraphs: list[str]) -> str:
    """A layout table, small fonts, a printer's line, the address of the page."""
    first, second = _halves(paragraphs)
    return f"""<html><head><title>Statement</title></head><body><table width=760 align=center><tr><td colspan=2><img src=h.gif></td></tr><tr><td width=150 valign=top bgcolor=#ccd><font size=1><a href=a>Press Room</a><br><a href=b>Remarks</a><br><a href=c>Fact sheets</a><br><br><b>Stay Informed</b><br>Sign up for e-mail updates</font></td><td valign=top>
<div align=right><font size=1><a href=t>Text only version</a> | <a href=p>Printer friendly</a> | <a href=e>E-mail this page</a></font></div><p><b><font size=4>Statement by the Press Secretary</font></b></p><p><i>Office of the Press Secretary<br>For Immediate Release<br>February 3, 2031</i></p>
{_p(first, "<p><font face=arial size=2>", "</font></p>")}{_p(second, "<p><font face=arial size=2>", "</font></p>")}<p align=center># # #</p><p><a href=top>Return to this article at:</a><br>http://example.gov/news/releases/2031/02/x.html</p></td></tr><tr><td colspan=2 align=center><font size=1><a href=1>Home</a> | <a href=2>Contact</a> | <a href=3>FOIA</a> | <a href=4>Privacy</a></font></td></tr></table></body></html>"""


def chancellery(paragraphs: list[str]) -> str:
    """A teaser over the text, picture rights, sharing, more on the topic in articles."""
    first, second = _halves(paragraphs)
    return f"""<html><body><div class="bpa-wrapper"><div class="bpa-header">{_MENU}</div><div class="bpa-article"><header><span class="bpa-teaser-kicker">Security policy</span><h1>New ship for the straits</h1><div class="bpa-short-text"><p>The cabinet has decided. The ship will sail in spring.</p></div><p class="bpa-time">Friday, 3 February 2031</p><div class="bpa-reading-time">5 Min. reading time</div></header><figure><div class="bpa-image">Click to enlarge</div><p class="bpa-caption">The chancellor at the shipyard.</p><p class="bpa-copyright">Photo: Federal Government/Pell</p></figure>
<div class="bpa-richtext">{_p(first)}<h2>More money</h2>{_p(second)}</div><div class="bpa-share"><p>Share article</p><ul><li>X</li><li>Email</li></ul></div></div><div class="bpa-more"><h2>More on this topic</h2><article><h3><a>Fifth review of the fleet</a></h3><p>The review of the fleet names three ships that are to be replaced before the end of the decade, and one that is not.</p></article></div></div></body></html>"""


def observers(paragraphs: list[str]) -> str:
    """Labels and facts in spans, a contact box with street and numbers, languages at the end."""
    return f"""<html><body><div class="dialog-off"><div class="topbar2"><a>Skip navigation</a></div><div class="node node--press"><div class="label-above">Press release</div><h1>Observers see calm on the line of contact</h1><div class="meta-line"><span>Publishing date</span> <span>3 February 2031</span> <span>Content type</span> <span>Press release</span> <span>Where we are</span> <a>Special Mission</a></div><div class="body">{_p(paragraphs)}</div>
<div class="contact-box"><h3>Contacts</h3><div><b>Jon Merrow</b></div><div>Spokesperson</div><div>Special Mission to the Sund</div><div>2 Quay Street</div><div>Office: +99 44 382 08 80</div><div>Mobile: +99 67 402 17 16</div><div>jon.merrow@example.org</div></div><div class="also"><span>Also available in</span> <a>French</a> <a>Russian</a></div></div><div class="foot-a"><p>Footer</p><p>The Organisation works for stability, peace and democracy for more than a billion people.</p></div></div></body></html>"""


def resolution_in_quotations(paragraphs: list[str]) -> str:
    """Indented by nested quotations and by spaces, a symbol at the right, a rule of underscores."""
    out = "".join(
        f'<blockquote><blockquote><p align="justify">{escape(text)}</p></blockquote></blockquote>'
        if i % 2
        else f'<p align="justify">&nbsp;&nbsp;&nbsp;&nbsp;{escape(text)}</p>'
        for i, text in enumerate(paragraphs)
    )
    return f"""<html><head><title>Resolution 614</title></head><body><p align="right"><b>S/RES/614 (2031)</b></p><p align="center"><b>Resolution 614 (2031)</b></p><p align="center"><b>Adopted by the Council at its 9417th meeting, on 3 February 2031</b></p>{out}<p align="center">_______</p><p>&nbsp;</p></body></html>"""


def folded_away(paragraphs: list[str]) -> str:
    """Half of the text in an element to be opened."""
    first, second = _halves(paragraphs)
    return f"""<html><body><header>{_MENU}</header><main><h1>Questions and answers</h1>{_p(first)}<details><summary>Read the rest</summary>{_p(second)}</details><div class="collapse" hidden><p>x</p></div></main></body></html>"""


def wide_spaces(paragraphs: list[str]) -> str:
    """Indented by ideographic spaces; font sizes to choose over the text."""
    out = "".join(f'<p style="text-indent:2em">\u3000\u3000{escape(text)}</p>' for text in paragraphs)
    return f"""<html><body><div class="top">{_MENU}</div><div class="crumb">Home &gt; Spokesperson &gt; Regular Press Conference</div><div class="news-title"><h1>Regular press conference</h1><p class="time"><span>Updated: February 03, 2031 19:50</span></p><p class="fs">【Font size: <a>Large</a> <a>Medium</a> <a>Small</a>】</p></div><div class="news-main"><div id="News_Body_Txt_A">{out}</div></div><div class="suggest"><a>Suggest to a Friend:</a> <a>Print</a></div><div class="bot"><p>The Ministry of Foreign Affairs</p><p>No. 2, Harbour Street, Northport, 100701 Tel: 99-10-65961114</p></div></body></html>"""


def names_of_frames(paragraphs: list[str]) -> str:
    """Names that speak of a sidebar and of printing, on the text itself."""
    return f"""<html><body class="two-col has-sidebar"><div class="container no-menu"><div class="col-main with-sidebar-right">{_p(paragraphs, '<div class="text-block print-visible">', "</div>")}</div><div class="col-side sidebar-right"><h3>Upcoming</h3><p>Ambassador Pell speaks at the yearly conference of the harbour association on 5 March in the old customs hall.</p></div></div></body></html>"""


PAGES: dict[str, Callable[[list[str]], str]] = {
    "news story": news_story,
    "council": council,
    "treasury": treasury,
    "debates": debates,
    "newspaper": newspaper,
    "newsletter": newsletter,
    "saved from Word": saved_from_word,
    "application": application,
    "long comments": long_comments,
    "embassy": embassy,
    "page of 1998": page_of_1998,
    "press room, 2009": press_room_2009,
    "chancellery": chancellery,
    "observers": observers,
    "resolution in quotations": resolution_in_quotations,
    "folded away": folded_away,
    "wide spaces": wide_spaces,
    "names of frames": names_of_frames,
}
