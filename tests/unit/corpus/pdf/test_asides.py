"""Boxes beside the text, numbers of lines in the margin, stamps over it: told by where lines stand."""

from math import pi

from paratopic.corpus.pdf.asides import part_asides
from paratopic.corpus.pdf.layout import reading_order
from paratopic.corpus.pdf.line_numbers import without_line_numbers
from paratopic.corpus.pdf.lines import Line
from paratopic.corpus.pdf.runs import upright

TEXT = "The ministers met in the city and agreed on"


def line(text, top, left=72.0, right=300.0, size=10.0):
    return Line(text, left, right, top, top + size, size, False, 1, 20.0, base=top + 0.8 * size)


def text(count, step=13.5, right=300.0):
    return [line(f"{TEXT} {n}", 100 + step * n, right=right) for n in range(count)]


def test_a_box_stands_apart_and_the_text_goes_on_past_it():
    lines = text(12, right=500.0)
    for one in lines[2:8]:
        one.right = 300.0
    box = [
        line(entry, 128 + 11 * n, 320.0, 420.0, 8.0)
        for n, entry in enumerate(["Key figures", "12 districts", "340,000 displaced"])
    ]
    parts = part_asides([*lines, *box])
    assert [part[0].aside for part in parts] == [False] * (len(parts) - 1) + [True]
    assert [one.text for part in parts[:-1] for one in part] == [one.text for one in lines]
    assert parts[-1] == box


def test_rows_of_a_table_and_numbers_of_paragraphs_are_no_boxes():
    table = [line(f"{name} of the year", 100 + 13.5 * n, 320.0, 400.0) for n, name in enumerate("abcdef")]
    numbers = [line(f"{n}.", 100 + 27.3 * n, 60.0, 68.0) for n in range(5)]
    assert part_asides([*text(6), *table]) == [[*text(6), *table]]
    assert part_asides([*text(12), *numbers]) == [[*text(12), *numbers]]


def test_an_initial_is_the_first_letter_of_its_word():
    rows = [
        line("T", 98, 72.0, 95.0, 34.0),
        *(
            line(entry, 100 + 13.5 * n, 97.0)
            for n, entry in enumerate(["he ministers met and", "thanked their hosts"])
        ),
    ]
    assert [one.text for one in reading_order(rows)[0]] == ["The ministers met and", "thanked their hosts"]
    rows = [line("A", 98, 72.0, 95.0, 34.0), line("decade has ended and", 100, 97.0)]
    assert reading_order(rows)[0][0].text == "A decade has ended and"


def test_numbers_of_lines_are_left_out_on_short_pages_too_and_numbers_of_paragraphs_stay():
    full = [*text(10), *(line(str(n + 1), 100 + 13.5 * n, 50.0, 60.0) for n in range(10))]
    short = [*text(3), *(line(str(n + 11), 100 + 13.5 * n, 50.0, 60.0) for n in range(3))]
    assert without_line_numbers([full, short]) == [text(10), text(3)]
    fifths = [*text(16), *(line(str(5 * n), 100 + 13.5 * (5 * n - 1), 50.0, 60.0) for n in (1, 2, 3))]
    assert without_line_numbers([fifths]) == [text(16)]
    paragraphs = [*text(20), *(line(str(n + 1), 100 + 40.5 * n, 50.0, 60.0) for n in range(7))]
    assert without_line_numbers([paragraphs]) == [paragraphs]


def test_stamps_are_left_out_and_a_page_of_turned_text_is_not():
    def run(letters, index):
        return [(letter, 0.0, 0.0, 0.0, 0.0, index) for letter in letters]

    runs = [run("The ministers met.", 0), run("DRAFT", 1), run("VerDate Sep 11", 2)]
    angles = [0.0, pi / 4, pi / 2]
    assert [*upright(runs, angles.__getitem__)] == [runs[0]]
    assert [*upright(runs[1:], angles.__getitem__)] == [runs[2]]
