"""Escalation is the decision that a person takes over; the handoff is how.

The caller hears why, a task with all that is known exists before anything rings, the staff are
told, and whoever cannot be reached is told about truthfully: the caller may leave a message.
"""

from typing import Final

from engine.call import Call, Question
from engine.commands import Handoff, HangUp, Notify, UpdateTask
from engine.safety import PEOPLE, sentences
from engine.tasks import OF_REQUEST, create
from engine.turn import Turn

AT_ONCE: Final = ("emergency", "urgent_dental")
"""Reasons that ring at any hour: the on-call line when the clinic is closed (FG-13)."""

TAKEN_OVER: Final = "taken_over"
"""The reason where somebody at the clinic asked for the caller, and not the other way round."""

_PROMPTS: Final = {
    "distress": "prompts.handoff_distress",
    "unclear_audio": "prompts.handoff_unclear",
    "not_understood": "prompts.handoff_unclear",
    "too_long": "prompts.handoff_too_long",
}


def escalate(turn: Turn, reason: str, doctors: str = "high") -> None:
    """Hand the caller to a person, for one of the reasons of the reference.

    `doctors` is the priority of the task that the doctor gets, where the reason is theirs.
    """
    call, clinic = turn.call, turn.flow.clinic
    again = call.escalation is not None
    worse = reason == "emergency" and call.escalation != reason
    turn.lead = ""
    if again and not worse and not turn.spend("handoffs"):
        if reason == "emergency":
            language = call.language
            turn.speak(sentences.EMERGENCY[language], "safety.emergency", interruptible=False)
        part(turn, "prompts.no_message")
        return
    if not again or reason == "emergency":
        call.escalation = reason
    line: str | None = clinic.staff_line
    if reason != TAKEN_OVER and not clinic.is_open(turn.event.at):
        line = (clinic.on_call_line or clinic.staff_line) if reason in AT_ONCE else None
    if line is not None:
        _explain(turn, reason)
    turn.move("ESCALATE")
    call.question = Question()
    if not again:
        _leave_tasks(turn, reason, doctors)
    elif worse:
        turn.out.append(UpdateTask(_task(call), "urgent", {"escalation": reason}))
    turn.out.append(Notify("staff", reason))
    if line is None:
        unreached(turn, "prompts.handoff_closed")
        return
    turn.wait("transfer", Handoff(line, reason))


def _explain(turn: Turn, reason: str) -> None:
    language = turn.call.language
    if reason == "emergency":
        turn.speak(sentences.EMERGENCY[language], "safety.emergency", interruptible=False)
    if reason in AT_ONCE:
        turn.speak(sentences.CONNECTING[language], "safety.connecting", interruptible=False)
    elif reason in PEOPLE and reason != "human":
        turn.speak(sentences.PEOPLE[language], "safety.people", interruptible=False)
    else:
        turn.say(_PROMPTS.get(reason, "prompts.handoff"))


def _leave_tasks(turn: Turn, reason: str, doctors: str) -> None:
    """The escalated call, the doctor's task (rule 22), and every request not yet done.

    A request whose action is on its way becomes a task only if that fails.
    """
    call = turn.call
    under_way = call.in_flight[0] if call.in_flight is not None else None
    unfinished = [call.request, *call.agenda] if call.request else list(call.agenda)
    urgent = reason in AT_ONCE
    create(
        turn,
        "escalated_call",
        "urgent" if urgent else "high",
        escalation=reason,
        requests=unfinished,
        words=call.words,
    )
    if reason in OF_REQUEST:
        create(turn, OF_REQUEST[reason], doctors, words=call.words)
    if not urgent:
        for request in unfinished:
            kind = OF_REQUEST.get(request, "callback")
            if request != under_way and kind != OF_REQUEST.get(reason):
                create(turn, kind)
    call.agenda, call.request, call.ending = (), None, None


def heard_more(turn: Turn, requests: list[str]) -> None:
    """The rest of what was said in the breath that escalated: it becomes tasks too (CH-12)."""
    if turn.call.escalation in AT_ONCE:
        return
    for request in requests:
        create(turn, OF_REQUEST.get(request, "callback"))


def unreached(turn: Turn, key: str) -> None:
    """Nobody picked up: tell the truth, mark the task urgent, and take a message."""
    call = turn.call
    call.waiting, call.message_asked = None, True
    turn.out.append(UpdateTask(_task(call), "urgent"))
    if call.escalation == "emergency":
        language = call.language
        turn.speak(sentences.EMERGENCY[language], "safety.emergency", interruptible=False)
    turn.move("COLLECT")
    turn.ask(Question("message", "message"), key)


def _task(call: Call) -> str:
    """The key of the task that the escalation made."""
    return next(key for key in call.tasks if key.startswith("escalated_call"))


def take_message(turn: Turn, words: str) -> None:
    """A message for the staff, put on the task that the escalation made.

    Without a number to call back the message is worth little: it is asked for, once.
    """
    call = turn.call
    turn.out.append(UpdateTask(_task(call), "urgent", {"message": words}))
    if call.caller is None and "callback_number" not in call.slots:
        turn.ask(Question("message", "callback_number"), "slots.callback_number.ask")
        return
    part(turn, "prompts.message_taken")


def take_number(turn: Turn, number: str | None) -> None:
    """The number that belongs to a message; without one the staff know what was said."""
    if number is not None:
        details = {"callback_number": number}
        turn.out.append(UpdateTask(_task(turn.call), "urgent", details))
    part(turn, "prompts.message_taken")


def part(turn: Turn, key: str) -> None:
    """Say the last words and end the call."""
    call = turn.call
    turn.say(key)
    turn.move("END")
    call.question, call.waiting = Question(), None
    turn.out.append(HangUp())
