"""Mails and saved pages: the body as web page or text, subject and day; attachments are named, not read."""

from email.message import EmailMessage

import pytest

from paratopic.corpus import classifier_text, load_options
from paratopic.corpus.read import read_raw
from paratopic.errors import InputError, ParatopicWarning

FIRST = "The council imposed an arms embargo on Vantara and froze the assets of twelve of its companies."
SECOND = (
    "“Größere Hilfe” for the displaced is to follow in spring, when the roads over the pass are open again."
)


def message(*, html=None, plain=None, **headers):
    found = EmailMessage()
    for name, value in headers.items():
        found[name] = value
    if plain:
        found.set_content(plain)
    if html:
        (found.add_alternative if plain else found.set_content)(html, subtype="html")
    return found


def read(found):
    raw = found if isinstance(found, bytes) else found.as_bytes()
    document, paragraphs = read_raw(raw, kind="mail", name="m", source="m.eml", options=load_options())
    assert all(document.text[p.start : p.end] == p.text for p in paragraphs)
    return document, [classifier_text(paragraph) for paragraph in paragraphs]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_text_is_decoded_and_read_like_any_other(charset):
    second = SECOND if charset == "utf-8" else SECOND.replace("“", '"').replace("”", '"')
    found = EmailMessage()
    found["Subject"] = "Sanktionen gegen Vantara – erste Runde"
    found["Date"] = "Mon, 3 Mar 2031 10:00:00 +0100"
    found.set_content(f"{FIRST}\n\n{second}\n", charset=charset, cte="quoted-printable")
    document, paragraphs = read(found)
    assert paragraphs == [FIRST, second]
    assert (document.title, document.date, document.encoding) == (
        "Sanktionen gegen Vantara – erste Runde",
        "2031-03-03",
        None,
    )


def test_of_page_and_text_the_page_is_read():
    page = f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    assert read(message(plain="See the page.", html=page))[1] == [FIRST, SECOND]


def test_a_page_saved_by_a_browser_keeps_its_own_date():
    head = '<head><meta property="article:published_time" content="2031-02-01"></head>'
    page = f"<html>{head}<body><p>{FIRST}</p></body></html>"
    found = message(
        html=page,
        From="<Saved by Blink>",
        Subject="A round of sanctions",
        Date="Mon, 3 Mar 2031 10:00:00 +0000",
    )
    found.make_related()
    found.add_related(b"\x89PNG", maintype="image", subtype="png")
    document, paragraphs = read(found)
    assert (document.date, document.title, paragraphs) == ("2031-02-01", "A round of sanctions", [FIRST])


def test_attachments_are_counted_in_a_warning():
    found = message(plain=FIRST)
    found.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.warns(ParatopicWarning, match=r"m\.eml: attachments are not read: 1\."):
        assert read(found)[1] == [FIRST]


@pytest.mark.parametrize("date", ["", "no day", "Mon, 99 Mar 2031 10:00:00 +9999"])
def test_a_date_that_is_none_is_left_out(date):
    raw = f"Subject: =?utf-8?q?broken\nDate: {date}\n\n{FIRST}\n".encode()
    document, paragraphs = read(raw)
    assert (document.date, paragraphs) == (None, [FIRST])


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: nothing\n\n",
        b"Content-Type: image/png\n\nabc",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x--\n",
    ],
)
def test_a_message_without_a_text_is_refused(raw):
    with pytest.raises(InputError, match="expected a message with a text, found none"):
        read(raw)


def test_too_many_parts_are_refused():
    parts = b"--x\n\n" * 20_000
    with pytest.raises(InputError, match="at most 10000 parts, found 20000"):
        read(b"Content-Type: multipart/mixed; boundary=x\n\n\n" + parts)


def test_parts_nested_without_end_are_refused():
    inner = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(3000))
    with pytest.raises(InputError):
        read(f"{inner}\n{FIRST}\n".encode())
