"""What of a document is classified."""

from paratopic.corpus import read_document
from paratopic.inference.sources import find_sources, source_items


def test_datelines_and_signatures_stay_in_the_record_and_are_not_classified(tmp_path):
    file = tmp_path / "release.txt"
    file.write_text("Port Sable, 14 May 2027\n\nThe Ministers met today.\n\n(Signed) Karim Ostrovan\n")
    _, paragraphs = read_document(file)
    assert [p.kind for p in paragraphs] == ["dateline", "text", "signature"]
    assert [row["id"] for _, row in source_items(find_sources([str(file)])[0])] == ["release#2"]


def test_an_office_programs_note_beside_an_open_document_is_passed_over(tmp_path):
    documents, tables = tmp_path / "documents", tmp_path / "tables"
    for folder, name in ((documents, "a.txt"), (tables, "a.csv")):
        folder.mkdir()
        (folder / name).write_text("text\nThe Ministers met today.\n", encoding="utf-8")
    (documents / "~$report.docx").write_bytes(b"\x05ana\x00")
    (tables / "~$rows.xlsx").write_bytes(b"\x05ana\x00")
    for folder, name in ((documents, "a.txt"), (tables, "a.csv")):
        assert [source.path for source in find_sources([str(folder)])] == [str(folder / name)]
