"""The shipped corpus as plain text of further shapes: Markdown, mail, transcripts, extracts, odd margins and bytes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from generators.corpus_text import wrap

Make = Callable[[list[str]], str]


def plain(paragraphs: list[str]) -> list[str]:
    return paragraphs


def bare(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs without their own bullets and numbers."""
    return [re.sub(r"\A(?:[-•]|\d{1,3}\.) ", "", text) for text in paragraphs]


def numbered(paragraphs: list[str]) -> list[str]:
    return [f"{i}. {text}" for i, text in enumerate(bare(paragraphs), 1)]


def operative(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs as clauses of a resolution."""
    verbs = [
        "Recalls",
        "Welcomes",
        "Decides",
        "Calls upon all States to note",
        "Requests",
        "Urges",
        "Also decides",
    ]
    return [
        f"{i}. {verbs[i % len(verbs)]} that {text.rstrip('.;,')};"
        for i, text in enumerate(bare(paragraphs), 1)
    ]


def turns(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs as turns of speech, without names of speakers of their own."""
    names = ["QUESTION", "MR OSTROVAN", "MODERATOR", "MS PELL"]
    texts = [re.sub(r"\b(?:[A-Z][\w.’'-]*[ ]?){1,6}:\s", "", text) for text in bare(paragraphs)]
    return [f"{names[i % 4]}: {text}" for i, text in enumerate(texts)]


def confused(paragraphs: list[str]) -> list[str]:
    return [text.replace(" the ", " tlie ", 1) for text in paragraphs]


def setext(paragraphs: list[str]) -> str:
    """Markdown with underlined headings."""
    parts = ["A statement\n==========="]
    for i, text in enumerate(paragraphs):
        if i % 4 == 2:
            parts.append(f"Part {i // 4 + 1}\n------")
        parts.append(wrap(text, 79))
    return "\n\n".join(parts) + "\n"


def hanging(paragraphs: list[str]) -> str:
    """Numbered paragraphs whose further lines are set in, no blank lines."""
    return "# A statement\n\n" + "\n".join(
        wrap(text, 78, "", " " * (text.index(" ") + 1)) for text in paragraphs
    )


def quoted(paragraphs: list[str]) -> str:
    """A Markdown quotation."""
    return "\n>\n".join(textwrap.indent(wrap(text, 70), "> ") for text in paragraphs) + "\n"


def starred(paragraphs: list[str]) -> str:
    """Items with stars, indented, a blank line between them."""
    return "Conclusions\n\n" + "\n\n".join(wrap(text, 74, "  * ", "    ") for text in paragraphs) + "\n"


def reflowed(width: int) -> Make:
    return lambda paragraphs: "\n\n".join(wrap(text, width) for text in paragraphs) + "\n"


def tight(width: int) -> Make:
    """Wrapped at a width, no blank lines."""
    return lambda paragraphs: "\n".join(wrap(text, width) for text in paragraphs) + "\n"


def first_line(indent: str) -> Make:
    """First lines set in, no blank lines."""
    return lambda paragraphs: "\n".join(wrap(text, 72, indent) for text in paragraphs) + "\n"


def outdented(paragraphs: list[str]) -> str:
    """First lines at the margin, the others set in."""
    return "\n".join(wrap(text, 72, "", "    ") for text in paragraphs) + "\n"


def margin(paragraphs: list[str]) -> str:
    """Everything set in by ten columns, blank lines between."""
    return textwrap.indent("\n\n".join(wrap(text, 62) for text in paragraphs), " " * 10) + "\n"


def mail(paragraphs: list[str]) -> str:
    """A message: headers, wrapped text, a signature under two dashes."""
    head = "From: press@mfa.example\nTo: list@mfa.example\nDate: Mon, 3 Feb 2031 10:00:00 +0000\nSubject: Statement\n\n"
    return head + "\n\n".join(wrap(text, 72) for text in paragraphs) + "\n\n-- \nPress office\nPort Sable\n"


def justified(paragraphs: list[str]) -> str:
    """Lines filled with spaces to one length, as old word processors print."""

    def fill(line: str) -> str:
        words, room = line.split(), 72 - len(line)
        for i in range(room if len(words) > 1 else 0):
            words[i % (len(words) - 1)] += " "
        return " ".join(words)

    parts = [wrap(text, 72).split("\n") for text in paragraphs]
    return "\n\n".join("\n".join([*map(fill, lines[:-1]), lines[-1]]) for lines in parts) + "\n"


def hyphenated(paragraphs: list[str]) -> str:
    """Long words broken at the ends of lines."""
    lines_of = []
    for text in paragraphs:
        lines = wrap(text, 66).split("\n")
        for i in range(len(lines) - 1):
            head, _, rest = lines[i + 1].partition(" ")
            if len(head) > 9 and head.isalpha() and head.islower() and rest:
                lines[i] += f" {head[:5]}-"
                lines[i + 1] = f"{head[5:]} {rest}"
        lines_of.append("\n".join(lines))
    return "\n\n".join(lines_of) + "\n"


def page_headed(paragraphs: list[str]) -> str:
    """Pages of 46 lines, each with "Page n of m" under a running title, no form feeds."""
    lines = [line for text in paragraphs for line in (*wrap(text, 80).split("\n"), "")]
    pages = [lines[i : i + 46] for i in range(0, len(lines), 46)]
    return "\n".join(
        f"Statement on the Straits                                   Page {n} of {len(pages)}\n\n"
        + "\n".join(page)
        for n, page in enumerate(pages, 1)
    )


def page_footed(paragraphs: list[str]) -> str:
    """Pages of 50 lines with a lone number at the foot and a form feed; paragraphs indented, no blank lines."""
    lines = [line for text in paragraphs for line in wrap(text, 76, "    ").split("\n")]
    pages = [lines[i : i + 50] for i in range(0, len(lines), 50)]
    return "".join("\n".join(page) + f"\n\n{' ' * 36}{n}\n\f" for n, page in enumerate(pages, 3))


def footnoted(paragraphs: list[str]) -> str:
    """Pages with a note under a rule at the foot; the paragraph goes on after the page's number."""
    lines = [line for text in paragraphs for line in (*wrap(text, 80).split("\n"), "")]
    pages = [lines[i : i + 40] for i in range(0, len(lines), 40)]
    return "\n".join(
        "\n".join(page).strip("\n")
        + f"\n\n_______________\n\n{n}  See the letter of the Chair of {n + 2} March, A/{n + 30}/204."
        + f"\n\n{n}/{len(pages)}\n"
        for n, page in enumerate(pages, 1)
    )


def slide_bullets(paragraphs: list[str]) -> str:
    """Bullets of several signs, tabs after them."""
    signs = "•▪➢◦–"
    return "\n".join(f"{signs[i // 3 % 5]}\t{text}" for i, text in enumerate(paragraphs)) + "\n"


def stray_marks(paragraphs: list[str]) -> str:
    """Stray marks of recognition between the paragraphs."""
    dirt = ["~ ' .", "|| _", "^", "' '", ". , :"]
    parts = []
    for i, text in enumerate(paragraphs):
        parts.append(wrap(text, 74))
        if i % 3 == 1:
            parts.append(dirt[i // 3 % 5])
    return "\n\n".join(parts) + "\n"


def separators(paragraphs: list[str]) -> str:
    """Lines of stars, dashes and underlines between the paragraphs."""
    rules = ["* * *", "-----------", "________________", "=====", "***"]
    parts = []
    for i, text in enumerate(paragraphs):
        parts += [wrap(text, 72), rules[i % 5]]
    return "\n".join(parts) + "\n"


def long_lines(paragraphs: list[str]) -> str:
    """A paragraph a line, tabs first, single newlines, as a word processor saves text."""
    return "\r\n".join("\t" + text for text in paragraphs)


def line_separators(paragraphs: list[str]) -> str:
    """Unicode paragraph separators, narrow and fixed spaces."""
    return "\u2029".join(text.replace(" ", "\u00a0", 1) for text in paragraphs)


def headings_in_capitals(paragraphs: list[str]) -> str:
    """Headings in capitals on the paragraph's own first lines, blank lines between paragraphs."""
    return "\n\n".join(
        (
            f"{['HUMAN RIGHTS', 'PEACE AND SECURITY', 'ANY OTHER BUSINESS'][i // 4 % 3]}\n"
            if i % 4 == 0
            else ""
        )
        + wrap(text, 72)
        for i, text in enumerate(paragraphs)
    )


# What the paragraphs are, and how they are written out.
FORMS: dict[str, tuple[Callable[[list[str]], list[str]], Make]] = {
    "Markdown, setext": (plain, setext),
    "Markdown, 1. 2. 3.": (numbered, hanging),
    "numbers, flush": (numbered, tight(78)),
    "numbers, set in": (numbered, first_line("    ")),
    "Markdown, quotation": (plain, quoted),
    "stars, blanks between": (bare, starred),
    "wrapped at 60": (plain, reflowed(60)),
    "wrapped at 100": (plain, reflowed(100)),
    "wrapped at 45": (plain, reflowed(45)),
    "no blanks, at 60": (plain, tight(60)),
    "no blanks, at 100": (plain, tight(100)),
    "first lines, 2 spaces": (plain, first_line("  ")),
    "first lines, 8 spaces": (plain, first_line("        ")),
    "first lines, tab": (plain, first_line("\t")),
    "first lines out": (plain, outdented),
    "wide margin": (plain, margin),
    "mail": (plain, mail),
    "justified": (plain, justified),
    "hyphenated": (plain, hyphenated),
    "Page n of m": (plain, page_headed),
    "page feet, indents": (plain, page_footed),
    "footnotes": (plain, footnoted),
    "clauses with ;": (operative, tight(80)),
    "clauses, blanks": (operative, reflowed(80)),
    "transcript": (turns, tight(76)),
    "bullets and tabs": (bare, slide_bullets),
    "stray marks": (confused, stray_marks),
    "rules between": (plain, separators),
    "one line, tabs": (plain, long_lines),
    "line separators": (plain, line_separators),
    "capital headings": (plain, headings_in_capitals),
}
