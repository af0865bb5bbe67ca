"""The steps of a request: what is still missing, in order.

The steps are scanned from the first each time something has changed, and the call stops at the
first that is not finished. So a filled slot is never asked again, a correction returns to exactly
the questions that it reopens, and there is no pointer that could be wrong.
"""

from collections.abc import Callable, Sequence
from typing import Final

from engine.call import REQUEST_BUDGETS, Question
from engine.commands import FindOpenings, FindPatients
from engine.escalation import escalate, part
from engine.facts import fact, holds
from engine.flow import Step
from engine.outcome import ask_patient_anew, conclude, finish, perform
from engine.questions import ask_in, ask_red_flags, collected
from engine.turn import Turn

SAME_APPOINTMENT: Final = ("confirm_appointment", "reschedule_appointment", "cancel_appointment")
"""Requests about one appointment: a new one takes the place of the one under way."""


def proceed(turn: Turn) -> None:
    """Go on with the call: the next unfinished step, the next request, or the last question."""
    call = turn.call
    while True:
        if call.request is None:
            if not call.agenda:
                ask_for_more(turn)
                return
            begin(turn, call.agenda[0])
        elif call.ending is not None:
            if not conclude(turn, call.ending):
                return
        elif not _scan(turn):
            return


def begin(turn: Turn, name: str) -> None:
    """Start a request: fresh budgets, fresh questions, and only what still holds."""
    call = turn.call
    call.agenda = tuple(one for one in call.agenda if one != name)
    call.request = name
    call.asks = {}
    call.offered, call.turned_down = (), ()
    turn.refill(*REQUEST_BUDGETS, "triage")
    if name == "book_appointment" and any(one == name for one, _ in call.outcomes):
        ask_patient_anew(turn)


def instead(turn: Turn, name: str) -> None:
    """Go on with another request about the same appointment; what is known of it stays."""
    call = turn.call
    if "opening" in call.slots:
        turn.clear("opening")
    call.request, call.done, call.ending = name, frozenset(), None
    call.asks = {}
    turn.refill(*REQUEST_BUDGETS)


def note(turn: Turn, names: Sequence[str], *, instead_of_ours: bool = False) -> bool:
    """Put new requests on the agenda; more than the budget is for a person (CH-12).

    One about the same appointment takes the place of the one under way, and so does one that is
    brought `instead_of_ours`: instead of an answer to what we called about.
    """
    call = turn.call
    new = [
        name
        for name in names
        if name in turn.flow.requests and name != call.request and name not in call.agenda
    ]
    if not new:
        return False
    for name in new:
        if not turn.spend("requests"):
            escalate(turn, "policy")
            return True
        about_one = name in SAME_APPOINTMENT and call.request in SAME_APPOINTMENT
        if (about_one or instead_of_ours) and call.waiting is None:
            instead(turn, name)
            instead_of_ours = False
        else:
            call.agenda += (name,)
    if (
        set(new) & set(call.agenda)
        and call.request is not None
        and call.waiting is None
        and not call.aside
    ):
        turn.say("prompts.noted_request")
    return True


def ask_for_more(turn: Turn) -> None:
    """Nothing is left to do: ask whether there is anything else, or what we can do."""
    if turn.over() and turn.call.outcomes:
        part(turn, "prompts.goodbye")  # all is done that was asked for, and time is up
        return
    turn.move("QUALIFY")
    if turn.call.outcomes:
        turn.ask(Question("anything_else"), "prompts.anything_else")
    else:
        turn.ask(Question("open"), "prompts.open")


def _scan(turn: Turn) -> bool:
    """Work through the request's steps; true when it is finished or dropped."""
    call = turn.call
    request = turn.flow.requests[str(call.request)]
    for index, step in enumerate(request.steps):
        if index in call.done or (step.when and not all(holds(turn, one) for one in step.when)):
            continue
        complete = _STEPS[step.kind](turn, step, index)
        if call.request is None:
            return call.escalation is None  # a request handed to a person is not gone on with
        if not complete:
            return False
    finish(turn, "answered")
    if call.direction == "outbound" and not call.agenda:
        part(turn, "prompts.goodbye")  # we called, there is nothing to do: nobody is kept
        return False
    return True


def _collect(turn: Turn, step: Step, index: int) -> bool:
    for name in step.names:
        if name == "appointment" and name not in turn.call.slots:
            if not _which_appointment(turn):
                return False
        elif not collected(turn, name):
            return False
    return True


def _which_appointment(turn: Turn) -> bool:
    """Which of the patient's coming appointments is meant; the only one needs no question."""
    call = turn.call
    coming = call.patient["appointments"] if call.patient else ()
    if not coming:
        turn.say("prompts.no_appointment")
        finish(turn, "answered")
        return False
    if len(coming) == 1:
        turn.fill("appointment", dict(coming[0]))
        return True
    call.offered = tuple(coming[:2])
    ask_in(turn, "COLLECT", Question("offer", "appointment"), "prompts.which_appointment")
    return False


def _verify(turn: Turn, step: Step, index: int) -> bool:
    """Name and date of birth against the records, before anything about a patient is said."""
    call = turn.call
    if call.patient is not None:
        return True
    if not (collected(turn, "patient_name") and collected(turn, "date_of_birth")):
        return False
    turn.move("COLLECT")
    command = FindPatients(call.value("patient_name"), str(call.value("date_of_birth")))
    turn.wait("patients", command)
    return False


def _triage(turn: Turn, step: Step, index: int) -> bool:
    """The fixed red-flag question, when the reason is one that may hide an emergency."""
    call = turn.call
    service = turn.flow.clinic.service(str(call.value(step.names[0])))
    if service is None or not service.urgent:
        return True
    if turn.spent("checks"):
        call.done |= {index}  # it was asked before, and the answer was no
        return True
    call.acting = index
    turn.move("COLLECT")
    ask_red_flags(turn, "triage")
    return False


def _offer(turn: Turn, step: Step, index: int) -> bool:
    """Ask the calendar; a service that is booked by request needs no opening."""
    if "opening" in turn.call.slots:
        return True
    if turn.call.request != "reschedule_appointment" and fact(turn, "booking") == "request":
        return True
    find_openings(turn)
    return False


def find_openings(turn: Turn) -> None:
    """Ask the calendar for what is wanted, leaving out what was turned down."""
    call = turn.call
    moving = call.value("appointment") if call.request == "reschedule_appointment" else None
    turn.move("OFFER_SLOT")
    command = FindOpenings(
        service=str(moving["service"] if moving else call.value("visit_reason")),
        windows=tuple(call.value("preferred_time") or ()),
        provider=call.value("provider"),
        excluding=call.turned_down,
        moving=moving["id"] if moving else None,
    )
    turn.wait("openings", command)


def _confirm(turn: Turn, step: Step, index: int) -> bool:
    turn.call.acting = index
    ask_in(turn, "CONFIRM", Question("confirm"), f"prompts.{step.names[0]}")
    return False


def _say(turn: Turn, step: Step, index: int) -> bool:
    turn.say(f"prompts.{step.names[0]}")
    turn.call.done |= {index}
    return True


def _hand_off(turn: Turn, step: Step, index: int) -> bool:
    """To a person; what a doctor must see becomes an urgent task of theirs too."""
    if step.names[0] == "doctor":
        escalate(turn, "medical_advice", doctors="urgent")
    else:
        escalate(turn, "policy")
    return False


_STEPS: Final[dict[str, Callable[[Turn, Step, int], bool]]] = {
    "collect": _collect,
    "verify": _verify,
    "triage": _triage,
    "offer": _offer,
    "confirm": _confirm,
    "do": perform,
    "say": _say,
    "hand_off": _hand_off,
}
