"""Another study goes through the same commands: minutes of a city council, four topics of their own."""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from paratopic.cli.app import app
from paratopic.errors import ParatopicError

HERE = Path(__file__).parents[1] / "fixtures" / "council"
BOOK = str(HERE / "council.yaml")
MINUTES = str(HERE / "minutes.jsonl")
TOPICS = ("transport", "housing", "greenery", "finance")


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_gold(path: Path) -> dict[str, set[str]]:
    with path.open(encoding="utf-8") as stream:
        return {row["id"]: set(filter(None, row["topics"].split(";"))) for row in csv.DictReader(stream)}


def label(tmp_path: Path, *more: str) -> Path:
    weak = tmp_path / "weak.jsonl"
    run("label", MINUTES, "-o", weak, "--codebook", BOOK, "--no-table", *more)
    return weak


def test_show_check_and_label(tmp_path: Path) -> None:
    assert "## greenery: Parks and trees" in run("codebook", "show", BOOK)
    assert "<h2>finance: Money</h2>" in run("codebook", "show", BOOK, "--format", "html")
    assert run("codebook", "check", BOOK).startswith("council 0.3: 4 topics, 9 rules")
    weak = tmp_path / "weak.jsonl"
    printed = run("label", MINUTES, "-o", weak, "--codebook", BOOK, "--gold", HERE / "gold.csv")
    assert "macro 1.000" in printed
    assert "accuracy" in printed and "9 rules voted." in printed
    assert max(map(len, printed.splitlines())) <= 80 or "F1 on" in max(printed.splitlines(), key=len)
    rows = {row["id"]: row for row in lines(weak)}
    assert rows["march#3"]["labels"] == ["greenery", "finance"]
    assert rows["march#5"]["confidence"]["housing"] < 0.5
    vote = rows["april#1"]["votes"][0]
    assert vote["rule"] == "transport.streets"
    assert rows["april#1"]["text"][vote["start"] : vote["end"]] == vote["text"] == "speed limit"


def test_how_every_rule_did_goes_to_a_file(tmp_path: Path) -> None:
    table = tmp_path / "rules.csv"
    label(tmp_path, "--gold", str(HERE / "gold.csv"), "--rules", str(table))
    rows = {row["rule"]: row for row in csv.DictReader(table.open(encoding="utf-8"))}
    assert len(rows) == 9
    assert rows["transport.streets"]["accuracy"] == "1.0"


def test_a_label_model_gives_confidences(tmp_path: Path) -> None:
    weak = label(tmp_path, "--aggregation", "dawid-skene")
    assert all(0 <= value <= 1 for row in lines(weak) for value in row["confidence"].values())


def test_diff_names_the_rule(tmp_path: Path) -> None:
    changed = tmp_path / "council.yaml"
    text = Path(BOOK).read_text(encoding="utf-8")
    changed.write_text(text.replace("      hotel: {any: [hotel~], weight: -0.6}\n", ""), encoding="utf-8")
    printed = run("codebook", "diff", BOOK, changed, MINUTES)
    assert printed.splitlines() == [
        "+housing\tmarch#5\tno longer housing.hotel (-0.6)\tThe building permit for the hotel was put off."
    ]


def answer(path: Path, gold: dict[str, set[str]], wrong: set[tuple[str, str]]) -> None:
    """Fill in a coding sheet as a coder would."""
    book = load_workbook(path)
    sheet = book["coding"]
    assert book["codebook"]["A1"].value == "# Topics of city-council minutes (version 0.3)"
    header = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        key = row[0].value
        assert row[0].protection.locked
        for topic in TOPICS:
            cell = row[header.index(topic)]
            assert not cell.protection.locked
            cell.value = "yes" if (topic in gold[key]) != ((key, topic) in wrong) else "no"
    book.save(path)


def test_import_says_how_many_answers_are_missing(tmp_path: Path) -> None:
    sample, sheets = tmp_path / "sample.jsonl", tmp_path / "sheets"
    study = ("--codebook", BOOK)
    run("annotate", "sample", MINUTES, "-o", sample, "-n", "3")
    run("annotate", "sheets", sample, "--coder", "ana", "--coder", "bo", "-o", sheets, *study)
    answer(sheets / "ana.xlsx", read_gold(HERE / "gold.csv"), set())
    wanted = ["annotate", "import", str(sheets / "ana.xlsx"), str(sheets / "bo.xlsx"), *study, "-o"]
    said = CliRunner().invoke(app, [*wanted, str(tmp_path / "codings.csv")]).stderr
    count = 3 * len(TOPICS)
    assert said.startswith(f"{2 * count} annotations by ana, bo ({count} still without an answer): ")


def test_from_sample_to_gold_labels(tmp_path: Path) -> None:
    gold = read_gold(HERE / "gold.csv")
    sample, sheets, table = tmp_path / "sample.jsonl", tmp_path / "sheets", tmp_path / "codings.csv"
    study = ("--codebook", BOOK)
    run("annotate", "sample", MINUTES, "-o", sample, "-n", "9", "--design", "stratified", "--by", "ward")
    rows = lines(sample)
    first = rows[0]["id"]
    assert len(rows) == 9
    assert sum(1 / row["inclusion"] for row in rows) == pytest.approx(15)

    run("annotate", "sheets", sample, "--coder", "ana", "--coder", "bo", "-o", sheets, *study)
    answer(sheets / "ana.xlsx", gold, set())
    answer(sheets / "bo.xlsx", gold, {(first, "finance")})
    files = (sheets / "ana.xlsx", sheets / "bo.xlsx")
    run("annotate", "import", *files, "-o", table, "--paragraphs", MINUTES, *study)

    page = tmp_path / "page.html"
    more = ("--paragraphs", MINUTES, "--page", page, "--draws", "50")
    printed = run("annotate", "agreement", table, *more, *study)
    assert (
        "9 paragraphs of 3 documents, coders ana, bo\n95% intervals by bootstrap over documents\n" in printed
    )
    assert max(map(len, printed.splitlines())) <= 80
    assert "ana - bo  finance" in printed
    assert f"<h2>{first}</h2>" in page.read_text(encoding="utf-8")

    settled = tmp_path / "gold.csv"
    with pytest.raises(ParatopicError, match=rf"1 answers are open, first {first} \(finance\); decide them"):
        run("annotate", "adjudicate", table, "-o", settled, *study)
    ruling = int("finance" in gold[first])
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(f"id,coder,topic,value\n{first},chair,finance,{ruling}\n", encoding="utf-8")
    run("annotate", "adjudicate", table, "-o", settled, "--decisions", decisions, *study)
    assert read_gold(settled) == {row["id"]: gold[row["id"]] for row in rows}
    record = (tmp_path / "gold.record.csv").read_text(encoding="utf-8")
    assert f"{first},finance,{ruling},adjudicated,chair,bo" in record


def test_a_sheet_that_is_not_filled_in_is_not_a_no(tmp_path: Path) -> None:
    run(
        "annotate", "sheets", MINUTES, "--coder", "ana", "-o", tmp_path, "--codebook", BOOK, "--format", "csv"
    )
    run("annotate", "import", tmp_path / "ana.csv", "-o", tmp_path / "table.csv", "--codebook", BOOK)
    with (tmp_path / "table.csv").open(encoding="utf-8") as stream:
        assert {row["value"] for row in csv.DictReader(stream)} == {""}


def test_no_sheet_takes_the_place_of_another(tmp_path: Path) -> None:
    sheets = [
        "annotate",
        "sheets",
        str(MINUTES),
        "--codebook",
        str(BOOK),
        "--format",
        "csv",
        "-o",
        str(tmp_path),
    ]
    run(*sheets, "--coder", "ana")
    filled_in = (tmp_path / "ana.csv").read_text(encoding="utf-8") + "\n"
    (tmp_path / "ana.csv").write_text(filled_in, encoding="utf-8")
    with pytest.raises(ParatopicError, match=r"ana\.csv: is there already, and may hold a coder's answers"):
        run(*sheets, "--coder", "bo", "--coder", "ana")
    assert (tmp_path / "ana.csv").read_text(encoding="utf-8") == filled_in
    with pytest.raises(ParatopicError, match=r"coders 'b o' and 'b_o' would share .*b_o\.csv; rename one of"):
        run(*sheets, "--coder", "b o", "--coder", "b_o")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ana.csv"]


def test_tasks_carry_suggestions_and_neighbours(tmp_path: Path) -> None:
    weak = label(tmp_path)
    run("annotate", "tasks", MINUTES, "-o", tmp_path, "--codebook", BOOK, "--suggest", weak)
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    assert tasks[1]["data"]["before"].startswith("The night bus")
    answers = {one["from_name"]: one["value"]["choices"] for one in tasks[0]["predictions"][0]["result"]}
    assert answers == {"transport": ["yes"], "housing": ["no"], "greenery": ["no"], "finance": ["no"]}


def test_an_uncertain_sample_without_random_draws_is_refused(tmp_path: Path) -> None:
    sample = tmp_path / "sample.jsonl"
    design = ("-n", "6", "--design", "uncertain", "--probabilities", label(tmp_path), "--random-share")
    with pytest.raises(ParatopicError, match="without random draws no estimate for the whole would be valid"):
        run("annotate", "sample", MINUTES, "-o", sample, *design, "0")
    assert not sample.exists()
    run("annotate", "sample", MINUTES, "-o", sample, *design, "0.5")
    inclusion = sorted(row["inclusion"] for row in lines(sample))
    assert inclusion == [pytest.approx(3 / 12)] * 3 + [1, 1, 1]
