"""What of a document is classified."""

from paratopic.corpus import read_document
from paratopic.inference.sources import find_sources, source_items


def test_datelines_and_signatures_stay_in_the_record_and_are_not_classified(tmp_path):
    file = tmp_path / "release.txt"
    file.write_text("Port Sable, 14 May 2027\n\nThe Ministers met today.\n\n(Signed) Karim Ostrovan\n")
    _, paragraphs = read_document(file)
    assert [p.kind for p in paragraphs] == ["dateline", "text", "signature"]
    assert [row["id"] for _, row in source_items(find_sources([str(file)])[0])] == ["release#2"]
