"""`frontdesk diff`: what an edit of a flow changes for callers."""

from itertools import groupby

from agent_config.changes import changes
from agent_config.flow_file import load_flow
from cli import view
from cli.proving import proved
from engine.flow import Flow


def diff(old: str, new: str) -> None:
    """Tell the changes in sentences, then how the proofs of the two flows differ."""
    before, after = load_flow(old), load_flow(new)
    found = changes(before, after)
    for about, group in groupby(found, key=lambda change: change.about):
        view.heading(about)
        for change in group:
            view.line(f"  {change.text}")
    if not found:
        view.line("Nothing changes for callers.")
        return
    view.line()
    view.table(("", "old", "new"), _figures(before, after))


def _figures(before: Flow, after: Flow) -> list[tuple[str, int, int]]:
    was, is_now = (one.proof for one in proved([before, after]))
    return [
        ("requests", len(before.requests), len(after.requests)),
        ("steps", _steps(before), _steps(after)),
        ("slots", len(before.slots), len(after.slots)),
        ("reachable states", was.states, is_now.states),
        ("edges", was.edges, is_now.edges),
        ("no call is longer, in turns", was.bound, is_now.bound),
        ("longest call found, in turns", was.longest, is_now.longest),
    ]


def _steps(flow: Flow) -> int:
    return sum(len(request.steps) for request in flow.requests.values())
