"""A language model at the side of the local understanding, where one is configured.

It is loaded only then: the kit to speak to it takes a second to load, and most calls need none.
"""

from engine.flow import Flow
from nlu.understand import Understanding
from telephony.observer import Nobody, Observer
from telephony.ports import RemoteUnderstander
from telephony.settings import Settings


def language_model(
    flow: Flow,
    understanding: Understanding,
    settings: Settings,
    observer: Observer | None = None,
) -> RemoteUnderstander | None:
    """What asks the model for the callers of a flow; `None` if none may be asked for its clinic.

    Raises `ValueError`, a sentence, for settings that contradict each other.
    """
    route = settings.route(flow.clinic)
    if not route.endpoints:
        return None
    from nlu.model.understander import ModelUnderstanding

    watch = observer or Nobody()

    def failed(why: str, is_down: bool) -> None:
        if is_down:
            watch.failed("model", why)
        else:
            watch.slipped("model")

    return ModelUnderstanding(flow, understanding, route, failed=failed)
