"""Asking for slots: the question, its read-back, and where in the seven states it is put."""

from engine.call import Question
from engine.escalation import escalate
from engine.slots import incomplete
from engine.turn import RED_FLAGS_KEY, Turn

GREETING_KEY = "prompts.greeting"
"""A greeting is said once; what it asks is asked again in other words."""


def ask_in(turn: Turn, state: str, question: Question, key: str) -> None:
    """Go to a state and ask there, unless the call has lasted too long already.

    A confirmation in flight is always finished first.
    """
    if question.kind == "confirm" or not _too_long(turn):
        turn.move(state)
        turn.ask(question, key)


def resume(turn: Turn) -> None:
    """Go back to the question that something interrupted, unless the call lasted too long."""
    if turn.call.question.kind != "confirm" and _too_long(turn):
        return
    if turn.call.key == GREETING_KEY:
        turn.ask(Question("open"), "prompts.open")
    else:
        turn.ask_again()


def _too_long(turn: Turn) -> bool:
    """Hand over a call that has lasted too long."""
    if not turn.over():
        return False
    escalate(turn, "not_understood" if turn.call.confused_at else "too_long")
    return True


def ask_red_flags(turn: Turn, kind: str) -> None:
    """The fixed yes/no question about the red flags: `check` after an alarm, else `triage`."""
    turn.ask(Question(kind), RED_FLAGS_KEY)


def ask_what_was_put_off(turn: Turn, last_said: str) -> None:
    """The red-flag question that words called for while a result was on its way.

    It takes the place of the question that the result led to, which is put after it; `last_said`
    is the question that the caller heard last.
    """
    call = turn.call
    over = call.escalation is not None or call.ended
    if call.waiting is not None and not over:
        return
    call.to_check = False
    if not over:
        del turn.out[-2:]  # that question, and waiting for its answer
        call.asks[call.key] -= 1
        call.last_said = last_said
        call.resume = (call.question, call.key)
        ask_red_flags(turn, "check")


def collected(turn: Turn, name: str) -> bool:
    """Whether a slot is filled and, where the flow wants it, read back; else it is asked for."""
    call = turn.call
    spec = turn.flow.slots[name]
    filled = call.slots.get(name)
    if filled is None:
        _ask(turn, name)
        return False
    if incomplete(spec, filled.value):
        ask_in(turn, "COLLECT", Question("slot", name), f"slots.{name}.ask_last")
        return False
    unsure = filled.confidence < turn.flow.thresholds.stt_confidence
    wanted = spec.read_back == "always" or (spec.read_back == "spell_if_unsure" and unsure)
    if wanted and not filled.confirmed:
        ask_in(turn, "COLLECT", Question("read_back", name), f"slots.{name}.read_back")
        return False
    return True


def _ask(turn: Turn, name: str) -> None:
    call, spec = turn.call, turn.flow.slots[name]
    key = f"slots.{name}.ask"
    if spec.prefill == "caller_id" and call.caller and name not in call.denied:
        ask_in(turn, "COLLECT", Question("prefill", name), f"slots.{name}.prefill")
        return
    if "relationship" in call.slots and f"{key}_for_other" in turn.flow.texts[call.language]:
        key = f"{key}_for_other"
    kind = "yes_no" if spec.type == "bool" else "slot"
    ask_in(turn, "COLLECT", Question(kind, name), key)
