import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.corpus import classifier_text, find_documents, load_options, read_document, read_text
from paratopic.errors import InputError, ParatopicWarning


def texts(text, **values):
    return [paragraph.text for paragraph in read_text(text, name="t", **values)[1]]


def test_blank_lines_part_paragraphs_and_offsets_reproduce_them():
    document, paragraphs = read_text("First one here.\n\nSecond\none.\n", name="doc")
    assert [p.text for p in paragraphs] == ["First one here.", "Second\none."]
    assert [p.id for p in paragraphs] == ["doc#1", "doc#2"]
    assert all(document.text[p.start : p.end] == p.text for p in paragraphs)


def test_front_matter_gives_title_and_date_and_is_not_text():
    document, paragraphs = read_text(
        '---\ntitle: "A Statement"\ndate: 2024-05-01\n---\n\nWe met in Lindø today.\n', name="x"
    )
    assert (document.title, document.date) == ("A Statement", "2024-05-01")
    assert [p.text for p in paragraphs] == ["We met in Lindø today."]


def test_headings_are_metadata_of_what_follows():
    paragraphs = read_text("## Sanctions\n\nWe agreed on measures.\n\nMore of them.", name="x")[1]
    assert [(p.text, p.heading) for p in paragraphs] == [
        ("We agreed on measures.", "Sanctions"),
        ("More of them.", "Sanctions"),
    ]


def test_hard_wrapped_lines_are_one_paragraph_and_hyphens_are_joined_for_the_classifier_only():
    text = "The Council reaffirmed the commit-\nments it had made to the\npopulation of the islands."
    assert texts(text) == [text]
    assert classifier_text(text) == (
        "The Council reaffirmed the commitments it had made to the population of the islands."
    )


def test_a_sentence_torn_by_a_page_break_is_one_paragraph_without_the_page_mark():
    text = (
        "The committee will present a written report to the relevant\n\nPage 3\n\nmembers of the Council.\n\n"
        "It will then rest.\n\nPage 4\n"
    )
    paragraphs = read_text(text, name="x")[1]
    assert [classifier_text(p) for p in paragraphs] == [
        "The committee will present a written report to the relevant members of the Council.",
        "It will then rest.",
    ]
    assert paragraphs[0].text == text[: text.index("\n\nIt will")]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "expected a document, found an empty file."),
        (b"abc\x00def", "found byte 0x00 (a binary file?)"),
        (b"%PDF-1.7 ...", "expected text, found a PDF"),
        ("Zürich Genève Malmö".encode() + b"\xff", "expected text in utf-8, found byte 0xff"),
        (b" \n \n", "expected text, found nothing but spaces."),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(tmp_path, raw, sentence):
    path = tmp_path / "bad.txt"
    path.write_bytes(raw)
    with pytest.raises(InputError) as error:
        read_document(path)
    assert sentence in str(error.value)
    assert str(path) in str(error.value)


def test_a_missing_file_and_a_folder_without_documents_are_errors(tmp_path):
    with pytest.raises(InputError, match="found nothing there"):
        read_document(tmp_path / "no.txt")
    with pytest.raises(InputError, match="found none in this folder"):
        list(find_documents([tmp_path]))


def test_folders_are_walked_in_order_without_leaving_them(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", "sub/data.bin"):
        (tmp_path / name).write_text("Some text here.")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub" / "out.txt").symlink_to("/etc/hostname")
    assert [path.name for path in find_documents([tmp_path])] == ["a.md", "b.txt", "c.txt"]


def test_a_document_without_a_reader_is_not_passed_over_unless_it_was_saved_anew(tmp_path):
    for name in ("a.pages", "b.wpd", "b.odt", "c.txt", "page.png"):
        (tmp_path / name).write_text("Some text here.")
    assert [path.name for path in find_documents([tmp_path])] == ["a.pages", "b.odt", "c.txt"]


def test_what_may_hold_texts_and_is_no_document_is_named_in_a_warning(tmp_path):
    for name in ("a.txt", "b.xlsx", "c.xlsx", "d.zip", "page.png"):
        (tmp_path / name).write_text("Some text here.")
    with pytest.warns(
        ParatopicWarning, match=r"passed over 2 \.xlsx, 1 \.zip: of a folder documents are read;"
    ):
        assert [path.name for path in find_documents([tmp_path])] == ["a.txt"]


@given(st.text(alphabet=st.sampled_from(list("ab Z.,;:-•1(\n\n\n\t\f#é“/")), max_size=300))
def test_offsets_always_reproduce_the_text_and_reading_is_idempotent(text):
    if not text.strip():
        return
    document, paragraphs = read_text(text, name="x")
    position = 0
    for paragraph in paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text
        assert paragraph.start >= position
        assert paragraph.text == paragraph.text.strip()
        position = paragraph.end
    assert read_text(document.text, name="x") == (document, paragraphs)


def letters(text):
    return "".join(filter(str.isalpha, text))


@given(st.text(alphabet=st.sampled_from(list("abC Z.,;:-•(\n\n\n\t#é“|")), max_size=400))
def test_splitting_never_loses_a_letter(text):
    if not text.strip():
        return
    options = load_options().with_values(keep_headings=True, keep_noise=True)
    document, paragraphs = read_text(text, name="x", options=options)
    assert letters("".join(p.text for p in paragraphs)) == letters(document.text)


@given(
    st.lists(
        st.text(alphabet=st.sampled_from(list("abcd e.")), min_size=1, max_size=40), min_size=1, max_size=8
    )
)
def test_what_the_classifier_reads_does_not_change_when_it_is_read_again(lines):
    text = "\n".join(lines)
    assert classifier_text(classifier_text(text)) == classifier_text(text)
