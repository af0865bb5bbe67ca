"""What a clinic does for whom, by how they stand with it (FG-30).

Records of people who died, left or were dismissed stay, for the law wants them kept. But nothing is
arranged by a program for them, and nothing is sent: each such wish is for a person to look at.
"""

from typing import Final

STATUSES: Final = ("active", "inactive", "deceased", "dismissed")
"""The statuses that people may give; `merged` is given by merging alone."""


def may_be_booked(status: str, *, do_not_book: bool) -> bool:
    """Whether a time may be given to them without a person deciding it."""
    return status == "active" and not do_not_book


def may_be_contacted(status: str, *, do_not_contact: bool) -> bool:
    """Whether anything may be sent to them, or a call made, that they did not ask for."""
    return status == "active" and not do_not_contact


def standing(status: str, *, do_not_book: bool) -> str:
    """The one word that a call goes by: the status, or `do_not_book`."""
    return "do_not_book" if status == "active" and do_not_book else status
