"""What comes of a request: what is booked, moved or cancelled, or left for the staff."""

from collections.abc import Callable, Iterable
from typing import Final

from engine import spoken
from engine.call import DISPOSITIONS, Ending, Made, Question
from engine.commands import AddToWaitlist, Book, Cancel, Command, Confirm, Reschedule, SendMessage
from engine.facts import fact
from engine.flow import Flow, Step
from engine.questions import collected
from engine.tasks import OF_REQUEST, create
from engine.turn import Turn

SCHEDULING: Final = ("book_appointment", "reschedule_appointment")
"""Requests that come to `requested` when the staff must finish them; others are messages."""


def finish(turn: Turn, disposition: str) -> None:
    """A request is done: what it learned stays on record, open to what comes next."""
    call = turn.call
    call.outcomes += ((str(call.request), disposition),)
    call.request, call.ending = None, None
    call.done = frozenset()
    call.question = Question()
    _set_aside(turn, used_once(turn.flow))
    for name in call.slots:
        call.use(name)
    turn.progress()


def _set_aside(turn: Turn, names: Iterable[str]) -> None:
    call = turn.call
    for name in list(call.slots):
        if name in names:
            call.past[name] = call.slots.pop(name)


def ask_patient_anew(turn: Turn) -> None:
    """A second booking is for another member of the family, unless their name was just given.

    The caller's own name and number stay (rule 16).
    """
    call = turn.call
    known = call.slots.get("patient_name")
    if known is not None and known.used:
        related = call.slots.get("relationship")
        if "caller_name" not in call.slots and (related is None or not related.used):
            call.slots["caller_name"] = known  # the first booking was the caller's own
        call.past["patient_name"] = known
        turn.clear("patient_name")
    for name in ("date_of_birth", "patient_status", "relationship"):
        filled = call.slots.get(name)
        if filled is not None and filled.used:
            turn.clear(name)


def give_up(turn: Turn, prompt: str | None = None) -> None:
    """The request cannot be done in this call: it becomes a task for the staff (rule 13)."""
    call = turn.call
    if prompt is not None:
        turn.say(prompt)
    request = str(call.request)
    disposition = "requested" if request in SCHEDULING else "message_taken"
    told = "prompts.requested" if request == "book_appointment" else "prompts.noted"
    call.ending = Ending(OF_REQUEST.get(request, "callback"), told, disposition)


def conclude(turn: Turn, ending: Ending) -> bool:
    """Leave the task of a request that was given up; asks for a number first if there is none."""
    if not (collected(turn, "patient_name") and collected(turn, "callback_number")):
        return False
    create(turn, ending.task)
    turn.say(ending.prompt)
    finish(turn, ending.disposition)
    return True


def perform(turn: Turn, step: Step, index: int) -> bool:
    """Start what a `do` step does; true when it is done already."""
    action = step.names[0]
    if action == "create_task" and not step.done:  # made beside the rest, and not spoken of
        create(turn, str(step.task), step.priority)
        turn.call.done |= {index}
        return True
    mode = fact(turn, "booking")
    if action == "create_task" or (action == "book_appointment" and mode == "request"):
        kind = step.task or "appointment_scheduling"
        create(turn, kind, step.priority)
        told(turn, step, "request")
        return True
    turn.call.in_flight = (str(turn.call.request), index)
    turn.wait("do", _COMMANDS[action](turn))
    return False


def done_so_far(turn: Turn, step: Step, index: int) -> None:
    """An action of which nothing is said took effect: it counts, and the request goes on."""
    call = turn.call
    _, disposition = record(turn, step, None)
    call.outcomes += ((str(call.request), disposition),)
    call.done |= {index}
    turn.progress()


def told(turn: Turn, step: Step, mode: str | None) -> None:
    """An action took effect: say so in the words of its booking mode, and finish the request."""
    prompt, disposition = record(turn, step, mode)
    turn.lead = ""
    turn.say(f"prompts.{prompt}")
    finish(turn, disposition)


def record(turn: Turn, step: Step, mode: str | None) -> tuple[str, str]:
    """Keep what an action did; the prompt that tells it, and the disposition it comes to."""
    call = turn.call
    action = step.names[0]
    prompt = step.done.get(mode or "any") or step.done.get("any", "")
    disposition = prompt if prompt in DISPOSITIONS else _DISPOSITIONS[action]
    if action == "create_task" and call.request in SCHEDULING:
        disposition = "requested"
    if action in _MADE and mode != "request":
        made = _made(turn, action, mode)
        call.appointments += (made,)
        if mode == "approval":
            create(turn, "appointment_scheduling", opening=call.value("opening"))
    _update_record(turn, action)
    return prompt, disposition


def _made(turn: Turn, action: str, mode: str | None) -> Made:
    call = turn.call
    appointment = call.value("appointment") or {}
    booked = action == "book_appointment"
    return Made(
        service=str(call.value("visit_reason") if booked else appointment["service"]),
        start=str(call.value("opening")["start"]),
        status="pending" if mode == "approval" else _MADE[action],
        patient=spoken.name(call.value("patient_name") or {}),
    )


def _update_record(turn: Turn, action: str) -> None:
    """Keep the open record true to what was just moved or cancelled."""
    call = turn.call
    appointment = call.value("appointment")
    if call.patient is None or appointment is None:
        return
    coming = [one for one in call.patient["appointments"] if one["id"] != appointment["id"]]
    if action == "reschedule_appointment":
        coming.append({**appointment, "start": call.value("opening")["start"]})
    elif action != "cancel_appointment":
        return
    coming.sort(key=lambda one: str(one["start"]))
    call.patient = call.patient | {"appointments": coming}


def _book(turn: Turn) -> Command:
    call = turn.call
    return Book(
        call.value("opening"),
        call.value("patient_name"),
        call.value("callback_number"),
        str(fact(turn, "booking")),
    )


def _waitlist(turn: Turn) -> Command:
    call = turn.call
    return AddToWaitlist(
        str(call.value("visit_reason")),
        tuple(call.value("preferred_time") or ()),
        call.value("patient_name"),
        call.value("callback_number"),
    )


_COMMANDS: Final[dict[str, Callable[[Turn], Command]]] = {
    "book_appointment": _book,
    "reschedule_appointment": lambda turn: Reschedule(
        turn.call.value("appointment"), turn.call.value("opening")
    ),
    "cancel_appointment": lambda turn: Cancel(
        turn.call.value("appointment"), turn.call.value("cancel_reason")
    ),
    "confirm_appointment": lambda turn: Confirm(turn.call.value("appointment")),
    "add_to_waitlist": _waitlist,
    "send_message": lambda turn: SendMessage(
        str(turn.call.request), str(turn.call.value("callback_number"))
    ),
}
_DISPOSITIONS: Final = {
    "book_appointment": "booked",
    "reschedule_appointment": "rescheduled",
    "cancel_appointment": "cancelled",
    "confirm_appointment": "confirmed",
    "add_to_waitlist": "message_taken",
    "send_message": "answered",
    "create_task": "message_taken",
}
_MADE: Final = {"book_appointment": "confirmed", "reschedule_appointment": "confirmed"}


def used_once(flow: Flow) -> frozenset[str]:
    """The slots that belong to one request and are asked anew in the next one."""
    opening = {
        name
        for slot in flow.slots.values()
        if slot.type == "opening"
        for name in (slot.name, *slot.depends_on)
    }
    return frozenset(opening) | {
        slot.name
        for slot in flow.slots.values()
        if slot.type in ("opening", "appointment", "time_window", "text", "bool")
    }
