"""The outgoing validator: a last look at every sentence before it is spoken.

Prompts are written by people and checked when a flow is loaded, by this same function; what a
slot adds at run time is checked here again. No diagnosis, treatment or prescription (SF-13), no
promise of a cure, no word of a booking where the clinic books nothing itself, and nothing that
cannot be spoken.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from engine.flow import Flow

if TYPE_CHECKING:
    from engine.call import Call

_ADVICE: Final = re.compile(
    r"\b(?:(?:take|taking|tome|tomar)\s+(?:your|an?|the|some|su|sus|un|una|el|la)?\s*"
    r"(?:antibiotic|ibuprofen|tylenol|advil|aspirin|painkiller|medic|pill|dose|antibiótico"
    r"|ibuprofeno|pastilla|paracetamol)"
    r"|you (?:have|may have|probably have) (?:an? )?(?:infection|abscess|fracture|cavity)"
    r"|(?:milligrams?|\d+ ?mg)\b"
    r"|(?:diagnos|prescrib|recet)\w*\s+(?:you|le)\b"
    r"|it(?:'s| is) (?:nothing serious|probably fine|not serious))"
)
"""Looked for in lower case, which is twice as fast as regardless of case."""
_WHY: Final = re.compile(
    r"\b(?:appointments?|visits?|check-?ups?|cleanings?|exams?|treatments?|procedures?|surger\w+"
    r"|root canals?|extractions?|fillings?|crowns?|results?|prescri\w+|medic\w+|antibiotic\w*"
    r"|pain|hurt\w*|teeth|tooth|reminders?|recalls?|follow-?ups?|overdue|due|bills?|balance"
    r"|payments?|insurance|patients?|doctors?|dentists?|dr\.?"
    r"|citas?|visitas?|limpiezas?|revisi[oó]n|tratamientos?|procedimientos?|cirug[ií]as?"
    r"|extracci[oó]n|resultados?|recetas?|antibi[oó]tic\w*|dolor|dientes?|muelas?"
    r"|recordatorios?|seguimiento|cuentas?|saldos?|pagos?|seguros?|pacientes?|doctora?s?"
    r"|dentistas?)(?!\w)"
)
"""What a machine or a stranger must not learn: why we call. Looked for in lower case too."""
_BOOKED: Final = re.compile(r"\b(?:booked|reservad[ao]|agendad[ao])\b")
_UNSPEAKABLE: Final = re.compile(r"[{}\x00-\x08\x0b-\x1f\x7f]")
BOOKED: Final = "it says 'booked' where nothing is booked, only requested"
LONGEST: Final = 600
"""Characters; about forty seconds of speech."""


def fault(text: str, flow: Flow, call: "Call | None" = None) -> str | None:
    """Why a sentence must not be spoken, or `None` when it may be."""
    _, tells_booked = _looked_at(text)
    return improper(text, requests_only=tells_booked and only_requests(flow, call))


def improper(text: str, *, requests_only: bool) -> str | None:
    """The same, where it is known whether everything is booked by request only."""
    why, tells_booked = _looked_at(text)
    return BOOKED if why is None and tells_booked and requests_only else why


@lru_cache(maxsize=1024)
def _looked_at(text: str) -> tuple[str | None, bool]:
    """Why a sentence is improper in any call, and whether it calls something booked.

    Most sentences are said again and again, so the latest verdicts are kept.
    """
    lower = text.lower()
    why = None
    if not text.strip():
        why = "it is empty"
    elif len(text) > LONGEST:
        why = f"it is longer than {LONGEST} characters"
    elif _UNSPEAKABLE.search(text):
        why = "it holds something that cannot be spoken"
    elif _ADVICE.search(lower):
        why = "it gives medical advice"
    return why, _BOOKED.search(lower) is not None


def tells_why(wording: str) -> str | None:
    """The word in a prompt, not filled yet, that tells what a call of ours is about."""
    found = _WHY.search(re.sub(r"\{[^{}]*\}", "", wording).lower())
    return found[0] if found is not None else None


def only_requests(flow: Flow, call: "Call | None" = None) -> bool:
    """Whether what the call is about is booked by request, so that nothing may be called booked."""
    services = flow.clinic.services
    held = dict.get(call.slots, "visit_reason") if call is not None else None
    if call is not None and held is not None:
        service = flow.clinic.service(held.value)
        return service is None or call.booking(service) == "request"
    return all(service.booking == "request" for service in services)
