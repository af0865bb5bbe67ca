"""`frontdesk understand`: what lines of text mean, one result a line, in their order.

A line that begins with a brace is JSON, any other is what a caller says to an open question.
Results are written as lines come in, so another program can ask and wait for the answer.
"""

import json
from collections.abc import Mapping
from typing import Any

import typer

from agent_config.flow_file import load_flow
from cli import view
from cli.listener import listener
from cli.wording import wording
from nlu.report import report


def understand(flow: str, *, as_json: bool) -> None:
    """Read standard input to its end; ends with 1 if a line could not be read."""
    plan = load_flow(flow)
    understanding = listener(plan)
    unread = 0
    if view.is_interactive():
        view.remark("what does the caller say? (an end of file ends it)")
    number = 0
    while (line := view.ask()) is not None:
        number += 1
        try:
            asked = _asked(line)
            told = report(plan, understanding, asked)
        except ValueError as error:
            unread += 1
            view.complain(f"line {number}: {error}")
            if as_json:
                view.record({"error": str(error)})
            continue
        if as_json:
            view.record(told)
        else:
            _show(str(asked.get("text", "")), told)
    if unread:
        raise typer.Exit(1)


def _asked(line: str) -> Mapping[str, Any]:
    if not line.lstrip().startswith("{"):
        return {"text": line}
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"this is no JSON: {error}") from None
    assert isinstance(value, dict), "what begins with a brace is an object"
    return value


def _show(text: str, told: Mapping[str, Any]) -> None:
    view.line(text)
    for intent in told["intents"]:
        sure = f"{intent['confidence']:.2f}"
        polarity = "" if intent["polarity"] == "wants" else f" ({intent['polarity']})"
        view.aside(f"{intent['name']}{polarity}  {sure}")
    for name, slot in told["slots"].items():
        view.ticked(name, f"{wording(slot['value'])}  {slot['confidence']:.2f}")
    if told["answer"] is not None:
        view.aside(f"answer: {told['answer']}")
    if told["alarm"] != "none":
        view.aside(f"alarm: {told['alarm']}")
    if told["distress"]:
        view.aside("distress")
