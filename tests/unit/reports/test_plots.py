from xml.etree import ElementTree

import pytest

from paratopic.reports.plots import write_training_plot


def test_a_training_plot_has_a_panel_for_every_figure(tmp_path):
    history = [{"epoch": 1.0, "loss": 0.5}, {"epoch": 2.0, "loss": 0.3, "validation_macro_f1": 0.8}]
    first, second = (write_training_plot(tmp_path / name, history) for name in ("a.svg", "b.svg"))
    assert ElementTree.parse(first).getroot().tag.endswith("svg")
    for mark in ("loss", "validation_macro_f1"):
        assert f"<!-- {mark} -->" in first.read_text()
    assert "<!-- epoch -->" in second.read_text()
    with pytest.raises(FileNotFoundError):
        write_training_plot(tmp_path / "missing" / "c.svg", history)
