"""Tables with a column for each topic, and columns of other names."""

import pytest

from paratopic.dataset.label_columns import Columns
from paratopic.dataset.labelled import read_labelled
from paratopic.errors import AnnotationError, InputError

WIDE = Columns(text="body", topics=("water", "roads", "never"))


def write(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("yes", "no"), [("1", "0"), ("1.0", "0.0"), ("True", "False"), ("true", "false"), (" 1 ", " 0")]
)
def test_columns_of_0_and_1_are_topics(tmp_path, yes, no):
    path = write(
        tmp_path / "t.csv",
        "body,water,roads,never",
        f"One.,{yes},{no},{no}",
        f"Two.,{yes},{yes},{no}",
        f"Three.,{no},{no},{no}",
    )
    assert [row.labels for row in read_labelled(path, WIDE)] == [("water",), ("water", "roads"), ()]


@pytest.mark.parametrize("value", ["", "-1", "2", "yes"])
def test_another_value_is_refused_with_its_line(tmp_path, value):
    path = write(tmp_path / "t.csv", "body,water,roads,never", "One.,1,0,0", f"Two.,1,{value},0")
    with pytest.raises(AnnotationError) as caught:
        read_labelled(path, WIDE)
    assert str(caught.value).endswith(f"t.csv:3: expected 0 or 1 in the column roads, found {value!r}.")


def test_a_missing_topic_is_named(tmp_path):
    path = write(tmp_path / "t.csv", "body,water,roads", "One.,1,0")
    with pytest.raises(InputError) as caught:
        read_labelled(path, WIDE)
    assert str(caught.value).endswith(
        "expected the columns body, water, roads and never, found body, water, roads."
    )


def test_a_wide_table_without_the_setting_says_what_to_type(tmp_path):
    path = write(tmp_path / "t.csv", "id,text,water,roads", "1,One.,1,0")
    with pytest.raises(InputError) as caught:
        read_labelled(path)
    assert str(caught.value).endswith(
        "expected the columns text and labels, found id, text, water, roads; "
        "where each topic has a column of 0 and 1, add 'data.label_columns=[water,roads]'."
    )


def test_an_external_file_may_have_names_instead(tmp_path):
    path = write(tmp_path / "t.csv", "body,labels", "One.,water;roads")
    assert read_labelled(path, WIDE)[0].labels == ("water", "roads")


def test_names_in_a_column_of_another_name(tmp_path):
    path = write(tmp_path / "t.csv", "text,codes", "One.,water;roads")
    assert read_labelled(path, Columns(labels="codes"))[0].labels == ("water", "roads")
