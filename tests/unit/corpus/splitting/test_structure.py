"""What the splitter makes of the shapes of real documents, one small case each."""

import pytest

from paratopic.corpus import classifier_text, load_options, read_text, row_text
from paratopic.corpus.columns import to_row


def texts(text, **values):
    options = load_options().with_values(**values)
    return [classifier_text(p) for p in read_text(text, name="t", options=options)[1]]


def kinds(text):
    return [(p.kind, p.text) for p in read_text(text, name="t")[1]]


def test_numbers_torn_off_their_paragraphs_are_put_back():
    text = (
        "The Council,\n\n1. \n\nAdopts the procedure in the annex to this resolution, which replaces\n"
        "the procedure set out before;\n\n2. \n\nDecides to remain seized of the matter.\n"
    )
    assert texts(text) == [
        "The Council,",
        "1. Adopts the procedure in the annex to this resolution, which replaces the procedure set out before;",
        "2. Decides to remain seized of the matter.",
    ]


def test_a_number_that_an_extractor_put_inside_a_sentence_starts_nothing():
    text = (
        "The Chair of the Group is designated by members of the\n\n2. \nSecurity Council.\n\nIt meets often."
    )
    assert texts(text) == [
        "The Chair of the Group is designated by members of the 2. Security Council.",
        "It meets often.",
    ]


def test_clauses_of_a_resolution_stand_alone_without_blank_lines():
    text = (
        "Recalling its resolution 2100 and the statements of its President on the\nsituation in the islands,\n"
        "Expressing grave concern at the deterioration of conditions in the north\nof the territory,\n"
        "Decides to extend the mandate of the mission until the end of June.\n"
    )
    assert [t.split()[0] for t in texts(text)] == ["Recalling", "Expressing", "Decides"]


def test_turns_of_speech_start_paragraphs_and_a_name_alone_joins_its_turn():
    text = "QUESTION: Will you sign it?\nMINISTER: We will sign it in June.\n\nMr. Brenner:\n\nI thank the Minister.\n"
    assert texts(text) == [
        "QUESTION: Will you sign it?",
        "MINISTER: We will sign it in June.",
        "Mr. Brenner: I thank the Minister.",
    ]


@pytest.mark.parametrize("sign", ["--", "o", "-", "•"])
def test_items_follow_each_other_also_after_an_and(sign):
    items = ["A joint headquarters for the northern command; and", "Twelve patrol boats for the coast guard"]
    text = "This includes:\n" + "".join(f"{sign} {item}\n" for item in [*items, items[0], items[1]])
    assert [kind for kind, _ in kinds(text)] == ["text", "item", "item", "item", "item"]


def test_notes_without_a_full_stop_at_the_end_are_no_heading():
    text = (
        "1 Not printed.\n2 Dated July 12. (National Archives, Central Files 1964–66, DEF 1 AUM)\n\nWe met.\n"
    )
    assert "heading" not in dict(kinds(text)) and "Not printed" in texts(text)[0]


LONG = "We agreed on:\n\n- a joint headquarters for the northern command\n- twelve patrol boats for the coast guard\n"
SHORT = "The parties are:\n\n- Norway\n- Sweden\n- Bal Harun\n\nThey met in May.\n"


def test_long_items_stand_alone_and_short_ones_join_what_introduces_them():
    assert len(texts(LONG)) == 3
    assert texts(SHORT) == ["The parties are: - Norway - Sweden - Bal Harun", "They met in May."]


@pytest.mark.parametrize("bullet", ["\uf0b7 ", "\uf0a7\t", "\uf0b7", "o   ", "o\t", "Ø ", "§ ", "◆ ", "✔ "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_bullets_as_word_processors_leave_them_behind(bullet, between):
    items = [
        "A hospital ship will visit six ports along the coast this year.",
        "A second one will follow in May.",
    ]
    text = "Health of the islands\n\n" + between.join(f"{bullet}{item}" for item in items)
    found = read_text(text, name="t")[1]
    assert [classifier_text(p) for p in found] == items
    assert {p.heading for p in found} == {"Health of the islands"}


def test_lists_are_one_paragraph_if_the_options_say_so():
    assert len(texts(LONG, lists="whole")) == 1


def test_datelines_and_signatures_are_told_apart_from_text():
    text = "14 November 2012\n\n1:18 p.m. EDT\n\nWe met in Lindø and agreed on this.\n\n(Signed) Aoife Stenmark\n"
    assert [kind for kind, _ in kinds(text)] == ["dateline", "dateline", "text", "signature"]


def test_a_signature_set_far_to_the_right_is_one():
    lines = (
        f"{' ' * 60}{line}\n" for line in ("(Signed) Aino Stenmark", "Ambassador", "Permanent Representative")
    )
    assert [kind for kind, _ in kinds(f"We met in Lindø and agreed on this.\n\n{''.join(lines)}")] == [
        "text",
        "signature",
    ]


def test_scraps_of_bad_recognition_are_left_out_or_kept_as_noise():
    text = "The statement was issued today.\n\n ;!I2# 2/ ! \n\nIt was a long statement."
    assert len(texts(text)) == 2
    assert len(texts(text, keep_noise=True)) == 3


def test_headings_can_be_rows_too():
    text = "# Sanctions\n\nWe agreed on measures against the bank.\n"
    assert texts(text, keep_headings=True) == ["# Sanctions", "We agreed on measures against the bank."]


def test_headings_in_a_row_are_kept_together():
    paragraphs = read_text(
        "Annex II\n\nTerms of reference\n\n1. The group consists of all members.\n", name="t"
    )[1]
    assert paragraphs[0].heading == "Annex II / Terms of reference"


def test_a_title_that_nothing_follows_stays_text():
    assert texts("The council met in the city.\n\nFor further information visit the page\n")[-1].startswith(
        "For"
    )


def test_repeated_heads_and_page_numbers_inside_a_sentence_are_omitted_but_stay_in_the_record():
    text = (
        "S/2031/12\n\nThe committee will present a report to the relevant members of the\n\n2/3\n\n"
        "\fS/2031/12\n\nCouncil before the end of the year.\n\nIt will rest.\n\n3/3\n"
    )
    document, paragraphs = read_text(text, name="t")
    assert classifier_text(paragraphs[0]) == (
        "The committee will present a report to the relevant members of the Council before the end of the year."
    )
    assert "2/3" in paragraphs[0].text
    row = to_row(document, paragraphs[0])
    assert row_text(row) == classifier_text(paragraphs[0])
    start, end = paragraphs[0].omitted[0]
    assert paragraphs[0].text[start:end].split() == ["2/3", "S/2031/12"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("co-\noperation of the govern-\nment", "cooperation of the government"),
        ("the Türkiye-\nbrokered agreement", "the Türkiye-brokered agreement"),
        ("an NGO-\nState dialogue", "an NGO-State dialogue"),
        ("ﬁrst eﬀort\u00ad here", "first effort here"),
        ("see [the report](https://x.example/y) **now**", "see the report now"),
        ("•   Two helicopters", "Two helicopters"),
        ("\uf0b7Two helicopters", "Two helicopters"),
        ("o   Two helicopters", "Two helicopters"),
        ("o terceiro helicóptero", "o terceiro helicóptero"),
        ("Ø Two helicopters", "Two helicopters"),
        ("Øster Street", "Øster Street"),
        ("§ 12 applies", "§ 12 applies"),
        ("RECEIVE SUCH V I S I T S .", "RECEIVE SUCH VISITS ."),
        ("PLAN A B was", "PLAN A B was"),
    ],
)
def test_what_the_classifier_reads(text, words):
    assert classifier_text(text) == words


def test_quotes_are_straightened_only_on_demand():
    assert classifier_text("“We’re”") == "“We’re”"
    assert classifier_text("“We’re”", straight_quotes=True) == '"We\'re"'


def test_an_abbreviation_at_a_line_end_ends_no_paragraph():
    text = "These figures supersede those which were given in Update No.\n6. Names shown on maps are not official.\n"
    assert len(texts(text)) == 1


RECORD = """[Record of Debates Volume 12, Number 8 (Friday, 4 May 2035)]
[Page 311]
From the Record Online through the Printing Office [www.example.org]


[[Page 311]]
                          THE GRAIN CORRIDOR

                                 ______

                               of Orland

                          in the lower house

  Mrs. VANE. Mr. Speaker, the convoys that left the port on Monday were
turned back at the second checkpoint, and nobody has told this house by
whose order that was done or who is to answer for it when they are

[[Page 312]]

turned back again. I ask the minister to come here and say it.
  Yet the minister has been silent since the spring. He spoke to the
press twice, and to us not once, although the rules of this house are
as plain as any rule can be.
  The committee has asked for the orders. It was given a list of names
with half of them struck out, and a letter that wishes us well.
"""


def test_first_lines_set_in_start_paragraphs_also_with_words_that_seldom_do():
    paragraphs = texts(RECORD)
    assert [text.split(" ")[0] for text in paragraphs[-3:]] == ["Mrs.", "Yet", "The"]
    assert "when they are turned back again" in paragraphs[-3]


def test_a_title_in_capitals_does_not_go_on_with_the_line_before():
    assert not any("THE GRAIN" in text for text in texts(RECORD))
    assert str(read_text(RECORD, name="t")[1][-1].heading).endswith(" / THE GRAIN CORRIDOR")


def test_links_to_other_pages_in_markdown_are_no_text_and_links_in_it_are():
    text = (
        "[Skip to main content](https://x.example/#main)\n\n*   [Home](https://x.example/)\n*   [News](/news)\n\n"
        "![Image 1: The ministers](https://x.example/a.jpg)\n\n"
        "The ministers met in [Lindø](https://x.example/l) and agreed on this.\n\n"
        '[Previous article](/1) | [Next article](/2 "More")\n'
    )
    assert texts(text) == ["The ministers met in Lindø and agreed on this."]
    assert len(texts(text, keep_noise=True)) > 1
    sentence = "The Council condemned the attack on the convoy and asked all sides to let it pass."
    assert texts(f"[{sentence}](https://x.example)\n") == [sentence]


def test_columns_of_an_official_report_and_the_imprint_of_a_letter_are_page_marks():
    text = "Exports are down by 40%, and that\n\nColumn 412\n\nis the effect of the price cap which we negotiated.\n"
    assert texts(text) == [
        "Exports are down by 40%, and that is the effect of the price cap which we negotiated."
    ]
    text = "I have the honour to write.\n\n\n29-10771 (E)    140629    150629\n*2910771*\n\nWe thank you.\n"
    assert texts(text) == ["I have the honour to write.", "We thank you."]


@pytest.mark.parametrize("heading", ["== Aid", "=== Aid ===", "***** Aid *****", "## Aid ##"])
def test_headings_of_other_markups_are_headings(heading):
    text = f"{heading}\nThe convoy left on Monday.\n\n** Not a member of the group.\n\n= 5 tonnes of flour a day.\n"
    first = read_text(text, name="t")[1][0]
    assert (first.heading, first.text) == ("Aid", "The convoy left on Monday.")
    assert "** Not a member of the group." in texts(text)


def test_a_comma_where_the_line_had_room_is_a_misread_stop_but_not_in_a_list_of_names():
    lines = "The committee met in the spring and took note of the report of its chair, and of\n" * 4
    text = f"{lines}the claim of the harbour office was settled,\n\nThe ships sailed on the next day of the week.\n"
    assert len(texts(text)) == 2
    assert len(texts(text.replace("The ships sailed", "Norway, Sweden and Finland sailed"))) == 1


def test_a_title_that_fills_its_line_does_not_go_on_with_the_heading_under_it():
    lines = "the ministers met in the city and took\nnote of the report of their chair, and of\n" * 3
    title, rest = "A statement on the state of the straits", "its annex.\n\nWe met.\n\nthey say."
    found = read_text(f"{title}\n\nPeace and security\n\nToday {lines}\n\n{rest}", name="t")[1]
    assert found[0].heading == f"{title} / Peace and security"


def test_centred_lines_are_a_heading_and_a_numbered_title_stands_on_its_paragraph():
    title = "A statement on the situation in the straits"
    body = (
        "Today the ministers met in the city and agreed on a joint command for the straits\nand on patrols.\n"
    )
    text = f"{title:^80}\n{'Secretariat of the group':^80}\n\n1    Peace and security\n{body}\nThey met.\n"
    first = read_text(text, name="t")[1][0]
    assert first.heading == f"{title} Secretariat of the group / 1 Peace and security"
    assert first.text.startswith("Today the ministers")


def test_a_date_in_figures_alone_is_a_dateline():
    assert kinds("2031-05-04\n\nThe convoy left on Monday.\n") == [
        ("dateline", "2031-05-04"),
        ("text", "The convoy left on Monday."),
    ]


def test_a_full_stop_that_was_misread_does_not_join_paragraphs_whose_last_line_had_room():
    lines = (
        "The ships sailed in May with all of their crews, few of whom were paid, and\n"
        "went home. They met at the harbour office of the city of the islands, where\n"
    )
    text = f"{lines}they had been seen in the year\n\nThe committee met again in June and thanked them.\n"
    torn = f"{lines}it was said and\n\nheard. The harbour office of the city of the island was closed for\ngood.\n\n"
    assert len(texts(torn * 2 + text)) == len(texts(torn * 2)) + 2
