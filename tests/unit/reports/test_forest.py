import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.reports.forest import Estimate, forest_plot, nice_ticks


@given(st.floats(-1, 1), st.floats(0, 2))
def test_ticks_are_round_and_cover_the_range(low, width):
    ticks = nice_ticks(low, low + width)
    assert ticks[0] <= low + 1e-9 and ticks[-1] >= low + width - 1e-9
    assert 2 <= len(ticks) <= 10
    assert ticks == sorted(set(ticks))


def test_a_plot_of_one_exact_estimate_has_a_scale():
    plot = forest_plot([Estimate("a<b", 0.5, 0.5, 0.5)], axis="f1", title="t")
    assert "nan" not in plot and "a&lt;b" in plot


@pytest.mark.parametrize("value", [0.25, 0.75])
def test_points_stand_where_the_axis_says(value):
    plot = forest_plot([Estimate("a", value, 0.0, 1.0)], axis="f1", title="t")
    left = 20 + 7.2
    assert f'<circle cx="{left + 420 * value:.1f}"' in plot


def test_a_model_far_below_does_not_squeeze_the_others():
    best = [Estimate("a", 0.9, 0.85, 0.95), Estimate("b", 0.88, 0.84, 0.91)]
    plot = forest_plot([*best, Estimate("prior", 0.0, 0.0, 0.0)], axis="f1", title="t")
    assert ">0.84<" in plot and ">0<" not in plot
    assert plot.count("<circle") == 2 and "◂ further left" in plot and "0.000 [0.000, 0.000]" in plot
