"""Lines that start paragraphs by what the whole text shows, not their own block."""

from textwrap import fill

from paratopic.corpus import classifier_text, read_text
from paratopic.corpus.blocks import find_blocks
from paratopic.corpus.splitting.line_starts import LineStarts
from paratopic.corpus.splitting.rows import sampled_rows

LONG = [
    "The presiding officer said that the chamber would go on with the bill on the inspection of the harbours, which "
    "had come back from the other house in the night.",
    "I have notes here that set out the reasons why we have to change this system, and one of them is that shippers "
    "who have no address sign the papers of the ships that cut our cables.",
    "Let me add that the convoys to the valley need fuel, that the road at the ford is closed to lorries, and that the "
    "stocks in the eastern villages will end before the month does.",
]
TORN = (
    "The clerk will call the roll, and those members who have come in from the gallery will be counted when they have "
    "reached their seats, as the rule on the order of business has it."
)
TURNS = [
    "Mr. Merrow. I yield the floor.",
    "Ms. Pell. What is the time?",
    "Mr. Merrow. Nine minutes are left.",
]


def paragraphs(text):
    return [" ".join(classifier_text(one).split()) for one in read_text(text, name="d")[1]]


def debate(indent):
    return "\n".join(fill(one, 71, initial_indent=indent) for one in LONG) + "\n\n"


def test_short_turns_stand_alone_where_first_lines_are_set_in():
    text = debate("  ") + "\n".join(f"  {turn}" for turn in TURNS) + "\n"
    assert paragraphs(text) == [*LONG, *TURNS]
    assert LineStarts.of(text, sampled_rows(text, find_blocks(text))).depths == {2}


def test_the_same_turns_are_one_paragraph_where_the_text_shows_nothing():
    text = "\n\n".join(fill(one, 71) for one in LONG) + "\n\n" + "\n".join(TURNS[:1] * 2) + "\n"
    assert paragraphs(text)[:3] == LONG
    assert LineStarts.of(text, sampled_rows(text, find_blocks(text))) == LineStarts(
        whole=False, depths=frozenset()
    )


def test_lines_that_are_never_wrapped_are_paragraphs_in_blocks_of_two_as_well():
    said = (
        "MR DORAN: Good afternoon. I have one thing at the top, and then I am happy to take your questions."
    )
    more = "Today the Secretary announced visa restrictions on eleven officials who had closed the ferry."
    asked = [f"QUESTION: Thanks. And what of the {what}?" for what in ("families", "ferry", "convoys")]
    blocks = [
        f"{said}\n{more}",
        *(f"{one}\nMR DORAN: We have made clear what we think of that." for one in asked),
    ]
    found = paragraphs("\n\n".join([*blocks, *blocks]) + "\n")
    assert found[:3] == [said, more, asked[0]]
    assert len(found) == 16


def test_hanging_indents_are_no_first_lines():
    items = "\n".join(fill(one, 60, initial_indent="- ", subsequent_indent="  ") for one in LONG)
    text = items + "\n"
    assert LineStarts.of(text, sampled_rows(text, find_blocks(text))).depths == frozenset()


def test_marks_of_printed_pages_are_left_out_of_the_paragraph_they_interrupt():
    rows = fill(TORN, 71, initial_indent="  ").split("\n")
    text = f"{debate('  ')}" + "\n".join([*rows[:2], "", "[[Page S1047]]", *rows[2:]]) + "\n"
    assert paragraphs(text) == [*LONG, TORN]


def test_a_line_for_each_sentence_is_how_some_authors_write_one_paragraph():
    blocks = [
        "The ministers met.\nThey agreed on a patrol.\nIt starts in June.",
        "The ferry is closed.\nIt opens soon.",
    ]
    assert len(paragraphs("\n\n".join(blocks * 3) + "\n")) == 6


def test_titles_and_items_of_a_text_without_wrapped_lines_stand_alone_too():
    lines = [
        "Regular Press Conference of the Foreign Ministry",
        "At the invitation of the minister Jon Merrow will visit the straits. He will stay for three days.",
        "2. We have two tasks. They are:",
        "a. deterrence and defence; and",
        "b. the relief of the valley.",
        "We station a brigade there. It will be at full strength by spring.",
        "3. We welcome the efforts of partners:",
        "Ostland has offered its port. Westvale has trained engineers.",
    ]
    assert paragraphs("\n".join(lines) + "\n") == lines[1:]


def test_a_note_whose_raised_number_an_extractor_set_apart_is_found():
    note = "1See the report of the mission of May 2030, annex 4, and the letter of the chair."
    pages = [
        f"{fill(f'{LONG[0]} 1', 71)}\n{fill(LONG[2], 71)}\n{note}\nPage 1 of 2",
        f"{fill(LONG[1], 71)}\nPage 2 of 2",
    ]
    document, found = read_text("\n\f".join(pages) + "\n", name="d")
    assert [(one.kind, " ".join(one.text.split())) for one in found] == [
        ("text", f"{LONG[0]} 1"),
        ("text", LONG[2]),
        ("footnote", note),
        ("text", LONG[1]),
    ]
    assert all(document.text[one.start : one.end] == one.text for one in found)
