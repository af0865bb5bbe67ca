"""The proofs of flows, several at a time, each with the seconds that it took.

A proof is long work that shares nothing with the next one, so each has a process of its own. Two
are enough: a machine with two cores is kept busy, and no machine runs out of memory. The largest
flow goes first, so that at the end nobody waits for it alone. A single proof is made in this
process, where nothing has to be started for it.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Final

from cli.failure import Failure
from engine.flow import Flow
from telephony.proving import Proved
from telephony.proving import proved as one_proved

AT_ONCE: Final = 2


def proved(flows: Sequence[Flow]) -> Iterator[Proved]:
    """The proof of each flow, in their order, each as soon as it and those before it are there.

    Locations of a practice that differ in nothing that decides a call share one proof.

    Raises `Failure` if a process is killed, as happens where memory is short.
    """
    unlike = {_deciding(flow): flow for flow in reversed(flows)}
    found: dict[str, Proved] = {}
    work = _at_once([flow for flow in flows if unlike[_deciding(flow)] is flow])
    for flow in flows:
        key = _deciding(flow)
        if key not in found:
            found[key] = next(work)
        yield found[key]


def _deciding(flow: Flow) -> str:
    """What the course of a call hangs on: all but the facts that a clinic only tells."""
    clinic = flow.clinic
    services = [(one.name, one.booking, one.urgent, one.new_patients) for one in clinic.services]
    facts = (flow.calls, clinic.on_call_line is None, clinic.languages, services)
    rules = (flow.limits, flow.thresholds, flow.slots, flow.requests, flow.answers, flow.triggers)
    return repr((flow.name, flow.version, rules, flow.texts, facts))


def _at_once(flows: Sequence[Flow]) -> Iterator[Proved]:
    if len(flows) < 2:
        yield from map(one_proved, flows)
        return
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as pool:
        largest_first = sorted(range(len(flows)), key=lambda n: _size(flows[n]), reverse=True)
        try:
            proofs = {number: pool.submit(one_proved, flows[number]) for number in largest_first}
            for number in range(len(flows)):
                yield proofs[number].result()
        except BrokenProcessPool:
            raise Failure(
                "a proof was stopped from outside; is memory short? Check one flow at a time"
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)


def _size(flow: Flow) -> int:
    """Roughly how much there is to explore."""
    return len(flow.slots) * sum(len(request.steps) for request in flow.requests.values())
