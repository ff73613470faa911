"""Words by which a page's own matter is known: controls, headings of boxes, consent, newsletters, notices."""

from __future__ import annotations

import re

from paratopic.corpus.marks import DATE

_PHRASE = re.compile(
    r"""(?: skip\ to\ (?:main\ )?(?:content|navigation) | share(?:\ (?:this|on|via)\b.{0,40})? | back\ to\ top
    | top | print(?:\ this\ page)? | tweet | facebook | twitter | linkedin | whatsapp | e-?mail | copy\ link
    | follow\ us.{0,40} | (?:we\ use|this\ (?:web)?site\ uses)\ cookies.* | accept(?:\ all)?(?:\ cookies)?
    | reject(?:\ all)? | cookie\ (?:settings|policy|preferences) | privacy(?:\ policy|\ notice)?
    | terms\ (?:of\ use|and\ conditions) | ©.* | (?:\(c\)|copyright)\s.* | all\ rights\ reserved\W*
    | (?:read|learn)\ more\W* | subscribe.{0,40} | sign\ up.{0,40} | log\ ?in | menu | search | close | home
    | next | previous
    | loading\W* | (?:column|page)\ \d+(?:\ of\ \d+)? | advertisement
    | you\ are\ here:?.* | download(?:\ pdf|\ as\ pdf)? | site\ ?map
    | accessibility | our\ standards:.{0,40}
    | (?:date|author|source|country|countries|attachments?|published|location|topics?|tags?|themes?):\W* )\Z""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
# A short block with one of these words opens a box that is not the text.
BOX_HEADING = re.compile(
    r"""(?:
    related(?:\ (?:content|news|articles?|stories|posts|links|documents|items|information|reading|material))?
    | see\ also | also\ see | read\ (?:next|more|also)\b.* | up\ next | keep\ reading | latest
    | more\ (?:from|news|stories|on|in|about)\b.* | you\ (?:may|might)\ also\ like | recommended(?:\ for\ you)?
    | (?:the\ )?(?:latest|recent|other|further|top)\ (?:news|posts|stories|articles|updates|releases|content)
    | most\ (?:read|popular|viewed|shared) | trending\b.* | archives? | updates\ to\ this\ page | advertisements?
    | share(?:\ (?:this|on|via|with)\b.*)? | follow\ us\b.* | (?:our\ )?newsletters?
    | stay\ (?:connected|informed|in\ touch|up\ to\ date)\b.*
    | (?:get|subscribe|sign\ up|join)\b.*(?:newsletter|updates|e-?mails?|mailing\ list|alerts)\b.*
    | (?:press|media)\ (?:contacts?|en?quir(?:y|ies)|inquir(?:y|ies))
    | (?:we\ value\ your|your)\ privacy | (?:about\ )?(?:our\ use\ of\ )?cookies?(?:\ on\b.*|\ settings)?
    | quick\ links | useful\ links | (?:site|page)\ (?:tools|map|navigation|menu) | main\ (?:menu|navigation)
    | breadcrumbs? | in\ this\ section | on\ this\ page | table\ of\ contents
    | (?:was|is)\ this\ page\ (?:helpful|useful)\b.* | (?:give|send)\ (?:us\ )?(?:your\ )?feedback
    | search\ form | user\ (?:menu|account\ menu)
    )[\s:?!…>»→]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# Over what readers wrote, however much it is.
COMMENTS_HEADING = re.compile(
    r"""(?:leave\ a\ (?:reply|comment)\b.* | (?:post|add|write)\ a\ comment | (?:reader\ )?comments?(?:\ \(\d+\))?
    | (?:\d+|one|two|three)\ (?:comments?|thoughts?|responses?|repl(?:y|ies))\b.*)[\s:?!…>»→]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# Over a box of links only; over running text these may be headings of the document.
LINK_HEADING = re.compile(
    r"""(?:
    topics? | tags? | persons? | people | categor(?:y|ies) | keywords | themes | countr(?:y|ies) | regions?
    | attachments? | downloads? | documents | resources | links | publications? | languages? | geography
    | contacts?(?:\ us)? | media\ contacts? | publication\ status | events | upcoming\ events | multimedia
    | photos? | videos? | gallery | navigation | menu | news | press | about | share | source | sections?
    )[\s:]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# What a site says of itself, in a box of its own.
SITE_WORDS = re.compile(
    r"""\bcookies?\b.{0,300}\b(?:site|website|browser|device|accept|consent|preferences|experience|analytics)\b
    | \b(?:site|website|we)\b.{0,80}\bcookies\b | \b(?:newsletter|inbox|unsubscribe)\b
    | \be-?mail\ address\ (?:will\ not|is\ required) | \brequired\ fields\b | \ball\ rights\ reserved\b | ©
    | \blicen[cs]ed\ under\b | \bnot\ an\ official\ record\b | \b(?:enable|requires)\ javascript\b
    | \bsubscribe\ to\ (?:our|the)\b | \bsign\ up\ (?:for|to)\b | \bfollow\ us\ on\b | \bopt\ in\ to\b
    | \bsubscribe\ now\b | \bunlimited\ access\b | \balready\ a\ subscriber\b | \bdonate\ (?:now|today)\b
    | \byour\ (?:gift|donation)\b
    | \bindependent\ (?:journalism|reporting)\b | \bin\ your\ browser\b | \byou\ are\ receiving\ this\b
    | \bin\ touch\ with\ the\ latest\b | \bwas\ this\ page\ (?:helpful|useful)\b
    | \bterms\ of\ (?:use|service)\b.{0,60}\bprivacy\b""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
REACHED_AT = re.compile(r"[\w.]@[\w-]+\.\w|\+\d[\d ()-]{6,}|\b(?:tel|phone|fax)\b", re.IGNORECASE)
# A sentence, a place and date, a signature: more than a scrap.
SAYS = re.compile(
    rf"\w{{2}}[.!?;:][\"'”’)]*\s*(?:\n|\Z)|[^\W\d_]{{3,}},\s+{DATE}|\(?Signed\b|\bDone (?:at|in)\b", re.M
)


def is_phrase(text: str) -> bool:
    """Tell whether a short block is a control of the page rather than text: "Share", "Back to top"."""
    return len(text) < 200 and _PHRASE.match(text.strip()) is not None


_LEADS = re.compile(
    r"\b(?:webmaster|return to|back to|home ?page|site ?map|main (?:page|index)|last modified)\b", re.I
)


def is_way_out(text: str) -> bool:
    """Tell whether a short block with links only leads elsewhere: "Return to the index | Home page"."""
    return len(text) < 200 and text[-1] not in ".;:!?" and _LEADS.search(text) is not None
