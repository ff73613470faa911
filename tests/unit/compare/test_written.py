import csv
import io

import pytest

from paratopic.compare.written import check_format, to_csv, to_markdown, to_tex, write_contest
from paratopic.errors import ConfigError


def test_csv_has_a_row_a_model_and_every_figure(make_contest):
    rows = list(csv.DictReader(io.StringIO(to_csv(make_contest(["tfidf_svm", "rules"], ["sanctions"])))))
    assert [row["model"] for row in rows] == ["tfidf_svm", "rules"]
    assert [row["promote"] for row in rows] == ["true", "false"]
    assert (rows[0]["macro_f1"], rows[0]["difference"]) == ("0.9", "")
    assert (float(rows[1]["difference"]), float(rows[1]["p_holm"])) == (-0.1, 0.013)
    assert float(rows[1]["f1/sanctions"]) == pytest.approx(0.8)
    assert rows[0]["paragraphs_per_second"] == ""


def test_markdown_escapes_what_would_break_a_table(make_contest):
    text = to_markdown(make_contest(["a|b<script>", "rules"], ["x|y"]))
    assert "| a\\|b&lt;script>* |" in text
    assert "| test F1 | x\\|y |" in text
    assert "\n\\* would be promoted" in text


def test_tex_escapes_names(make_contest):
    text = to_tex(make_contest(["tfidf_svm C=1 & more", "rules"], ["sanctions"]))
    assert r"tfidf\_svm C=1 \& more*" in text
    assert r"$-$0.100 & 0.013" in text
    assert text.count(r"\\") == 3


def test_an_unknown_format_is_refused_before_any_work(make_contest, tmp_path):
    with pytest.raises(ConfigError) as caught:
        check_format(tmp_path / "report.docx")
    assert str(caught.value) == ("expected --output to end in .html, .md, .csv, .tex, found 'report.docx'.")
    write_contest(make_contest(["rules"], ["sanctions"]), tmp_path / "deep" / "report.csv")
    assert (tmp_path / "deep" / "report.csv").read_text().startswith("model,seeds,")
