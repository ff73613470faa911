"""Pages of classified documents: self-contained, inert, every word of the text there."""

import html
import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.reports.document_index import index_page, listed
from paratopic.reports.document_marks import marked
from paratopic.reports.document_page import document_page

TOPICS = ["sanctions", "aid & relief"]
EVIL = '<script>document.title="run"</script><img src=x onerror=alert(1)> "quotes" & \'more\''
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def row(text, topics, evidence=None, **more):
    probabilities = {topic: 0.9 if topic in topics else 0.2 for topic in TOPICS}
    found = {"text": text, "topics": topics, "probabilities": probabilities, "model": "m <1>"}
    return {**found, "evidence": evidence or {}, **more}


def span(start, end, value=1.0, **more):
    return {"start": start, "end": end, "contribution": value, **more}


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
def test_marks_keep_every_character(text, places):
    spans = [span(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in places]
    found = marked(text, {"sanctions": spans}, TOPICS)
    assert html.unescape(re.sub(r"<[^>]*>", "", found)) == html.unescape(html.escape(text))


def test_marks_name_topic_weight_and_rule():
    found = marked("asset freeze", {"sanctions": [span(0, 5, 1.25, rule="sanctions.<b>")]}, TOPICS)
    assert found == ('<mark class="t0" title="sanctions +1.25, rule sanctions.&lt;b&gt;">asset</mark> freeze')


def test_pages_load_and_run_nothing():
    rows = [row(EVIL, ["sanctions"], {"sanctions": [span(0, 8)]}, heading=EVIL), row("plain", [])]
    for found in (
        document_page(EVIL, rows, index='x"onclick="y'),
        index_page([listed(EVIL, 'a b".html', rows)], TOPICS, model=EVIL),
    ):
        assert not re.search(r"<(script|img|link|iframe|object)|https?://|url\(|@import", found)
        assert not re.search(r"<[^>]*\son\w+=", found.replace("&quot;", ""))
        assert "Content-Security-Policy" in found


def test_a_page_counts_and_numbers():
    rows = [row("a", TOPICS, paragraph=4), row("b", ["sanctions"], paragraph=7), row("c", [], paragraph=9)]
    found = document_page("d", rows)
    assert "sanctions 2</label>" in found
    assert "aid &amp; relief 1</label>" in found
    assert "none 1</label>" in found
    assert re.findall(r'class="p ([^"]+)"', found) == ["has0 has1", "has0", "hasnone"]
    assert re.findall(r">(\d+)</a><div", found) == ["4", "7", "9"]


@pytest.mark.chromium
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_a_browser_shows_the_text_and_runs_none_of_it(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(document_page("title", [row(EVIL, ["sanctions"])]), encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    done = subprocess.run(
        [*command, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "<title>title</title>" in done.stdout
    assert html.escape(EVIL, quote=False) in done.stdout
