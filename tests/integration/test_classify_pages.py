"""paratopic classify --format html and table, through the real command line."""

import re

import pytest

from classified import small_bundle


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return small_bundle(tmp_path_factory.mktemp("bundle") / "small")


@pytest.fixture
def classify(paratopic, bundle, tmp_path):
    def call(*arguments, **options):
        return paratopic("classify", *arguments, "--model", bundle, cwd=tmp_path, **options)

    return call


@pytest.fixture
def folder(tmp_path):
    for name in ("docs/a.txt", "docs/sub/a.txt", "docs/index.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"They froze the assets of two officials.\n\nGrey stones of {name}.\n", encoding="utf-8"
        )
    return tmp_path / "docs"


def test_a_folder_becomes_pages_and_an_index(classify, folder, tmp_path):
    done = classify("docs", "--format", "html", "-o", "pages/")
    assert (done.returncode, done.stderr) == (0, "3 pages and index.html in pages\n")
    names = {path.name for path in (tmp_path / "pages").iterdir()}
    assert names == {"a.html", "index-2.html", "sub-a.html", "index.html"}
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="([^"]+)"', index)) == names - {"index.html"}
    page = (tmp_path / "pages" / "a.html").read_text(encoding="utf-8")
    assert '<mark class="t0"' in page
    assert "Grey stones of docs/a.txt." in re.sub("<[^>]*>", "", page)


def test_one_page_on_standard_output_is_one_document(classify, folder):
    done = classify("docs/a.txt", "--format", "html")
    assert done.stdout.startswith("<!doctype html>")
    done = classify("docs", "--format", "html")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "paratopic: expected one document for one page, found 3; give a folder: -o pages/.\n"
    )


def test_a_table_for_each_document(classify, folder):
    done = classify("docs", "--format", "table")
    assert done.returncode == 0, done.stderr
    assert re.findall(r"(\S+): 2 paragraphs", done.stdout) == ["a", "index", "sub/a"]
    assert re.search(r"sanctions 0\.\d\d", done.stdout)
