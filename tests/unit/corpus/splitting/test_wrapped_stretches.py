"""Stretches of wrapped lines without blank lines: what shows that a paragraph ends."""

from textwrap import fill

from paratopic.corpus import read_text

PROSE = (
    "The ministers reviewed the state of the harbour works and the timetable of the ferry, which had slipped twice. "
    "They agreed to meet in the spring, once the engineers had reported on the quay and the cost of the new pilings."
)
TITLES = [
    "Council Decision 12 of 5 May on the signing of the fisheries agreement with the northern islands and on the "
    "list of ports that its vessels may use in winter",
    "Regulation 13 of 6 May laying down the marking of nets and the colours of the buoys that carry them when "
    "vessels fish beyond the shelf at night",
    "Corrigendum to Regulation 9 of 2 March on the weight of cases in which salted fish is carried between the "
    "ports of the union by vessels of other flags",
    "Directive 14 of 7 May on the rest that crews shall have ashore between two voyages of more than ten days and on "
    "the beds that ports keep for them",
]


def paragraphs(text):
    return [" ".join(one.text.split()) for one in read_text(text, name="d")[1]]


def test_titles_without_full_stops_end_where_strict_wrapping_left_room():
    assert paragraphs("\n".join(fill(one, 60) for one in TITLES) + "\n") == TITLES


def test_ragged_capitals_and_lists_of_names_say_nothing_about_wrapping():
    ragged = "\n".join(fill(PROSE.upper(), 50 + 7 * (i % 2)) for i in range(3))
    assert len(paragraphs(ragged + "\n")) <= 3
    names = "\n".join(f"Delegate Number {i} Of The Northern Isles" for i in range(12))
    assert len(paragraphs(f"{names}\n")) == 1


def test_a_turn_within_a_paragraph_does_not_end_it_when_it_falls_on_a_rows_start():
    """Most turns of this speaker stand inside rows, so the ones at a row's start are there by chance."""
    talk = [
        "Q: Will the ferry sail? A: It will. Q: In winter too? A: We hope so, if ice allows it and crews are paid.",
        "Q: And the quay, is it safe by now? A: Engineers say so, and they were right about it for thirty years.",
        "Q: Who pays for it? A: The port does. Q: With what money? A: Fees, a loan, and what the union gave last year.",
    ]
    for width in range(48, 72):
        found = paragraphs("\n".join(fill(one, width) for one in [PROSE, *talk, PROSE]) + "\n")
        assert not [one for one in found if one.startswith("A:")]


def test_in_capitals_a_colon_in_the_rest_of_a_torn_sentence_is_no_turn_of_speech():
    first = "THE STORE WAS FOUNDED FOR FIVE YEARS AND IS OWNED BY THE CONFERENCE OF THE ISLANDS. IN ITS FIRST EIGHT"
    rest = (
        "MONTHS THE STORE HAS GONE OUT FOUR TIMES: TWICE AFTER STORMS, ONCE FOR A FIRE AND ONCE FOR A WRECK."
    )
    after = PROSE.upper()
    assert paragraphs(f" {first}  \n\n {rest}  \n\n {after}  \n\n {after}  \n") == [
        f"{first} {rest}",
        after,
        after,
    ]
