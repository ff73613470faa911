from hypothesis import given
from hypothesis import strategies as st

from paratopic.compare.columns import Column, fit_columns, natural_width, rich_table


def printed(table, width):
    from rich.console import Console

    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def test_gaps_shrink_before_a_column_goes():
    columns = [Column("model", ("embedding_logistic*",), left=True), Column("fit s", ("12",), spare=1)]
    assert fit_columns(columns, 25) == (columns, 1)
    assert fit_columns(columns, 80) == (columns, 3)


def test_the_column_that_matters_least_goes_first():
    name, late, early = (
        Column("model", ("tfidf_logistic",), left=True),
        Column("valid.", ("0.869",), spare=2),
        Column("fit s", ("11",), spare=1),
    )
    assert fit_columns([name, late, early], 24)[0] == [name, late]
    assert fit_columns([name, late, early], 15)[0] == [name]


@given(
    names=st.lists(st.text("abc_", min_size=1, max_size=30), min_size=1, max_size=6),
    spares=st.lists(st.integers(0, 3), min_size=1, max_size=8),
    width=st.integers(32, 100),
)
def test_names_stand_whole_whatever_the_width(names, spares, width):
    columns = [Column("model", tuple(names), left=True)]
    columns += [Column(f"c{i}", ("0.123",) * len(names), spare=spare) for i, spare in enumerate(spares)]
    kept, gap = fit_columns(columns, width)
    assert columns[0] in kept and all(column in kept for column in columns if not column.spare)
    if natural_width([column for column in columns if not column.spare]) <= width:
        assert natural_width(kept) + (gap - 1) * (len(kept) - 1) <= width
        text = printed(rich_table("title", columns, width), width)
        assert all(name in text for name in names)
        assert max(map(len, text.splitlines())) <= width
