"""The longest call that a search finds: a caller who stalls wherever the budgets let them.

The bound of `engine/proof/length` is above every call; this is one that comes near it, played
through the real `advance` with every budget as it is, and written down as a script.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from engine.advance import advance, start
from engine.call import Call
from engine.events import ActionDone, Heard, OpeningsFound, PatientsFound
from engine.flow import Flow
from engine.proof.cases import Case, cases
from engine.proof.classes import Classes
from engine.proof.moment import NOW
from engine.proof.rings import rings

WORLD: Final = (OpeningsFound, PatientsFound, ActionDone)
"""What the world answers while the caller stalls: all goes well, for failures end calls early."""


def stalled(flow: Flow, bound: int) -> tuple[int, list[Case]]:
    """The turns of the longest call found, and what happens in it, from the first ring on; never
    more than the bound.
    """
    limits = replace(flow.limits, turns=None, minutes=None, minutes_without_progress=None)
    endless = replace(flow, limits=limits)
    classes = Classes(endless)
    ring = next(rings(flow, NOW))
    call, _ = advance(endless, start(endless), ring)
    path = [Case(ring)]
    turns = 0
    while not call.ended and turns <= bound:
        tried = [(case, _after(endless, call, case)) for case in _candidates(classes, call)]
        now = call
        case, call = max(tried, key=lambda one: _waste(now, *one))
        path.append(case)
        turns += case.counts
    return turns, path


def _after(flow: Flow, call: Call, case: Case) -> Call:
    if case.first is not None:
        call, _ = advance(flow, call, case.first)
    call, _ = advance(flow, call, case.event)
    return call


def _candidates(classes: Classes, call: Call) -> Iterator[Case]:
    for case in cases(classes, call, NOW):
        alarming = isinstance(case.event, Heard) and case.event.alarm.raised
        stalls = case.counts and not alarming and not case.fails
        goes_on = isinstance(case.event, WORLD) or call.waiting == "transfer"
        if stalls if call.waiting is None else goes_on:
            yield case


def _waste(before: Call, case: Case, after: Call) -> tuple[int, ...]:
    """How much of the call a case leaves to be wasted.

    Best is to be asked the same again; then what brings the call forward the least; then what
    keeps the most of the budgets.
    """
    alive = not after.ended and after.escalation is None
    same = case.counts and after.question == before.question and after.request == before.request
    forward = 100 * len(after.outcomes) + 10 * len(after.done) + len(after.slots)
    return int(alive), int(same), -forward, sum(after.left.values())
