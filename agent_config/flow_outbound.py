"""What a flow must have, and must not say, because the clinic calls and anybody may pick up.

Until the person has said who they are, nothing is heard but the clinic: a machine, a child or a
stranger learns no name but the one that is asked for, no appointment, and not even that it is
about one. So what is heard before that may hold little, in every language of the flow.
"""

from collections.abc import Iterator
from typing import Any, Final

from agent_config.flow_parts import entries, words
from agent_config.problem import KeyPath, printable, where
from agent_config.step_order import Finding
from engine.prompts import BEFORE_YES, OUTBOUND_PROMPTS, placeholders
from engine.validator import tells_why

_NAMED: Final = {
    "greeting_outbound": ("clinic.name",),
    "voicemail": ("clinic.name", "clinic.number"),
}
"""What these must name."""

_ASKED_FOR: Final = ("is_this", "is_this_again")
"""Where the first name of whom we call may be said, and nothing else of them."""


def is_outbound(flow: Any) -> bool:
    """Whether the clinic calls in a flow, as its document has it."""
    return bool(entries(flow).get("calls") == "outbound")


def missing_prompts(flow: Any) -> dict[str, str]:
    """The prompts that only outbound flows need and this one lacks, with what each does."""
    prompts = entries(flow, "prompts")
    if not is_outbound(flow):
        return {}
    return {name: does for name, does in OUTBOUND_PROMPTS.items() if name not in prompts}


def outbound_findings(spoken: Any) -> Iterator[Finding]:
    """What is wrong with the texts of one language that are heard before the yes."""
    prompts = entries(spoken, "prompts")
    for name in BEFORE_YES:
        several = isinstance(prompts.get(name), list)
        for index, wording in enumerate(words(prompts.get(name))):
            here: KeyPath = ("prompts", name, index) if several else ("prompts", name)
            yield from _wording(here, name, wording)


def _wording(here: KeyPath, name: str, wording: str) -> Iterator[Finding]:
    held = placeholders(wording)
    for one in held:
        if not (one.startswith("clinic.") or (one == "first_name" and name in _ASKED_FOR)):
            text = f"'{{{printable(one)}}}' must not be heard before anybody has said who they are"
            yield here, text
    for one in _NAMED.get(name, ()):
        if one not in held:
            yield here, f"{where(here)} must say '{{{one}}}'"
    told = tells_why(wording)
    if told is not None:
        text = f"'{told}' tells a stranger what the call is about; leave it out"
        yield here, text
