"""How calls of a flow begin: somebody rings, or we do, about a request of theirs."""

from collections.abc import Iterator
from datetime import datetime

from engine.events import CallStarted
from engine.flow import Flow
from engine.proof.classes import NAMES, PHONES, appointments

CALLER = "+15125550142"


def rings(flow: Flow, at: datetime) -> Iterator[CallStarted]:
    """A call from a known number, one from a withheld number; or calls of ours."""
    if flow.calls == "inbound":
        yield CallStarted(at=at, call_id="", caller=CALLER)
        yield CallStarted(at=at, call_id="")
        return
    known = {
        "patient_name": NAMES[0],
        "callback_number": PHONES[0],
        "appointment": appointments(flow, 24 * 20)[0],
    }
    ours = [(name, known) for name in flow.requests]
    if "book_appointment" in flow.requests:  # of a newcomer the name may be unknown
        nameless = {name: value for name, value in known.items() if name != "patient_name"}
        ours.append(("book_appointment", nameless))
    for name, told in ours:
        yield CallStarted(at=at, call_id="", direction="outbound", request=name, known=told)
