"""Lines at the edges of PDF pages: what recurs, what a browser adds, what is text."""

from paratopic.corpus.pdf.lines import Line
from paratopic.corpus.pdf.running_heads import without_running_heads


def line(text, top, page=1):
    return Line(text, 72.0, 300.0, top, top + 10, 10.0, False, page, 20.0)


def kept(*pages):
    found = without_running_heads([list(lines) for lines in pages], [800.0] * len(pages))
    return [[one.text for one in lines] for lines in found]


def test_a_browsers_time_and_address_take_what_stands_beside_them_along():
    page = [
        line("11/25/26, 11:20 PM", 16),
        line("Statement on the Straits", 16),
        line("The ministers met.", 80),
        line("https://example.org/statement", 770),
        line("1/1", 770),
    ]
    assert kept(page) == [["The ministers met."]]


def test_a_date_or_an_address_alone_is_text():
    assert kept([line("2/3/2031, 10:30", 16), line("Northport", 16), line("The ministers met.", 80)]) == [
        ["2/3/2031, 10:30", "Northport", "The ministers met."]
    ]
    assert kept([line("The ministers met.", 80), line("https://example.org", 770)]) == [
        ["The ministers met.", "https://example.org"]
    ]


def test_a_head_that_recurs_at_one_height_is_left_out_and_a_line_of_text_is_not():
    pages = [
        [line("Report of the Mission", 30), line(f"Text {i}.", 100), line("Text again.", 400)]
        for i in range(3)
    ]
    assert kept(*pages) == [[f"Text {i}.", "Text again."] for i in range(3)]


def test_a_head_deep_in_the_margin_recurs_word_for_word_on_most_pages():
    pages = [
        [line("FOR OFFICIAL USE", 110), line(f"Text {i}.", 130), line(f"Text {i}0.", 690)] for i in range(3)
    ]
    assert kept(*pages) == [[f"Text {i}.", f"Text {i}0."] for i in range(3)]
    assert kept(pages[0], [line("Text 5.", 110)], [line("Text 6.", 110)])[0][0] == "FOR OFFICIAL USE"


def test_a_number_alone_or_beside_a_head_is_a_pages_and_in_a_row_of_a_table_it_is_not():
    pages = [
        [line("NSA/COM/31", 30), line(str(i), 30), line("The ministers met.", 300), line(f"{i}/3", 780)]
        for i in (1, 2, 3)
    ]
    assert kept(*pages) == [["The ministers met."]] * 3
    assert kept([line("Halvar", 30), line("900", 31), line("The ministers met.", 300)]) == [
        ["Halvar", "900", "The ministers met."]
    ]
