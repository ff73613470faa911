"""Characters of a page to runs, with a stand-in for pdfium that gives each its code and its place."""

from types import SimpleNamespace

from paratopic.corpus.pdf.runs import runs

WIDTH = 5.0


class Page:
    """A page of characters (code, left, baseline), each five points wide; ends of lines are pdfium's own."""

    FS_RECTF = SimpleNamespace

    def __init__(self, characters):
        self.characters = characters

    def FPDFText_GetUnicode(self, _, index):
        return self.characters[index][0]

    def FPDFText_IsGenerated(self, _, index):
        return self.characters[index][0] in {10, 13}

    def FPDFText_GetCharBox(self, _, index, left, right, bottom, top):
        _, left.value, bottom.value = self.characters[index]
        right.value, top.value = left.value + WIDTH, bottom.value + 8

    def FPDFText_GetCharOrigin(self, _, index, across, up):
        _, across.value, up.value = self.characters[index]

    def FPDFText_GetLooseCharBox(self, _, index, box):
        _, box.left, box.bottom = self.characters[index]
        box.right, box.top = box.left + WIDTH, box.bottom + 10

    def texts(self):
        found = runs(self, None, len(self.characters))
        return ["".join(item[0] for item in run) for run in found if run]


def placed(text, left=72.0, baseline=700.0):
    return [(ord(letter), left + WIDTH * n, baseline) for n, letter in enumerate(text)]


def test_an_end_behind_each_letter_ends_no_line_and_a_gap_parts_words():
    letters = [*placed("go"), *placed("on", 84.0), *placed("now", 72.0, 688.0)]
    page = Page([part for letter in letters for part in (letter, (13, *letter[1:]), (10, *letter[1:]))])
    assert page.texts() == ["go on", "now"]


def test_lines_end_where_they_end_and_columns_at_a_gutter():
    end = [(13, 0.0, 0.0), (10, 0.0, 0.0)]
    page = Page([*placed("first"), *end, *placed("second", 72.0, 688.0), *placed("column", 300.0, 688.0)])
    assert page.texts() == ["first", "second", "column"]


def test_letters_that_a_font_of_tex_names_nowhere_are_known_by_their_places():
    page = Page(placed("o\x1ecers, \x10\x1crst\x11 \x15 \x88"))
    assert page.texts() == ["officers, “first” – •"]


def test_a_number_in_the_margin_stands_apart_from_its_line():
    assert Page([*placed("12", 60.0), *placed("the line", 84.0)]).texts() == ["12", "the line"]
    assert Page([*placed("in", 60.0), *placed("the line", 84.0)]).texts() == ["inthe line"]
