"""Proofs in processes of their own: their order, their number at a time, and what goes wrong."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

import telephony.proving
from agent_config.flow_file import load_flow
from cli import proving
from cli.failure import Failure
from cli.proving import proved
from engine.flow import Flow
from engine.proof import Proof


@dataclass(frozen=True)
class Deadly:
    """Something that ends the process which is given it, as a system without memory does."""

    def __reduce__(self) -> tuple[Callable[[int], Any], tuple[int]]:
        return os._exit, (1,)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many workers each pool was given. The pools are threads, which know canned proofs."""
    workers: list[int] = []

    def pool(number: int, mp_context: object) -> ThreadPoolExecutor:
        workers.append(number)
        return ThreadPoolExecutor(number)

    monkeypatch.setattr(proving, "ProcessPoolExecutor", pool)
    canned = (1, 2, 3, 4, "", {}, ())
    monkeypatch.setattr(
        telephony.proving, "prove", lambda flow, explored: Proof(flow.name, *canned)
    )
    return workers


def flows(*names: str) -> list[Flow]:
    plan = load_flow("reminder")
    return [replace(plan, name=name) for name in names]


def test_proofs_come_in_the_order_of_their_flows(started: list[int]) -> None:
    assert [one.proof.flow for one in proved(flows("c", "a", "b"))] == ["c", "a", "b"]
    assert started == [2]


@pytest.mark.parametrize("names", [(), ("a",)])
def test_a_single_proof_needs_no_process(started: list[int], names: tuple[str, ...]) -> None:
    assert [one.proof.flow for one in proved(flows(*names))] == list(names)
    assert started == []


def test_a_proof_that_breaks_is_told_as_what_it_is(
    started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def prove(flow: Flow, explored: object) -> Proof:
        raise KeyError(flow.name)

    monkeypatch.setattr(telephony.proving, "prove", prove)
    with pytest.raises(KeyError, match="a"):
        list(proved(flows("a", "b")))


def test_a_process_that_is_killed_is_told_in_a_sentence() -> None:
    examples = cast(Any, {"human": Deadly()})
    with pytest.raises(Failure, match="a proof was stopped from outside; is memory short"):
        list(proved([replace(flow, examples=examples) for flow in flows("a", "b")]))
