"""A proof, with the seconds that it took: for the terminal and the flow editor alike."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from engine.flow import Flow
from engine.proof import Proof, prove


@dataclass(frozen=True, slots=True)
class Proved:
    """What was proved of a flow, and how long that took, in seconds."""

    proof: Proof
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Plain values; the scripts are files that `simulate` runs."""
        proof = self.proof
        return {
            "states": proof.states,
            "edges": proof.edges,
            "bound": proof.bound,
            "longest": proof.longest,
            "longest_script": proof.longest_script,
            "by_request": dict(proof.by_request),
            "seconds": round(self.seconds, 3),
            "broken": [
                {"rule": one.rule, "text": one.text, "script": one.script} for one in proof.broken
            ],
        }


def proved(flow: Flow, explored: Callable[[int], None] | None = None) -> Proved:
    """Prove a flow in this process; `explored` is told again and again how many states there are.

    Takes all of a core for as long as it lasts: a server has another process do it.
    """
    began = perf_counter()
    gc.disable()  # a proof keeps nearly all that it makes: looking for garbage is a third of it
    try:
        proof = prove(flow, explored)
    finally:
        gc.enable()
    return Proved(proof, perf_counter() - began)
