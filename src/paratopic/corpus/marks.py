"""The signs by which a line shows what it is: a list item, a clause, a turn of speech, a heading."""

from __future__ import annotations

import re

_SYMBOLS = "\uf020-\uf0ff"  # signs of the fonts Symbol and Wingdings, where a program kept their places
BULLETS = f"-–—*•·‣◦▪■●○◆◇►▸➢➤➔✓✔\x88{_SYMBOLS}"
# A second level's "o", and what Wingdings' arrow and square become where their places are read as letters.
LETTER_BULLET = r"(?:o(?=[^\S\n]{3}|\t|[^\S\n][A-Z])|[Ø§](?=[^\S\n]+[^\W\d]))"
_NUMBER = (
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|"
    r"\d{1,2}(?:\.\d{1,2}){1,3}(?=[^\S\n]+[“‘\"]?[A-ZÀ-Þ]))"  # "1.3 The Partner", not "1.3 million"
)
# A mark alone on its line ("12.", "(a)", "•"): PDF extractors tear it off its paragraph.
LONE_MARK = re.compile(rf"[^\S\n]*(?:{_NUMBER}|[{BULLETS}•])[^\S\n]*\Z")
NUMBERED_TITLE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[^\S\n]+[A-ZÀ-Þ]")
NOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:(?=\s)")  # a footnote in Markdown
# Any mark at the start of a block.
MARK = re.compile(
    rf"[^\S\n]*(?:{_NUMBER}|[§¶][^\S\n]?\d+\.?|--?|[{BULLETS}]|{LETTER_BULLET}|{NOTE.pattern})(?=\s)"
)
# A bullet without a space after it: one alone may be a minus or a dash.
TIGHT = re.compile(rf"[^\S\n]*[-–•*▪{_SYMBOLS}](?=[\dA-ZÀ-Þ][\w,.]*[^\S\n])")

# How the clauses of resolutions and conclusions start.
CLAUSE = re.compile(
    r"""[^\S\n]*(?=[A-Z])(?:(?:Further|Also|Strongly|Deeply|Gravely|Again|Once)\s+)?(?:
    (?<=[a-z]\ )[a-z]{3,}(?:ing|[^s]s|ed)
    | Acknowledging | Acting | Adopting | Affirming | Alarmed | Anxious | Appreciating | Approving | Aware
    | Bearing | Believing | Commending | Concerned | Concluding | Condemning | Confirming | Conscious |
    Considering | Contemplating | Continuing | Convinced | Declaring | Deeply | Demanding | Deploring |
    Desiring | Desirous | Determined | Determining | Disturbed | Emphasizing | Emphasising | Encouraged
    | Encouraging | Endorsing | Expecting | Expressing | Firmly | Fully | Guided | Having | Highlighting
    | Keeping | Looking | Mindful | Noting | Observing | Paying | Persuaded | Pursuing | Reaffirming |
    Realizing | Recalling | Recognizing | Recognising | Referring | Regretting | Reiterating | Remaining
    | Reminding | Resolved | Seized | Seriously | Sharing | Strongly | Stressing | Supporting | Taking |
    Underlining | Underscoring | Viewing | Welcoming | Accepts | Acknowledges | Adopts | Affirms |
    Appeals | Appoints | Approves | Authorizes | Authorises | Calls | Commends | Condemns | Confirms |
    Considers | Decides | Declares | Demands | Deplores | Determines | Directs | Draws | Emphasizes |
    Emphasises | Encourages | Endorses | Establishes | Expresses | Extends | Instructs | Intends |
    Invites | Mandates | Notes | Proclaims | Reaffirms | Recalls | Recognizes | Recognises | Recommends
    | Regrets | Reiterates | Rejects | Reminds | Renews | Requests | Resolves | Solemnly | Stresses |
    Strongly | Supports | Takes | Underlines | Underscores | Urges | Welcomes
    )\b""",
    re.VERBOSE,
)
_CAPITAL_CLAUSE = re.compile(CLAUSE.pattern, re.VERBOSE | re.IGNORECASE)


def is_clause(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch starts as the clauses of resolutions do, in telex too."""
    found = CLAUSE.match(text, start, end)
    if found is None and text[start : start + 8].isupper():
        found = _CAPITAL_CLAUSE.match(text, start, end)
    return found is not None


WORDS = re.compile(r"[^\W\d_]{2,}|\d+")
_NAME = r"[A-ZÀ-Þ][\w’'.\-]*"
# "BOB CARR:", "Mr. Brencick (United States):", "QUESTION:", "Q:"; at most eight words.
SPEAKER = re.compile(
    rf"[^\S\n]*((?:Q|A|{_NAME})(?:[^\S\n]+(?:{_NAME}|of|the|for|and|de|van|von|al|\([^)\n]{{1,60}}\))){{0,8}})"
    r"[^\S\n]?:(?=\s)"
)
SPEAKING = re.compile(
    r"(?:[A-ZÀ-Þ’'.\-]{2,}[^\S\n]*)+$|(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|The|Prof|President|Minister|Chair|Secretary|"
    r"Spokes\w+|Moderator|Question|Answer|Journalist|Reporter|Interpreter|Ambassador|General|Q|A|M)\b"
)

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[^\S\n]+{_MONTH},?[^\S\n]+\d{{4}}|{_MONTH}[^\S\n]+\d{{1,2}},?[^\S\n]+\d{{4}}|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_CLOCK = r"\d{1,2}[:.]\d{2}[^\S\n]*[ap]\.?[^\S\n]?m\.?(?:[^\S\n]+\(?[A-Z]{2,5}\)?)?"  # "1:18 p.m. EDT"
DATELINE = re.compile(rf"(?:[^\n]{{0,60}}?{DATE}[^\n]{{0,40}}|{_CLOCK})\Z", re.I)
SIGNATURE = re.compile(
    r"\(?Signed\)?\b|/s/|Yours\s+(?:sincerely|faithfully|truly)|Sincerely\b|(?:With\s+)?(?:Kind|Best)\s+regards|"
    r"Respectfully\b|--[^\S\n]*\n|Done\s+(?:at|in)\s+[A-Z]",
)
# A heading in Markdown ("# Aid"), AsciiDoc or a wiki ("== Aid =="), or of a web page as html2text shows it.
ATX = re.compile(
    r"[^\S\n]{0,3}(?:#{1,6}[^\S\n]+.+?[^\S\n]*#*|={1,6}[^\S\n]+[^\s=].*?[^\S\n]*=*|"
    r"(?P<stars>\*{2,6})[^\S\n]+[^\s*].*?[^\S\n]+(?P=stars))\Z"
)
BOLD = re.compile(r"(?:\*\*|__|<u>|<b>)+([^\n*<]+?)(?:\*\*|__|</u>|</b>)+:?\Z")
RULE = re.compile(r"[^\S\n]*(?:[-_=*~—–.•·]{3,}|(?:[-_=*~•·#][^\S\n]*){3,}|\\?#{1,3})[^\S\n]*\Z")

# Second halves of compounds that keep their hyphen where a line ends in it: "evidence-based", "follow-up".
SECOND_HALVES = frozenset(
    (
        *("based", "led", "related", "brokered", "wide", "term", "scale", "level"),
        *("range", "making", "keeping", "building", "sharing", "called", "being", "old"),
        *("day", "year", "style", "type", "border", "party", "held", "run"),
        *("owned", "backed", "sponsored", "driven", "affected", "hit", "linked", "made"),
        *("wing", "state", "the", "in", "of", "to", "and", "up"),
        *("off", "on"),
    )
)
# Words that never end a sentence or a heading: what follows a blank line belongs to the same sentence.
JOINING = re.compile(
    r"\b(?:the|a|an|of|and|or|to|in|on|at|by|for|with|from|that|which|as|its|their|our|his|her|into|upon|under|"
    r"between|among|against|including|than|is|are|was|were|be|been|has|have|had|will|would|shall|should|may|can|"
    r"this|these|those|such|all|any|no|not|but|if|who|whose|through|towards?|over|during|via|per)\Z",
    re.I,
)
TERMINAL = re.compile(
    r"[.!?;:…][)\]\"'”’»*_]*[¹²³⁴-⁹⁰]*\Z|(?<=[^\W\d_])[.!?;:…][)\]\"'”’»]* ?\[?\d{1,2}\]?\Z"
)
# A line inside a block that may start a paragraph: by a mark or an indent (the group), or by its capital alone.
INNER = re.compile(
    rf"\n(?:([^\S\n]*(?:[{BULLETS}#§¶=_~(]|\[\^|Q\s|{_NUMBER}\s|{LETTER_BULLET})|[ \t])|(?=[^\Wa-zß-öø-ÿ]))"
)
