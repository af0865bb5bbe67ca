"""What of a call under way the screens have not been told yet: every line once, in its order.

Lines are numbered as in the call's transcript, so a screen that reads the transcript in the middle
of a call knows which of the lines that follow it has already. After a process died, what its last
event led to is told again, with the same numbers.
"""

from clinic.store.call_state import Said
from telephony.record import Record, Step
from telephony.transcript import Line, caller_lines, our_lines


class News:
    """The lines of one call."""

    def __init__(self) -> None:
        self._steps = self._lines = 0
        """What was told."""
        self._read = (0, 0)
        """The same, with what was looked at since."""

    def skip(self, record: Record, steps: int) -> None:
        """Take the first so many steps for told: by a process that carried the call before."""
        self._steps = steps
        self._lines = sum(len(_lines(step)) for step in record.steps[:steps])

    def look(self, record: Record) -> tuple[Said, ...]:
        """The lines that were not told yet."""
        lines = [line for step in record.steps[self._steps :] for line in _lines(step)]
        self._read = (len(record.steps), self._lines + len(lines))
        return tuple(
            Said(number, line.at, line.who, line.text, line.state)
            for number, line in enumerate(lines, self._lines)
        )

    def told(self) -> None:
        """What was looked at is on the screens."""
        self._steps, self._lines = self._read


def _lines(step: Step) -> list[Line]:
    said = caller_lines(step.event, step.before.state)
    return said + our_lines(step.event, step.commands, step.after.state)
