"""The language model of a command's environment; a vendor without an agreement is told of."""

from cli import view
from cli.failure import Failure
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.language_model import language_model
from telephony.ports import RemoteUnderstander
from telephony.settings import read_settings


def configured(flow: Flow, understanding: Understanding) -> RemoteUnderstander | None:
    """What asks the configured model; `None` where everything is understood locally."""
    try:
        settings = read_settings()
        model = language_model(flow, understanding, settings)
    except ValueError as error:
        raise Failure(str(error)) from None
    refused = settings.refusal(flow.clinic)
    if refused is not None:
        view.warn(refused)
    return model
