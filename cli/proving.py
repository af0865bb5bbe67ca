"""The proofs of flows, several at a time, each with the seconds that it took.

A proof is long work that shares nothing with the next one, so each has a process of its own. Two
are enough: a machine with two cores is kept busy, and no machine runs out of memory. The first two
begin while the others are still being read; of these the largest goes first, so that at the end
nobody waits for it alone. A single proof is made in this process, where nothing has to be started
for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Final

from cli.failure import Failure
from engine.flow import Flow
from telephony.proving import Proved
from telephony.proving import proved as one_proved

AT_ONCE: Final = 2


def proved(flows: Iterable[Flow]) -> Iterator[Proved]:
    """The proof of each flow, in their order, each as soon as it and those before it are there.

    All are read when this returns. Locations of a practice that differ in nothing that decides a
    call share one proof.
    """
    order: list[str] = []
    unlike: dict[str, Flow] = {}
    begun: dict[str, Future[Proved]] = {}
    pool: Executor | None = None
    for flow in flows:
        key = _deciding(flow)
        order.append(key)
        unlike.setdefault(key, flow)
        if pool is None and len(unlike) == AT_ONCE:
            pool = ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn"))
            begun = {one: pool.submit(one_proved, found) for one, found in unlike.items()}
    if pool is None:
        made = {key: one_proved(flow) for key, flow in unlike.items()}
        return (made[key] for key in order)
    others = [key for key in unlike if key not in begun]
    for key in sorted(others, key=lambda one: _size(unlike[one]), reverse=True):
        begun[key] = pool.submit(one_proved, unlike[key])
    return _as_they_come(pool, order, begun)


def _as_they_come(
    pool: Executor, order: Sequence[str], begun: Mapping[str, Future[Proved]]
) -> Iterator[Proved]:
    try:
        for key in order:
            yield begun[key].result()
    except BrokenProcessPool:
        raise Failure(
            "a proof was stopped from outside; is memory short? Check one flow at a time"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _deciding(flow: Flow) -> str:
    """What the course of a call hangs on: all but the facts that a clinic only tells."""
    clinic = flow.clinic
    services = [(one.name, one.booking, one.urgent, one.new_patients) for one in clinic.services]
    facts = (flow.calls, clinic.on_call_line is None, clinic.languages, services)
    rules = (flow.limits, flow.thresholds, flow.slots, flow.requests, flow.answers, flow.triggers)
    return repr((flow.name, flow.version, rules, flow.texts, facts))


def _size(flow: Flow) -> int:
    """Roughly how much there is to explore."""
    return len(flow.slots) * sum(len(request.steps) for request in flow.requests.values())
