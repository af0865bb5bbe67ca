"""The outgoing validator: a last look at every sentence before it is spoken.

Prompts are written by people and checked when a flow is loaded, by this same function; what a
slot adds at run time is checked here again. No diagnosis, treatment or prescription (SF-13), no
promise of a cure, no word of a booking where the clinic books nothing itself, and nothing that
cannot be spoken.
"""

import re
from typing import TYPE_CHECKING, Final

from engine.flow import Flow

if TYPE_CHECKING:
    from engine.call import Call

_ADVICE: Final = re.compile(
    r"\b(?:take|taking|tome|tomar)\s+(?:your|an?|the|some|su|sus|un|una|el|la)?\s*"
    r"(?:antibiotic|ibuprofen|tylenol|advil|aspirin|painkiller|medic|pill|dose|antibiótico"
    r"|ibuprofeno|pastilla|paracetamol)"
    r"|\byou (?:have|may have|probably have) (?:an? )?(?:infection|abscess|fracture|cavity)"
    r"|\b(?:milligrams?|\d+ ?mg)\b"
    r"|\b(?:diagnos|prescrib|recet)\w*\s+(?:you|le)\b"
    r"|\bit(?:'s| is) (?:nothing serious|probably fine|not serious)"
)
"""Looked for in lower case, which is twice as fast as regardless of case."""
_BOOKED: Final = re.compile(r"\b(?:booked|reservad[ao]|agendad[ao])\b")
_UNSPEAKABLE: Final = re.compile(r"[{}\x00-\x08\x0b-\x1f\x7f]")
LONGEST: Final = 600
"""Characters; about forty seconds of speech."""


def fault(text: str, flow: Flow, call: "Call | None" = None) -> str | None:
    """Why a sentence must not be spoken, or `None` when it may be."""
    return improper(text, requests_only=only_requests(flow, call))


def improper(text: str, *, requests_only: bool) -> str | None:
    """The same, where it is known whether everything is booked by request only."""
    if not text.strip():
        return "it is empty"
    if len(text) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if _UNSPEAKABLE.search(text):
        return "it holds something that cannot be spoken"
    lower = text.lower()
    if _ADVICE.search(lower):
        return "it gives medical advice"
    if requests_only and _BOOKED.search(lower):
        return "it says 'booked' where nothing is booked, only requested"
    return None


def only_requests(flow: Flow, call: "Call | None" = None) -> bool:
    """Whether what the call is about is booked by request, so that nothing may be called booked."""
    services = flow.clinic.services
    held = dict.get(call.slots, "visit_reason") if call is not None else None
    if call is not None and held is not None:
        service = flow.clinic.service(held.value)
        return service is None or service.booked(call.value("patient_status")) == "request"
    return all(service.booking == "request" for service in services)
