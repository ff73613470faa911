"""Label Studio: the project's configuration, its tasks, and its JSON export.

Every topic is a yes/no question of its own, so that a topic that was not answered is not a topic not chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from paratopic.codebook.annotation.checks import Row
from paratopic.codebook.annotation.fields import parse_inclusion
from paratopic.codebook.annotation.json_files import parse_records, write_records
from paratopic.codebook.core import Codebook
from paratopic.errors import AnnotationError
from paratopic.schema import Annotation

_SIDE = ("unsure", "time", "codebook", "sampling", "inclusion", "note")
_VALUES = {"yes": True, "no": False}


def project_config(codebook: Codebook) -> str:
    """Return the labelling configuration (XML) of a project for this codebook."""
    questions = "".join(
        f"  <Header value={quoteattr(topic.title)} size='5'/>\n"
        f"  <Text name={quoteattr('about_' + topic.name)} value={quoteattr(topic.definition)}/>\n"
        f"  <Choices name={quoteattr(topic.name)} toName='text' choice='single-radio' showInline='true' "
        "required='true'>\n    <Choice value='yes'/><Choice value='no'/>\n  </Choices>\n"
        for topic in codebook.definitions
    )
    unsure = "".join(f"<Choice value={quoteattr(name)}/>" for name in codebook.topics)
    return (
        "<View>\n  <Text name='before' value='$before'/>\n  <Header value='Paragraph to code'/>\n"
        "  <Text name='text' value='$text'/>\n  <Text name='after' value='$after'/>\n"
        f"{questions}  <Header value='Unsure of' size='5'/>\n"
        f"  <Choices name='unsure' toName='text' choice='multiple' showInline='true'>{unsure}</Choices>\n"
        "  <TextArea name='note' toName='text' placeholder='Note' maxSubmissions='1'/>\n</View>\n"
    )


def tasks(
    codebook: Codebook,
    rows: Sequence[Mapping[str, Any]],
    neighbours: Mapping[str, tuple[str, str]],
    suggestions: Mapping[str, Mapping[str, float]] | None = None,
) -> list[dict[str, Any]]:
    """Return tasks with the paragraphs before and after, and probabilities as suggested answers if given."""
    return [
        {
            "data": {
                "id": str(row["id"]),
                "text": row["text"],
                "before": neighbours.get(str(row["id"]), ("", ""))[0],
                "after": neighbours.get(str(row["id"]), ("", ""))[1],
                "codebook": codebook.version,
                "sampling": row.get("sampling"),
                "inclusion": row.get("inclusion"),
            },
            "predictions": _prediction(suggestions.get(str(row["id"]), {})) if suggestions else [],
        }
        for row in rows
    ]


def _prediction(probabilities: Mapping[str, float]) -> list[dict[str, Any]]:
    if not probabilities:
        return []
    answers = [_choice(topic, "yes" if value > 0.5 else "no") for topic, value in probabilities.items()]
    sure = min(max(value, 1 - value) for value in probabilities.values())
    return [{"model_version": "paratopic", "score": round(sure, 4), "result": answers}]


def write_label_studio(path: str | Path, annotations: Sequence[Annotation], texts: dict[str, str]) -> None:
    """Write annotated tasks as Label Studio exports them."""
    by_task: defaultdict[str, defaultdict[str, list[Annotation]]] = defaultdict(lambda: defaultdict(list))
    for one in annotations:
        by_task[one.id][one.coder].append(one)
    records = [
        {
            "id": number,
            "data": {"id": key, "text": texts.get(key, "")},
            "annotations": [
                {"completed_by": {"email": coder}, "result": [_result(one) for one in answers]}
                for coder, answers in coders.items()
            ],
        }
        for number, (key, coders) in enumerate(by_task.items(), 1)
    ]
    write_records(path, records)


def _result(one: Annotation) -> dict[str, Any]:
    answer = None if one.value is None else "yes" if one.value else "no"
    return {**_choice(one.topic, answer), "meta": {name: getattr(one, name) for name in _SIDE}}


def _choice(topic: str, answer: str | None) -> dict[str, Any]:
    choices = [] if answer is None else [answer]
    return {"from_name": topic, "to_name": "text", "type": "choices", "value": {"choices": choices}}


def read_label_studio(path: str | Path, topics: Sequence[str]) -> Iterator[Row]:
    """Yield the annotations of a Label Studio JSON export; a task nobody answered gives none."""

    def parse(record: dict[str, Any], line: int) -> Iterator[Annotation]:
        data = record.get("data")
        if not isinstance(data, dict) or "id" not in data or "annotations" not in record:
            raise AnnotationError(
                "expected a task with data.id and annotations; export the project as JSON (not JSON-MIN).",
                path=path,
                line=line,
            )
        for answer in record["annotations"]:
            if not answer.get("was_cancelled"):
                yield from _answers(data, answer, topics, path, line)

    return parse_records(path, parse)


def _answers(
    data: Mapping[str, Any], answer: Mapping[str, Any], topics: Sequence[str], path: str | Path, line: int
) -> Iterator[Annotation]:
    results = {item["from_name"]: item for item in answer.get("result", ()) if item.get("from_name")}
    unsure = results.pop("unsure", {}).get("value", {}).get("choices", [])
    note = " ".join(results.pop("note", {}).get("value", {}).get("text", []))
    default = {
        "time": answer.get("created_at"),
        "codebook": data.get("codebook"),
        "sampling": data.get("sampling"),
        "inclusion": parse_inclusion(str(data.get("inclusion") or ""), path=path, line=line),
        "note": note,
    }
    ours = any("meta" in item for item in results.values())
    unanswered = [] if ours else [topic for topic in topics if topic not in results]
    for name in [*results, *unanswered]:
        chosen = results.get(name, {}).get("value", {}).get("choices", [])
        if len(chosen) > 1 or (chosen and chosen[0] not in _VALUES):
            raise AnnotationError(f"expected yes or no for '{name}', found {chosen}.", path=path, line=line)
        side = results.get(name, {}).get("meta") or {"unsure": name in unsure, **default}
        value = _VALUES[chosen[0]] if chosen else None
        yield Annotation(str(data["id"]), _coder(answer), name, value, **side)


def _coder(answer: Mapping[str, Any]) -> str:
    who = answer.get("completed_by")
    if isinstance(who, Mapping):
        return str(who.get("email") or who.get("id") or "")
    return "" if who is None else str(who)
