"""paratopic annotate: sample, hand out, collect, compare and settle codings."""

from __future__ import annotations

import typer

from paratopic.cli import annotate_collect, annotate_judge, annotate_prepare

app = typer.Typer(
    help="Sample paragraphs, hand them to coders, collect and compare their answers.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("sample")(annotate_prepare.sample)
app.command("sheets")(annotate_prepare.sheets)
app.command("tasks")(annotate_prepare.tasks)
app.command("import")(annotate_collect.import_)
app.command("export")(annotate_collect.export)
app.command("agreement")(annotate_judge.agreement)
app.command("adjudicate")(annotate_judge.adjudicate)
