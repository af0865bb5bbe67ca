"""How long an ear waits for what, in seconds. A caller waits behind each of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The defaults are such that a caller notices a short failure hardly, and a long one soon."""

    tick: float = 0.1
    """How often the one timer of a call looks at all the others."""
    connect: float = 1.2
    """For the handshake, and for the greeting after it where there is one."""
    send: float = 1.0
    """For one frame to leave; the connection is broken afterwards."""
    quiet: float | None = None
    """For anything sensible to come back while sound goes out; `None`: what the model needs."""
    first: float = 2.5
    """The same on a new connection, of which nobody knows yet whether it hears."""
    idle: float | None = None
    """Without sound, before the connection is kept alive; `None`: what the model needs."""
    steady: float = 2.0
    """After which a connection that heard something counts as a good one."""
    pauses: tuple[float, ...] = (0.0, 0.3)
    """Before each further try; as many tries, and one more, until the ear is deaf."""
    give_up: float = 3.0
    """Since the first of several tries, after which no other begins."""
    close: float = 0.3
    """For a goodbye on a connection that may be dead."""
