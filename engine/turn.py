"""One event being worked on: a call of its own, and the commands given so far.

Everything the engine changes about a call, it changes through here: the state by `move`, the
budgets by `spend` and `refill`, the slots by `fill` and `clear`, the caller's ear by `say`.
"""

from datetime import datetime
from typing import Final

from engine import states
from engine.call import (
    CALL_BUDGETS,
    FIXED_BUDGETS,
    REQUEST_BUDGETS,
    Call,
    Filled,
    Question,
    expecting,
)
from engine.commands import Command, Listen, Release, Say
from engine.events import Event, Value
from engine.flow import Flow
from engine.prompts import fill
from engine.safety import sentences
from engine.validator import fault

IDENTITY: Final = ("patient_name", "date_of_birth")
"""What a patient is recognised by."""

AGAIN: Final = {
    "open": "prompts.open_again",
    "which_request": "prompts.open_again",
    "anything_else": "prompts.anything_else_again",
    "change": "prompts.change_again",
    "message": "prompts.take_message",
    "offer": "prompts.offer_again",
    "is_this": "prompts.is_this_again",
    "prompts.good_time": "prompts.yes_no_again",
    "prefill": "prompts.yes_no_again",
    "read_back": "prompts.yes_no_again",
    "confirm": "prompts.yes_no_again",
    "yes_no": "prompts.yes_no_again",
}
"""The further wordings of a question, by its key or its kind; a slot has its own."""

LADDER: Final = ("open", "anything_else", "change", "message", "slot")
"""Kinds of question whose further wordings stand on their own, without the first one."""

RED_FLAGS_KEY: Final = "safety.red_flags"


class Turn:
    """A call in the middle of one event."""

    __slots__ = ("call", "event", "faulty", "flow", "lead", "out")

    def __init__(self, flow: Flow, call: Call, event: Event) -> None:
        self.flow = flow
        self.call = call.copy()
        self.event = event
        self.out: list[Command] = []
        self.lead = ""
        self.faulty = False
        self.call.at = event.at

    # --- state and budgets

    def move(self, to: str) -> None:
        """Go to a state, if the declaration has that move."""
        self.call.state = states.move(self.call.state, to)

    def spend(self, budget: str) -> bool:
        """Take one from a budget; false when nothing is left of it."""
        left = self.call.left[budget]
        if left == 0:
            return False
        self.call.left[budget] = left - 1
        return True

    def spent(self, budget: str) -> bool:
        """Whether nothing is left of a budget."""
        return self.call.left[budget] == 0

    def wait(self, what: str, command: Command) -> None:
        """Give a command whose answer the call goes on with; no question stands meanwhile."""
        self.call.waiting = what
        self.call.question = Question()
        self.out.append(command)

    def refill(self, *budgets: str) -> None:
        """Give budgets their full amount again."""
        for budget in budgets:
            self.call.left[budget] = full(self.flow, budget)

    def progress(self) -> None:
        """Something was achieved: misses count anew, and the clock of no progress too."""
        self.refill("misses")
        self.call.progress_at = self.event.at

    def settled(self) -> bool:
        """Whether this event has led to a question, a wait, or the end."""
        call = self.call
        asked = bool(self.out) and isinstance(self.out[-1], Listen)
        return asked or call.waiting is not None or call.state in ("ESCALATE", "END")

    def over(self) -> bool:
        """Whether the call has lasted too long, in turns or in minutes."""
        limits, call = self.flow.limits, self.call
        if limits.turns is not None and call.turns >= limits.turns:
            return True
        if limits.minutes is not None and _minutes(call.started, self) >= limits.minutes:
            return True
        idle = limits.minutes_without_progress
        if idle is not None and _minutes(call.progress_at, self) >= idle:
            return True
        confused = call.confused_at
        patience = self.flow.thresholds.confused_minutes
        return confused is not None and _minutes(confused, self) >= patience

    # --- slots

    def fill(self, name: str, value: Value, words: str = "", confidence: float = 1.0) -> None:
        """Fill a slot; what was confirmed about an earlier value no longer holds."""
        if name in self.call.slots:
            self.clear(name)
        self.call.slots[name] = Filled(value, words, confidence)
        self._unconfirm()
        self.progress()

    def clear(self, name: str) -> None:
        """Forget a slot and all that depends on it; a held opening is given back.

        Without its name and date of birth, a patient's record is closed again.
        """
        call = self.call
        filled = call.slots.pop(name)
        self._unconfirm()
        if name == "opening":
            self.out.append(Release(filled.value))
        if name in IDENTITY and call.patient is not None:
            call.patient = None
            if "appointment" in call.slots:
                self.clear("appointment")
        for other in self.flow.slots.values():
            if name in other.depends_on and other.name in call.slots:
                self.clear(other.name)

    def _unconfirm(self) -> None:
        """What was read back and confirmed is no longer what is known: it is read back again."""
        call = self.call
        if call.request is not None and call.done:
            steps = self.flow.requests[call.request].steps
            call.done = frozenset(one for one in call.done if steps[one].kind != "confirm")

    # --- speech

    def text(self, key: str, tier: int = 0) -> str:
        """A written text in the call's language; further wordings by tier, round and round."""
        wordings = self.flow.texts[self.call.language][key]
        return fill(wordings[tier % len(wordings)], self.flow, self.call, self.call.language)

    def say(self, key: str, *, tier: int = 0) -> None:
        """Say a prompt of the flow."""
        self.speak(self.text(key, tier), key)

    def speak(self, text: str, prompt: str, *, interruptible: bool = True) -> None:
        """Say a sentence. The validator has the last word on everything that is spoken.

        Two requests that end in one turn are told of once, if in the same words.
        """
        text, self.lead = self.lead + text, ""
        said = [one.text for one in self.out if isinstance(one, Say)]
        if said and said[-1] == text:
            return
        if fault(text, self.flow, self.call) is None:
            self.out.append(Say(text, prompt, self.call.language, interruptible))
        else:
            self.faulty = True

    def acknowledge(self, key: str = "prompts.acknowledge") -> None:
        """Put a short acknowledgement before what is said next, never the last one again."""
        self.lead = self.text(key, self.call.leads) + " "
        self.call.leads += 1

    def ask(self, question: Question, key: str, variant: int = 0) -> None:
        """Put a question and wait for the caller.

        Each time a question of the ladder is put in a request, its next wording is taken; any
        other one is put in its own words. They are never those of the question before.
        """
        call = self.call
        call.question, call.key = question, key
        tier = call.asks.get(key, 0)
        call.asks[key] = tier + 1
        text = self._wording(tier, variant)
        if text == call.last_said and not self.lead:
            self.acknowledge("prompts.resume")
        self._put(text)

    def ask_again(self) -> None:
        """Put the same question again, after something else was said in between."""
        if not self.lead:
            self.acknowledge("prompts.resume")
        self._put(self._wording(max(self.call.asks.get(self.call.key, 0) - 1, 0)))

    def reprompt(self) -> None:
        """Put the question in other words, each time with more help, after a miss."""
        call = self.call
        kind = call.question.kind
        if kind in LADDER:
            self.ask(call.question, call.key)
            return
        key = AGAIN.get(call.key) or AGAIN.get(kind, call.key)
        if kind == "yes_no" and call.direction == "outbound":
            key = f"slots.{call.question.slot}.again"  # it tells how what we called about goes on
        tier = call.asks.get(key, 0)
        call.asks[key] = tier + 1
        if kind == "triage":
            self.speak(sentences.RED_FLAGS_AGAIN[call.language], key, interruptible=False)
        else:
            self.say(key, tier=tier)
        self.listen()

    def _wording(self, tier: int, variant: int = 0) -> str:
        call = self.call
        if call.key == RED_FLAGS_KEY:
            return sentences.RED_FLAGS[call.language]
        kind = call.question.kind
        if kind not in LADDER:
            return self.text(call.key, tier)
        if tier == 0 or call.key.endswith(("_last", "_for_other")):
            return self.text(call.key, tier + variant)
        return self.text(AGAIN.get(kind) or f"slots.{call.question.slot}.again", tier - 1)

    def _put(self, text: str) -> None:
        self.call.last_said = text
        self.call.cut = False
        self.speak(text, self.call.key, interruptible=self.call.key != RED_FLAGS_KEY)
        self.listen()

    def listen(self) -> None:
        """Wait for the caller's answer to the question."""
        self.out.append(Listen(expecting(self.call), self.call.patience))


def _minutes(since: datetime, turn: Turn) -> float:
    return (turn.event.at - since).total_seconds() / 60


def full(flow: Flow, budget: str) -> int:
    """The full amount of a budget."""
    if budget in FIXED_BUDGETS:
        return FIXED_BUDGETS[budget]
    amount: int = getattr(flow.limits, budget)
    return amount


def budgets(flow: Flow) -> dict[str, int]:
    """All budgets of a call, full."""
    return {name: full(flow, name) for name in (*CALL_BUDGETS, *REQUEST_BUDGETS, *FIXED_BUDGETS)}
