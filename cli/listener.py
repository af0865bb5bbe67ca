"""What understands the callers of a flow, for every command that runs calls or reads words.

It says so where it is not complete: whoever runs Frontdesk has to know why every caller is asked
about danger signs, and why a flow that was edited takes seconds to load.
"""

from functools import cache

from cli import view
from engine.flow import Flow
from nlu.understand import Understanding


def listener(flow: Flow) -> Understanding:
    """The local understanding of a flow; warns once if words cannot be read by meaning."""
    made = Understanding(flow, learning=_learning)
    if not made.complete:
        _warn()
    return made


@cache
def _learning() -> None:
    if view.is_terminal():
        view.remark("learning how callers speak of this flow: once, about ten seconds")


@cache
def _warn() -> None:
    view.warn(
        "the sentence encoder is not installed, so words cannot be read by meaning and every "
        "caller is asked about danger signs: run `make setup`"
    )
