"""The sentences of safety: fixed here, so that no configuration can take them away.

The 911 sentences are fixed by the product's design (rules 17 and 20) and by the state of the
law: the line is always said in these words, and we never claim to have called 911 ourselves.
"""

from collections.abc import Mapping
from typing import Final

EMERGENCY: Final[Mapping[str, str]] = {
    "en": "If this is a medical emergency, please hang up and dial 911.",
    "es": "Si esto es una emergencia médica, por favor cuelgue y llame al 911.",
}
CONNECTING: Final[Mapping[str, str]] = {
    "en": "This sounds urgent. I'm connecting you to staff now.",
    "es": "Esto parece urgente. Le comunico con el personal ahora mismo.",
}
PEOPLE: Final[Mapping[str, str]] = {
    "en": "For safety, I'll need to transfer you to our medical team.",
    "es": "Por seguridad, necesito transferirle a nuestro equipo médico.",
}
RED_FLAGS: Final[Mapping[str, str]] = {
    "en": (
        "Before we go on: are you having any trouble breathing or swallowing, bleeding that "
        "won't stop, chest pain, or swelling that is spreading to your eye or neck?"
    ),
    "es": (
        "Antes de seguir: ¿tiene dificultad para respirar o tragar, un sangrado que no para, "
        "dolor en el pecho, o una hinchazón que se extiende hacia el ojo o el cuello?"
    ),
}
RED_FLAGS_AGAIN: Final[Mapping[str, str]] = {
    "en": (
        "I just need a yes or a no: any trouble breathing, swallowing, or bleeding that won't stop?"
    ),
    "es": (
        "Solo necesito un sí o un no: ¿dificultad para respirar, tragar, o un sangrado que no para?"
    ),
}
REQUESTED: Final[Mapping[str, str]] = {
    "en": "I've created a request. Our staff will call you back to confirm.",
    "es": "He creado una solicitud. Nuestro personal le devolverá la llamada para confirmar.",
}
"""What is said wherever nothing is booked yet (design, section 9)."""
