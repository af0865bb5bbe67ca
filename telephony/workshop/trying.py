"""Long questions about a draft: its proof, recorded calls against it, all that is due before it may
be in force. They tell on the way how far they are.
"""

from collections.abc import Mapping
from dataclasses import asdict
from time import monotonic
from typing import Any, Final

from agent_config.script_file import read_script
from engine import codec
from engine.flow import Flow
from engine.proof import Proof
from nlu.understand import Understanding
from telephony.clinic_scripts import run_text
from telephony.proving import Proved, proved
from telephony.recorded_calls import Recorded, again
from telephony.scripted import run
from telephony.simulated import LocalUnderstanding
from telephony.workshop.bench import digest
from telephony.workshop.reading import Given, Tell, draft_in, problems_in

MOST_BROKEN: Final = 20
"""Broken rules that are told; whoever mends the first ones mends the rest."""
EVERY: Final = 0.3
"""Seconds between two tellings."""


def proof(given: Given, tell: Tell) -> dict[str, Any]:
    """The proof of a draft, with the states that were found so far."""
    draft = draft_in(given)
    if draft.flow is None:
        return {"problems": problems_in(draft), "proof": None}
    told = _told(draft.flow, _proved(draft.flow, tell), Understanding(draft.flow))
    return {"problems": [], "proof": told, "digest": digest(codec.dumps(draft.flow))}


def replays(given: Given, tell: Tell) -> dict[str, Any]:
    """Recorded calls against a draft: what would have come of each."""
    draft = draft_in(given)
    if draft.flow is None:
        return {"problems": problems_in(draft), "calls": []}
    flows: dict[str, Flow] = {name: codec.loads(text) for name, text in given["flows"].items()}
    understanding = Understanding(draft.flow)
    calls: list[dict[str, Any]] = []
    for one in given["calls"]:
        about = (one["call_id"], one["channel"], one["disposition"])
        recorded = Recorded(*about, flows[one["version_id"]], codec.loads(one["events"]))
        found = again(recorded, draft.flow, understanding)
        calls.append(asdict(found) | {"changed": found.changed})
        tell({"calls": list(calls)})
    return {"problems": [], "calls": calls}


def trial(given: Given, tell: Tell) -> dict[str, Any]:
    """A compiled flow, proved and run with a clinic's scripts; what stands in its way, if anything.

    Proofs that were made before are known by their digests. What understands the flow's callers is
    made in any case: what it has to learn, the server then finds learnt.
    """
    text = str(given["compiled"])
    flow: Flow = codec.loads(text)
    understanding: Understanding | None = None
    if digest(text) not in given["proved"]:
        tell({"stage": "proof"})
        made = _proved(flow, tell)
        if made.proof.broken:
            understanding = Understanding(flow)
            return {"broken": _told(flow, made, understanding)["broken"], "failed": []}
    tell({"stage": "scripts"})
    understanding = Understanding(flow)
    listed: Mapping[str, str] = given["scripts"]
    failed = []
    for number, (name, script) in enumerate(listed.items(), 1):
        result = run_text(name, script, flow, understanding)
        if not result.passed:
            failed.append({"name": name, "failures": list(result.failures)})
        tell({"scripts": number})
    return {"broken": [], "failed": failed}


def conversation(
    flow: Flow, script: str, understanding: LocalUnderstanding
) -> list[dict[str, Any]]:
    """The script of a proof as people read it: who says what, and where the call stands then."""
    played = run(read_script(script, "proof"), flow, understanding)
    return [asdict(entry) for entry in played.outcome.transcript]


def _proved(flow: Flow, tell: Tell) -> Proved:
    began = told = monotonic()

    def explored(states: int) -> None:
        nonlocal told
        now = monotonic()
        if now - told >= EVERY:
            told = now
            tell({"states_so_far": states, "seconds": round(now - began, 1)})

    return proved(flow, explored)


def _told(flow: Flow, made: Proved, understanding: LocalUnderstanding) -> dict[str, Any]:
    found: Proof = made.proof
    return made.as_json() | {
        "longest_conversation": conversation(flow, found.longest_script, understanding),
        "broken": [
            {
                "rule": one.rule,
                "text": one.text,
                "script": one.script,
                "conversation": conversation(flow, one.script, understanding),
            }
            for one in found.broken[:MOST_BROKEN]
        ],
    }
