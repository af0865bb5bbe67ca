"""`frontdesk check`: flows and clinics are valid, and every possible call of a flow ends.

Without a name, every clinic that ships is checked, each with the flow that answers its calls, and
every flow that no clinic uses by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import typer

from agent_config.clinic_file import clinics, load_clinic
from agent_config.flow_file import flows, load_flow
from agent_config.problem import ConfigError, Problem
from cli import view
from cli.proving import proved
from engine.flow import Flow
from telephony.proving import Proved


@dataclass(frozen=True, slots=True)
class Checked:
    """A flow with a clinic, and what was found; `flow` is missing where a file holds mistakes."""

    name: str
    clinic: str | None = None
    problems: tuple[Problem, ...] = ()
    flow: Flow | None = None
    proved: Proved | None = None

    @property
    def sound(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.problems and (self.proved is None or not self.proved.proof.broken)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "flow": self.name,
            "clinic": self.clinic,
            "sound": self.sound,
            "problems": [
                {"file": one.file, "line": one.line, "column": one.column, "text": one.text}
                for one in self.problems
            ],
            "proof": None if self.proved is None else self.proved.as_json(),
        }


def check(names: Sequence[str], *, as_json: bool) -> None:
    """Check the named flows, or everything; ends with 1 if something must be mended."""
    checked = []
    for one in _with_proofs(_named(names) if names else _all()):
        checked.append(one)
        if not as_json:
            _show(one)
    if as_json:
        view.data([one.as_json() for one in checked])
    if not all(one.sound for one in checked):
        raise typer.Exit(1)


def _named(names: Sequence[str]) -> Iterator[Checked]:
    for name in names:
        try:
            flow = load_flow(name)
        except ConfigError as error:
            yield Checked(name, problems=error.problems)
        else:
            yield _loaded(flow)


def _all() -> Iterator[Checked]:
    used = set()
    for clinic in clinics():
        flow = None
        try:
            place = load_clinic(clinic)
            flow = place.flow
            used.add(flow)
            plan = load_flow(flow, place)
        except ConfigError as error:
            yield Checked(flow or "", clinic, error.problems)
        else:
            yield _loaded(plan)
    yield from _named([flow for flow in flows() if flow not in used])


def _loaded(flow: Flow) -> Checked:
    return Checked(flow.name, flow.clinic.id, flow=flow)


def _with_proofs(loading: Iterable[Checked]) -> Iterator[Checked]:
    """Each with its proof, in their order; what holds mistakes has nothing to be proved."""
    loaded: list[Checked] = []
    proofs = proved(_flows(loading, loaded))
    for one in loaded:
        yield one if one.flow is None else replace(one, proved=next(proofs))


def _flows(loading: Iterable[Checked], loaded: list[Checked]) -> Iterator[Flow]:
    """The flows that can be proved, as they are loaded; everything is kept in `loaded`."""
    for one in loading:
        loaded.append(one)
        if one.flow is not None:
            yield one.flow


def _show(one: Checked) -> None:
    what = f"{one.name}, {one.clinic}" if one.clinic else one.name
    for problem in one.problems:
        view.mistake(str(problem))
    if one.flow is None or one.proved is None:
        view.failed(what, _count(len(one.problems), "problem"))
        return
    proof = one.proved.proof
    if one.sound:
        view.passed(
            what,
            f"every call ends within {proof.bound} turns without the limit of turns "
            f"({one.flow.limits.turns} with it); longest call found {proof.longest}; "
            f"{proof.states:,} states, {proof.edges:,} edges, {one.proved.seconds:.1f} s",
        )
        return
    view.failed(what, f"{_count(len(proof.broken), 'rule')} broken")
    for broken in proof.broken:
        view.line(f"  {broken.rule}: {broken.text}")
        view.block(broken.script)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
