"""Quick questions about a draft: its mistakes, its picture, what it changes, its form.

A question and its answer are plain values, for they are asked of another process.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from agent_config.changes import changes
from agent_config.draft import Draft, Texts, read_draft
from agent_config.flow_form import Change, form_of, with_changes
from agent_config.flow_graph import FlowGraph, flow_graph
from agent_config.mends import marked
from engine import codec
from engine.clinic import Clinic

Given = Mapping[str, Any]
Tell = Callable[[Mapping[str, Any]], None]
"""Told how far the work is."""


def draft_in(given: Given) -> Draft:
    """The draft that a question is about. Raises `ValueError`, a sentence."""
    standing: Clinic = codec.loads(given["clinic"])
    texts: Texts = given["files"]
    return read_draft(str(given["flow"]), texts, standing)


def problems_in(draft: Draft) -> list[dict[str, Any]]:
    """Its mistakes, with what to underline and how they are mended."""
    return [
        {
            "file": one.problem.file,
            "line": one.problem.line,
            "column": one.column,
            "end_column": one.end_column,
            "text": one.problem.text,
            "mends": [asdict(mend) for mend in one.mends],
        }
        for one in marked(draft.problems)
    ]


def check(given: Given, tell: Tell) -> dict[str, Any]:
    """The mistakes in a draft, and its picture if there are none."""
    draft = draft_in(given)
    drawn: dict[str, Any] | None = None
    if draft.flow is not None and draft.source is not None:
        drawn = _picture(flow_graph(draft.flow, draft.source))
    return {"problems": problems_in(draft), "graph": drawn}


def compiled(given: Given, tell: Tell) -> dict[str, Any]:
    """The flow that a draft comes to, as it is kept; `None` with its mistakes."""
    draft = draft_in(given)
    made = None if draft.flow is None else codec.dumps(draft.flow)
    return {"problems": problems_in(draft), "flow": made}


def changed(given: Given, tell: Tell) -> dict[str, Any]:
    """What a draft changes for callers, against a flow that is in force."""
    draft = draft_in(given)
    if draft.flow is None:
        return {"problems": problems_in(draft), "changes": []}
    told = changes(codec.loads(given["before"]), draft.flow)
    return {"problems": [], "changes": [{"kind": one.about, "text": one.text} for one in told]}


def form(given: Given, tell: Tell) -> dict[str, Any]:
    """What of a draft can be changed without writing YAML. Raises `ValueError`, a sentence."""
    return asdict(form_of(str(given["flow"]), given["files"], str(given["clinic_id"])))


def reform(given: Given, tell: Tell) -> dict[str, Any]:
    """The texts with some values changed. Raises `ValueError`, a sentence."""
    wanted = [
        Change(one["key"], one.get("language"), tuple(one["texts"])) for one in given["changes"]
    ]
    files = with_changes(str(given["flow"]), given["files"], str(given["clinic_id"]), wanted)
    return {"files": dict(files)}


def _picture(drawn: FlowGraph) -> dict[str, Any]:
    nowhere = {"file": None, "line": None, "end_line": None}
    nodes = [asdict(one) for one in drawn.nodes]
    return {
        "nodes": [{**(one.pop("spot") or nowhere), **one} for one in nodes],
        "edges": [asdict(one) for one in drawn.edges],
    }
