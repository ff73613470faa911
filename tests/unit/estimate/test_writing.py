"""Tables, pages and plots of an estimate."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest

from paratopic.errors import InputError
from paratopic.estimate.method import estimate
from paratopic.estimate.tables import csv_text, latex_text
from paratopic.estimate.words import page
from paratopic.estimate.write import html_page, to_log, write_estimates


@pytest.fixture
def result(world):
    world.issuer = world.issuer.astype("U20")
    world.issuer[world.issuer == "A"] = "R&D <b>_x</b>"
    return estimate(world.jsonl(), world.gold(n=400), by=("issuer", "year"), compare=("2023", "2021"))


def test_csv_has_every_figure_in_full(result):
    rows = list(csv.DictReader(io.StringIO(csv_text(result))))
    assert len(rows) == len(result.shares) + len(result.changes)
    assert float(rows[0]["estimate"]) == result.shares[0].share
    assert {row["kind"] for row in rows} == {"share", "difference"}


def test_latex_is_escaped(result):
    assert r"R\&D <b>\_x</b> · 2021" in latex_text(result)
    assert latex_text(result).count(r"\\") == len(result.shares) + len(result.changes) + 1


def test_html_is_escaped_and_self_contained(result):
    text = html_page(result, model="<script>alert(1)</script>")
    assert "<b>" not in text
    assert "<script" not in text
    assert "R&amp;D &lt;b&gt;" in text
    assert "http-equiv" not in text
    assert 'src="' not in text


def test_the_page_claims_what_holds_and_no_more(result, world):
    text = page(result)
    claimed, forbidden = text.split("## What may not be claimed")
    one = result.shares[0]
    assert f"deterrence: between {one.low:.1%} and {one.high:.1%} of the 1,200 paragraphs" in claimed
    assert claimed.count("larger than the instrument's error") == sum(
        c.p_adjusted < 0.05 for c in result.changes
    )
    assert "documents outside this corpus" in forbidden
    naive = page(estimate(world.jsonl(), method="naive"))
    assert "## What may be claimed\n\n- Nothing." in naive
    assert "publish neither" in naive


@pytest.mark.parametrize("suffix", [".csv", ".tex", ".md", ".html", ".svg", ".png", ".pdf"])
def test_every_form_is_written(result, tmp_path, suffix):
    path = tmp_path / f"out{suffix}"
    write_estimates(path, result)
    assert path.stat().st_size > 100
    if suffix == ".svg":
        ET.parse(path)


def test_an_unknown_form_is_refused(result, tmp_path):
    with pytest.raises(InputError, match=r"expected a file ending in \.csv, .*found \.docx"):
        write_estimates(tmp_path / "out.docx", result)


def test_what_is_logged(result, tmp_path):
    metrics, paths = to_log(result, tmp_path)
    assert metrics["estimate/deterrence"] == result.shares[0].share
    assert {path.suffix for path in paths} == {".csv", ".tex", ".html", ".svg"}
    assert all(path.exists() for path in paths)


def test_the_same_estimate_gives_the_same_plot(result, tmp_path):
    for name in ("a.svg", "b.svg"):
        write_estimates(tmp_path / name, result)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
