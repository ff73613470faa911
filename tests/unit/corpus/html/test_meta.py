"""Lines of a page that only say who, when and under which topics; frames that keep their text; tags that mislead."""

from textwrap import wrap

import pytest

from paratopic.corpus import load_options
from paratopic.corpus.html.meta import is_metadata
from paratopic.corpus.read import read_raw
from paratopic.errors import InputError


@pytest.mark.parametrize(
    "line",
    [
        "By Embassy Northport | 3 February, 2031 | Topics: Ambassador, News",
        "Published 3 February 2031 · 4 minutes",
        "Filed under: Straits, Defence",
        "1:05 p.m. EST",
        "6 min read",
        "3 February 2031 - 14:50",
        "By Ana Pell in Northport",
        "Last review: 4 February 2031",
        "Reference: S/2031/614",
    ],
)
def test_metadata_is_known(line):
    assert is_metadata(line)


@pytest.mark.parametrize(
    "line",
    [
        "By land and sea we will defend every inch",
        "By 2030 we will spend 3 per cent.",
        "Topics: the ministers discussed sanctions and aid.",
        "The meeting rose at 3.45 p.m.",
        "12.5",
        "On 3 February 2031 the council froze assets",
    ],
)
def test_text_is_no_metadata(line):
    assert not is_metadata(line)


SENTENCE = (
    "The ministers agreed that the second brigade would stay in the valley until the spring of the year. "
)


def texts(markup):
    _, paragraphs = read_raw(markup.encode(), kind="html", name="d", source="d", options=load_options())
    return [paragraph.text for paragraph in paragraphs]


def test_a_frame_named_like_a_box_keeps_its_text():
    halves = "".join(
        f"<section class='body modal-ready'><p>{SENTENCE * 2}{i}.</p></section>" for i in range(4)
    )
    assert len(texts(f"<main>{halves}</main>")) == 4


def test_many_small_elements_named_like_furniture_are_text_together():
    parts = "".join(f"<div class='print-visible'>{SENTENCE}{i}.</div>" for i in range(12))
    assert len(texts(f"<body>{parts}</body>")) == 12


def test_a_small_box_named_so_goes():
    found = texts(
        f"<main><p>{SENTENCE * 5}</p><p>{SENTENCE * 4}</p><div class='modal'>{SENTENCE}</div></main>"
    )
    assert len(found) == 2


def test_a_page_whose_every_part_is_named_like_furniture_is_read_whole():
    found = texts(
        f"<div class='sidebar'><p>{SENTENCE}</p></div><div class='sidebar'><p>{SENTENCE * 2}</p></div>"
    )
    assert len(found) == 2


def test_marks_of_notes_do_not_change_the_word_before_them():
    found = texts(
        f"<p>{SENTENCE}It is the spear<a href='#n1'>[1]</a>, and the shield<sup><a href='#n2'>2</a></sup>.</p>"
    )
    assert found == [f"{SENTENCE}It is the spear, and the shield."]


def test_what_is_said_of_a_picture_goes_and_a_quotation_in_a_figure_stays():
    found = texts(
        f"<p>{SENTENCE}</p><figure><img src='a'><figcaption>Soldiers on parade.</figcaption></figure>"
        f"<figure><blockquote>{SENTENCE}</blockquote></figure>"
    )
    assert found == [SENTENCE.strip()] * 2


@pytest.mark.parametrize("name", ["sdfootnote1", "_ftn1", "fn:1", "footnote-1", "cite_note-3"])
def test_notes_of_editors_and_word_processors_are_footnotes(name):
    markup = f"<p>{SENTENCE}</p><div id='{name}'><p><a href='#back'>1</a> Letter of the envoy.</p></div>"
    _, found = read_raw(markup.encode(), kind="html", name="d", source="d", options=load_options())
    assert [(p.kind, p.text) for p in found] == [
        ("text", SENTENCE.strip()),
        ("footnote", "Letter of the envoy."),
    ]


def test_running_heads_of_an_office_suite_go():
    found = texts(
        f"<div title='header'><p>Ministry</p></div><p>{SENTENCE}</p><div title='footer'><p>Page 1</p></div>"
    )
    assert found == [SENTENCE.strip()]


def kinds(markup):
    _, paragraphs = read_raw(markup.encode(), kind="html", name="d", source="d", options=load_options())
    return [(paragraph.kind, paragraph.heading, " ".join(paragraph.text.split())) for paragraph in paragraphs]


def test_a_number_in_a_cell_of_its_own_belongs_to_its_paragraph():
    rows = "".join(f"<table><tr><td><p>({i})</p></td><td><p>{SENTENCE}</p></td></tr></table>" for i in (1, 2))
    page = f"<table><tr><td>EN</td><td>Official Journal</td><td>L 209/1</td></tr></table>{rows}"
    assert texts(f"<body>{page}</body>") == [
        "EN | Official Journal | L 209/1",
        f"(1) {SENTENCE.strip()}",
        f"(2) {SENTENCE.strip()}",
    ]


def test_a_number_before_a_heading_or_at_the_end_stays_where_it_is():
    assert texts(f"<p>12.</p><h2>Ports</h2><p>{SENTENCE}</p><p>(b)</p>") == ["12.", SENTENCE.strip(), "(b)"]


def test_titles_of_an_official_journal_are_headings():
    page = f"<p class='oj-doc-ti'>COUNCIL DECISION</p><p class='oj-ti-art'>Article 1</p><p>{SENTENCE}</p>"
    assert kinds(page) == [("text", "COUNCIL DECISION / Article 1", SENTENCE.strip())]


def test_spans_that_are_shown_as_blocks_are_blocks():
    page = "".join(f"<span style='display: block'>{SENTENCE}{i}.</span>" for i in range(3))
    assert len(texts(f"<div>{page}</div>")) == 3


def test_numbers_of_printed_pages_are_taken_out_of_their_sentence():
    mark = "<span class='printed-page' id='page-8000'><span> Start Printed Page 8000 </span></span>"
    page = f"<p>The ministers agreed that the second brigade {mark}would stay in the valley.</p>"
    assert texts(page * 2)[0] == "The ministers agreed that the second brigade would stay in the valley."


def test_a_page_of_preformatted_text_is_read_as_text():
    first = (
        "  The clerk read the bill, which the house had passed on Monday\nwith two amendments on the ports."
    )
    page = "\n".join([first.replace("bill", f"bill {i}") for i in range(4)])
    turns = "  Mr. Merrow. I yield.\n  Ms. Pell. I thank my friend."
    found = texts(
        f"<html><head><title>Record</title></head><body><pre>\n{page}\n\n{turns}\n</pre></body></html>"
    )
    assert len(found) == 6
    assert found[4:] == ["Mr. Merrow. I yield.", "Ms. Pell. I thank my friend."]


def test_preformatted_text_within_a_page_is_one_block_of_it():
    page = f"<p>{SENTENCE}</p><pre>12 ships\n14 crews</pre><p>{SENTENCE}</p>"
    assert [" ".join(text.split()) for text in texts(page)] == [
        SENTENCE.strip(),
        "12 ships 14 crews",
        SENTENCE.strip(),
    ]


def test_labels_of_fields_licences_and_counters_are_no_text():
    around = (
        "<div><div class='field-label'>Date:&nbsp;</div></div>",
        "<div class='sharedaddy sd-like'><span>Like</span> <span>Loading...</span></div>",
        "<div class='licenseContainer'><p>This work is in the public domain.</p></div>",
    )
    page = f"<main>{around[0]}<div>{f'<p>{SENTENCE}</p>' * 3}</div>{around[1]}{around[2]}</main>"
    assert texts(page) == [SENTENCE.strip()] * 3


def test_a_page_with_a_paragraph_for_each_line_is_put_together():
    first = "The ministers reviewed the harbour works and the timetable of the ferry, which had slipped. "
    second = "They agreed to meet in the spring, once the engineers had reported on the quay and its piles. "
    page = "".join(f"<p>{line}</p>" for text in (first * 3, second * 3) for line in wrap(text, 60))
    assert [" ".join(text.split()) for text in texts(f"<div>{page}</div>")] == [
        (first * 3).strip(),
        (second * 3).strip(),
    ]


def test_a_page_that_its_scripts_fill_in_says_so():
    page = b"<html><body><noscript>Enable JavaScript.</noscript><div id=root></div><script src=a.js></script></body>"
    with pytest.raises(
        InputError, match="expected a page with text, found one that its scripts fill in; save it"
    ):
        read_raw(page, kind="html", name="p", source="p", options=load_options())


@pytest.mark.parametrize("sign", ["↩", "↩\ufe0e", "^", "↑", "[3]"])
def test_signs_that_lead_to_a_note_and_back_are_no_words(sign):
    page = f"<p>{SENTENCE}<a href='#fn3'>3</a></p><p>{SENTENCE}<a href='#ref3'>{sign}</a></p>"
    found = read_raw(page.encode(), kind="html", name="p", source="p", options=load_options())[1]
    assert {one.text for one in found} == {SENTENCE.strip()}
