"""Turn Hydra's and OmegaConf's exceptions into one sentence that names the key."""

from __future__ import annotations

import difflib
import re

from paratopic.files.resources import conf_dir

_OPTION = re.compile(
    r"Could not find '(?P<asked>[^']+)'\s+Available options in '(?P<group>[^']+)':(?P<options>(?:\n\t[^\n]+)+)"
)

_ALONE = re.compile(r"Error parsing override '(?P<word>[\w.-]+)'\s+missing EQUAL")
_SEVERAL = re.compile(r"Ambiguous value for argument '(?P<word>[^']+)'")


def complaint(error: BaseException) -> str:
    """Return what was wrong and what to do, from the innermost exception that knows a key."""
    chain = [error]
    while (inner := chain[-1].__cause__ or chain[-1].__context__) is not None and inner not in chain:
        chain.append(inner)
    if found := _ALONE.search(str(error)):
        return f"expected KEY=VALUE, found '{found['word']}'; type {_meant(found['word'])}."
    if found := _SEVERAL.search(str(error)):
        return f"expected one value, found several in '{found['word']}'; add -m to run each of them."
    for one in chain:
        if found := _OPTION.search(str(one)):
            return _about_option(found["group"], found["asked"], found["options"].split())
    for one in reversed(chain):
        key = getattr(one, "full_key", None) or getattr(one, "key", None)
        if key:
            return _about_key(str(key), one)
    return _first_lines(error)


def _meant(word: str) -> str:
    """Return what someone who typed a bare word may have meant."""
    groups = [group for group in ("experiment", "model") if (conf_dir() / group / f"{word}.yaml").is_file()]
    return f"{groups[0]}={word}" if groups else "experiment=demo, for example"


def _about_option(group: str, asked: str, options: list[str]) -> str:
    name = asked.removeprefix(f"{group}/")
    near = difflib.get_close_matches(name, options, n=1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    more = " or the path of a codebook's .yaml file" if group == "codebook" else ""
    return f"unknown {group} '{name}'{hint}, expected {'one of ' * (len(options) > 1)}{', '.join(options)}{more}."


def _about_key(key: str, error: BaseException) -> str:
    text = _first_lines(error)
    if "not in" in text or "not found" in text.lower():
        return (
            f"unknown key '{key}' in the configuration; `paratopic run --cfg job` shows the keys there are."
        )
    if "missing" in text.lower():
        return f"the configuration needs a value for '{key}'; add {key}=VALUE."
    if "is not a ListConfig" in text:
        return f"'{key}' is a list; type {key}=[VALUE] or {key}=[ONE,OTHER]."
    return f"the configuration key '{key}' has a value that can't be used: {text}"


def _first_lines(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    kept = [
        line for line in lines if not re.match(r"(full_key|object_type|reference_type|See https?):?", line)
    ]
    return " ".join(kept[:4]) or type(error).__name__
