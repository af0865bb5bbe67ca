"""Lines whose far end is the terminal: what the receptionist says and learns is shown."""

from typing import Any

from cli import view
from cli.wording import wording
from engine.commands import Handoff, Say
from telephony.faulty import Faults
from telephony.loop import Loop
from telephony.simulated import SimulatedLine, VirtualClock


class Screen:
    """Shows each sentence with the state, each slot as it is filled, and each handoff."""

    def __init__(self) -> None:
        self._loop: Loop | None = None
        self._shown: dict[str, Any] = {}

    def watch(self, loop: Loop) -> None:
        """Show the call that this loop carries."""
        self._loop = loop

    async def say(self, say: Say) -> None:
        """Show what was learned, then the sentence."""
        self.tick()
        view.said("receptionist", say.text, self._loop.call.state if self._loop else "")

    def connecting(self, handoff: Handoff) -> None:
        """Show whom the caller is connected to."""
        view.aside(f"connecting to {handoff.line}: {handoff.reason.replace('_', ' ')}")

    def tick(self) -> None:
        """Show the slots that were filled or changed since the last time."""
        slots = self._loop.call.slots if self._loop else {}
        for name, filled in slots.items():
            if self._shown.get(name) != filled.value:
                view.ticked(name, wording(filled.value))
        self._shown = {name: filled.value for name, filled in slots.items()}


class Handset(SimulatedLine):
    """The simulated line, on a screen."""

    def __init__(self, clock: VirtualClock, faults: Faults) -> None:
        super().__init__(clock, faults)
        self._screen = Screen()
        self.watch = self._screen.watch
        self.tick = self._screen.tick

    async def say(self, say: Say) -> None:
        """Show a sentence, and let its time pass."""
        await self._screen.say(say)
        await super().say(say)

    async def handoff(self, handoff: Handoff) -> str:
        """Show whom the caller is connected to, and whether they pick up."""
        self._screen.connecting(handoff)
        how = await super().handoff(handoff)
        view.aside(how.replace("_", " "))
        return how
