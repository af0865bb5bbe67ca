"""`frontdesk learn`: from reviewed calls to further examples for a flow, as a diff.

Nothing is written: whoever answers for the flow reads the diff, drops what they do not like, and
applies it with `patch -p0`.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import unified_diff
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agent_config.examples_text import examples_path, with_lessons
from agent_config.flow_file import load_flow
from agent_config.flow_source import find_flow
from agent_config.script import Caller
from agent_config.script_file import load_script
from cli import view
from cli.failure import Failure
from cli.listener import listener
from cli.reviewed_calls import reviewed
from cli.scripts import find_scripts
from engine.flow import Flow
from nlu.language import language_of
from nlu.lesson import REASONS, Lesson, Reviewed, lessons

LINES = (".jsonl", ".ndjson")


def learn(calls: Sequence[Path], flow: str, *, reviews: bool = False) -> None:
    """Print the diff on standard output, and what was left out, and why, on standard error.

    With `reviews`, those of the calls in the database count too. Raises `Failure` where no
    utterance was reviewed.
    """
    if not calls and not reviews:
        raise Failure("name the files of reviewed calls, or take those on record with --reviews")
    plan = load_flow(flow)
    said = [one for path in calls for one in _reviewed(path, plan)]
    if reviews:
        said += _of_reviews(plan)
    if not said:
        raise Failure("nothing in these calls was reviewed: no turn says what it `means`")
    now = datetime.now(ZoneInfo(plan.clinic.timezone))
    found = lessons(plan, listener(plan), said, now)
    for file, language, taught in _by_file(plan, find_flow(flow), found):
        before, after = with_lessons(file, plan.name, language, taught)
        rows = unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            str(file) if before else "/dev/null",
            str(file),
        )
        for row in rows:
            view.changed(row.rstrip("\n"))
    _summary(found)


def _by_file(
    plan: Flow, path: Path, found: Sequence[Lesson]
) -> Iterator[tuple[Path, str, dict[tuple[str, str], list[str]]]]:
    """The lessons of each language, with the file that they belong into."""
    by_language: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(dict)
    for one in found:
        if one.why_not is None:
            (name,) = one.reviewed.intents
            part = "requests" if name in plan.requests else "answers"
            of = by_language[one.reviewed.language].setdefault((part, name), [])
            of.append(one.reviewed.words)
    for language, taught in sorted(by_language.items()):
        own = language == plan.language
        yield examples_path(path, None if own else language), language, taught


def _summary(found: Sequence[Lesson]) -> None:
    counts = Counter(one.why_not for one in found)
    view.remark(f"{counts[None]} of {len(found)} reviewed utterances teach something")
    for why, text in REASONS.items():
        if counts[why]:
            view.remark(f"  {counts[why]}: {text}")
    for one in found:
        if one.why_not in ("several", "strange", "taken", "private", "long"):
            view.remark(f"{one.reviewed.where}: {REASONS[str(one.why_not)]}")


def _reviewed(path: Path, plan: Flow) -> Iterator[Reviewed]:
    if path.suffix in LINES:
        yield from _of_lines(path, plan)
        return
    for file in find_scripts([path]):
        script = load_script(file)
        for turn in script.turns:
            if isinstance(turn, Caller) and turn.means is not None and "intents" in turn.means:
                names = tuple(_name(one) for one in turn.means["intents"])
                yield _one(turn.says, names, None, f"{file}:{turn.line}", plan)


def _of_reviews(plan: Flow) -> Iterator[Reviewed]:
    found = reviewed(plan)
    if found.private:
        view.remark(
            f"{found.private} sentences of reviews tell of a person, and stay where they are"
        )
    for one in found.said:
        yield _one(one.words, (one.intent,), None, one.where, plan)


def _of_lines(path: Path, plan: Flow) -> Iterator[Reviewed]:
    """JSON lines {text, intents, language?}; `intent` may stand for a single one."""
    for number, row in enumerate(path.read_text("utf-8").splitlines(), 1):
        where = f"{path}:{number}"
        try:
            value: dict[str, Any] = json.loads(row)
            words = str(value["text"]).strip()
            names = value.get("intents") or [value["intent"]]
        except (ValueError, KeyError, TypeError):
            raise Failure(f"{where}: this is no line like {{text, intents, language?}}") from None
        yield _one(words, tuple(map(_name, names)), value.get("language"), where, plan)


def _name(intent: Any) -> str:
    return str(intent["name"] if isinstance(intent, dict) else intent)


def _one(
    words: str, names: tuple[str, ...], language: str | None, where: str, plan: Flow
) -> Reviewed:
    spoken = str(language)[:2] if language else language_of(words) or plan.language
    return Reviewed(words, names, spoken if spoken in plan.texts else plan.language, where)
