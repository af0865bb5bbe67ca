"""A language model at the side of the local understanding, where one is configured.

It is loaded only then: the kit to speak to it takes a second to load, and most calls need none.
"""

from engine.flow import Flow
from nlu.understand import Understanding
from telephony.ports import RemoteUnderstander
from telephony.settings import Settings


def language_model(
    flow: Flow, understanding: Understanding, settings: Settings
) -> RemoteUnderstander | None:
    """What asks the model for the callers of a flow; `None` if none may be asked for its clinic.

    Raises `ValueError`, a sentence, for settings that contradict each other.
    """
    route = settings.route(flow.clinic)
    if not route.endpoints:
        return None
    from nlu.model.understander import ModelUnderstanding

    return ModelUnderstanding(flow, understanding, route)
