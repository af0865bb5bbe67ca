"""What a machine is told when it answers a call of ours: who called, and nothing of why.

The flow has the words, checked when it is loaded; what fills them is looked at here once more.
"""

from dataclasses import replace

from engine.advance import start
from engine.commands import Say
from engine.flow import Flow
from engine.prompts import fill
from engine.validator import fault

KEY = "prompts.voicemail"


def voicemail(flow: Flow, language: str | None = None) -> Say | None:
    """The message in a language of the flow; `None` where it must not be spoken."""
    spoken = language if language is not None and language in flow.texts else flow.language
    call = start(replace(flow, language=spoken))
    text = fill(flow.texts[spoken][KEY][0], flow, call, spoken)
    if fault(text, flow, call) is not None:
        return None
    return Say(text, KEY, spoken)
